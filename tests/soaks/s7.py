"""S7: requests to the interface made up at random, and no error of the program among the answers."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites

TITLE = "the interface for programs under requests made up at random, as every kind of seat"
TIMES = 200
REQUESTS = 100
NEVER = ("errors", "of no known shape")


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """A hundred requests in talks begun and lived in anew."""
    with sites.site(url), sites.unhurried():
        from tests.web.talks import fuzzing

        def trial(number: int) -> Mapping[str, int]:
            return fuzzing.counted(fuzzing.tried(number, REQUESTS))

        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    kinds = ", ".join(f"{counts[str(code)]:,} × {code}" for code in range(200, 600) if counts[str(code)])
    return (
        f"{counts['requests']:,} requests ({kinds}): {counts['errors']} errors of the program,"
        f" {counts['of no known shape']} answers of no known shape"
    )
