"""S13: sessions begin anew, end everywhere at once, and no way round the second factor is left open."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import suites

TITLE = "sessions, second factor on every path, recovery, invitations, tokens, on SQLite"
TIMES = 1
NEVER = suites.NEVER
TESTS = (
    "tests/web/test_sign_in.py",
    "tests/web/test_invitations.py",
    "tests/web/test_kept_words.py",
    "tests/web/talks/test_closed_pages.py",
    "tests/web/talks/test_closed_talks.py",
    "tests/web/talks/test_pace.py",
)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Try them all once."""
    with suites.trials(url, *TESTS) as trial:
        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return suites.told(counts)
