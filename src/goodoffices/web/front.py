"""The pages anybody may read: the front page with its doors, the languages, what is not protected."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

_YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Door:
    """A way in: the page behind it, and what it says of itself. `kind` gives its colour."""

    page: str
    kind: str
    name: str | Promise
    words: str | Promise

    @property
    def address(self) -> str:
        """Where the door leads; nowhere while the page behind it is not built."""
        if self.page == "harbour":
            return f"{settings.HARBOUR}/harbour" if settings.HARBOUR else ""
        try:
            return reverse(self.page)
        except NoReverseMatch:
            return ""


DOORS = (
    Door("harbour", "room", _("Walk through Harbour"), _("Invented talks with every chair open to you. Nothing you do there touches anything real, and you can put it back.")),
    Door("begin", "desk", _("Begin talks of your own"), _("Name the parties and the mediators, in the order you choose. You get an invitation for every seat, to print and hand over.")),
    Door("begin-report", "channel", _("Read a report"), _("Who said what in public, on what day, by whose account.")),
    Door("not-protected", "table", _("What this does not protect"), _("In plain words, before you trust it with anything.")),
)  # fmt: skip


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the doors; of the demonstration, its chairs."""
    if settings.DEMONSTRATION:
        return HttpResponseRedirect(reverse("harbour-doors"))
    return render(request, "front.html", {"doors": [door for door in DOORS if door.address]})


@require_safe
def not_protected(request: HttpRequest) -> HttpResponse:
    """Say what this does not protect."""
    return render(request, "not_protected.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on, signed in or not."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(way(request, request.POST.get("next", "")))
    if chosen in dict(settings.LANGUAGES):
        speak(response, chosen)
        if request.user.is_authenticated:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


def speak(response: HttpResponse, chosen: str) -> None:
    """Keep the language in the browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=_YEAR_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def way(request: HttpRequest, wanted: str, otherwise: str = "/") -> str:
    """Return an address of this site to go on to: the wanted one, if it is one."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else otherwise
