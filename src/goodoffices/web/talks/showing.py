"""A seat's view as plain values: what a program is shown, made from that view and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.core.entries import Entry
from goodoffices.core.fold import CircleState
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Scan
from goodoffices.core.reading.policy import places
from goodoffices.core.reading.standing import answers, common_text, holdings
from goodoffices.core.view import View
from goodoffices.journal.shapes import to_plain
from goodoffices.web.talks.folding import Seated


def shown(now: Seated, at: int = 0) -> dict[str, Any]:
    """Return what a seat knows at a time: its lanes with their heads, and what each amounts to."""
    view = now.view
    told: dict[str, Any] = {
        "talks": now.sitting.talks,
        "name": view.table.name,
        "seat": view.seat.id,
        "role": view.seat.role.value,
        "party": _name(view, view.seat.delegation),
        "lanes": [_lane(now, lane) for lane in view.lanes.values()],
        "states": {lane: to_plain(state) for lane, state in view.states.items()},
        "who_sees_what": [to_plain(place) for place in places(view)],
    }
    return told | (_desk(view, at) if view.seat.mediates else {})


def _desk(view: View, at: int) -> dict[str, Any]:
    common = common_text(view, at)
    return {
        "holdings": [to_plain(one) for one in holdings(view)],
        "answers": [to_plain(one) for one in answers(view, at)],
        "common_text": common.sha256 if common else None,
    }


def _lane(now: Seated, lane: Lane) -> dict[str, Any]:
    held = now.lanes[lane.id]
    return {
        "lane": lane.id,
        "name": lane.kind.value,
        "with": whose(now.view, lane),
        "head": held.seal.hex(),
        "entries": held.number,
    }


def whose(view: View, lane: Lane) -> str | None:
    """Return the delegation a lane is with; of a private channel, for that delegation, the mediator; of a circle, all in it."""
    state = view.states[lane.id]
    if isinstance(state, CircleState):
        return ", ".join(view.name_of(one) for one in state.members)
    if lane.kind is Kind.PRIVATE and not view.seat.mediates:
        return view.name_of(lane.seat)
    return _name(view, lane.delegation)


def _name(view: View, delegation: str) -> str | None:
    return next((one.name for one in view.table.delegations if one.id == delegation), None)


def shown_entries(view: View, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return entries of a held lane as a program reads them: the move's own fields beside the header's."""
    return [_entry(view, entry) for entry in entries]


def _entry(view: View, entry: Entry) -> dict[str, Any]:
    head = {
        "number": entry.number,
        "id": entry.id,
        "kind": entry.move.kind,
        "v": entry.move.version,
        "at": entry.stamp,
        "by": view.name_of(entry.by) or None,
    }
    body = to_plain(entry.move)
    if isinstance(entry.move, Scan) and isinstance(body, dict):
        del body["data"]  # handed back as a file, by its own address
    return head | (dict(body) if isinstance(body, Mapping) else {})
