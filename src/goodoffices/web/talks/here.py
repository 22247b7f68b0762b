"""Where somebody is: the seat a request came from, what it knows, its ways on, and how its pages are made."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.view import View
from goodoffices.web.parts import move
from goodoffices.web.people.chairs import place_name
from goodoffices.web.talks import deadlines, hours, since, ways
from goodoffices.web.talks.deadlines import Shown
from goodoffices.web.talks.folding import Seated, workplace
from goodoffices.web.talks.places import place_of

_ANY = "~any~"  # where a seat's address stands in the address of a page


@functools.cache
def _way(name: str) -> str:
    """Return the address of a page that every seat has; it is asked for twenty times to a page."""
    return reverse(name, args=[_ANY])


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
        if more:
            return reverse(name, args=[self.now.sitting.address, *more])
        return _way(name).replace(_ANY, self.now.sitting.address)

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
            **self._ways(current),
            "when_words": self._when(),
            "tray": self.url("tray"),
            "seat": self.now.sitting.address,
            "act": self.url("act"),
            "put": self.url("put"),
            "here": self.request.path,
            "fresh": move(),
            "news": self.url("news"),
            "closed": self.now.sitting.closed,
            "unseen": self._unseen() if current == "home" else (),
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
        told += [_("deadline: %(when)s") % {"when": one.when} for one in self.due()[:1]]
        return " · ".join(told)

    def due(self) -> tuple[Shown, ...]:
        """Return the deadlines that everybody knows of and that have not passed, soonest first."""
        listed = deadlines.shown(self.view, self.at)
        return tuple(one for one in listed if one.kind == Kind.TABLE.value and not one.passed)

    def coming(self) -> list[tuple[str, str, str]]:
        """Return what everybody was told is to come, soonest first: its id, when, and the words."""
        now = int(self.at.timestamp())
        listed = sorted(self.view.table.coming.items(), key=lambda pair: pair[1].at)
        return [(name, hours.moment(one.at, one.zone), one.words) for name, one in listed if one.at >= now]

    def _unseen(self) -> list[str]:
        """Return the places in which others wrote since the last mark, by name; none before the first mark."""
        mark = since.mark(self.now.sitting)
        found = since.news(self.now, mark) if mark.at else ()
        return [place_of(self.view, one) for one in found]

    def _ways(self, current: str) -> dict[str, Any]:
        """Return the ways on: each group by its first, and those of the group this page is in."""
        groups = ways.groups(self.view)
        inside = next((group for group in groups if current in group), ())
        return {
            "ways": [(self.url(group[0]), ways.words(group[0], self.view)) for group in groups],
            "group": self.url(inside[0]) if inside else "",
            "how": "page" if inside[:1] == (current,) else "true",
            "beside": [(self.url(one), ways.words(one, self.view)) for one in inside if len(inside) > 1],
            "current": self.url(current) if current else "",
        }


def when(stamp: int) -> datetime:
    """Return a stamp as a time that a template can show in the reader's zone."""
    return hours.shown(stamp)
