"""Every kind of move there is, asked at random of whoever may make it: for pairs of worlds that must not tell apart.

`ASKED` has a row for each kind that the rules know; a kind without one fails `test_noninterference`.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from goodoffices.core.covering import answer_words
from goodoffices.core.entries import Asked
from goodoffices.core.fold import ChannelState, CircleState
from goodoffices.core.fold.after import After
from goodoffices.core.fold.mandates import Mandates
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves.after import Allege, Bind, Find, Report, Told, Understand
from goodoffices.core.moves.answers import LEVELS, SORTS
from goodoffices.core.moves.circles import PURPOSES
from goodoffices.core.moves.interests import MEASURES
from goodoffices.core.moves.signing import DEPOSITED, HOW, MANNERS, STAGES
from goodoffices.core.people import COMMISSION, Role
from goodoffices.core.rules import rules_of
from goodoffices.core.rules.after import RESULTS
from goodoffices.core.rules.after import STAGES as REVIEWED
from goodoffices.core.rules.process import TWO
from goodoffices.core.rules.record import USES
from goodoffices.core.rules.texts import FORMS, REACTIONS, WORDS
from goodoffices.core.rules.words import GUISES
from goodoffices.core.text.wordlists import LISTS
from goodoffices.core.view import View
from tests.core.world import TEXT

SAID = ("the tide turns at six", "names may follow", "not before the list", "we could wait a week", "day 9")
CLAUSES = ("stop", "lists", "order", "1", "9")
FILE = '[start]\ndate = 2027-03-01\n[[obligation]]\nclause = "lists"\nwho = "Vell"\nwhat = "hands over the list"\ndue = { day = 7 }\n'
WEIGHTS = {
    "end": 0.05,
    "suspend": 0.3,
    "resume": 3,
    "prepare": 3,
    "approve": 5,
    "call_off": 8,
    "join": 2,
    "deliver": 2,
    "unfreeze": 0.3,
    "permit": 8,
    "relay": 3,
    "pledge": 2,
}

Given = dict[str, Any]


@dataclass(frozen=True)
class Draw:
    """One seat about to do something in one lane, the chance it is drawn by, and seats it may name."""

    chance: random.Random
    view: View
    lane: Lane
    at: int
    seats: Sequence[str] = ()

    @property
    def channel(self) -> ChannelState:
        """The channel of the lane's delegation, or an empty one."""
        for one in (self.lane.id, *(lane.id for lane in self.view.lanes.values() if self._ours(lane))):
            state = self.view.states[one]
            if isinstance(state, ChannelState):
                return state
        return ChannelState()

    @property
    def circle(self) -> CircleState | None:
        """The circle it is, if it is one."""
        state = self.view.states[self.lane.id]
        return state if isinstance(state, CircleState) else None

    @property
    def yeses(self) -> list[str]:
        """What was accepted or laid there, by id."""
        state = self.circle or self.channel
        laid = [one.id for one in self.circle.laid] if self.circle else []
        return [*laid, *(one.id for one in (*state.answers.values(), *state.parts.values()))]

    @property
    def questions(self) -> Iterable[str]:
        """What was asked in the lane, or in the channel it goes with."""
        return (self.circle or self.channel).questions

    def _ours(self, lane: Lane) -> bool:
        return lane.kind is Kind.CHANNEL and lane.delegation == self.lane.delegation

    def one(self, choices: Iterable[Any]) -> Any:
        """One of these; where there is none, what names nothing."""
        return self.chance.choice([*choices] or ["0"])

    def ticked(self, chance: float = 0.3) -> str:
        """A box, ticked now and then."""
        return "on" if self.chance.random() < chance else ""

    def words(self) -> Given:
        """Words, as heard where a mediator may write down what he heard."""
        heard = self.view.seat.mediates and self.chance.random() < 0.5
        return {"words": self.one(SAID)} | ({"heard": {"how": "by telephone"}} if heard else {})

    def needed_heard(self) -> Given:
        """How it was heard, where a mediator writes down what is a delegation's to say."""
        return {"heard": {"how": "orally"}} if self.view.seat.mediates else {}

    def text(self) -> str:
        """The text, or one a little altered."""
        return TEXT.replace("day 7", f"day {self.chance.randrange(6, 10)}")

    def sha256(self) -> str:
        """The fingerprint of a text that was given or registered."""
        if self.circle is not None and self.circle.newest:
            return self.circle.newest.sha256
        given = self.channel.newest
        if given is not None and self.chance.random() < 0.7:
            return given.sha256
        return str(
            self.one([*self.view.desk.versions, *(one.sha256 for one in self.channel.given), "a" * 64])
        )

    def delegations(self) -> list[str]:
        """One or two delegations by name."""
        names = [one.name for one in self.view.table.delegations]
        return self.chance.sample(names, self.chance.randrange(1, 3))


def _answer(draw: Draw) -> Given:
    levelled = draw.lane.kind in (Kind.PRIVATE, Kind.CIRCLE) or draw.chance.random() < 0.5
    return {"sha256": draw.sha256()} | ({"level": draw.one(LEVELS)} | draw.needed_heard() if levelled else {})


def _accept(draw: Draw) -> Given:
    asked = _answer(draw)
    if "level" not in asked or draw.chance.random() < 0.5:
        return asked
    sort = draw.one(SORTS)
    of = {"clause": {"clause": "order"}, "accepts": {"who": "Vell"}, "letter": {"who": "Vell"}}.get(sort, {})
    more = {"words": draw.one(SAID)} if sort in ("clause", "fact") else {}
    return asked | {
        "conditions": [{"sort": sort} | of | more],
        "until": draw.at + 9000,
        "authority": "Letter 4",
    }


def _deliver(draw: Draw) -> Given:
    form = {"form": draw.one(FORMS), "with_status": draw.ticked()}
    if draw.chance.random() < 0.3:
        return {"text": {"en": draw.text()}, "name": "version 1"} | form
    later = {"at": draw.at + 60 * draw.chance.randrange(1, 20)} if draw.chance.random() < 0.4 else {}
    return {"sha256": draw.one([*draw.view.desk.versions])} | form | later


def _value(draw: Draw) -> Given:
    if draw.lane.kind is Kind.CHANNEL and not draw.view.seat.mediates:
        return {"item": draw.one(draw.view.room.values), "words": draw.one(SAID)}
    each = {str(option): str(draw.chance.randrange(1, 9)) for option in (1, 2, 3)}
    measure = draw.one(MEASURES)
    of: Mapping[str, Given] = {
        "points": {"passage": "days", "points": each},
        "range": {"passage": "days", "points": each, "upto": each},
        "order": {"passage": "days", "ranks": each},
        "no_deal": {"worth": "3"},
    }
    package = {"terms": {"days": 1}, "than": {"days": 2}, "worth": "2"}
    return {"measure": measure} | of.get(measure, package) | (draw.words() if draw.view.seat.mediates else {})


def _register(draw: Draw) -> Given:
    told = draw.chance.random() < 0.8 and draw.circle is None
    meant = {"meant": draw.delegations()} if told else {}
    return {"text": {"en": draw.text()}, "name": f"version {draw.chance.randrange(2, 99)}"} | meant


def _prepare(draw: Draw) -> Given:
    kind = draw.one(("say", "react", "accept", "confide"))
    inner = Draw(draw.chance, draw.view, draw.lane, draw.at, draw.seats)
    to = draw.one(("channel", "private", "circle"))
    of = {"private": {"mediator": draw.one(("M1", "M2"))}}
    whose = of.get(to, {"circle": draw.one(one.name for _lane, one in draw.view.circles())})
    whose = {} if to == "channel" else whose
    return {"asked": kind, "body": ASKED[kind](inner), "to": to} | whose


def _came(draw: Draw) -> Given:
    """Who decided, and how it came, where another than a principal keys it in."""
    decides = draw.view.seat.role is Role.PRINCIPAL
    return {} if decides else {"by": "Headquarters", "heard": {"how": "by telephone", "witness": "The clerk"}}


def _mandates(draw: Draw) -> Mandates:
    state = draw.view.states[draw.lane.id]
    return state if isinstance(state, Mandates) else Mandates()


def _refer(draw: Draw) -> Given:
    bounds = [{"clause": "order", "leave": "forbidden"}]
    courses = [{"words": "Say yes."}, {"words": "Say no.", "rest": "refer", "bounds": bounds}]
    return {"words": draw.one(SAID), "courses": courses}


def _instruct(draw: Draw) -> Given:
    item = draw.one(_mandates(draw).referred)
    if item == "0":
        return {"item": item}
    asked = _mandates(draw).referred[item].asked
    number = draw.chance.randrange(1, 3)
    said = " ".join(
        LISTS["en"][place] for place in answer_words(asked.digest, len(asked.courses))[number - 1]
    )
    return {"item": item, "number": number, "said": said} | _came(draw)


def _settings(draw: Draw) -> Given:
    redraft = draw.one(("desk", "anybody"))
    return {"step": draw.one((5, 10, 15)), "attributed": draw.ticked(0.5), "redraft": redraft}


def _appoint(draw: Draw) -> Given:
    told = {"at": draw.at + draw.chance.randrange(1, 9000), "words": draw.one(SAID)}
    return told | ({"instead": draw.one(draw.view.table.coming)} if draw.ticked(0.3) else {})


def _deadline(draw: Draw) -> Given:
    state = draw.view.states[draw.lane.id]
    instead = {"instead": draw.one(state.deadlines)} if draw.ticked(0.3) else {}
    if instead and draw.ticked(0.5):
        return instead
    at = draw.at + draw.chance.randrange(1, 900_000)
    told = {"words": draw.one(SAID), "source": draw.one(SAID), "felt": draw.one(("", *SAID))}
    return (
        told
        | instead
        | {"at": at, "zone": draw.one(("UTC", "Europe/Malta")), "hard": draw.ticked(), "rest": ["fri"]}
    )


def _none(draw: Draw) -> Given:
    return {}


def _frozen(draw: Draw) -> Given:
    frozen = draw.view.table.closing.frozen
    return {"sha256": frozen.sha256 if frozen else draw.sha256()}


def _pen(draw: Draw) -> Given:
    """What a mediator types from paper; nothing where a delegation signs by itself."""
    newest = draw.channel.newest
    typed = newest.check.digits if newest else "0"
    scan = {"scan": draw.one(draw.channel.scans)} if draw.channel.scans else {}
    return {"typed": typed, "heard": {"how": "on paper, in ink"}} | scan if draw.view.seat.mediates else {}


def _declare(draw: Draw) -> Given:
    clauses = {"clauses": ["order"]} | _frozen(draw) if draw.ticked() else {}
    return {"stage": "initialled" if clauses else draw.one(STAGES), "words": draw.one(SAID)} | clauses


def _correction(draw: Draw) -> Given:
    channels = [one for one in draw.view.states.values() if isinstance(one, ChannelState) and one.corrections]
    return {"corrected": draw.one(channels[0].corrections if channels else ())}


def _one_of(draw: Draw, *kinds: type) -> Any:
    """Something said of these kinds in any lane that is held, with its key; what names nothing where there is none."""
    return draw.one(
        name
        for lane, state in draw.view.states.items()
        if isinstance(state, After)
        for name, number in state.followed.items()
        if isinstance(draw.view.fetch(lane, number).move, kinds)
    )


def _told(draw: Draw) -> Given:
    """A day of the calendar, and to whom it may be told on."""
    to = [*draw.delegations(), COMMISSION] if draw.ticked(0.7) else []
    heard = (
        {"heard": {"how": "by telephone"}}
        if draw.view.seat.mediates and draw.lane.kind is Kind.CHANNEL
        else {}
    )
    return {"day": draw.one((1, 1, 1, 2)), "to": to, **heard}


def _bind(draw: Draw) -> Given:
    going_on = {"phase": "first", "ended_by": ["Tarn", "Vell"]} if draw.ticked(0.5) else {}
    return {
        "file": FILE,
        "parties": ["Tarn", "Vell"],
        "commission": ["G"],
        "scale": ["slight", "grave"],
    } | going_on


def _of_incident(draw: Draw, **more: Any) -> Given:
    return {"incident": _one_of(draw, Allege), "day": 1, **more}


def _cure(draw: Draw) -> Given:
    known = [
        move.sha256
        for lane, state in draw.view.states.items()
        if isinstance(state, After)
        for move in (draw.view.fetch(lane, number).move for number in state.followed.values())
        if isinstance(move, Understand)
    ]
    return {"sha256": draw.one(known or ["a" * 64])}


AFTER: Mapping[str, Callable[[Draw], Given]] = {
    "bind": _bind,
    "report": lambda draw: (
        _told(draw) | {"obligation": "lists", "evidence": ["a receipt"], "words": draw.one(SAID)}
    ),
    "verify": lambda draw: _told(draw) | {"report": _one_of(draw, Report), "result": draw.one(RESULTS)},
    "contest": lambda draw: (
        _told(draw) | {"report": _one_of(draw, Report), "words": draw.one(SAID), "over": draw.ticked()}
    ),
    "allege": lambda draw: _told(draw) | {"obligation": "lists", "words": draw.one(SAID)},
    "characterise": lambda draw: _told(draw) | {"incident": _one_of(draw, Allege), "words": draw.one(SAID)},
    "review": lambda draw: _of_incident(draw, stage=draw.one(REVIEWED)),
    "find": lambda draw: _of_incident(draw, finding=draw.one(RESULTS), words=draw.one(SAID)),
    "attribute": lambda draw: _of_incident(draw, grade="slight"),
    "close": lambda draw: _of_incident(draw, words=draw.one(SAID)),
    "understand": lambda draw: {
        "bound": _one_of(draw, Bind),
        "number": draw.chance.randrange(1, 9),
        "day": 1,
        "words": draw.one(SAID),
        "file": FILE,
        "sha256": draw.one(("ab", "cd")) * 32,
    },
    "agree": lambda draw: _told(draw) | _cure(draw),
    "cease": lambda draw: _told(draw) | {"goes_on": draw.ticked()},
    "relay": lambda draw: {"item": _one_of(draw, *get_args(Told))},
    "finding": lambda draw: {"item": _one_of(draw, Find), "clause": draw.one(("", "2"))},
}

ASKED: Mapping[str, Callable[[Draw], Given]] = {
    "note": lambda draw: {"words": draw.one(SAID)},
    "say": lambda draw: {"words": draw.one(SAID)},
    "ask": lambda draw: draw.words() | {"clause": draw.one(("", "order"))},
    "answer": lambda draw: {"item": draw.one(draw.questions), "words": draw.one(SAID)},
    "matter": lambda draw: {"words": draw.one(SAID), "why": draw.one(SAID)},
    "value": _value,
    "confide": lambda draw: draw.words() | {"clause": draw.one(("", "order"))},
    "concern": lambda draw: {"words": draw.one(SAID)},
    "release": lambda draw: {
        "item": draw.one(draw.channel.items),
        "to": draw.delegations(),
        "as": draw.one(GUISES),
        "words": draw.one(("", *SAID)),
    },
    "revoke": lambda draw: {"item": draw.one(draw.channel.releases)},
    "carry": lambda draw: {
        "item": draw.one(draw.channel.releases),
        "to": draw.one(("", "Vell", "G", "table")),
    },
    "read_back": lambda draw: {"words": draw.one(SAID)},
    "confirm": lambda draw: {"item": draw.one([*draw.channel.unconfirmed, *draw.channel.understandings])},
    "correct": lambda draw: {
        "item": draw.one([*draw.channel.unconfirmed, *draw.channel.understandings]),
        "words": draw.one(SAID),
    },
    "register": _register,
    "countersign": lambda draw: {"sha256": draw.one(draw.view.desk.versions)},
    "deliver": _deliver,
    "acknowledge": lambda draw: {"sha256": draw.sha256()},
    "check": lambda draw: {"differ": ["2"]} if draw.ticked() else {"text": {"en": draw.text()}},
    "hold": lambda draw: {"same": draw.ticked(), "differ": ["2"]} if draw.view.seat.mediates else {},
    "react": lambda draw: {"clause": draw.one(CLAUSES), "reaction": draw.one(REACTIONS)},
    "redraft": lambda draw: draw.words() | {"clause": draw.one(CLAUSES)},
    "accept": _accept,
    "pledge": lambda draw: draw.words() | draw.needed_heard(),
    "happen": lambda draw: {"words": draw.one(SAID), "not": draw.ticked()},
    "construe": lambda draw: draw.words() | {"clause": draw.one(CLAUSES)} | draw.needed_heard(),
    "link": lambda draw: {"clause": draw.one(CLAUSES), "on": [draw.one(CLAUSES)], "words": draw.one(SAID)},
    "package": lambda draw: {"name": draw.one(("first", "second")), "clauses": list(CLAUSES[:3])},
    "undo": lambda draw: {"item": draw.one([*draw.view.desk.links, *draw.view.desk.packages])},
    "decline": _answer,
    "withdraw": lambda draw: {"item": draw.one(draw.yeses)} | draw.needed_heard(),
    "status": lambda draw: {"clause": draw.one(CLAUSES), "status": draw.one(WORDS)},
    "pass_on": lambda draw: {"words": draw.one(SAID)},
    "arrange": _settings,
    "appoint": _appoint,
    "deadline": _deadline,
    "amend": lambda draw: _settings(draw) | {"words": draw.one(SAID)},
    "open_round": _none,
    "close_round": _none,
    "suspend": _none,
    "resume": _none,
    "end": _none,
    "join": lambda draw: {"name": draw.one(("Head", "First of them"))},
    "leave": _none,
    "permit": lambda draw: {"two": draw.one(([], [TWO[0]]))},
    "prepare": _prepare,
    "approve": lambda draw: {"item": draw.one(draw.view.room.prepared), "drop": draw.ticked()},
    "let_in": lambda draw: {"seat": draw.one(draw.seats)},
    "enter": lambda draw: {"lines": [draw.one(SAID)]},
    "oblige": lambda draw: {"file": FILE},
    "wording": lambda draw: {
        "title": draw.one(SAID[:2]),
        "use": draw.one(USES),
        "words": draw.one(SAID),
        "not_before": draw.one((0, draw.at + 600)),
    },
    "mandate": lambda draw: (
        {
            "rest": draw.one(("free", "refer", "forbidden")),
            "bounds": [{"clause": "order", "leave": "range", "within": ["3"]}] if draw.ticked() else [],
            "words": draw.one(SAID),
        }
        | _came(draw)
    ),
    "refer": _refer,
    "instruct": _instruct,
    "endorse": lambda draw: {"sha256": draw.sha256()} | _came(draw),
    "pose": lambda draw: {
        "about": draw.one(("same text", "yes")),
        "words": draw.one(SAID),
        "closes": draw.at + draw.one((60, 6_000)),
    },
    "take_part": lambda draw: {"public": draw.one(draw.view.table.questions)},
    "publish": lambda draw: {"title": draw.one(draw.view.desk.wordings)},
    "freeze": lambda draw: _frozen(draw) | {"depositary": draw.one(("", "The registry"))},
    "unfreeze": lambda draw: {"words": draw.one(SAID)},
    "declare": _declare,
    "deposit": lambda draw: {"sort": draw.one(DEPOSITED), "holder": draw.one(SAID)},
    "attest": lambda draw: {"manner": draw.one(MANNERS), "mediator": "M1", "words": draw.one(SAID)},
    "rectify": lambda draw: {"text": {"en": draw.text()}, "name": "corrected", "until": draw.at + 9000},
    "rectified": lambda draw: _correction(draw) | {"result": draw.one(("made", "dropped"))},
    "vouch": lambda draw: {"sha256": draw.sha256(), "words": draw.one(SAID)},
    "initial": lambda draw: {"clause": draw.one(("", "order", "lists"))} | _pen(draw),
    "sign": lambda draw: {"how": draw.one(HOW), "name": "N. Harrow"} | _pen(draw),
    "ratify": lambda draw: (
        {"result": draw.one(("passed", "refused")), "words": draw.one(SAID)} | draw.needed_heard()
    ),
    "scan": lambda draw: {"data": "c2Nhbg=="},
    "object": lambda draw: _correction(draw) | draw.words(),
    "call_off": lambda draw: {"item": draw.one(draw.view.desk.scheduled)},
    **AFTER,
    "convene": lambda draw: {
        "name": f"Circle {draw.chance.randrange(99)}",
        "purpose": draw.one(PURPOSES),
        "rooms": draw.delegations(),
        "seats": draw.chance.sample(("M1", "M2"), draw.chance.randrange(2)),
    },
}


def kinds(view: View, lane: Lane) -> list[str]:
    """Return the kinds of move that this seat may ask in this lane."""
    return [
        kind
        for kind, rule in rules_of(lane).items()
        if lane.kind in rule.lanes and (rule.desk if view.seat.mediates else rule.others)
    ]


def anything(chance: random.Random, view: View, at: int, seats: Sequence[str] = ()) -> Asked:
    """Return a move that this seat might ask now, in one of its lanes.

    What stops the talks comes seldom, and what names nothing only where three tries found nothing better.
    """
    for _ in range(3):
        asked = _drawn(chance, view, at, seats)
        if "0" not in asked.fields.values():
            return asked
    return asked


def _drawn(chance: random.Random, view: View, at: int, seats: Sequence[str]) -> Asked:
    lanes = [one for one in view.lanes.values() if kinds(view, one)]
    wanted = chance.choice(sorted({one.kind for one in lanes}))
    lane = chance.choice([one for one in lanes if one.kind is wanted])
    known = kinds(view, lane)
    (kind,) = chance.choices(known, [WEIGHTS.get(one, 1) for one in known])
    fields = ASKED[kind](Draw(chance, view, lane, at, seats))
    return Asked(lane.id, kind, {name: value for name, value in fields.items() if value != ""})
