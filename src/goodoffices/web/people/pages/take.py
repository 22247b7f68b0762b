"""Taking a seat with the code of an invitation: as somebody signed in, or as somebody new."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goodoffices.core.errors import Refused
from goodoffices.web import clock
from goodoffices.web.people import actions, forms, invitations
from goodoffices.web.people.pages.door import again, let_in, place

_OFFER = "goodoffices.offered-name"
_OFFER_SECONDS = 3600


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Read the code; give the seat to who is signed in, or offer somebody new a sign-in name."""
    form = forms.Code(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return again(request, "people/take.html", form)
    code, now = form.cleaned_data["code"], clock.now()
    try:
        invited = invitations.invited(code, now)
        if request.user.is_authenticated:
            actions.take_seat(invited, request.user, now)
            return HttpResponseRedirect(f"{reverse('own')}?done=seat")
        if invited.by:
            raise Refused(invitations.used_words())
    except Refused as refusal:
        return again(request, "people/take.html", form, refusal)
    return offered(request, code, invited)


def offered(request: HttpRequest, code: str, invited: invitations.Invited) -> HttpResponse:
    """Offer somebody new a sign-in name for the seat a code opens."""
    offer = signing.dumps([invited.kept, invitations.fresh_name()], salt=_OFFER)
    return _new_page(request, forms.NewPerson(initial={"code": code, "offer": offer}), offer)


@sensitive_post_parameters()
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make the sign-in, take the seat, and let its holder in; sent twice, it happens once."""
    form, now = forms.NewPerson(request.POST), clock.now()
    offer = request.POST.get("offer", "")
    if not form.is_valid():
        return _new_page(request, form, offer)
    said = form.cleaned_data
    try:
        invited = invitations.invited(said["code"], now)
        name = _offered(offer, invited)
        if invited.by and invited.by.name == name:
            person = actions.prove(actions.Proof(name, said["password"]), place(request), now)
        else:
            person = actions.join(invited, actions.New(name, said["password"], get_language() or "en"), now)
    except Refused as refusal:
        return _new_page(request, form, offer, refusal)
    return let_in(request, person, said["password"], f"{reverse('own')}?done=seat")


def _new_page(
    request: HttpRequest, form: forms.NewPerson, offer: str, refusal: Refused | None = None
) -> HttpResponse:
    try:
        _, name = signing.loads(offer, salt=_OFFER, max_age=_OFFER_SECONDS)
    except signing.BadSignature:
        return again(request, "people/take.html", forms.Code(), refusal)
    return again(request, "people/take_new.html", form, refusal, name=name)


def _offered(offer: str, invited: invitations.Invited) -> str:
    """Return the name that was offered with this invitation."""
    try:
        kept, name = signing.loads(offer, salt=_OFFER, max_age=_OFFER_SECONDS)
    except signing.BadSignature:
        raise Refused(invitations.used_words()) from None
    if kept != invited.kept:
        raise Refused(invitations.used_words())
    return str(name)
