"""Every kind of move as it is kept, and talks with what they fold to; run as a module to add files of today's forms.

`python -m tests.web.talks.goldens moves|views NAME`. Once a version was released its files are never changed.
"""

import json
import os
import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from goodoffices.core.lanes import Kind
from goodoffices.core.moves import MOVES
from goodoffices.core.people import Role
from goodoffices.journal.shapes import to_plain
from tests.core.world import World
from tests.journal import goldens

FOLDER = goldens.FOLDER
KNOWN = {"sha256": "ab" * 32, "role": Role.DELEGATE, "languages": ("en",), "step": 5, "number": 3}


def sample(hint: Any, name: str = "") -> Any:  # noqa: PLR0911
    """Return a value of a hint: every list with one thing in it, every optional one there."""
    origin, inner = get_origin(hint), get_args(hint)
    if name in KNOWN and not is_dataclass(hint):
        return KNOWN[name]
    if origin in {Union, types.UnionType}:
        return sample(next(each for each in inner if each is not type(None)), name)
    if origin is Literal:
        return inner[0]
    if origin is tuple:
        return (sample(inner[0], name),)
    if origin is not None and issubclass(origin, Mapping):
        return {"en": sample(inner[1], name)}
    if is_dataclass(hint):
        return _record(hint)
    if issubclass(hint, Enum):
        return next(iter(hint))
    return {str: f"some {name}".strip(), int: 7, bool: True}[hint]


def _record(kind: Any) -> Any:
    hints = get_type_hints(kind)
    return kind(**{each.name: sample(hints[each.name], each.name) for each in fields(kind) if each.init})


def moves() -> list[dict[str, Any]]:
    """Return one move of every kind that no file keeps yet, as it is kept today."""
    files = sorted(FOLDER.glob("moves/*.json"))
    known = {(one["kind"], one["version"]) for path in files for one in json.loads(path.read_text())}
    return [
        {"kind": kind.kind, "version": kind.version, "move": to_plain(_record(kind))}
        for kind in sorted(MOVES, key=lambda kind: (kind.kind, kind.version))
        if (kind.kind, kind.version) not in known
    ]


def story() -> World:
    """Return talks in which most things happen once."""
    world = World()
    tarn = world.lane(Kind.CHANNEL, "Tarn")
    world.asks("M1", "open_round", world.lane(Kind.TABLE), words="First round.")
    world.asks("Tarn", "note", world.lane(Kind.NOTES, seat="Tarn"), words="Ask about the lists.")
    world.asks("Tarn", "say", world.lane(Kind.ROOM, "Tarn"), words="36 would do.")
    world.asks(
        "Tarn",
        "matter",
        world.lane(Kind.ROOM, "Tarn"),
        words="Crew first.",
        why="They have been away longest.",
    )
    world.says("Tarn", "confide", words="We could live with 36.", clause="stop")
    item = next(iter(world.view(world.seat("M1")).channel(tarn.delegation).items))
    read_back = world.asks("M1", "read_back", tarn, words="You could live with 36.")[0]
    world.says("Tarn", "confirm", item=read_back)
    world.says(
        "Tarn", "release", item=item, to="Vell", words="36 could be lived with.", **{"as": "hypothetical"}
    )
    release = next(iter(world.view(world.seat("M1")).channel(tarn.delegation).releases))
    world.asks("M1", "carry", tarn, item=release)
    text = world.registers()
    for name in ("Tarn", "Vell"):
        world.delivers(name, text)
        world.says(name, "acknowledge", sha256=text)
    world.says("Vell", "react", sha256=text, clause="stop", reaction="could", words="With a list.")
    world.says("Vell", "ask", words="Who verifies the lists?", clause="lists")
    world.says("Tarn", "accept", sha256=text)
    world.says("Vell", "decline", sha256=text, words="Not in this form.")
    world.asks("M1", "status", world.lane(Kind.DESK), clause="stop", status="open")
    world.asks("M1", "close_round", world.lane(Kind.TABLE), words="Until spring.")
    return world


def views() -> list[dict[str, Any]]:
    """Return every lane of the story: its stored bytes, what opens them, and what they fold to."""
    from goodoffices.core.fold import fold_lane
    from goodoffices.web.talks.folding import body_of

    world, kept = story(), []
    for seed, lane in enumerate(world.plan.lanes):
        entries = world.rows[lane.id]
        drafts = [(one.move.kind, one.move.version, body_of(one.move, one.by, "ab" * 16)) for one in entries]
        golden = goldens.golden_of(drafts, seed)
        state = to_plain(fold_lane(lane.kind, _read(golden)))
        kept.append({"lane_kind": lane.kind.value, **golden, "state": state})
    return kept


def _read(golden: Mapping[str, Any]) -> list[Any]:
    """Return a golden lane's entries, read from its bytes as the site reads them."""
    from goodoffices.web.talks.folding import entry_of
    from goodoffices.web.talks.store import Written

    opened = zip(goldens.links(golden), goldens.opened(golden), strict=True)
    heads = [(each.header, body) for each, body in opened]
    return [entry_of(Written(h.number, h.move_id, h.kind, h.version, h.stamp, body)) for h, body in heads]


def folded(golden: Mapping[str, Any]) -> Any:
    """Return what a golden lane folds to today."""
    from goodoffices.core.fold import fold_lane

    return to_plain(fold_lane(Kind(golden["lane_kind"]), _read(golden)))


def still_says(now: Any, then: Any) -> bool:
    """Whether a view still holds all it held: what is new may stand beside it."""
    if isinstance(then, dict):
        return isinstance(now, Mapping) and all(
            name in now and still_says(now[name], value) for name, value in then.items()
        )
    if isinstance(then, list):
        return len(now) == len(then) and all(map(still_says, now, then))
    return bool(now == then)


def main(what: str, name: str) -> None:
    """Add a file of today's forms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    made = {"moves": moves, "views": views}[what]()
    with Path(FOLDER / what / f"{name}.json").open("x", encoding="utf-8") as file:
        json.dump(made, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
