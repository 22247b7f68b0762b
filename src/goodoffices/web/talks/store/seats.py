"""Talks, their seats, and who sits in them."""

import hashlib
import re
import secrets
from dataclasses import asdict
from datetime import datetime

from goodoffices.journal.envelope import HOUSE
from goodoffices.journal.pairs import pair_of_token
from goodoffices.web import turns
from goodoffices.web.talks.models import HoldingRow, SeatRow, TalksRow, TokenRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.bearers import add_bearer
from goodoffices.web.talks.store.values import Absent, Sitting, Talks

_HEX = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
_TOLD = (
    "SELECT s.id, s.address, s.talks_id, s.role, s.delegation, s.person_id, w.suite"
    " FROM talks_seatrow s JOIN talks_talksrow w ON w.id = s.talks_id"
)
_SEATS = {
    "s.id": f"{_TOLD} WHERE s.id = %s AND s.left_at IS NULL",
    "s.address": f"{_TOLD} WHERE s.address = %s AND s.left_at IS NULL",
    "s.person_id": f"{_TOLD} WHERE s.person_id = %s AND s.left_at IS NULL ORDER BY s.address",
    "s.talks_id": f"{_TOLD} WHERE s.talks_id = %s AND s.left_at IS NULL ORDER BY s.address",
    "t.sha256": f"{_TOLD} JOIN talks_tokenrow t ON t.seat_id = s.id WHERE t.sha256 = %s AND s.left_at IS NULL",
}


def make_talks(rules: int, *, demonstration: bool = False, suite: str = HOUSE) -> Talks:
    """Begin talks under the rules of this number, with keys held as the suite says."""
    turns.mine()
    made = Talks(secrets.token_hex(16), rules, demonstration, suite)
    TalksRow.objects.create(**asdict(made))
    return made


def talks(talks_id: str) -> Talks:
    """Return the talks of this id; `Absent` if there are none."""
    found = TalksRow.objects.filter(id=talks_id).values_list("id", "rules", "demonstration", "suite").first()
    if found is None:
        raise Absent
    return Talks(*found)


def make_seat(talks_id: str, role: str, delegation: str = "", seat: str = "") -> Sitting:
    """Set a seat that nobody has taken and that holds no lane, under this id or a new one."""
    turns.mine()
    suite = talks(talks_id).suite
    made = Sitting(
        seat or secrets.token_hex(16), secrets.token_hex(16), talks_id, role, delegation, None, suite
    )
    SeatRow.objects.create(
        id=made.seat, address=made.address, talks_id=talks_id, role=role, delegation=delegation
    )
    return made


def sitting(address: str) -> Sitting:
    """Return the seat at this address; `Absent` if there is none or it was left."""
    return _one("s.address", address)


def seat_of(seat: str) -> Sitting:
    """Return the seat of this id; `Absent` if there is none or it was left."""
    return _one("s.id", seat)


def seats_of(person: str) -> tuple[Sitting, ...]:
    """Return the seats a person sits in, by address."""
    return _all("s.person_id", person)


def seats_in(talks_id: str) -> tuple[Sitting, ...]:
    """Return every seat of some talks that was not left, by address."""
    return _all("s.talks_id", talks_id)


def take_seat(seat: str, person: str) -> None:
    """Seat a person; `Absent` if the seat is taken by somebody else, left, or not there."""
    turns.mine()
    free = SeatRow.objects.filter(id=seat, left_at=None, person=None).update(person_id=person)
    if not free and not SeatRow.objects.filter(id=seat, left_at=None, person_id=person).exists():
        raise Absent


def vacate(seat: str, at: datetime) -> None:
    """End a seat and all it holds: tokens, keys sealed to it, what it had put aside."""
    turns.mine()
    HoldingRow.objects.filter(seat=seat, left_at=None).update(left_at=at)
    row = SeatRow.objects.get(id=seat)
    row.tokens.all().delete()
    row.bearers.all().delete()
    row.drafts.all().delete()
    SeatRow.objects.filter(id=seat, left_at=None).update(left_at=at)


def new_token() -> str:
    """Return a new secret by which a program may hold a seat: 256 random bits."""
    return secrets.token_hex(32)


def give_token(seat: str, token: str = "") -> str:
    """Return a secret by which a program holds the seat, told once: this one or a new one.

    In closed talks the keys of the seat's lanes are sealed to it by the next of their holders who comes.
    """
    turns.mine()
    token = token or new_token()
    TokenRow.objects.create(sha256=_hashed(token), seat_id=seat)
    if seat_of(seat).closed:
        add_bearer(seat, pair_of_token(token).public, "token")
    return token


def seat_of_token(token: str) -> Sitting:
    """Return the seat a token holds; `Absent` for any other text."""
    return _one("t.sha256", _hashed(token))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _one(column: str, value: str) -> Sitting:
    found = _all(column, value)
    if not found:
        raise Absent
    return found[0]


def _all(column: str, value: str) -> tuple[Sitting, ...]:
    """`column` is one of those named above and never comes from outside."""
    if not _HEX.fullmatch(value):
        return ()
    return tuple(Sitting(*row) for row in sql.rows(_SEATS[column], value))
