"""What a mediator may say in the room about to be entered, what not, and where words echo a confidence."""

import re
from dataclasses import dataclass, field

from goodoffices.core import text as one_text
from goodoffices.core.fold.channel import ChannelState
from goodoffices.core.fold.words import Item
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.words import Guise
from goodoffices.core.people import Delegation
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.view import View

ROW = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class MaySay:
    """Something its owner released to this room and nobody carried yet: in these words, as whose."""

    owner: Delegation
    lane: str
    release: str
    words: str = field(repr=False)
    as_: Guise


@dataclass(frozen=True)
class MayNot:
    """Something another room confided and did not release to this one."""

    owner: Delegation
    item: str
    words: str = field(repr=False)
    clause: str = ""


@dataclass(frozen=True)
class Echo:
    """Words about to be sent that stand in what another room confided and has not released in that form."""

    owner: Delegation
    item: str
    words: str = field(repr=False)


def may_say(view: View, delegation: str) -> tuple[MaySay, ...]:
    """Return what owners released to a delegation and nobody has carried to it."""
    found = []
    for owner, channel in view.channels():
        lane = view.lane(Kind.CHANNEL, owner.id).id
        for name, one in channel.releases.items():
            if delegation in one.to and not one.revoked and delegation not in one.carried:
                found.append(MaySay(owner, lane, name, one.words, one.as_))
    return tuple(found)


def may_not(view: View, delegation: str) -> tuple[MayNot, ...]:
    """Return what other delegations confided to the desk and did not release to this one."""
    found = []
    for owner, channel in view.channels():
        if owner.id == delegation:
            continue
        released = {one.item for one in channel.releases.values() if delegation in one.to and not one.revoked}
        for name, item in channel.items.items():
            if name not in released:
                found.append(MayNot(owner, name, item.words, item.clause))
    return tuple(found)


def echoes(view: View, words: str, delegation: str) -> tuple[Echo, ...]:
    """Return where words for a delegation repeat what another confided and did not release in that form.

    A repeat is six words in a row; or a bracket's option in full where the confidence names that option and
    the words settle the bracket on it. Letter case and punctuation do not count.
    """
    found = []
    rows = _rows(words)
    settled = _spoken(words)
    for owner, channel in view.channels():
        if owner.id == delegation:
            continue
        free = _released_rows(channel, delegation)
        for name, item in channel.items.items():
            common = (_rows(item.words) & rows) - free
            choice = _choice(view, item, settled) if not common else ""
            if common or choice:
                found.append(Echo(owner, name, " ".join(min(common)) if common else choice))
    return tuple(found)


def _spoken(words: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(words))


def _rows(words: str) -> frozenset[tuple[str, ...]]:
    spoken = _spoken(words)
    return frozenset(spoken[at : at + ROW] for at in range(len(spoken) - ROW + 1))


def _released_rows(channel: ChannelState, delegation: str) -> frozenset[tuple[str, ...]]:
    rows: frozenset[tuple[str, ...]] = frozenset()
    for one in channel.releases.values():
        if delegation in one.to and not one.revoked:
            rows |= _rows(one.words)
    return rows


def _choice(view: View, item: Item, settled: tuple[str, ...]) -> str:
    """Return the option of the confided clause's brackets that both the confidence and the words name."""
    if not item.clause:
        return ""
    confided = _spoken(item.words)
    for option in _options(view, item.clause):
        spoken = _spoken(option)
        if spoken and _within(spoken, confided) and _within(spoken, settled):
            return option
    return ""


def _options(view: View, clause: str) -> tuple[str, ...]:
    newest = newest_version(view)
    if newest is None:
        return ()
    text = one_text.read(next(iter(view.text_of(newest.sha256).values())))
    return tuple(
        one_text.notation(option.pieces)
        for passage in one_text.passages(text)
        if passage.clause == clause and isinstance(passage.bracket, one_text.Bracket)
        for option in passage.bracket.options
    )


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
