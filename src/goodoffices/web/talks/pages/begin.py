"""Begin talks: one page, then a seat for who began them."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodoffices.core.beginning import Wish
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Seat
from goodoffices.journal.closed import CLOSED
from goodoffices.web import clock
from goodoffices.web.people import invitations, locks
from goodoffices.web.people.models import Person
from goodoffices.web.people.pages import take
from goodoffices.web.talks import actions, beginning, folding, store
from goodoffices.web.talks.store import Sitting


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin talks; on a site that has people, only for somebody signed in."""
    if not request.user.is_authenticated and Person.objects.exists():
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': reverse('begin')})}")
    if request.method != "POST":
        return render(request, "talks/begin.html", {"said": {}})
    try:
        wish = beginning.from_form(request.POST)
        if isinstance(request.user, Person):
            return _by(request.user, wish, request.POST.get("known", ""))
    except BadInput as fault:
        told = {"said": request.POST, "wrong": str(fault).splitlines()}
        return render(request, "talks/begin.html", told, status=400)
    return _by_somebody_new(request, wish)


def _by(person: Person, wish: Wish, known: str) -> HttpResponse:
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
    _note(begun.seats[0], known)
    return HttpResponseRedirect(reverse("home", args=[begun.seats[0].address]))


def _by_somebody_new(request: HttpRequest, wish: Wish) -> HttpResponse:
    """Begin talks for somebody who has no sign-in yet, and offer them one with their seat."""
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
        _note(begun.seats[0], request.POST.get("known", ""))
    return take.offered(request, code, invitations.invited(code, now))


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
