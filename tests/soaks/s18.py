"""S18 on SQLite: every changed bit of any kept value is found."""

import contextlib
import random
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites

TITLE = "one bit of one kept value of an entry changed below the program, and looked for, on SQLite"
TIMES = 1000
NEVER = ("unseen",)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Change one bit, look, and put it back."""
    with sites.site(url):
        from django.db import transaction

        from goodoffices.web.talks import store
        from tests.web.talks import flips
        from tests.web.talks.cast import move, write

        talks = sites.house()
        lane = talks.lane(talks.tarn, "room")
        write(lane, *(move(str(number)) for number in range(5)))
        flips.unlock()

        def trial(number: int) -> Mapping[str, int]:
            with transaction.atomic():
                flips.flip_one(lane, random.Random(number))
                unseen = not store.audit().faults
                transaction.set_rollback(True)
            return {"flips": 1, "unseen": int(unseen)}

        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return f"{counts['flips']} bits changed, {counts['unseen']} unseen"
