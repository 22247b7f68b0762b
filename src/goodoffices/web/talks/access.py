"""Who sits where: the seat an address names, for the person who sits in it, and one answer for everybody else."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from goodoffices.core.errors import Absent
from goodoffices.web import clock, errors
from goodoffices.web.people import kept
from goodoffices.web.people.access import signed_in
from goodoffices.web.talks import actions, folding, news, pace, store
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
        try:
            pace.keep(found.seat, at.timestamp(), writes=request.method == "POST")
        except pace.TooFast:
            return errors.page(429, kept.of(request).prose if request.method == "POST" else ())
        news.tell(actions.ripen(found, at))
        try:
            return page(Here(request, folding.seated(found), at), *args, **kwargs)
        except Absent:
            raise Http404 from None

    return functools.wraps(page)(signed_in(cast("Callable[..., HttpResponse]", asked)))
