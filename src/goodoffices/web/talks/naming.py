"""The names under which moves are kept: made from an act's own id, so that nobody learns from one of another."""

import hashlib
import json

from goodoffices.core.entries import Act
from goodoffices.core.moves import Move, Outcome


def move_id(act: str, index: int) -> str:
    """Return the id of an act's move: nobody can tell from it the act, nor that two moves were of one act."""
    return hashlib.blake2b(f"goodoffices-move/1:{act}:{index}".encode(), digest_size=16).hexdigest()


def due_id(schedule: str) -> str:
    """Return the id under which what a schedule set for a time will be written."""
    return hashlib.blake2b(f"goodoffices-due/1:{schedule}".encode(), digest_size=16).hexdigest()


def waits_as(move: Move) -> str:
    """Return the name under which an outcome waits: by its question and its word, so that all but one can be dropped."""
    return f"{move.public}:{move.word}" if isinstance(move, Outcome) else ""


def mark(act: Act) -> str:
    """Return what tells a retry from another act of the same id; keyed by the id, which only its author knows."""
    asked = [[one.lane, one.kind, one.fields, one.head] for one in act.asked]
    written = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=list)
    key = hashlib.blake2b(act.id.encode(), digest_size=32).digest()
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), key=key, digest_size=16).hexdigest()
