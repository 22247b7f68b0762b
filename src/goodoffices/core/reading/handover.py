"""What a mediator who takes over needs, room by room, from the desk's lanes; and where mediators' texts part ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from goodoffices.core.compared import differences
from goodoffices.core.fold.desk import Version
from goodoffices.core.fold.words import Item, Question, Released, Understanding
from goodoffices.core.moves.texts import Difference
from goodoffices.core.people import Delegation
from goodoffices.core.reading.standing import Holding, holdings
from goodoffices.core.view import View

LATEST = 6  # versions that are held against each other


@dataclass(frozen=True)
class RoomBrief:
    """One room as the desk knows it: its text, what is owed to it, what must not be said, what is not read back."""

    delegation: Delegation
    holding: Holding
    owed: Sequence[Released] = field(repr=False)
    questions: Sequence[Question] = field(repr=False)
    closed: Sequence[Item] = field(repr=False)
    open: Sequence[Understanding] = field(repr=False)
    unconfirmed: Sequence[str] = field(repr=False)


def briefs(view: View) -> tuple[RoomBrief, ...]:
    """Return what stands with each room, in the order agreed. `closed` is what it confided and released to nobody."""
    held = {one.delegation: one for one in holdings(view)}
    return tuple(_brief(view, delegation, held[delegation]) for delegation, _ in view.channels())


def _brief(view: View, delegation: Delegation, holding: Holding) -> RoomBrief:
    state = view.channel(delegation.id)
    free = {one.item for one in state.releases.values() if not one.revoked}
    return RoomBrief(
        delegation=delegation,
        holding=holding,
        owed=[one for one in state.releases.values() if not one.done],
        questions=[one for one in state.questions.values() if not one.answered],
        closed=[item for name, item in state.items.items() if name not in free],
        open=[one for one in state.understandings.values() if one.standing != "confirmed"],
        unconfirmed=list(state.unconfirmed.values()),
    )


@dataclass(frozen=True)
class Variant:
    """Two registered texts that part ways, and where.

    `drafts`: two mediators changed the same clauses of the text last given, each in words of their own; `rooms`: the
    rooms of `first` were last given one, those of `second` the other, and both are meant for every room.
    """

    kind: Literal["drafts", "rooms"]
    one: Version
    other: Version
    where: tuple[Difference, ...]
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


def variants(view: View) -> tuple[Variant, ...]:
    """Return where texts of the desk part ways; for the desk alone, since no room holds the desk's lane.

    Cost: of comparing the latest few versions, pair by pair.
    """
    return (*_drafted(view), *_in_rooms(view))


def _drafted(view: View) -> Iterator[Variant]:
    """Yield pairs of versions by two mediators that change the same clauses of what was last given, otherwise."""
    given = _given(view)
    known = list(view.desk.versions.values())
    base = next((one for one in reversed(known) if one.sha256 in given), None)
    if base is None:
        return
    later = known[known.index(base) + 1 :][-LATEST:]
    if len({one.signed[:1] for one in later}) < 2:
        return
    changed = {one.sha256: {each.clause for each in _between(view, base, one)} for one in later}
    for one, other in combinations(later, 2):
        both = changed[one.sha256] & changed[other.sha256]
        where = tuple(each for each in _between(view, one, other) if each.clause in both)
        if where and one.signed[:1] != other.signed[:1]:
            yield Variant("drafts", one, other, where)


def _in_rooms(view: View) -> Iterator[Variant]:
    given = _given(view)
    known = [one for one in view.desk.versions.values() if one.sha256 in given and not one.meant]
    for one, other in combinations(known, 2):
        first, second = given[one.sha256], given[other.sha256]
        yield Variant("rooms", one, other, _between(view, one, other), first, second)


def _given(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return the delegations, by name, that were last given a text, by its fingerprint."""
    found: dict[str, tuple[str, ...]] = {}
    for delegation, channel in view.channels():
        if channel.newest is not None:
            sha256 = channel.newest.sha256
            found[sha256] = (*found.get(sha256, ()), delegation.name)
    return found


def _between(view: View, one: Version, other: Version) -> tuple[Difference, ...]:
    return differences(view.text_of(one.sha256), view.text_of(other.sha256))
