"""A lane's key in two halves: what is kept, wrapped, in the database, and what lies elsewhere and can be destroyed."""

import hashlib

from goodoffices.journal.box import KEY, Chance
from goodoffices.journal.frames import framed

HALF = 32


def new_half(chance: Chance) -> bytes:
    """Return the half of a new lane's keys that will lie outside the database."""
    return chance(HALF)


def whole(kept: bytes, half: bytes | None, place: tuple[str, str]) -> bytes:
    """Return a lane's key of an epoch from both halves; `place` is the lane and the epoch.

    Without the half nothing is learned of the key, however long the other is kept. A lane that was made before
    there were halves has none: there what is kept is the key.
    """
    if half is None:
        return kept
    lane, epoch = place
    bound = framed("goodoffices-shred/1", half, bytes.fromhex(lane), bytes.fromhex(epoch))
    return hashlib.blake2b(bound, key=kept, digest_size=KEY).digest()
