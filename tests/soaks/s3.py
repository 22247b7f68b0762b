"""S3: leaks of the kinds that other programs had, planted one at a time in the core and in the site; each must be seen."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import suites

TITLE = "leaks planted one at a time in the core, in replies and in keys: each must be seen, on SQLite"
TIMES = 1
NEVER = suites.NEVER
TESTS = (
    "tests/core/test_noninterference.py",
    "tests/web/talks/test_noninterference_of_replies.py",
    "tests/web/talks/test_closed_apart.py",
    "tests/web/talks/test_key_life.py",
)
ONLY = "planted_leak_is_seen or own_look_sees_no_difference or forty_things or planted_in_the_keys"


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Plant each once."""
    with suites.trials(url, *TESTS, only=ONLY) as trial:
        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return f"{counts['passed']} leaks planted, {counts['failed']} not seen; {counts['replies']:,} replies looked at"
