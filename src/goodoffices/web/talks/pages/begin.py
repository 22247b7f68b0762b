"""Begin talks: one page, then a seat for who began them."""

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from goodoffices.web import clock, writer
from goodoffices.web.people import invitations
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
        begun = actions.begin(wish, lambda: secrets.token_hex(16), clock.now())
    except BadInput as fault:
        told = {"said": request.POST, "wrong": str(fault).splitlines()}
        return render(request, "talks/begin.html", told, status=400)
    founder = begun.seats[0]
    _note(founder, request.POST.get("known", ""))
    if isinstance(request.user, Person):
        with writer.turn(founder.seat):
            store.take_seat(founder.seat, str(request.user.pk))
        return HttpResponseRedirect(reverse("home", args=[founder.address]))
    with writer.turn(founder.seat):
        invitation = invitations.invite(begun.talks, founder.seat, clock.now())
    return take.offered(request, invitation.code, invitations.invited(invitation.code, clock.now()))


def _note(founder: Sitting, known: str) -> None:
    """Keep what was known as the talks began as a note of their founder's own."""
    if known.strip():
        lane = folding.seated(founder).view.lane(Kind.NOTES).id
        act = Act(secrets.token_hex(16), (Asked(lane, "note", {"words": known}),))
        actions.make(founder, act, clock.now())
