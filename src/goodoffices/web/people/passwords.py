"""Passwords: what makes a good one, and a check that works equally hard for everybody."""

import threading
import unicodedata

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from goodoffices.core.errors import Refused
from goodoffices.web.people import leaked
from goodoffices.web.people.models import Person

SHORTEST = 12
LONGEST = 200
OURS = (
    "goodoffices",
    "bonsoffices",
    "المساعيالحميدة",
    "mediator",
    "mediation",
    "delegation",
    "password",
    "passphrase",
    "talks",
)
"""What this program is about, which whoever guesses tries first; nothing of any talks, for those are confidences."""
LEFT = 8
AT_ONCE = threading.BoundedSemaphore(2)  # a check fills 100 MiB on purpose


def right(person: Person | None, typed: str) -> bool:
    """Return whether this is the person's password; for nobody it is wrong, after the same work."""
    with AT_ONCE:
        if person is None:
            make_password(same(typed))
            return False
        return check_password(same(typed), person.password)


def kept(typed: str) -> str:
    """Return what is kept of a new password; raise `Refused` where it is too easy to guess."""
    fit(typed)
    with AT_ONCE:
        return make_password(same(typed))


def fit(typed: str) -> None:
    """Raise `Refused` where a new password is too easy to guess."""
    plain = same(typed)
    if len(plain) < SHORTEST:
        raise Refused(_("Choose a password of at least %d characters: several words do well.") % SHORTEST)
    if len(plain) > LONGEST:
        raise Refused(_("Choose a password of at most %d characters.") % LONGEST)
    try:
        CommonPasswordValidator().validate(plain)
    except ValidationError:
        raise Refused(_("Many people use this password. Choose another.")) from None
    if _leaked({plain, typed[:LONGEST]}):
        raise Refused(_("This password is among those that leaked elsewhere. Choose another."))
    if _but_ours(plain) < LEFT:
        raise Refused(_("This password is little more than words of this program. Choose other words."))
    if len(set(plain)) < 5:
        raise Refused(_("Choose a password of more different characters."))


def _leaked(forms: set[str]) -> bool:
    """Whether the operator's list of leaked passwords, where there is one, has this one in any of its forms."""
    if settings.LEAKED is None:
        return False
    try:
        return any(leaked.holds(settings.LEAKED, one) for one in forms)
    except OSError:
        raise Refused(
            _(
                "New passwords cannot be looked up just now, so nothing was changed. Tell whoever runs this site."
            )
        ) from None


def _but_ours(plain: str) -> int:
    """Return how many letters and digits are left of a password without the program's own words."""
    left = "".join(one for one in plain.casefold() if one.isalnum())
    for word in OURS:
        left = left.replace(word, "")
    return len(left)


def same(typed: str) -> str:
    """Return the password in one form, whichever keyboard typed it, for its hash and for the keys under it."""
    return unicodedata.normalize("NFKC", typed[: LONGEST + 1])
