"""Talks, their seats, and who sits in them."""

import hashlib
import secrets
from dataclasses import asdict
from datetime import datetime

from goodoffices.journal.envelope import is_id
from goodoffices.web import turns
from goodoffices.web.talks.models import HoldingRow, SeatRow, TalksRow, TokenRow
from goodoffices.web.talks.store.values import Absent, Sitting, Talks


def make_talks(rules: int, *, demonstration: bool = False) -> Talks:
    """Begin talks under the rules of this number."""
    turns.mine()
    made = Talks(secrets.token_hex(16), rules, demonstration)
    TalksRow.objects.create(**asdict(made))
    return made


def talks(talks_id: str) -> Talks:
    """Return the talks of this id; `Absent` if there are none."""
    found = TalksRow.objects.filter(id=talks_id).values_list("id", "rules", "demonstration").first()
    if found is None:
        raise Absent
    return Talks(*found)


def make_seat(talks_id: str, role: str, delegation: str = "", seat: str = "") -> Sitting:
    """Set a seat that nobody has taken and that holds no lane, under this id or a new one."""
    turns.mine()
    made = Sitting(seat or secrets.token_hex(16), secrets.token_hex(16), talks_id, role, delegation, None)
    SeatRow.objects.create(
        id=made.seat, address=made.address, talks_id=talks_id, role=role, delegation=delegation
    )
    return made


def sitting(address: str) -> Sitting:
    """Return the seat at this address; `Absent` if there is none or it was left."""
    return _one(address=address)


def seat_of(seat: str) -> Sitting:
    """Return the seat of this id; `Absent` if there is none or it was left."""
    return _one(id=seat)


def seats_of(person: str) -> tuple[Sitting, ...]:
    """Return the seats a person sits in, by address."""
    return _all(person_id=person)


def take_seat(seat: str, person: str) -> None:
    """Seat a person; `Absent` if the seat is taken by somebody else, left, or not there."""
    turns.mine()
    free = SeatRow.objects.filter(id=seat, left_at=None, person=None).update(person_id=person)
    if not free and not SeatRow.objects.filter(id=seat, left_at=None, person_id=person).exists():
        raise Absent


def vacate(seat: str, at: datetime) -> None:
    """End a seat and all it holds, tokens and what it had put aside included."""
    turns.mine()
    HoldingRow.objects.filter(seat=seat, left_at=None).update(left_at=at)
    row = SeatRow.objects.get(id=seat)
    row.tokens.all().delete()
    row.drafts.all().delete()
    SeatRow.objects.filter(id=seat, left_at=None).update(left_at=at)


def give_token(seat: str) -> str:
    """Return a new secret by which a program holds the seat: 256 random bits, told once."""
    turns.mine()
    token = secrets.token_hex(32)
    TokenRow.objects.create(sha256=_hashed(token), seat_id=seat)
    return token


def seat_of_token(token: str) -> Sitting:
    """Return the seat a token holds; `Absent` for any other text."""
    return _one(tokens__sha256=_hashed(token))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _one(**where: str) -> Sitting:
    found = _all(**where)
    if not found:
        raise Absent
    return found[0]


def _all(**where: str) -> tuple[Sitting, ...]:
    if not all(is_id(value) or len(value) == 64 for value in where.values()):
        return ()
    rows = SeatRow.objects.filter(left_at=None, **where).order_by("address")
    kept = rows.values_list("id", "address", "talks_id", "role", "delegation", "person_id")
    return tuple(Sitting(*row) for row in kept)
