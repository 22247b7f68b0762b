"""Where somebody is: the seat a request came from, what it knows, its ways on, and how its pages are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.people import Role, Standing
from goodoffices.core.view import View
from goodoffices.web.parts import move
from goodoffices.web.people.chairs import place_name
from goodoffices.web.talks import hours
from goodoffices.web.talks.folding import Seated, workplace

DESK_WAYS = (
    "home",
    "text",
    "analysis",
    "deal",
    "carried",
    "days",
    "questions",
    "record",
    "table",
    "process",
    "seats",
    "circles",
    "seat-notes",
    "who-sees-what",
)
ROOM_WAYS = (
    "home",
    "room",
    "mediators",
    "check",
    "mandate",
    "principals",
    "circles",
    "table",
    "questions",
    "days",
    "record",
    "seat-notes",
    "who-sees-what",
)
BEHIND_WAYS = ("home", "mandate", "table", "seat-notes", "who-sees-what")


@dataclass(frozen=True)
class Here:
    """A request of a seat, with all the seat knows."""

    request: HttpRequest
    now: Seated
    at: datetime

    @property
    def view(self) -> View:
        """What the seat knows."""
        return self.now.view

    @property
    def post(self) -> Mapping[str, Any]:
        """What was sent with the form."""
        return self.request.POST

    def url(self, name: str, *more: str) -> str:
        """Return the address of one of this seat's pages."""
        return reverse(name, args=[self.now.sitting.address, *more])

    def go(self, name: str, *more: str) -> HttpResponse:
        """Send the browser on to one of this seat's pages."""
        return HttpResponseRedirect(self.url(name, *more))

    @property
    def work(self) -> Lane:
        """The lane this seat works in with its own: the desk, or its room; absent where it has neither."""
        return workplace(self.view)

    def lane(self, kind: Kind, delegation: str = "") -> str:
        """Return the id of a lane this seat holds; absent alike where it holds none or there is none."""
        return self.view.lane(kind, delegation).id

    def page(self, template: str, place: str, current: str, **told: Any) -> HttpResponse:
        """Return a page; `place` is the lane kind whose colour and readers it has, `current` the way it is on."""
        return self.page_with(200, template, place, current, **told)

    def page_with(self, status: int, template: str, place: str, current: str, **told: Any) -> HttpResponse:
        """Return a page with a status of its own."""
        shown = {
            "at": place,
            "home": self.url("home"),
            "talks_name": self.view.table.name,
            "here_name": place_name(self.view),
            "seat_name": self.view.name_of(self.view.seat.id),
            "ways": [(self.url(way), words) for way, words in self._ways()],
            "current": self.url(current) if current else "",
            "when_words": self._when(),
            "tray": self.url("tray"),
            "seat": self.now.sitting.address,
            "act": self.url("act"),
            "put": self.url("put"),
            "here": self.request.path,
            "fresh": move(),
            "news": self.url("news"),
            "closed": self.now.sitting.closed,
        }
        return render(self.request, template, {**shown, **told}, status=status)

    def _when(self) -> str:
        table = self.view.table
        if table.ended:
            return _("The talks have ended.")
        if table.suspended:
            return _("The talks are suspended.")
        told = [_("Round %(number)s") % {"number": table.round}] if table.round_open else []
        told += [_("next: %(when)s") % {"when": when} for _id, when, _words in self.coming()[:1]]
        return " · ".join(told)

    def coming(self) -> list[tuple[str, str, str]]:
        """Return what everybody was told is to come, soonest first: its id, when, and the words."""
        now = int(self.at.timestamp())
        listed = sorted(self.view.table.coming.items(), key=lambda pair: pair[1].at)
        return [(name, hours.moment(one.at, one.zone), one.words) for name, one in listed if one.at >= now]

    def _ways(self) -> list[tuple[str, str]]:
        words = {
            "home": _("Where it stands") if self.view.seat.mediates else _("Text"),
            "text": _("Text"),
            "analysis": _("What is possible"),
            "carried": _("Carried"),
            "room": _("Our room"),
            "mediators": _("With the mediators"),
            "check": _("Check what we hold"),
            "mandate": _("Our mandate"),
            "deal": _("The deal"),
            "principals": _("Our principals"),
            "table": _("What everybody was told"),
            "seat-notes": _("My notes"),
            "process": _("Process"),
            "days": _("Days"),
            "questions": _("Sealed questions"),
            "record": _("Public record"),
            "seats": _("Seats"),
            "circles": _("Circles"),
            "who-sees-what": _("Who sees what"),
        }
        ways: tuple[str, ...] = ROOM_WAYS
        if self.view.seat.mediates:
            ways = DESK_WAYS
        elif self.view.seat.role is Role.PRINCIPAL:
            ways = BEHIND_WAYS
        held = any(lane.kind is Kind.PRINCIPALS for lane in self.view.lanes.values())
        left_out = {*(() if held else ("principals",)), *(() if self._answers() else ("mandate",))}
        if not self.view.seat.mediates and not self.view.circles():
            left_out.add("circles")
        return [(way, words[way]) for way in ways if way not in left_out]

    def _answers(self) -> bool:
        """Whether this seat's delegation is asked to accept, and so may have a mandate."""
        own = [one for one in self.view.table.delegations if one.id == self.view.seat.delegation]
        return any(one.standing in (Standing.PARTY, Standing.GUARANTOR) for one in own)


def when(stamp: int) -> datetime:
    """Return a stamp as a time that a template can show in the reader's zone."""
    return datetime.fromtimestamp(stamp, UTC)
