"""The doors of Harbour: every chair, the walk, the altered paper to copy."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goodoffices.core.errors import Refused
from goodoffices.web import refusals
from goodoffices.web.demo import proving, walk
from goodoffices.web.demo.scene import HARBOUR

PAPERS = ("v7-as-carried.md", "v7-as-carried.ar.md", "v7-as-carried.fr.md")


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    """Show every chair of Harbour, and the steps of the walk."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "demo/doors.html", {"chairs": walk.all_chairs(), "steps": walk.steps()})


@require_http_methods(["GET", "HEAD", "POST"])
def leaks(request: HttpRequest) -> HttpResponse:
    """Show what one room learns of another, and run what shows it."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method != "POST":
        return render(request, "demo/leaks.html", {"proof": proving.last()})
    try:
        proving.run()
    except Refused as no:
        return render(request, "demo/leaks.html", {"proof": None, "no": refusals.told(no)}, status=409)
    return HttpResponseRedirect(reverse("harbour-leaks"))


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """Show the altered paper, to be copied or left."""
    del request
    if not settings.DEMONSTRATION or name not in PAPERS:
        raise Http404
    words = (HARBOUR / name).read_text(encoding="utf-8")
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
