"""Where it stands, for the desk: which text each room holds, what each said of each clause, what is common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from goodoffices.core.compared import differences
from goodoffices.core.fold.channel import Answered, ChannelState, Given, Reacted
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.texts import Difference, Word
from goodoffices.core.people import Delegation, Standing
from goodoffices.core.view import View

How = Literal["nothing", "told", "holds", "another"]


@dataclass(frozen=True)
class Holding:
    """Which text a delegation holds, as far as the desk knows.

    `told`: it was given the text, by its carrier's word; `holds`: it looked and said so; `another`: the text
    delivered, found, acknowledged or accepted is not the one registered under that name. `found` says which
    of these told; `listed`, that a text it was told of has nothing else in the control list, and is not compared.
    """

    delegation: Delegation
    how: How
    given: Given | None = None
    version: Version | None = None
    differences: tuple[Difference, ...] = ()
    found: Literal["", "delivered", "acknowledged", "checked", "accepted", "listed"] = ""


Sense = Literal["nothing", "no", "yes", "yes if", "personal", "counter", "lapsed", "withdrawn"]


@dataclass(frozen=True)
class Answers:
    """What a delegation answered, to which text: `of` is the registered one of that fingerprint, else none.

    `against` is the registered version an answer to another text is held beside. `holds_another`: it says that
    the copy before it is not the text it answered to, and `differences` are where.
    `sense` is never a yes or a no alone: a "yes, if", one's own view, a yes whose time has passed and a yes with
    other words are each their own. `alone` marks what only this mediator was told.
    """

    delegation: Delegation
    answer: Answered | None
    of: Version | None
    sha256: str = ""
    differences: tuple[Difference, ...] = ()
    against: Version | None = None
    holds_another: bool = False
    sense: Sense = "nothing"
    alone: bool = False


@dataclass(frozen=True)
class Row:
    """A clause across the rooms: the latest reaction of each delegation, and the desk's word."""

    clause: str
    reactions: Sequence[tuple[Delegation, Reacted | None]] = field(default=())
    status: Word = "not discussed"


def holdings(view: View) -> tuple[Holding, ...]:
    """Return which text each delegation holds; a difference is the desk's alone to see."""
    return tuple(_holding(view, delegation, channel) for delegation, channel in view.channels())


def alarms(view: View) -> tuple[Holding, ...]:
    """Return the delegations that hold another text than the one registered under its name."""
    return tuple(one for one in holdings(view) if one.how == "another")


def _holding(view: View, delegation: Delegation, channel: ChannelState) -> Holding:
    given, held = channel.newest, channel.held
    if given is None:
        return Holding(delegation, "nothing")
    version = _meant(view, given)
    if version is not None and _delivered_other(view, given, version):
        found = differences(view.text_of(version.sha256), view.text_of(given.sha256))
        return Holding(delegation, "another", given, version, found, "delivered")
    if held is not None and not held.same:
        how: Literal["checked", "acknowledged"] = held.how
        known = held.differences or _between(view, given.sha256, held.sha256)
        return Holding(delegation, "another", given, version, known, how)
    if held is not None and held.listed:
        return Holding(delegation, "told", given, version, found="listed")
    return Holding(delegation, "holds" if held else "told", given, version)


def _delivered_other(view: View, given: Given, version: Version) -> bool:
    return given.sha256 != version.sha256 and given.sha256 not in view.desk.versions


def _meant(view: View, given: Given) -> Version | None:
    """Return the registered version a delivery stands for: by its fingerprint, else by its name."""
    versions = view.desk.versions
    if given.sha256 in versions:
        return versions[given.sha256]
    return next((one for one in versions.values() if one.name == given.name), None)


def _between(view: View, ours: str, theirs: str) -> tuple[Difference, ...]:
    """Return where a text differs from another this seat has the words of; nothing where it has not."""
    known = {one.sha256 for _, channel in view.channels() for one in channel.given} | set(view.desk.versions)
    if theirs not in known or ours not in known:
        return ()
    return differences(view.text_of(ours), view.text_of(theirs))


def sense(answer: Answered | None, at: int) -> Sense:
    """Return what an answer amounts to at a time (UTC seconds); 0 where no end is to count."""
    if answer is None:
        return "nothing"
    known: tuple[tuple[object, Sense], ...] = (
        (not answer.accepts, "no"),
        (answer.withdrawn, "withdrawn"),
        (answer.until and at > answer.until, "lapsed"),
        (answer.changes, "counter"),
        (answer.level == "personal", "personal"),
        (answer.conditions, "yes if"),
    )
    return next((meant for holds, meant in known if holds), "yes")


def answers(view: View, at: int = 0) -> tuple[Answers, ...]:
    """Return each party's latest answer, and how the text it answered to differs from the newest registered.

    After each party what it told this mediator alone, if anything: no part of the desk's picture.
    """
    newest = newest_version(view)
    found = []
    for delegation, channel in view.channels():
        listed = [(channel, False), *((one, True) for one in _alone(view, delegation))]
        for state, alone in listed:
            if state.answers:
                answer = list(state.answers.values())[-1]
                told = _answer(view, delegation, channel, answer)
                found.append(replace(told, sense=sense(answer, at), alone=alone))
            elif delegation.standing is Standing.PARTY and not alone:
                found.append(Answers(delegation, None, newest))
    return tuple(found)


def _alone(view: View, delegation: Delegation) -> list[ChannelState]:
    states = [
        view.states[lane.id]
        for lane in view.lanes.values()
        if lane.kind is Kind.PRIVATE and lane.delegation == delegation.id
    ]
    return [one for one in states if isinstance(one, ChannelState) and one.answers]


def _answer(view: View, delegation: Delegation, channel: ChannelState, answer: Answered) -> Answers:
    sha256, held = answer.sha256, channel.held
    version = view.desk.versions.get(sha256)
    if version is not None:
        if held is None or held.same or held.against != sha256:
            return Answers(delegation, answer, version, sha256, answer.changes)
        known = held.differences or _between(view, sha256, held.sha256)
        return Answers(delegation, answer, version, sha256, known, holds_another=True)
    known = held.differences if held and held.sha256 == sha256 else ()
    against = newest_version(view)
    if not known and against is not None:
        known = _between(view, against.sha256, sha256)
    return Answers(delegation, answer, None, sha256, known, against)


def newest_version(view: View) -> Version | None:
    """Return the version registered last."""
    versions = view.desk.versions
    return list(versions.values())[-1] if versions else None


def common_text(view: View, at: int = 0) -> Version | None:
    """Return the registered text that every party accepts; nothing while one does not, or accepts another.

    An acceptance of another text is an acceptance of that text; it never counts here. Nor does one of a party
    that says it has another text before it, a "yes, if", one's own view, a yes whose time has passed, or what
    one mediator was told alone.
    """
    told = [one for one in answers(view, at) if one.delegation.standing is Standing.PARTY and not one.alone]
    accepted = {one.sha256 for one in told if _accepts(one)}
    if not told or not all(_accepts(one) for one in told) or len(accepted) != 1:
        return None
    return view.desk.versions.get(accepted.pop())


def _accepts(one: Answers) -> bool:
    return one.sense == "yes" and not one.holds_another


def board(view: View, clauses: Sequence[str]) -> tuple[Row, ...]:
    """Return the clauses down and the delegations across. Reactions are never counted or weighed."""
    statuses: Mapping[str, Word] = view.desk.statuses
    rooms = view.channels()
    return tuple(
        Row(
            clause,
            tuple((delegation, channel.reactions.get(clause)) for delegation, channel in rooms),
            statuses.get(clause, "not discussed"),
        )
        for clause in clauses
    )
