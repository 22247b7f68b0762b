"""Who sits where: the seat an address names, for the person who sits in it, and one answer for everybody else."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind
from goodoffices.web import clock, errors
from goodoffices.web.people import kept, second
from goodoffices.web.people.access import signed_in
from goodoffices.web.people.models import Person
from goodoffices.web.talks import actions, ending, folding, news, pace, sharing, store
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.store import Sitting

P = ParamSpec("P")


def sitting(request: HttpRequest, address: str) -> Sitting:
    """Return the seat at an address, if the person who asks sits in it; 404 alike for absent and another's."""
    try:
        found = store.sitting(address)
    except Absent:
        raise Http404 from None
    if found.person is None or str(found.person) != str(request.user.pk):
        raise Http404
    return found


def seat_page(
    page: Callable[Concatenate[Here, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Make a page of a seat: signed in, sitting in it, and with what it knows as it stands now."""

    def asked(request: HttpRequest, address: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = sitting(request, address)
        at = clock.now()
        held_up = _held_up(request, found, at)
        if held_up is not None:
            return held_up
        sharing.settle(found, at)
        news.tell(actions.ripen(found, at))
        now = folding.seated(found)
        missing = {lane.kind for lane in now.shut} - {Kind.PRIVATE, Kind.CIRCLE}
        if missing:
            kinds = sorted(missing)
            return render(request, "talks/shut.html", {"kinds": kinds}, status=403)
        try:
            return page(Here(request, now, at), *args, **kwargs)
        except Absent:
            raise Http404 from None

    return functools.wraps(page)(signed_in(cast("Callable[..., HttpResponse]", asked)))


def _held_up(request: HttpRequest, found: Sitting, at: datetime) -> HttpResponse | None:
    """Return what is answered instead of the page: a second factor to be set up, too fast, shredded, keys to be opened."""
    if settings.SECOND_FACTOR and not second.has(cast("Person", request.user)):
        return HttpResponseRedirect(reverse("own-second"))
    try:
        pace.keep(found.seat, at.timestamp(), writes=request.method == "POST")
    except pace.TooFast:
        return errors.page(429, kept.of(request).prose if request.method == "POST" else ())
    over = ending.shredded(found.talks)
    if over:
        return render(request, "talks/shredded.html", {"at": over}, status=410)
    if found.closed and store.locked():
        return HttpResponseRedirect(f"{reverse('own-keys')}?{urlencode({'next': request.get_full_path()})}")
    return None
