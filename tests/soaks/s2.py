"""S2 on SQLite: whatever is done in lanes a seat does not hold, every byte of every reply it gets is the same."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites

TITLE = "non-interference on whole replies: pages, interface, files, refusals, headers, calls to look again, on SQLite"
TIMES = 1000
NEVER = ("told apart",)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Twenty pairs in talks begun and lived in anew, for one kind of seat after another."""
    with sites.site(url), sites.unhurried():
        from tests.web.talks import watching

        def trial(number: int) -> Mapping[str, int]:
            who = watching.BLOCKS[number % len(watching.BLOCKS)]
            told = watching.pairs(1000 + number, who, watching.PAIRS)
            return {"pairs": watching.PAIRS, "told apart": len(told)}

        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return f"{counts['pairs']:,} pairs: {counts['told apart']} replies told apart"
