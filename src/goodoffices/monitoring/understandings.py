"""Understandings: amendments made on the way, agreed by all, each with a fingerprint of its own."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, time
from fractions import Fraction

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring.obligations import Calendar, Event, Obligation

_DOMAIN = b"goodoffices-understanding/1"
_LEFT_OUT = frozenset({"line"})


@dataclass(frozen=True)
class Understanding:
    """What was understood on a day: in words, and what it makes of the obligations.

    `obligations` and `events` are stated in full, as they read from now on; those of a new id or name are new.
    `withdrawn` are the ids of obligations that no longer stand. `phase`: the phase it lapses with, if it does.
    """

    number: int
    day: int
    words: str = field(repr=False)
    obligations: tuple[Obligation, ...] = ()
    events: tuple[Event, ...] = ()
    withdrawn: tuple[str, ...] = ()
    cures: tuple[str, ...] = ()
    phase: str = ""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadInput("understandings are numbered from 1")
        if not self.words.strip():
            raise BadInput("an understanding is written down in words")


@dataclass(frozen=True)
class Agreed:
    """Who has agreed to which understanding: to its fingerprint, never to its number."""

    by: str
    fingerprint: str


def canonical(understanding: Understanding) -> bytes:
    """Return the bytes a fingerprint is taken of: every field in order, length before value, words in NFC, blanks one.

    The line of a file on which an obligation stood is no part of it.
    """
    return _DOMAIN + _encoded(understanding)


def fingerprint(understanding: Understanding) -> str:
    """Return the SHA-256 of the canonical bytes, in hexadecimal; check words are made from it as of a text."""
    return hashlib.sha256(canonical(understanding)).hexdigest()


def _encoded(value: object) -> bytes:
    """Return a tag, a length and the value; of a value made of others, theirs in order."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [_encoded(getattr(value, one.name)) for one in fields(value) if one.name not in _LEFT_OUT]
        return _field(b"D" + type(value).__name__.encode(), b"".join(parts))
    match value:
        case None:
            return _field(b"N", b"")
        case bool() | int() | Fraction():
            return _field(b"I", str(value).encode())
        case str():
            words = " ".join(unicodedata.normalize("NFC", value).split())
            return _field(b"S", words.encode("utf-8"))
        case date() | time():
            return _field(b"T", value.isoformat().encode())
        case tuple():
            return _field(b"L", b"".join(_encoded(one) for one in value))
        case _:
            raise BadInput("this cannot stand in an understanding")


def _field(tag: bytes, payload: bytes) -> bytes:
    return len(tag).to_bytes(1, "big") + tag + len(payload).to_bytes(8, "big") + payload


def in_force(understanding: Understanding, agreed: Sequence[Agreed], parties: frozenset[str]) -> bool:
    """Whether every party has agreed to this very understanding."""
    mine = fingerprint(understanding)
    return parties <= {one.by for one in agreed if one.fingerprint == mine}


def amended(calendar: Calendar, understanding: Understanding, over: frozenset[str] = frozenset()) -> Calendar:
    """Return the calendar as it reads under an understanding that is in force.

    `over` names the phases that are over: an understanding that lapses with one of them changes nothing. `Refused` where
    it withdraws or changes what does not stand.
    """
    if understanding.phase and understanding.phase in over:
        return calendar
    there = {one.id for one in calendar.obligations}
    lost = [id_ for id_ in understanding.withdrawn if id_ not in there]
    if lost:
        raise Refused(
            "{name} does not stand in this calendar; an understanding cannot withdraw it", name=repr(lost[0])
        )
    new = {one.id: one for one in understanding.obligations}
    kept = [new.pop(one.id, one) for one in calendar.obligations if one.id not in understanding.withdrawn]
    names = {name for one in (*kept, *new.values()) for name in (one.id, one.clause)}
    events = {event.name: event for event in (*calendar.events, *understanding.events)}
    found = replace(calendar, obligations=(*kept, *new.values()), events=tuple(events.values()))
    for one in found.obligations:
        for name in one.suspends:
            if name not in names:
                raise Refused(
                    "{one} suspends {other}, which no longer stands; the understanding must say what now",
                    one=repr(one.id),
                    other=repr(name),
                )
    return found
