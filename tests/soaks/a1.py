"""Row A1: the analysis engine against a brute-force oracle that shares no code with it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tests.analysis import oracle
from tests.analysis.test_oracle import differences

TITLE = "A1. Analysis agrees with a brute-force oracle on random cases rich in ties"
TIMES = 10_000
NEVER = ("mismatches",)
FIRST = 1_000_000


@contextmanager
def trials() -> Iterator[Callable[[int], Mapping[str, int]]]:
    """Compare zone, frontier and solutions on one random case each time."""

    def trial(number: int) -> Mapping[str, int]:
        plain = oracle.random_case(FIRST + number)
        return {
            "mismatches": len(differences(plain)),
            "empty": int(not oracle.zone(plain)),
            "ruled": int(bool(plain["rules"])),
            "enough": int(plain["enough"] is not None),
        }

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Return the figure in words."""
    return (
        f"{counts['trials']:,} random cases of two to five parties, {counts['ruled']:,} with rules, {counts['enough']:,} "
        f"where not all must accept, {counts['empty']:,} with an empty zone: {counts['mismatches']} mismatches"
    )
