"""What a channel amounts to: texts given, what the delegation holds, reactions, confidences and their release."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from goodoffices.core.entries import Entry
from goodoffices.core.fold.after import After, followed
from goodoffices.core.fold.answers import Answered, answered
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import last, put
from goodoffices.core.fold.signing import Papers, papered
from goodoffices.core.fold.words import Item, Question, Released, Understanding, Words, said
from goodoffices.core.moves import (
    Accept,
    Acknowledge,
    Assent,
    Construe,
    Decline,
    Deliver,
    Dissent,
    Hold,
    Pledge,
    React,
    Redraft,
    Withdraw,
)
from goodoffices.core.moves.texts import Difference, Form, Reaction, Word
from goodoffices.core.moves.words import Heard
from goodoffices.core.text import CheckWords


@dataclass(frozen=True)
class Given:
    """A text a delegation was given, less its words: those stand in entry `number` of the same lane."""

    id: str
    number: int
    stamp: int
    sha256: str
    name: str
    languages: tuple[str, ...]
    check: CheckWords
    form: Form = "shown"
    carrier: str = ""
    when: str = ""
    cover: str = field(default="", repr=False)
    status: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True)
class Reacted:
    """A delegation's latest reaction to a clause, and of which text it was."""

    id: str
    stamp: int
    sha256: str
    reaction: Reaction
    words: str = field(repr=False)
    heard: Heard | None = None


@dataclass(frozen=True)
class Redrafted:
    """The words a delegation last proposed for a clause, and of which text it was then."""

    id: str
    stamp: int
    sha256: str
    words: str = field(repr=False)
    heard: Heard | None = None


@dataclass(frozen=True)
class Held:
    """What a delegation says it holds in place of the text `against`: the same, or another and where."""

    id: str
    stamp: int
    against: str
    sha256: str
    same: bool
    how: Literal["acknowledged", "checked"]
    differences: tuple[Difference, ...] = ()
    words: str = field(default="", repr=False)
    heard: Heard | None = None

    @property
    def listed(self) -> bool:
        """Whether the delegation marked nothing on its control list; its copy was not compared word for word."""
        return self.same and not self.sha256


@dataclass(frozen=True)
class ChannelState(Deadlines, Papers, Words, After):
    """A channel as the delegation and the desk both know it; nothing in it is one side's alone."""

    given: tuple[Given, ...] = ()
    held: Held | None = None
    reactions: Mapping[str, Reacted] = field(default_factory=dict)
    redrafts: Mapping[str, Redrafted] = field(default_factory=dict)

    @property
    def newest(self) -> Given | None:
        """The text given last, or none yet."""
        return self.given[-1] if self.given else None


def step(state: ChannelState, entry: Entry) -> ChannelState:
    """Return the channel after one more entry."""
    state = replace(state, followed=followed(state.followed, entry))
    match entry.move:
        case Deliver() as deliver:
            return replace(state, given=last(state.given, _given(deliver, entry)), held=None)
        case React() as react:
            reacted = Reacted(entry.id, entry.stamp, react.sha256, react.reaction, react.words, react.heard)
            state = replace(state, reactions=put(state.reactions, react.clause, reacted))
        case Redraft(sha256=sha256, clause=clause, words=words, heard=heard):
            other = Redrafted(entry.id, entry.stamp, sha256, words, heard)
            state = replace(state, redrafts=put(state.redrafts, clause, other))
        case Accept() | Assent() | Decline() | Dissent() | Withdraw() | Pledge() | Construe():
            state = answered(state, entry)
        case Acknowledge() | Hold() as claim:
            state = replace(state, held=_held(state, claim, entry))
        case _:
            pass
    return said(papered(state, entry), entry)


def _given(deliver: Deliver, entry: Entry) -> Given:
    return Given(
        id=entry.id,
        number=entry.number,
        stamp=entry.stamp,
        sha256=deliver.sha256,
        name=deliver.name,
        languages=tuple(deliver.text),
        check=deliver.check,
        form=deliver.form,
        carrier=deliver.carrier,
        when=deliver.when,
        cover=deliver.cover,
        status=deliver.status,
    )


def _held(state: ChannelState, claim: Acknowledge | Hold, entry: Entry) -> Held:
    newest = state.newest.sha256 if state.newest else ""
    match claim:
        case Acknowledge(sha256=sha256, heard=heard):
            return Held(entry.id, entry.stamp, newest, sha256, sha256 == newest, "acknowledged", heard=heard)
        case Hold() as hold:
            return Held(
                id=entry.id,
                stamp=entry.stamp,
                against=hold.against,
                sha256=hold.sha256,
                same=hold.same,
                how="checked",
                differences=hold.differences,
                words=hold.words,
                heard=hold.heard,
            )
        case _:
            assert_never(claim)


__all__ = [
    "Answered",
    "ChannelState",
    "Given",
    "Held",
    "Item",
    "Question",
    "Reacted",
    "Redrafted",
    "Released",
    "Understanding",
    "step",
]
