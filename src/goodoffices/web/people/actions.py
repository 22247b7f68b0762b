"""Signing in and out, and what a person changes about their own sign-in: one transaction each."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodoffices.core.errors import Refused
from goodoffices.journal.pairs import Pair
from goodoffices.web import clock, writer
from goodoffices.web.gate import devices, sessions, throttle
from goodoffices.web.people import invitations, locks, names, passwords, second
from goodoffices.web.people.invitations import Invited
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store


@dataclass(frozen=True)
class Proof:
    """What somebody shows to be let in: a password, and a code where a second factor is set up."""

    name: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Lost:
    """What somebody shows who lost their password: a code of their sheet, or the operator's; and a new password."""

    name: str
    back: str = field(repr=False)
    code: str = field(repr=False)
    fresh: str = field(repr=False)


@dataclass(frozen=True)
class New:
    """Somebody who has no sign-in yet: the name they were offered, the password they chose, what they read."""

    name: str
    password: str = field(repr=False)
    language: str = "en"


@dataclass(frozen=True)
class Place:
    """Where a try comes from: the network's address, and what the device holds from earlier sign-ins."""

    network: str
    device: str = field(repr=False)


def prove(proof: Proof, place: Place, at: datetime) -> Person:
    """Return the person who showed they are who they say; raise `Refused`, and never say which part failed.

    A code of the recovery sheet serves as second factor, once, and is not held up by other people's failures.
    """
    person = Person.objects.filter(name=names.read(proof.name)).first()
    known = person.pk if person else ""
    sheet = second.on_sheet(known, proof.code)
    where = throttle.buckets(
        names.read(proof.name), place.network, sheet or devices.known(known, place.device)
    )
    throttle.take(where, at)
    right = passwords.right(person, proof.password)
    if person is None or not right or not _second(person, proof.code, sheet, at):
        raise Refused(_("This name, password and code do not go together."))
    throttle.give_back(where, at)
    return person


def prove_again(person: Person, password: str, code: str, place: Place) -> None:
    """Ask somebody signed in for password and code once more, before something about the sign-in changes."""
    prove(Proof(person.name, password, code), place, clock.now())
    person.refresh_from_db()


def sign_in(request: HttpRequest, person: Person, password: str) -> None:
    """Begin a session under a new key, with the person's keys in it; the old one is dead at once.

    Where the password no longer opens the pair, and nothing was ever sealed to it, there is a new one.
    """
    _begin(request, person)
    pair = locks.by_password(person, password)
    if pair is None and not store.bears(locks.public_of(person)):
        with writer.turn(""):
            pair = locks.replace(person, password)
    if pair is not None:
        locks.keep(request, pair)


def _begin(request: HttpRequest, person: Person) -> None:
    login(request, person)
    request.session.cycle_key()


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    logout(request)


@transaction.atomic
def change_password(request: HttpRequest, person: Person, fresh: str) -> None:
    """Set a new password, put the person's keys under it, and end every other session."""
    person.password = passwords.kept(fresh)
    person.save(update_fields=["password"])
    locks.relock(person, locks.held(request), fresh)
    _anew(request, person)


def open_keys(request: HttpRequest, person: Person, password: str, typed: str) -> None:
    """Open the person's keys for this session; what the sheet opens is put under the password again."""
    pair = locks.by_password(person, password) or locks.by_sheet(person, typed)
    if pair is None:
        raise Refused(_("This does not open your keys. The long code of your recovery sheet does."))
    locks.relock(person, pair, password)
    locks.keep(request, pair)


def make_keys_anew(request: HttpRequest, person: Person, password: str, at: datetime) -> None:
    """Give the person a new pair; lanes that nobody can open any more are begun anew, empty."""
    with writer.turn(""):
        pair = locks.replace(person, password)
        for sitting in store.seats_of(person.pk):
            if sitting.closed:
                store.begin_lost_anew(sitting.seat, at)
    sessions.end_others(person.pk, request.session.session_key)
    locks.keep(request, pair)


@transaction.atomic
def set_second(request: HttpRequest, person: Person, secret: bytes, step: int) -> None:
    """Set up the second factor and end every other session."""
    second.set_up(person, secret, step)
    _anew(request, person)


@transaction.atomic
def take_second_off(request: HttpRequest, person: Person) -> None:
    """Take the second factor off and end every other session."""
    second.take_off(person)
    _anew(request, person)


def come_back(lost: Lost, place: Place, at: datetime) -> Person:
    """Set a new password, end every session and forget every device; return the person.

    With a code of the recovery sheet the second factor is asked for as ever; the operator's code takes it off.
    Only the sheet's long code opens the person's keys again: without it they are asked for at the next sign-in.
    """
    kept = passwords.kept(lost.fresh)
    person = Person.objects.filter(name=names.read(lost.name)).first()
    known = person.pk if person else ""
    pair = locks.by_sheet(person, lost.back)
    sheet = second.on_sheet(known, lost.back)
    held = sheet or invitations.way_back_of(known, lost.back, at) or ("sheet" if pair else "")
    where = throttle.buckets(names.read(lost.name), place.network, held)
    throttle.take(where, at)
    if person is None or not held:
        raise Refused(_("This name and these codes do not go together."))
    with transaction.atomic():
        if not _comes_back(person, lost, sheet, pair, at):
            raise Refused(_("This name and these codes do not go together."))
        person.password = kept
        person.save(update_fields=["password"])
        locks.relock(person, pair, lost.fresh)
    throttle.give_back(where, at)
    sessions.end_others(person.pk)
    devices.forget(person.pk)
    return person


def take_seat(invited: Invited, person: Person, at: datetime) -> None:
    """Give the person the seat of an invitation, once; nothing changes where they have it already."""
    if invited.by and invited.by.pk == person.pk:
        return
    with writer.turn(invited.seat):
        _give(invited, person, at)


def join(invited: Invited, new: New, at: datetime) -> Person:
    """Make a sign-in and give it the seat of an invitation: both, or neither."""
    kept = passwords.kept(new.password)
    with writer.turn(invited.seat):
        person = Person.objects.create(name=new.name, password=kept, language=new.language)
        locks.make(person, new.password)
        _give(invited, person, at)
    return person


def _give(invited: Invited, person: Person, at: datetime) -> None:
    if not invitations.use(invited.kept, person, at):
        raise Refused(invitations.used_words())
    try:
        store.take_seat(invited.seat, person.pk)
        if store.seat_of(invited.seat).closed:
            _give_keys(invited, person)
    except store.Absent:
        raise Refused(invitations.used_words()) from None


def _give_keys(invited: Invited, person: Person) -> None:
    public = locks.public_of(person)
    if not public:
        raise Refused(
            _("These talks are closed: sign out and in again first, so that you have keys of your own.")
        )
    store.take_over(invited.seat, invited.paper, public)


def _comes_back(person: Person, lost: Lost, sheet: str, pair: Pair | None, at: datetime) -> bool:
    """Return whether what was shown lets the person back in; a code that works once is used up."""
    if pair is not None:
        return _second(person, lost.code, "", at)
    if sheet:
        return _by_sheet(person, lost, sheet, at)
    return _by_operator(person, invitations.way_back_of(person.pk, lost.back, at), at)


def _by_operator(person: Person, held: str, at: datetime) -> bool:
    second.take_off(person)
    return invitations.use(held, person, at)


def _by_sheet(person: Person, lost: Lost, sheet: str, at: datetime) -> bool:
    return _second(person, lost.code, "", at) and second.strike(sheet)


def _second(person: Person, typed: str, sheet: str, at: datetime) -> bool:
    if sheet:
        return second.strike(sheet)
    if not second.has(person):
        return True
    step = second.fits(person, typed, at)
    return bool(step) and second.use(person, step)


def _anew(request: HttpRequest, person: Person) -> None:
    """Give this browser a new session key, and end the sessions of all others."""
    held = locks.kept(request)
    _begin(request, person)
    if held is not None:
        locks.put(request, held)
    sessions.end_others(person.pk, request.session.session_key)
