"""The first sign-in of a site: made on the page that begins talks, under a name that the program offers there."""

from dataclasses import dataclass, field

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import get_language

from goodoffices.web.people import actions, invitations, passwords

_SALT = "goodoffices.first-name"
_OFFER_SECONDS = 12 * 3600


@dataclass(frozen=True)
class Offered:
    """A sign-in name offered to somebody new, and the sealed offer that comes back with the form."""

    name: str
    offer: str = field(repr=False)


def offered(request: HttpRequest) -> Offered | None:
    """Return the name offered to whoever is not signed in; the one that was offered before, where it still stands."""
    if request.user.is_authenticated:
        return None
    try:
        name = str(signing.loads(request.POST.get("offer", ""), salt=_SALT, max_age=_OFFER_SECONDS))
    except signing.BadSignature:
        name = invitations.fresh_name()
    return Offered(name, signing.dumps(name, salt=_SALT))


def made(offer: Offered, request: HttpRequest) -> actions.New:
    """Return the new sign-in a form asks for; raise `Refused` where its password is too easy to guess."""
    typed = request.POST.get("password", "")
    passwords.fit(typed)
    return actions.New(offer.name, typed, get_language() or "en")
