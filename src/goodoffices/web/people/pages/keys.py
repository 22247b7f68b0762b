"""One's own keys: opened again by password or sheet, made anew when all is lost; and the sheet, tried once printed."""

import json
import secrets

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goodoffices.core.errors import Refused
from goodoffices.journal import codes
from goodoffices.journal.pairs import Pair
from goodoffices.web import clock, front, keys
from goodoffices.web.people import actions, forms, locks, second
from goodoffices.web.people.access import Asked, signed_in
from goodoffices.web.people.pages.door import again
from goodoffices.web.people.pages.own import form_of, prove


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def open_keys(request: Asked) -> HttpResponse:
    """Open one's keys for this session: with the password, and with the sheet's long code where that was set anew."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    form = form_of(forms.Keys, request)
    if not form.is_valid():
        return again(request, "people/keys.html", form, next=wanted)
    said = form.cleaned_data
    try:
        prove(request, form)
        actions.open_keys(request, request.user, said["password"], said["back"])
    except Refused as refusal:
        return again(request, "people/keys.html", form, refusal, next=wanted)
    return HttpResponseRedirect(front.way(request, wanted, f"{reverse('own')}?done=keys"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_keys(request: Asked) -> HttpResponse:
    """Make new keys, for somebody who lost password and sheet; says first what is lost with the old ones."""
    form = form_of(forms.Sure, request)
    if not form.is_valid():
        return again(request, "people/new_keys.html", form)
    try:
        prove(request, form)
    except Refused as refusal:
        return again(request, "people/new_keys.html", form, refusal)
    actions.make_keys_anew(request, request.user, form.cleaned_data["password"], clock.now())
    return HttpResponseRedirect(f"{reverse('own')}?done=new-keys")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: Asked) -> HttpResponse:
    """Make a recovery sheet, show it this once, and ask one group of its long code back."""
    form = form_of(forms.Sure, request)
    if not form.is_valid():
        return again(request, "people/sheet.html", form)
    try:
        prove(request, form)
    except Refused as refusal:
        return again(request, "people/sheet.html", form, refusal)
    short, pair = second.make_sheet(request.user), locks.held(request)
    code = codes.fresh(codes.LONG, secrets.token_bytes) if pair else ""
    told = {"codes": short, "long": codes.groups(code), **_asked_back(request, code)}
    return render(request, "people/sheet_made.html", told)


@sensitive_post_parameters()
@require_POST
@signed_in
def rehearse(request: Asked) -> HttpResponse:
    """Let the long code of a sheet open one's keys, once the group that was asked for is typed as it is printed."""
    code, asked = _offered(request, request.POST.get("offer", ""))
    pair: Pair | None = locks.held(request)
    if not code or pair is None:
        return HttpResponseRedirect(reverse("own-sheet"))
    if codes.plainly(request.POST.get("group", "")) != codes.groups(code)[asked - 1]:
        words = _("This is not what stands there. Look at group %d on the printed sheet.") % asked
        told = {"offer": request.POST["offer"], "asked": asked, "refused": words}
        return render(request, "people/sheet_tried.html", told, status=400)
    locks.put_on_sheet(request.user, pair, code)
    return HttpResponseRedirect(f"{reverse('own')}?done=sheet")


def _asked_back(request: Asked, code: str) -> dict[str, object]:
    """Return which group is asked back, and the code as the page carries it along, for nobody else to read."""
    if not code:
        return {}
    asked = 1 + secrets.randbelow(codes.LONG // codes.GROUP)
    offer = keys.shut(f"sheet of {request.user.pk}", json.dumps([code, asked]).encode())
    return {"asked": asked, "offer": offer.hex()}


def _offered(request: Asked, offer: str) -> tuple[str, int]:
    try:
        code, asked = json.loads(keys.open_up(f"sheet of {request.user.pk}", bytes.fromhex(offer)))
    except (ValueError, keys.Unreadable):
        return "", 0
    return str(code), int(asked)
