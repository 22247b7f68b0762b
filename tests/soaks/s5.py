"""S5: every address of the site, for every kind of visitor and every method, in house talks and in closed ones."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import suites

TITLE = "every address for every kind of visitor and every method, in house and in closed talks, on SQLite"
TIMES = 1
NEVER = suites.NEVER
TESTS = ("tests/web/talks/test_access_matrix.py", "tests/web/talks/test_closed_apart.py")


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Walk the whole matrix once."""
    with suites.trials(url, *TESTS) as trial:
        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return suites.told(counts)
