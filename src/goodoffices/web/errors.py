"""The pages that say no: alike in form, with nothing of the asker, the address or the cause in them.

What is absent and what is forbidden are one page, made without asking the database anything.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from goodoffices.web.people import kept


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read."""
    del request, exception
    return page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer a form whose protection against forgery has gone stale, and give back what was written in it.

    It can be copied, but not sent from here: it may have been forged. `reason` is for programmers, and not shown.
    """
    del exception, reason
    return page(403, kept.of(request).prose if request.method == "POST" else ())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what is not there, and for what is there for others."""
    del request, exception
    return page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when the fault is ours."""
    del request
    return page(500)


def dressed(response: HttpResponse) -> HttpResponse:
    """Return the same refusal as a page, where the framework refused with an empty one."""
    if isinstance(response, HttpResponseNotAllowed) and not response.content:
        allow = response["Allow"]
        response = page(405)
        response["Allow"] = allow
    return response


def page(status: int, prose: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """Return the page of one status."""
    head, words = _words(status)
    told = {"head": head, "words": words, "prose": prose}
    return HttpResponse(render_to_string("error.html", told), status=status)


def _words(status: int) -> tuple[str, str]:
    stale = _(
        "This page was open for too long, or cookies are switched off. Go back, open the page again, and send once more."
    )
    return {
        403: (_("Nothing was sent"), stale),
        404: (
            _("There is nothing here"),
            _("There is nothing at this address, or nothing that you may read."),
        ),
        405: (
            _("Nothing was done"),
            _("This address does not take what was sent to it. Go back and try again."),
        ),
        429: (_("Not so many at once"), _("Wait a little, or close a page, and try again.")),
        413: (
            _("This is too large"),
            _(
                "No more than 8 MB can be sent at once. Nothing was kept: go back, what you wrote is there still."
            ),
        ),
        500: (
            _("Something broke here"),
            _(
                "The fault is ours, and is noted without your words. Go back, look whether what you sent is there, and send it again if not: the same form counts only once."
            ),
        ),
    }.get(
        status,
        (
            _("This could not be read"),
            _("The request was not complete or not well formed. Go back and try again."),
        ),
    )
