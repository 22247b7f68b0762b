"""The file that tells a conflict: states and moves as they are, or options from which both are made."""

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.analysis.choices import CHANGES, Board, Choice, Pattern, Same, Wish, board, check_wishes
from goodoffices.analysis.conflict import Conflict, Party, conflict
from goodoffices.cli.placed import Value
from goodoffices.core.errors import BadInput


@dataclass(frozen=True)
class Told:
    """A conflict as a file tells it; `written` gives each state as the file writes it, text or number."""

    conflict: Conflict
    written: Mapping[str, str | int]
    start: int | None


def read(root: Value) -> Told:
    """Return the conflict a file tells, or refuse it with the place of the first fault."""
    if "options" in root.members() and "states" not in root.members():
        return _from_options(root)
    fields = root.fields(("states", "parties"), ("start",))
    written: dict[str, str | int] = {}
    for value in fields["states"].list():
        name = _state(value)
        if name in written:
            raise value.fault(f"the state {name!r} stands here twice")
        written[name] = int(name) if not isinstance(value.raw, str) else name
    if not written:
        raise fields["states"].fault("at least one state is needed")
    parties = [_party(name, value, written) for name, value in _by_name(fields["parties"])]
    return _told(conflict(list(written), parties), written, fields)


def _told(made: Conflict, written: Mapping[str, str | int], fields: Mapping[str, Value]) -> Told:
    start = made.states.index(_known(fields["start"], written)) if "start" in fields else None
    return Told(made, written, start)


def _by_name(value: Value) -> list[tuple[str, Value]]:
    named = [(member.key.text(), member.value) for member in value.members().values()]
    if not named:
        raise value.fault("at least one party is needed")
    return named


def _state(value: Value) -> str:
    return value.text() if isinstance(value.raw, str) else str(value.whole(-(10**12)))


def _known(value: Value, written: Mapping[str, str | int]) -> str:
    name = _state(value)
    if name not in written:
        raise value.fault(f"{name!r} is not one of the states")
    return name


def _party(name: str, value: Value, written: Mapping[str, str | int]) -> Party:
    fields = value.fields(("moves", "order"), ("unknown",))
    moves: dict[str, list[str]] = {}
    for member in fields["moves"].members().values():
        start = _known(member.key, written)
        moves[start] = _group(member.value, written)
        if start in moves[start]:
            raise member.value.fault(f"a move from {start!r} to itself; staying is no move")
    return Party(name, moves, _order(fields["order"], written), _unknown(fields, written))


def _group(value: Value, written: Mapping[str, str | int]) -> list[str]:
    found: list[str] = []
    for state in value.list():
        name = _known(state, written)
        if name in found:
            raise state.fault(f"{name!r} stands here twice")
        found.append(name)
    return found


def _order(value: Value, written: Mapping[str, str | int]) -> list[list[str]]:
    order = [_group(group, written) for group in value.list()]
    placed: set[str] = set()
    for group, read_from in zip(order, value.list(), strict=True):
        again = placed.intersection(group)
        if again or not group:
            raise read_from.fault(f"{min(again)!r} is placed twice" if again else "no state stands here")
        placed.update(group)
    left = [name for name in written if name not in placed]
    if left:
        raise value.fault(f"{left[0]!r} is not placed: the order names every state once")
    return order


def _unknown(fields: Mapping[str, Value], written: Mapping[str, str | int]) -> list[list[str]]:
    if "unknown" not in fields:
        return []
    groups = fields["unknown"].list()
    short = next((group for group in groups if len(group.list()) < 2), None)
    if short is not None:
        raise short.fault("name at least two states among which nothing is known")
    return [_group(group, written) for group in groups]


def _from_options(root: Value) -> Told:
    fields = root.fields(("options", "parties"), ("infeasible", "same", "start"))
    choices = [_choice(value) for value in fields["options"].list()]
    infeasible = [_pattern(value) for value in _listed(fields, "infeasible")]
    same = [_same(value) for value in _listed(fields, "same")]
    with_place = fields["options"]
    try:
        made = board(choices, infeasible, same)
    except BadInput as error:
        raise with_place.fault(str(error)) from None
    named = _by_name(fields["parties"])
    for choice, value in zip(choices, with_place.list(), strict=True):
        if choice.party not in dict(named):
            raise value.fault(f"{choice.party!r} is not one of the parties")
    written: dict[str, str | int] = {state: state for state in made.ways}
    parties = [_chooser(name, value, made, written) for name, value in named]
    return _told(conflict(list(written), parties), written, fields)


def _listed(fields: Mapping[str, Value], key: str) -> tuple[Value, ...]:
    return fields[key].list() if key in fields else ()


def _choice(value: Value) -> Choice:
    fields = value.fields(("name", "party"), ("change",))
    change = fields["change"].text() if "change" in fields else "both"
    if change not in CHANGES:
        raise fields["change"].fault('"both", "take" or "drop" is needed here')
    return Choice(fields["name"].text(), fields["party"].text(), change)


def _same(value: Value) -> Same:
    fields = value.fields(("name", "where"))
    return Same(fields["name"].text(), _pattern(fields["where"]))


def _pattern(value: Value) -> Pattern:
    return {member.key.text(): member.value.flag() for member in value.members().values()}


def _chooser(name: str, value: Value, made: Board, written: Mapping[str, str | int]) -> Party:
    fields = value.fields((), ("order", "wishes", "unknown"))
    if ("order" in fields) == ("wishes" in fields):
        raise value.fault('give either "order" or "wishes"')
    if "order" in fields:
        order = _order(fields["order"], written)
    else:
        wishes = [_wish(wish) for wish in fields["wishes"].list()]
        try:
            check_wishes(made.choices, wishes)
        except BadInput as error:
            raise fields["wishes"].fault(str(error)) from None
        order = made.order(wishes)
    return Party(name, made.moves(name), order, _unknown(fields, written))


def _wish(value: Value) -> Wish:
    fields = value.fields(("want",), ("if",))
    return Wish(_pattern(fields["want"]), _pattern(fields["if"]) if "if" in fields else {})
