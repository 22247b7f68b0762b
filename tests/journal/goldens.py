"""Bytes once stored, kept for ever; run as a module with a new name to add a file of the present format."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from goodoffices.journal.canonical import decode, encode
from goodoffices.journal.chain import BEGINNING, Link, link
from goodoffices.journal.envelope import FORMAT, HOUSE, Envelope, Header, open_up, shut
from goodoffices.journal.keyring import (
    new_epoch,
    new_lane_key,
    new_operator_key,
    read_key_file,
    unwrap_lane_key,
    wrap_lane_key,
    write_key_file,
)
from tests.journal.cast import LANE, chance

FOLDER = Path(__file__).parent / "golden"


def files() -> list[Path]:
    """Return every golden file there is."""
    return sorted(FOLDER.glob("*.json"))


def links(golden: Mapping[str, Any]) -> list[Link]:
    """Return the entries as they are stored."""
    found = []
    for row in golden["rows"]:
        header = Header(*[row[name] for name in Header.__dataclass_fields__])
        body, wrap, commitment, prev, seal = (
            bytes.fromhex(row[name]) for name in ("body", "wrap", "commitment", "prev", "seal")
        )
        found.append(Link(header, Envelope(body, wrap, commitment), prev, seal))
    return found


def opened(golden: Mapping[str, Any]) -> list[Any]:
    """Return what the entries open to, with the operator's key that is in the file."""
    operator = read_key_file(golden["key_file"])
    plains = []
    for each in links(golden):
        wrapped = bytes.fromhex(golden["lane_keys"][each.header.epoch])
        key = unwrap_lane_key(operator, (each.header.lane, each.header.epoch), wrapped)
        plains.append(decode(open_up(each.header, each.envelope, key)))
    return plains


def golden_of(moves: list[tuple[str, int, Any]], seed: int) -> dict[str, Any]:
    """Return a golden lane of these moves: kind, version, plain body; the epoch turns after every third."""
    draw = chance(seed)
    operator, head = new_operator_key(draw), BEGINNING
    golden: dict[str, Any] = {"key_file": write_key_file(operator), "lane_keys": {}, "rows": [], "opens": []}
    for at, (kind, version, body) in enumerate(moves):
        if at % 3 == 0:
            epoch, key = new_epoch(draw), new_lane_key(draw)
            golden["lane_keys"][epoch] = wrap_lane_key(operator, (LANE, epoch), key, draw).hex()
        stamp = 1_800_000_000 + 300 * at
        header = Header(FORMAT, HOUSE, LANE, at + 1, epoch, draw(16).hex(), kind, version, stamp)
        joined = link(head, header, shut(header, encode(body), key, draw))
        head = joined.head
        kept = {name: getattr(joined.envelope, name).hex() for name in ("body", "wrap", "commitment")}
        golden["rows"].append(
            {**asdict(header), **kept, "prev": joined.prev.hex(), "seal": joined.seal.hex()}
        )
        golden["opens"].append(body)
    return golden


MOVES: list[tuple[str, int, Any]] = [
    ("say", 1, {"words": "Tarn could live with 36 days."}),
    ("note", 1, {"words": ""}),
    ("note", 2, {"words": "النص ١٢", "pinned": True, "about": None}),
    ("confide", 1, {"words": "x" * 300}),
    (
        "register",
        1,
        {"text": {"en": "# A\n\n[40 | 42] days\n", "fr": "# Ä\n\n[40 | 42] jours\n"}, "n": [-1, 0]},
    ),
]


if __name__ == "__main__":
    (path,) = (FOLDER / f"{name}.json" for name in sys.argv[1:])
    with path.open("x", encoding="utf-8") as file:
        json.dump(golden_of(MOVES, seed=1), file, ensure_ascii=False, indent=1)
        file.write("\n")
