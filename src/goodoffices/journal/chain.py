"""One chain of seals per lane: each entry's seal covers all before it, so that no change goes unseen."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.journal.envelope import FORMAT, Envelope, Header
from goodoffices.journal.frames import framed, number


@dataclass(frozen=True, slots=True)
class Head:
    """How far a lane has come: the number and the seal of its last entry."""

    number: int
    seal: bytes


BEGINNING = Head(0, bytes(32))


@dataclass(frozen=True, slots=True)
class Link:
    """An entry in its chain: the seal before it, and its own."""

    header: Header
    envelope: Envelope
    prev: bytes
    seal: bytes

    @property
    def head(self) -> Head:
        """The lane's head when this entry was its last."""
        return Head(self.header.number, self.seal)


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing wrong in a chain, at the entry with this number (or where it should be)."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.number}: {self.what}"


def seal(prev: bytes, header: Header, envelope: Envelope) -> bytes:
    """Return the SHA-256 over the seal before and the exact bytes kept.

    Of the wrapped key only its own hash goes in, so that a chain can be shown, and stays whole, without the keys.
    """
    return shown_seal(prev, header, envelope, hashlib.sha256(envelope.wrap).digest())


def shown_seal(prev: bytes, header: Header, envelope: Envelope, wrap_sha256: bytes) -> bytes:
    """Return the seal of an entry shown without its wrapped key, of which only the hash is known."""
    return hashlib.sha256(
        framed(
            "goodoffices-lane/1",
            prev,
            number(header.format),
            header.suite.encode("ascii"),
            bytes.fromhex(header.lane),
            number(header.number),
            bytes.fromhex(header.epoch),
            bytes.fromhex(header.move_id),
            header.kind.encode("ascii"),
            number(header.version),
            number(header.stamp),
            envelope.body,
            wrap_sha256,
            envelope.commitment,
        )
    ).digest()


def link(head: Head, header: Header, envelope: Envelope) -> Link:
    """Return the entry joined to a lane's head; its header must carry the next number."""
    return Link(header, envelope, head.seal, seal(head.seal, header, envelope))


def verify(lane: str, links: Iterable[Link], after: Head = BEGINNING) -> Break | None:
    """Return the first fault of a lane's entries that follow a head already known, or nothing.

    Needs no key and reads each entry once, in order. That entries were cut off the end it cannot see: compare
    the last seal with a receipt.
    """
    head = after
    for each in links:
        what = _fault(lane, head, each)
        if what:
            return Break(head.number + 1, what)
        head = each.head
    return None


def _fault(lane: str, head: Head, each: Link) -> str:
    header = each.header
    if header.format != FORMAT:
        return "of a format this program does not know"
    if header.lane != lane:
        return "belongs to another lane"
    if header.number != head.number + 1:
        return f"missing: number {header.number} stands in its place"
    if each.prev != head.seal:
        return "does not follow the entry before it"
    if each.seal != seal(each.prev, header, each.envelope):
        return "altered after it was sealed"
    return ""
