"""Invitations: a printed code that gives one person one seat, once; and the way back for who lost everything."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from goodoffices.core.errors import Refused
from goodoffices.journal.pairs import Pair, pair_of_code
from goodoffices.web.people import codes, names
from goodoffices.web.people.models import InvitationRow, Person

LIFE = timedelta(days=14)
WAY_BACK_LIFE = timedelta(days=2)


@dataclass(frozen=True)
class Invitation:
    """A new invitation: the code to print, which is shown this once, and until when it works."""

    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class Invited:
    """What a good code opens: a seat of some talks; `by` is the person who took it already, if any.

    `paper` is the pair the code is: in closed talks the keys of the seat's lanes are sealed to it.
    """

    talks: str
    seat: str
    kept: str = field(repr=False)
    paper: Pair = field(repr=False)
    by: Person | None = None


def invite(talks: str, seat: str, at: datetime, code: str = "") -> Invitation:
    """Return a new invitation to a seat, under this code or a new one; older ones to the seat work no longer."""
    take_back(seat)
    return _make(Invitation(code or fresh_code(), at + LIFE), talks=talks, seat=seat)


def fresh_code() -> str:
    """Return the code of an invitation that is still to be made."""
    return codes.fresh(codes.INVITATION)


def pair(typed: str) -> Pair:
    """Return the pair that an invitation's code is."""
    return pair_of_code(codes.read(typed, codes.INVITATION))


def take_back(seat: str) -> None:
    """Take back every invitation to this seat that nobody has used."""
    InvitationRow.objects.filter(seat=seat, used=None).exclude(seat="").delete()


def take_all_back() -> None:
    """Take back every invitation and every way back that nobody has used, of all seats and persons."""
    InvitationRow.objects.filter(used=None).delete()


def open_until(seat: str, at: datetime) -> datetime | None:
    """Return until when an unused invitation to this seat works; nothing if there is none."""
    row = InvitationRow.objects.filter(seat=seat, used=None, until__gt=at).exclude(seat="").first()
    return row.until if row else None


def invited(typed: str, at: datetime) -> Invited:
    """Return what a code opens; raise `Refused` for one that is wrong, taken back or too old.

    A used one is returned with who used it, so that a lost reply costs nobody their seat.
    """
    kept = _kept(typed)
    row = InvitationRow.objects.filter(code=kept, until__gt=at).exclude(seat="").first()
    if row is None:
        raise Refused(used_words())
    return Invited(row.talks, row.seat, kept, pair(typed), row.person if row.used else None)


def use(kept: str, person: Person, at: datetime) -> bool:
    """Use up an invitation or a way back, once; return whether this is the time.

    Call it in the transaction that gives what it opens.
    """
    rows = InvitationRow.objects.filter(code=kept, used=None, until__gt=at)
    return bool(rows.update(used=at, person=person))


def used_words() -> str:
    """Return what is said of every code that opens nothing, whatever the cause."""
    return _("This code opens no seat. It may be used already, or too old: ask for a new one.")


def fresh_name() -> str:
    """Return a sign-in name that nobody bears."""
    name = names.fresh()
    while Person.objects.filter(name=name).exists():
        name = names.fresh()
    return name


def way_back(person: Person, at: datetime) -> Invitation:
    """Return a code with which a person who lost everything sets a new password."""
    InvitationRow.objects.filter(person=person, seat="", used=None).delete()
    return _make(Invitation(fresh_code(), at + WAY_BACK_LIFE), person=person)


def way_back_of(person: str, typed: str, at: datetime) -> str:
    """Return what is kept of a way back, if it is this person's and works; else nothing."""
    rows = InvitationRow.objects.filter(code=_kept(typed), person=person, seat="", used=None, until__gt=at)
    row = rows.first()
    return row.code if row else ""


def _make(made: Invitation, talks: str = "", seat: str = "", person: Person | None = None) -> Invitation:
    kept = _kept(made.code)
    InvitationRow.objects.create(code=kept, talks=talks, seat=seat, person=person, until=made.until)
    return made


def _kept(typed: str) -> str:
    body = codes.read(typed, codes.INVITATION)
    return codes.hashed(body) if body else ""
