"""The small cast of the journal's tests: a lane, its key, chance that repeats itself."""

import random
from collections.abc import Callable

from goodoffices.journal.chain import BEGINNING, Link, link
from goodoffices.journal.envelope import FORMAT, HOUSE, Header, shut

LANE = "1a" * 16
OTHER_LANE = "2b" * 16
EPOCH = "3c" * 16
KEY = bytes(range(32))


def chance(seed: int = 0) -> Callable[[int], bytes]:
    """Return chance that gives the same bytes every time."""
    return random.Random(seed).randbytes


def header(number: int = 1, **other: object) -> Header:
    stands = {
        "format": FORMAT,
        "suite": HOUSE,
        "lane": LANE,
        "number": number,
        "epoch": EPOCH,
        "move_id": f"{number:032x}",
        "kind": "say",
        "version": 1,
        "stamp": 1_700_000_000 + 300 * number,
    }
    return Header(**{**stands, **other})  # type: ignore[arg-type]


def lane_of(plains: list[bytes], lane: str = LANE) -> list[Link]:
    """Return a chain of these bodies."""
    links: list[Link] = []
    head = BEGINNING
    for number, plain in enumerate(plains, 1):
        stands = header(number, lane=lane)
        links.append(link(head, stands, shut(stands, plain, KEY, chance(number))))
        head = links[-1].head
    return links
