"""What was said after signature, by key: where it stands in its lane; the key is made of what it says alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from goodoffices.core.entries import Entry
from goodoffices.core.moves.after import (
    Agree,
    Allege,
    Attribute,
    Bind,
    Cease,
    Characterise,
    Close,
    Contest,
    Fact,
    Find,
    Report,
    Review,
    Understand,
    Verify,
)

KINDS = (
    *(Bind, Report, Verify, Contest, Allege, Characterise, Review),
    *(Find, Attribute, Close, Understand, Agree, Cease),
)
_NOT_SAID = frozenset({"to", "heard", "check"})
_DIGITS = 32


@dataclass(frozen=True)
class After:
    """The part of a lane that is about what follows signature: entry numbers by key, in the order said; none is let go."""

    followed: Mapping[str, int] = field(default_factory=dict)


def key(fact: Fact) -> str:
    """Return the key of something said: half a SHA-256 of its kind and what it says, length before each part.

    To whom it may be told and how it was heard are no part of it, so that it is the same wherever it stands.
    """
    said = [
        fact.kind,
        *(_plain(getattr(fact, one.name)) for one in fields(fact) if one.name not in _NOT_SAID),
    ]
    whole = "".join(f"{len(one)}:{one}" for one in said)
    return hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "".join(f"{len(one)}:{one}" for one in map(_plain, value))
    return str(value)


def followed(known: Mapping[str, int], entry: Entry) -> Mapping[str, int]:
    """Return the keys with the one of this entry, if it is of these kinds and new here."""
    if not isinstance(entry.move, KINDS):
        return known
    mine = key(entry.move)
    return known if mine in known else {**known, mine: entry.number}
