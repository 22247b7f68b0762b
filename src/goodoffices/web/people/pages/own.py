"""One's own sign-in: password, second factor, recovery sheet, sessions."""

from typing import TypeVar

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodoffices.core.errors import Refused
from goodoffices.web import clock, keys
from goodoffices.web.gate import devices, sessions
from goodoffices.web.people import actions, forms, locks, second, totp
from goodoffices.web.people.access import Asked, signed_in
from goodoffices.web.people.chairs import chairs
from goodoffices.web.people.models import Person
from goodoffices.web.people.pages.door import again, place
from goodoffices.web.talks import store

F = TypeVar("F", bound=forms.Sure)


@require_safe
@signed_in
def own(request: Asked) -> HttpResponse:
    """Show one's own sign-in."""
    person = request.user
    told = {
        "chairs": chairs(person),
        "second": second.has(person),
        "left": second.left(person),
        "bears": store.bears(locks.public_of(person)),
        "on_sheet": locks.has_sheet(person),
        "locked": store.locked(),
        "sessions": sessions.sessions(person.pk, request.session.session_key or ""),
        "done": _done().get(request.GET.get("done", ""), ""),
    }
    return render(request, "people/own.html", told)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: Asked) -> HttpResponse:
    """Set another password."""
    form = form_of(forms.NewPassword, request)
    if not form.is_valid():
        return again(request, "people/password.html", form)
    try:
        prove(request, form)
        actions.change_password(request, request.user, form.cleaned_data["fresh"])
    except Refused as refusal:
        return again(request, "people/password.html", form, refusal)
    return _back("password")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def set_second(request: Asked) -> HttpResponse:
    """Set up a second factor: show a secret, and take it once the telephone makes the right code from it."""
    form = form_of(forms.NewSecond, request)
    if not form.is_bound:
        return _second_page(request, _empty(request), totp.fresh())
    secret = _offered(request.user, form.data.get("secret", ""))
    if not secret:
        return _second_page(request, _empty(request), totp.fresh())
    if not form.is_valid():
        return _second_page(request, form, secret)
    try:
        step = totp.step_of(secret, form.cleaned_data["first"], clock.now())
        if not step:
            raise Refused(
                _("These digits do not fit. Wait for the next ones, and see that the clock is right.")
            )
        prove(request, form)
    except Refused as refusal:
        return _second_page(request, form, secret, refusal)
    actions.set_second(request, request.user, secret, step)
    return _back("second")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def no_second(request: Asked) -> HttpResponse:
    """Take the second factor off."""
    form = form_of(forms.Sure, request)
    if not form.is_valid():
        return again(request, "people/no_second.html", form)
    try:
        prove(request, form)
    except Refused as refusal:
        return again(request, "people/no_second.html", form, refusal)
    actions.take_second_off(request, request.user)
    return _back("no-second")


@require_POST
@signed_in
def end(request: Asked) -> HttpResponse:
    """End one other session, or all others; forget the devices one has signed in from."""
    person, key = request.user, request.session.session_key or ""
    mark = request.POST.get("session", "")
    if mark:
        sessions.end(person.pk, mark)
    else:
        sessions.end_others(person.pk, key)
        devices.forget(person.pk)
    return _back("ended")


def form_of(kind: type[F], request: Asked) -> F:
    """Return a form as it was sent, or empty; with a field for a code where a second factor is set up."""
    sent = request.POST if request.method == "POST" else None
    return kind(sent, second=second.has(request.user))


def _empty(request: Asked) -> forms.NewSecond:
    return forms.NewSecond(second=second.has(request.user))


def prove(request: Asked, form: forms.Sure) -> None:
    """See that it is this person who asks; raise `Refused` else."""
    said = form.cleaned_data
    actions.prove_again(request.user, said["password"], said.get("code", ""), place(request))


def _second_page(
    request: Asked, form: forms.NewSecond, secret: bytes, refusal: Refused | None = None
) -> HttpResponse:
    side, path = totp.picture(totp.address(secret, request.user.name))
    told = {"side": side, "path": path, "readable": totp.readable(secret)}
    told["offer"] = keys.shut(f"offer to {request.user.pk}", secret).hex()
    return again(request, "people/second.html", form, refusal, **told)


def _offered(person: Person, offer: str) -> bytes:
    """Return the secret this person was offered, or nothing: nobody else's offer opens."""
    try:
        return keys.open_up(f"offer to {person.pk}", bytes.fromhex(offer))
    except (ValueError, keys.Unreadable):
        return b""


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('own')}?done={done}")


def _done() -> dict[str, str]:
    return {
        "password": _("Your password is changed. Every other session of yours has ended."),
        "second": _(
            "From now on a code from your telephone is asked for. Print a recovery sheet, if you have none."
        ),
        "no-second": _("From now on your password alone lets you in."),
        "ended": _("Ended."),
        "seat": _("The seat is yours."),
        "sheet": _(
            "Your recovery sheet is tried: its long code opens your keys, should your password be lost."
        ),
        "keys": _("Your keys are open until you sign out."),
        "new-keys": _(
            "You have new keys. What you share with others opens to you once one of them has signed in."
        ),
    }
