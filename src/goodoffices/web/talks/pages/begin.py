"""Begin talks: one page, then a seat for who began them."""

import secrets
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodoffices.core.beginning import Wish
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Seat
from goodoffices.journal.closed import CLOSED
from goodoffices.web import clock, refusals
from goodoffices.web.people import first, invitations, locks
from goodoffices.web.people.actions import New, join
from goodoffices.web.people.models import Person
from goodoffices.web.people.pages import door, take
from goodoffices.web.talks import actions, beginning, drafts, folding, store
from goodoffices.web.talks.copies import MOST
from goodoffices.web.talks.pages import reported, reports
from goodoffices.web.talks.store import Sitting


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin talks; on a site that has people, only for somebody signed in."""
    if not request.user.is_authenticated and Person.objects.exists():
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': reverse('begin')})}")
    new = first.offered(request)
    if request.method != "POST":
        return render(request, "talks/begin.html", {"said": {}, "new": new})
    try:
        wish = beginning.from_form(request.POST)
        if isinstance(request.user, Person):
            return _by(request.user, wish, request.POST)
        own = first.made(new, request) if new and "password" in request.POST else None
    except (BadInput, Refused) as fault:
        told = {"said": request.POST, "wrong": refusals.lines(fault), "new": new}
        return render(request, "talks/begin.html", told, status=400)
    return _by_somebody_new(request, wish, own)


def _by(person: Person, wish: Wish, said: Mapping[str, str]) -> HttpResponse:
    """Begin talks for somebody who is signed in, and lead them to their seat."""
    public = locks.public_of(person)
    if wish.settings.mode == CLOSED and store.locked():
        raise BadInput(_("Closed talks need keys of your own: sign out and in again first."))

    def bearer(seat: Seat) -> None:
        if founds(seat):
            store.take_seat(seat.id, str(person.pk))
            if wish.settings.mode == CLOSED:
                store.add_bearer(seat.id, public, "person")

    founds = _first()
    begun = actions.begin(wish, lambda: secrets.token_hex(16), clock.now(), bearer)
    return HttpResponseRedirect(_kept(begun.seats[0], wish, said))


def _by_somebody_new(request: HttpRequest, wish: Wish, own: New | None) -> HttpResponse:
    """Begin talks for somebody who has no sign-in yet: with the one they chose on the page, else offer them one."""
    code, now = invitations.fresh_code(), clock.now()

    def bearer(seat: Seat) -> None:
        if founds(seat):
            made = invitations.invite(store.seat_of(seat.id).talks, seat.id, now, code)
            if wish.settings.mode == CLOSED:
                until = int(made.until.timestamp())
                store.add_bearer(seat.id, invitations.pair(code).public, "paper", seat.id, until)

    founds = _first()
    begun = actions.begin(wish, lambda: secrets.token_hex(16), now, bearer)
    with store.opening_with(invitations.pair(code)):
        way = _kept(begun.seats[0], wish, request.POST)
        if own is not None:
            person = join(invitations.invited(code, now), own, now)
            return door.let_in(request, person, own.password, way)
    return take.offered(request, code, invitations.invited(code, now))


def _kept(founder: Sitting, wish: Wish, said: Mapping[str, str]) -> str:
    """Keep for their founder what was known and what was pasted as talks began; return where to go on."""
    _note(founder, said.get("known", ""))
    report = reported.begun_with(said.get("outlet", ""), said.get("report", ""))
    if report is not None:
        reports.put_aside(founder.seat, report)
    draft = said.get("draft", "")[:MOST]
    if not draft.strip():
        return reverse("home", args=[founder.address])
    drafts.keep(founder, wish.settings.languages[0], draft)
    return reverse("draft", args=[founder.address])


def _note(founder: Sitting, known: str) -> None:
    """Keep what was known as the talks began as a note of their founder's own."""
    if known.strip():
        lane = folding.seated(founder).view.lane(Kind.NOTES).id
        act = Act(secrets.token_hex(16), (Asked(lane, "note", {"words": known}),))
        actions.make(founder, act, clock.now())


def _first() -> Callable[[Seat], bool]:
    """Return what tells the first seat it is asked about, the founder's, from all others."""
    asked: list[Seat] = []

    def first(seat: Seat) -> bool:
        asked.append(seat)
        return len(asked) == 1

    return first
