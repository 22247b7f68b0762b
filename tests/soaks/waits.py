"""Waits counted in steps of some milliseconds, so that a long run keeps a few numbers and still tells its p99."""

from collections.abc import Mapping

STEP = 5


def named(kind: str, milliseconds: float) -> str:
    """Return the name under which one wait is counted."""
    return f"{kind} {int(milliseconds // STEP) * STEP}"


def of(counts: Mapping[str, int], kind: str) -> list[int]:
    """Return the waits of one kind in order, in milliseconds, each rounded up to its step."""
    found: list[int] = []
    for key, many in counts.items():
        if key.startswith(f"{kind} "):
            found += [int(key.split()[1]) + STEP] * many
    return sorted(found)


def at(times: list[int], percent: int) -> int:
    """Return the wait that so many in a hundred do not pass."""
    return times[len(times) * percent // 100]
