"""S9, the part under the pages: no word given to the store stands anywhere on the disk."""

import contextlib
import os
import random
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests import canaries
from tests.soak import Trial
from tests.soaks import sites

TITLE = "words given to the store (entries, waiting ones, drafts, remembered heads) stand nowhere on the disk"
TIMES = 500
NEVER = ("hits", "missed")
EVERY = 50


@contextlib.contextmanager
def trials(url: str = "", also: Path | None = None) -> Iterator[Trial]:
    """Plant one word a trial in every way the store knows; look at the whole disk of the site now and then."""
    draw = random.Random(9)
    with tempfile.TemporaryDirectory() as temp, sites.site(url) as data:
        os.environ["TMPDIR"] = temp
        talks = sites.house()
        lane, seat = talks.lane(talks.tarn, "room"), talks.tarn.seat

        def trial(number: int) -> Mapping[str, int]:
            _plant(lane, seat, canaries.word(draw), number)
            counts = {"planted": 1, "hits": 0}
            if number % EVERY == EVERY - 1 or number == 0:
                places = [data, Path(temp), *([also] if also else [])]
                counts["hits"] = sum(len(canaries.found_under(place)) for place in places)
            return counts | (_control() if number == 0 else {})

        yield trial


def _plant(lane: str, seat: str, word: str, number: int) -> None:
    from goodoffices.core.errors import BadInput
    from goodoffices.web import writer
    from goodoffices.web.talks import store

    made = store.Draft(secrets.token_hex(16), "confide", 1, 1_900_000_000, {"words": word})
    later = store.Draft(secrets.token_hex(16), "release", 1, 1_900_000_000, {"words": [word] * (number % 40)})
    with writer.turn(seat, [lane]):
        (receipt,) = store.append(lane, [made])
        store.remember(lane, receipt.number, receipt.seal, f"{number} {word}".encode())
        store.put_draft(seat, f"tray/{number % 7}", {"words": word})
        store.put_due(lane, 1_900_000_000 + number, [later])
        if number % 3 == 0:
            store.take_due(lane, 1_900_000_000 + number - 5)
            store.drop_draft(seat, f"tray/{(number + 3) % 7}")
    with contextlib.suppress(BadInput), writer.turn(seat, [lane]):
        store.append(lane, [store.Draft(secrets.token_hex(16), "confide", 1, 1, {"words": f"{word}e\u0301"})])


def _control() -> Mapping[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        planted = canaries.control(Path(folder))
        found = len({name for name, _ in canaries.found_under(Path(folder))})
    return {"controls": planted, "missed": planted - found}


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['planted']} words planted in five ways each: {counts['hits']} found;"
        f" of {counts['controls']} planted openly {counts['controls'] - counts['missed']} found"
    )
