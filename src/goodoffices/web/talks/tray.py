"""The tray: what is ready to go out and has not; one encrypted row for each, gone when sent or put away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput
from goodoffices.journal.canonical import Plain
from goodoffices.web import writer
from goodoffices.web.talks import actions, store
from goodoffices.web.talks.actions import Done
from goodoffices.web.talks.store import Sitting

SLOT = "tray:"
MOST = 40


@dataclass(frozen=True)
class Waiting:
    """Something in the tray, by its id."""

    id: str
    asked: Asked


def waiting(sitting: Sitting) -> tuple[Waiting, ...]:
    """Return what waits in the tray of a seat, in the order it was put there."""
    kept = store.drafts(sitting.seat, SLOT)
    found = [
        (value["order"], slot.removeprefix(SLOT), value)
        for slot, value in kept.items()
        if isinstance(value, dict)
    ]
    ordered = sorted(found, key=lambda one: (int(str(one[0])), one[1]))
    return tuple(Waiting(name, _asked(value)) for _, name, value in ordered)


def _asked(value: Mapping[str, Any]) -> Asked:
    return Asked(value["lane"], value["kind"], value["fields"], value["head"])


def put(sitting: Sitting, name: str, asked: Asked, at: datetime) -> None:
    """Put something in the tray; the same id again puts it there once."""
    put_all(sitting, name, (asked,), at)


def put_all(sitting: Sitting, name: str, asked: Sequence[Asked], at: datetime) -> None:
    """Put several things in the tray, all of them or none; the same id again puts them there once."""
    if not name or len(name) > 60 or not name.isalnum():
        raise BadInput("The form came without its mark; load the page again and send it from there.")
    if len(waiting(sitting)) + len(asked) > MOST:
        raise BadInput("The tray is full; send what is in it, or put some of it away.")
    with writer.turn(sitting.seat):
        for place, one in enumerate(asked):
            named = f"{name}n{place}" if len(asked) > 1 else name
            store.put_draft(sitting.seat, SLOT + named, _kept(one, int(at.timestamp() * 1000) + place))


def _kept(asked: Asked, order: int) -> Plain:
    kept = {
        "order": order,
        "lane": asked.lane,
        "kind": asked.kind,
        "fields": dict(asked.fields),
        "head": asked.head,
    }
    return cast("Plain", kept)


def drop(sitting: Sitting, name: str) -> None:
    """Put something away; nothing of it was ever outside the tray."""
    with writer.turn(sitting.seat):
        store.drop_draft(sitting.seat, SLOT + name)


def send(sitting: Sitting, names: Sequence[str], act_id: str, at: datetime) -> Done:
    """Send what is in the tray under these ids, all together or none of it; what is sent is out of it in the same moment."""
    known = {one.id: one.asked for one in waiting(sitting)}
    chosen = [name for name in dict.fromkeys(names) if name in known]
    if not chosen:
        raise Absent

    def taken_out() -> None:
        """Empty what is sent; absent where another page sent or put away some of it meanwhile."""
        if not all(store.drop_draft(sitting.seat, SLOT + name) for name in chosen):
            raise Absent

    done = actions.make(sitting, Act(act_id, tuple(known[name] for name in chosen)), at, taken_out)
    if not done.changed:  # it was sent before under this id
        for name in chosen:
            drop(sitting, name)
    return done
