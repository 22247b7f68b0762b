"""Admitting acts: the mover's own view in, moves in full out, or a refusal that tells of nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodoffices.core.entries import Act, Asked, Entry, Placed, author
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Convene
from goodoffices.core.rules import (
    after,
    annexes,
    answers,
    checks,
    circles,
    closing,
    deadlines,
    interests,
    linking,
    mandates,
    monitoring,
    process,
    record,
    sealed,
    signing,
    texts,
    words,
)
from goodoffices.core.rules.fields import Fields
from goodoffices.core.rules.plea import NOT_REDRAFTED, Context, Plea
from goodoffices.core.view import View

ACT_LIMIT = 60
NUMBER = 1
"""The number of these rules; talks name the rules they run under."""


@dataclass(frozen=True)
class Rule:
    """What admits a kind of move, in which lanes, and for which side of a channel."""

    decide: Callable[[Plea], tuple[Placed, ...]]
    lanes: frozenset[Kind]
    desk: bool = True
    others: bool = True
    resting: bool = True
    headed: bool = False


_TALK = frozenset({Kind.CHANNEL, Kind.PRIVATE})
_CHANNEL = frozenset({Kind.CHANNEL})
_TABLE = frozenset({Kind.TABLE})
_DESK = frozenset({Kind.DESK})
_ROOM = frozenset({Kind.ROOM})
_PRINCIPALS = frozenset({Kind.PRINCIPALS})
_SAID = frozenset(Kind) - {Kind.NOTES, Kind.CIRCLE}
_CIRCLE = frozenset({Kind.CIRCLE})
_OUT = _TALK | _CIRCLE
_AT_ONCE = frozenset({"concern"})

RULES: Mapping[str, Rule] = {
    "note": Rule(words.note, frozenset({Kind.NOTES})),
    "say": Rule(words.say, _SAID),
    "ask": Rule(words.ask, _TALK),
    "answer": Rule(words.answer, _TALK),
    "matter": Rule(words.matter, _ROOM),
    "value": Rule(interests.value, _ROOM | _CHANNEL),
    "confide": Rule(words.confide, _TALK),
    "concern": Rule(words.concern, frozenset({Kind.PRIVATE}), desk=False),
    "release": Rule(words.release, _TALK),
    "revoke": Rule(words.revoke, _TALK, headed=True),
    "carry": Rule(words.carry, _TALK, others=False, resting=False, headed=True),
    "read_back": Rule(words.read_back, _TALK, others=False),
    "confirm": Rule(words.confirm, _TALK, headed=True),
    "correct": Rule(words.correct, _TALK),
    "register": Rule(texts.register, _DESK, others=False),
    "countersign": Rule(texts.countersign, _DESK, others=False),
    "deliver": Rule(texts.deliver, _CHANNEL, others=False, resting=False, headed=True),
    "acknowledge": Rule(texts.acknowledge, _CHANNEL),
    "check": Rule(checks.check, _ROOM),
    "hold": Rule(checks.hold, _CHANNEL),
    "react": Rule(texts.react, _CHANNEL),
    "redraft": Rule(texts.redraft, _CHANNEL),
    "accept": Rule(answers.accept, _TALK, resting=False, headed=True),
    "decline": Rule(answers.decline, _TALK),
    "pledge": Rule(linking.pledge, _CHANNEL, headed=True),
    "construe": Rule(linking.construe, _CHANNEL | _ROOM),
    "happen": Rule(linking.happen, _DESK, others=False),
    "link": Rule(linking.link, _DESK, others=False),
    "package": Rule(linking.package, _DESK, others=False),
    "undo": Rule(linking.undo, _DESK, others=False),
    "mandate": Rule(mandates.mandate, _PRINCIPALS | _ROOM, desk=False),
    "refer": Rule(mandates.refer, _PRINCIPALS | _ROOM, desk=False),
    "instruct": Rule(mandates.instruct, _PRINCIPALS | _ROOM, desk=False),
    "endorse": Rule(mandates.endorse, _PRINCIPALS | _ROOM, desk=False),
    "withdraw": Rule(answers.withdraw, _TALK, headed=True),
    "status": Rule(texts.status, _DESK),
    "pass_on": Rule(texts.pass_on, _PRINCIPALS),
    "arrange": Rule(process.arrange, _TABLE, others=False),
    "amend": Rule(process.amend, _TABLE, others=False),
    "appoint": Rule(process.appoint, _TABLE, others=False),
    "deadline": Rule(deadlines.deadline, frozenset(Kind) - _CIRCLE),
    "open_round": Rule(process.open_round, _TABLE, others=False),
    "close_round": Rule(process.close_round, _TABLE, others=False),
    "suspend": Rule(process.suspend, _TABLE, others=False),
    "resume": Rule(process.resume, _TABLE, others=False),
    "end": Rule(process.end, _TABLE, others=False),
    "join": Rule(process.join, _ROOM | _DESK),
    "leave": Rule(process.leave, _ROOM | _DESK),
    "permit": Rule(process.permit, _ROOM),
    "prepare": Rule(process.prepare, _ROOM),
    "approve": Rule(process.approve, _ROOM),
    "let_in": Rule(process.let_in, _PRINCIPALS),
    "enter": Rule(record.enter, _DESK | _ROOM),
    "pose": Rule(sealed.pose, _TABLE, others=False, resting=False),
    "take_part": Rule(sealed.take_part, _TABLE, desk=False),
    "oblige": Rule(monitoring.oblige, _DESK | _ROOM),
    "wording": Rule(record.wording, _DESK | _ROOM),
    "publish": Rule(record.publish, _DESK, others=False, resting=False),
    "freeze": Rule(closing.freeze, _TABLE, others=False, resting=False),
    "unfreeze": Rule(closing.unfreeze, _TABLE, others=False),
    "declare": Rule(closing.declare, _TABLE, others=False, resting=False),
    "deposit": Rule(closing.deposit, _TABLE, others=False),
    "attest": Rule(closing.attest, _TABLE, others=False),
    "rectify": Rule(closing.rectify, _DESK, others=False),
    "rectified": Rule(closing.rectified, _TABLE, others=False),
    "vouch": Rule(closing.vouch, _DESK, others=False),
    "initial": Rule(signing.initial, _CHANNEL),
    "sign": Rule(signing.sign, _CHANNEL, resting=False),
    "ratify": Rule(signing.ratify, _CHANNEL),
    "scan": Rule(signing.scan, _CHANNEL),
    "object": Rule(signing.object_to, _CHANNEL),
    "call_off": Rule(process.call_off, _DESK, others=False),
    "convene": Rule(circles.convene, _DESK, others=False),
    "bind": Rule(after.bind, _CHANNEL, others=False),
    "report": Rule(after.report, _CHANNEL),
    "verify": Rule(after.verify, _CHANNEL),
    "contest": Rule(after.contest, _CHANNEL),
    "allege": Rule(after.allege, _CHANNEL),
    "characterise": Rule(after.characterise, _CHANNEL),
    "understand": Rule(after.understand, _CHANNEL, others=False),
    "agree": Rule(after.agree, _CHANNEL),
    "cease": Rule(after.cease, _CHANNEL),
    "relay": Rule(after.relay, _CHANNEL, others=False),
    "finding": Rule(after.finding, _TABLE, others=False),
}
CIRCLES: Mapping[str, Rule] = {
    "say": Rule(circles.say, _CIRCLE),
    "ask": Rule(circles.ask, _CIRCLE),
    "answer": Rule(circles.answer, _CIRCLE),
    "register": Rule(annexes.lay, _CIRCLE, resting=False),
    "react": Rule(annexes.react, _CIRCLE),
    "accept": Rule(annexes.accept, _CIRCLE, resting=False, headed=True),
    "decline": Rule(annexes.decline, _CIRCLE),
    "withdraw": Rule(annexes.withdraw, _CIRCLE, headed=True),
    "bind": Rule(after.bind, _CIRCLE, others=False),
    "report": Rule(after.report, _CIRCLE),
    "verify": Rule(after.verify, _CIRCLE),
    "contest": Rule(after.contest, _CIRCLE),
    "allege": Rule(after.allege, _CIRCLE),
    "characterise": Rule(after.characterise, _CIRCLE),
    "review": Rule(after.review, _CIRCLE),
    "find": Rule(after.find, _CIRCLE),
    "attribute": Rule(after.attribute, _CIRCLE, desk=False),
    "close": Rule(after.close, _CIRCLE),
    "understand": Rule(after.understand, _CIRCLE, others=False),
    "agree": Rule(after.agree, _CIRCLE),
    "cease": Rule(after.cease, _CIRCLE),
    "relay": Rule(after.relay, _CIRCLE, others=False),
    "deadline": Rule(deadlines.deadline, _CIRCLE),
}
"""What may be done in a circle, where all who are in it are alike."""

CLAUSE_BY_CLAUSE = "Only the mediators' desk registers a text. Propose your words for one clause at a time; the desk takes them up."
ENDED = "The talks have ended: what was written can be read, and notes to oneself can still be made."
RESTING = "The talks are suspended; this waits until they are resumed."
NOT_YOURS = "That is not yours to do here."
PREPARES = (
    "You prepare for this delegation; somebody who may send sends it. Make it ready in your room instead."
)
SECOND = "This delegation asks for two people here. Make it ready in your room; a second person sends it."


def rules_of(lane: Lane) -> Mapping[str, Rule]:
    """Return the rules by kind of move for what is asked in a lane."""
    return CIRCLES if lane.kind is Kind.CIRCLE else RULES


def admit(view: View, act: Act, context: Context) -> tuple[Placed, ...]:
    """Return the moves of an act in full, in the lanes they will be written in; refuse all or none.

    Reads nothing but the mover's own view, so that no refusal tells of a lane the mover does not hold.
    A later move of an act sees what the earlier ones did.
    """
    if not act.asked or len(act.asked) > ACT_LIMIT:
        raise BadInput("an act holds between one and {most} moves", most=ACT_LIMIT)
    placed: list[Placed] = []
    for asked in act.asked:
        made = _one(view, asked, context)
        for number, move in enumerate(made):
            if move.due is None:
                view = _after(view, move, (act.id, len(placed) + number), context)
        placed += made
    return tuple(placed)


def _one(view: View, asked: Asked, context: Context) -> tuple[Placed, ...]:
    lane = view.lanes.get(asked.lane)
    if lane is None:
        raise Absent
    plea = Plea(view, lane, Fields(asked.fields), context)
    rule = _rule(plea, asked.kind)
    _may_go_out(plea, asked.kind)
    made = rule.decide(plea)
    plea.fields.done()
    if asked.kind == "approve" and getattr(made[0].move, "sent", False):
        return (*made, *_prepared(plea, str(asked.fields["item"])))
    return made


def _prepared(plea: Plea, item: str) -> tuple[Placed, ...]:
    kind, fields = process.prepared_fields(plea, item)
    ready = plea.view.room.prepared[item]
    if ready.circle:
        lane = process.within(plea, ready.circle)
    else:
        lane = plea.view.lane(Kind(ready.to), plea.view.seat.delegation, ready.mediator)
    sent = Plea(plea.view, lane, Fields(fields), plea.context)
    made = _rule(sent, kind).decide(sent)
    sent.fields.done()
    return made


def _rule(plea: Plea, kind: str) -> Rule:
    rule = rules_of(plea.lane).get(kind)
    if rule is None and kind in RULES:
        raise Refused(NOT_YOURS)
    if rule is None:
        raise BadInput("no move of that kind is known; see the list in the interface description")
    if kind == "register" and not plea.mediates and plea.lane.kind is not Kind.CIRCLE:
        anybody = plea.view.table.settings.redraft == "anybody"
        raise Refused(CLAUSE_BY_CLAUSE if anybody else NOT_REDRAFTED)
    if plea.lane.kind not in rule.lanes or not (rule.desk if plea.mediates else rule.others):
        raise Refused(NOT_YOURS)
    table = plea.view.table
    if table.ended and kind != "note":
        raise Refused(ENDED)
    if table.suspended and not rule.resting:
        raise Refused(RESTING)
    return rule


def _may_go_out(plea: Plea, kind: str) -> None:
    """Refuse what the room keeps for others of its people to send; about somebody's safety anybody writes at once."""
    if plea.mediates or plea.lane.kind not in _OUT or kind in _AT_ONCE:
        return
    if not process.may_send(plea):
        raise Refused(PREPARES)
    if kind in plea.view.room.permit.two:
        raise Refused(SECOND)


def _after(view: View, placed: Placed, name: tuple[str, int], context: Context) -> View:
    """Return the view as it stands while the act is still being admitted; its entries have no number yet."""
    (act, index), made = name, Lane(placed.lane, Kind.CIRCLE)
    if isinstance(placed.move, Convene):
        view = view.begun(made)
    lane = view.lanes[placed.lane]
    entry = Entry(-1 - index, f"{act}.{index}", context.at, author(view.seat, lane), placed.move)
    return view.after(lane.id, entry)


__all__ = [
    "CIRCLES",
    "NOT_REDRAFTED",
    "NUMBER",
    "RULES",
    "Context",
    "Fields",
    "Plea",
    "Rule",
    "admit",
    "rules_of",
]
