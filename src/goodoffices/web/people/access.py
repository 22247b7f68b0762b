"""Who is asking."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from goodoffices.web.people.models import Person

P = ParamSpec("P")


class Asked(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person


def signed_in(
    page: Callable[Concatenate[Asked, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let a page be asked for only by somebody signed in; all others are led to the sign-in, and back."""

    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return page(request, *args, **kwargs)  # type: ignore[arg-type]
        if request.method == "POST":
            from goodoffices.web.people.pages import door  # its pages need this module

            return door.ended(request)
        back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': back})}")

    functools.update_wrapper(asked, page)
    return asked
