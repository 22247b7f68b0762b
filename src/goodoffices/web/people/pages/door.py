"""Signing in, signing out, and the way back for who lost their password."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goodoffices.core.errors import Refused
from goodoffices.web import clock, front, refusals
from goodoffices.web.gate import devices
from goodoffices.web.gate.throttle import Throttled
from goodoffices.web.people import actions, forms, kept
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store

AFTER = "own"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in, and lead them to where they wanted to go."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    held = kept.unpacked(request.POST.get("kept", ""))
    form = forms.SignIn(request.POST if request.method == "POST" else None)
    out = "out" in request.GET and not request.user.is_authenticated
    if not form.is_valid():
        return again(request, "people/sign_in.html", form, next=wanted, out=out, kept=held)
    said = form.cleaned_data
    proof = actions.Proof(said["name"], said["password"], said["code"])
    try:
        person = actions.prove(proof, place(request), clock.now())
    except Refused as refusal:
        return again(request, "people/sign_in.html", form, refusal, next=wanted, kept=held)
    if held.fields:
        actions.sign_in(request, person, said["password"])
        told = {"kept": held, "action": front.way(request, wanted)}
        return _remembered(request, person, render(request, "people/kept.html", told))
    return let_in(request, person, said["password"], front.way(request, wanted, _after(person)))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and ask the browser to forget what it keeps of these pages."""
    actions.sign_out(request)
    response = HttpResponseRedirect(f"{reverse('sign-in')}?out=1")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest) -> HttpResponse:
    """Let somebody set a new password with a code of their recovery sheet, or one the operator gave."""
    form = forms.WayBack(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return again(request, "people/way_back.html", form)
    said = form.cleaned_data
    lost = actions.Lost(said["name"], said["back"], said["code"], said["fresh"])
    try:
        person = actions.come_back(lost, place(request), clock.now())
    except Refused as refusal:
        return again(request, "people/way_back.html", form, refusal)
    return let_in(request, person, said["fresh"], reverse(AFTER))


def let_in(request: HttpRequest, person: Person, password: str, on: str) -> HttpResponse:
    """Begin a session, remember the device, speak the person's language, and go on."""
    actions.sign_in(request, person, password)
    return _remembered(request, person, HttpResponseRedirect(on))


def ended(request: HttpRequest) -> HttpResponse:
    """Ask somebody whose session ended to sign in, and keep in the page what they were about to send."""
    held = kept.of(request)
    return again(request, "people/sign_in.html", forms.SignIn(), next=request.path, kept=held, over=True)


def _after(person: Person) -> str:
    """Return where somebody goes who asked for no page in particular: to their seat, if they have just one."""
    held = store.seats_of(str(person.pk))
    return reverse("home", args=[held[0].address]) if len(held) == 1 else reverse(AFTER)


def _remembered(request: HttpRequest, person: Person, response: HttpResponse) -> HttpResponse:
    response.set_cookie(
        devices.COOKIE,
        devices.remember(person.pk, place(request).device),
        devices.KEPT_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    front.speak(response, person.language)
    return response


def place(request: HttpRequest) -> actions.Place:
    """Return where a request comes from. The address is the proxy's word only where a proxy is set up."""
    return actions.Place(request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(devices.COOKIE, ""))


def again(
    request: HttpRequest, page: str, form: forms.Plain, refusal: Refused | None = None, **more: object
) -> HttpResponse:
    """Show a form: empty, or with what is wrong with it; passwords and codes are typed anew."""
    words, status = (refusals.told(refusal) if refusal else ""), 400 if form.is_bound else 200
    if isinstance(refusal, Throttled):
        minutes = int((refusal.until - clock.now()).total_seconds() // 60) + 1
        words, status = _wait(minutes), 429
    return render(request, page, {"form": form, "refused": words, **more}, status=status)


def _wait(minutes: int) -> str:
    return (
        _(
            "Too many tries have failed. Try again in %d minutes; or from a device you have signed in from before; "
            "or with an unused code from your recovery sheet."
        )
        % minutes
    )
