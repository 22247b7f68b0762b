"""Rules for what follows signature: who speaks, where, of what; whether it fits the obligations is `goodoffices.monitoring`'s to say."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar, get_args

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Absent, BadInput, Phrase
from goodoffices.core.fold.after import After, key
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves.after import (
    Agree,
    Allege,
    Attribute,
    Bind,
    Cease,
    Characterise,
    Close,
    Contest,
    Fact,
    Find,
    Finding,
    Relay,
    Report,
    Result,
    Review,
    Stage,
    Told,
    Understand,
    Verify,
)
from goodoffices.core.moves.words import Heard
from goodoffices.core.people import COMMISSION, named
from goodoffices.core.rules.fields import seen
from goodoffices.core.rules.monitoring import LONGEST
from goodoffices.core.rules.plea import Plea, need

RESULTS: tuple[Result, ...] = get_args(Result)
STAGES: tuple[Stage, ...] = get_args(Stage)
MOST = 60  # of names, words of a scale, pieces of evidence
ALREADY = "This was said here already."
MAY_NOT = "Its author has not said that it may be told there."
F = TypeVar("F", bound=Fact)


def known(plea: Plea, item: str, kind: type[F]) -> F:
    """Return what was said under a key, in any lane the mover holds; absent alike where it is not there or another thing."""
    for _lane, move in _standing(plea, item):
        if isinstance(move, kind):
            return move
    raise Absent


def _standing(plea: Plea, item: str) -> Iterator[tuple[Lane, object]]:
    for lane_id, state in plea.view.states.items():
        if isinstance(state, After) and item in state.followed:
            yield plea.view.lanes[lane_id], plea.view.fetch(lane_id, state.followed[item]).move


def _new(plea: Plea, fact: Fact) -> tuple[Placed, ...]:
    state = plea.view.states[plea.lane.id]
    need(isinstance(state, After) and key(fact) not in state.followed, ALREADY)
    return plea.here(fact)


def _speaks(plea: Plea) -> tuple[str, Heard | None]:
    """Return who speaks, by name, and how it was heard where a mediator writes down what a delegation says."""
    heard = plea.heard()
    if plea.lane.kind is Kind.CHANNEL:
        return plea.view.name_of(plea.lane.delegation), heard
    seat = plea.view.seat
    return plea.view.name_of(seat.id if seat.mediates else seat.delegation), None


def _to(plea: Plea) -> tuple[str, ...]:
    wanted = plea.fields.names("to")
    return tuple(one if one == COMMISSION else plea.view.delegation(one).name for one in wanted)


def _day(plea: Plea) -> int:
    day = plea.fields.number("day", 0)
    if day < 1:
        raise BadInput("{field}: say on which day of the calendar; the first is day 1", field="day")
    return day


def _listed(plea: Plea, name: str) -> tuple[str, ...]:
    found = plea.fields.names(name)
    if len(found) > MOST:
        raise BadInput("{field}: at most {most}", field=name, most=MOST)
    for one in found:
        named(one, Phrase(name))
    return found


def _file(plea: Plea) -> str:
    given = plea.fields.take("file")
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST:
        raise BadInput(
            "{field}: give the obligations as one text of TOML of at most {most} characters",
            field="file",
            most=LONGEST,
        )
    seen(given, "file")
    return given.replace("\r\n", "\n")


def bind(plea: Plea) -> tuple[Placed, ...]:
    """Give the obligations, as signed, to those who hold this lane."""
    file, parties = _file(plea), _listed(plea, "parties")
    need(len(parties) > 1, "Name those who are bound: two at least.")
    made = Bind(
        file=file,
        parties=parties,
        commission=_listed(plea, "commission"),
        phase=plea.fields.words("phase", needed=False),
        ended_by=_listed(plea, "ended_by"),
        scale=_listed(plea, "scale"),
    )
    need(
        bool(made.phase) == bool(made.ended_by),
        "Say which phase continues, and who must say that it has ended.",
    )
    need(
        not made.phase or len(made.ended_by) > 1,
        "At least two must say that it has ended; nobody ends it alone.",
    )
    return _new(plea, made)


def report(plea: Plea) -> tuple[Placed, ...]:
    """Report that something owed was done."""
    by, heard = _speaks(plea)
    units = plea.fields.number("units", 1)
    need(units > 0, "A report is of at least one.")
    made = Report(
        by=by,
        obligation=plea.fields.words("obligation"),
        day=_day(plea),
        units=units,
        evidence=_listed(plea, "evidence"),
        words=plea.fields.words(needed=False),
        to=_to(plea),
        heard=heard,
    )
    return _new(plea, made)


def verify(plea: Plea) -> tuple[Placed, ...]:
    """Say what was found of a report."""
    by, heard = _speaks(plea)
    item = plea.fields.words("report")
    known(plea, item, Report)
    result = plea.fields.one_of("result", RESULTS)
    return _new(plea, Verify(by, item, _day(plea), result, plea.fields.words(needed=False), _to(plea), heard))


def contest(plea: Plea) -> tuple[Placed, ...]:
    """Contest a report, or end that."""
    by, heard = _speaks(plea)
    item = plea.fields.words("report")
    known(plea, item, Report)
    over = plea.fields.flag("over")
    words = plea.fields.words(needed=not over)
    return _new(plea, Contest(by, item, _day(plea), over, words, _to(plea), heard))


def allege(plea: Plea) -> tuple[Placed, ...]:
    """Say that something happened."""
    by, heard = _speaks(plea)
    of = plea.fields.words("obligation")
    return _new(plea, Allege(by, of, _day(plea), plea.fields.words(), _to(plea), heard))


def characterise(plea: Plea) -> tuple[Placed, ...]:
    """Say what one's own side calls an incident."""
    by, heard = _speaks(plea)
    item = plea.fields.words("incident")
    known(plea, item, Allege)
    return _new(plea, Characterise(by, item, _day(plea), plea.fields.words(), _to(plea), heard))


def _incident(plea: Plea) -> tuple[str, str, int]:
    """Return who speaks, the key of the incident, and the day."""
    by, _heard = _speaks(plea)
    item = plea.fields.words("incident")
    known(plea, item, Allege)
    return by, item, _day(plea)


def review(plea: Plea) -> tuple[Placed, ...]:
    """Receive an allegation, or begin to review it together."""
    return _new(plea, Review(*_incident(plea), plea.fields.one_of("stage", STAGES)))


def find(plea: Plea) -> tuple[Placed, ...]:
    """Say what the joint review found."""
    finding = plea.fields.one_of("finding", RESULTS)
    return _new(plea, Find(*_incident(plea), finding, plea.fields.words()))


def attribute(plea: Plea) -> tuple[Placed, ...]:
    """Say, for one's own party, whose an incident was or how it is classed."""
    whose, grade = plea.fields.words("whose", needed=False), plea.fields.words("grade", needed=False)
    need(bool(whose) != bool(grade), "Say whose it was, or how it is classed; one at a time.")
    return _new(plea, Attribute(*_incident(plea), whose, grade))


def close(plea: Plea) -> tuple[Placed, ...]:
    """Have done with an incident."""
    cure = plea.fields.words("understanding", needed=False)
    if cure:
        _understood(plea, cure)
    return _new(plea, Close(*_incident(plea), plea.fields.words(needed=False), cure))


def understand(plea: Plea) -> tuple[Placed, ...]:
    """Propose an amendment: in words, and the obligations as they would read."""
    bound, sha256 = plea.fields.words("bound"), plea.fields.sha256("sha256")
    known(plea, bound, Bind)
    number = plea.fields.number("number", 0)
    need(number > 0, "Understandings are numbered from 1.")
    check = plea.context.check(sha256)
    cures = _listed(plea, "cures")
    for one in cures:
        known(plea, one, Allege)
    words, file = plea.fields.words(), _file(plea)
    return _new(plea, Understand(bound, number, _day(plea), words, file, sha256, check, cures))


def _understood(plea: Plea, sha256: str) -> Understand:
    """Return the understanding of a fingerprint, in any lane the mover holds."""
    for lane_id, state in plea.view.states.items():
        if isinstance(state, After):
            for number in state.followed.values():
                move = plea.view.fetch(lane_id, number).move
                if isinstance(move, Understand) and move.sha256 == sha256:
                    return move
    raise Absent


def agree(plea: Plea) -> tuple[Placed, ...]:
    """Agree to an understanding, by its fingerprint."""
    by, heard = _speaks(plea)
    sha256 = plea.fields.sha256("sha256")
    _understood(plea, sha256)
    return _new(plea, Agree(by, sha256, _day(plea), _to(plea), heard))


def cease(plea: Plea) -> tuple[Placed, ...]:
    """Say that the talks a phase hangs on have ended, or that they go on."""
    by, heard = _speaks(plea)
    return _new(plea, Cease(by, _day(plea), not plea.fields.flag("goes_on"), _to(plea), heard))


def relay(plea: Plea) -> tuple[Placed, ...]:
    """Tell on, here, what a delegation said in its channel and lets be told here; its author reads that it was."""
    item = plea.fields.words("item")
    owned = [(lane, move) for lane, move in _standing(plea, item) if lane.kind is Kind.CHANNEL]
    for lane, move in owned:
        if isinstance(move, Told) and move.to and lane.id != plea.lane.id:
            there = _there(plea, lane.delegation)
            need(there in move.to, MAY_NOT)
            told = Placed(lane.id, Relay(item, there))
            return (*_new(plea, replace(move, to=(), heard=None)), told)
    if owned:
        need(None, MAY_NOT)
    raise Absent


def _there(plea: Plea, author: str) -> str:
    """Return the name by which an author, a delegation, lets something be told in this lane; nothing where it has none.

    A commission in which the author does not sit is not the one it meant; a delegation may be called so in older talks.
    """
    if plea.lane.kind is not Kind.CIRCLE:
        name = plea.view.name_of(plea.lane.delegation)
        return "" if name == COMMISSION else name
    return COMMISSION if plea.circle.purpose == COMMISSION and author in plea.circle.rooms else ""


def finding(plea: Plea) -> tuple[Placed, ...]:
    """Tell everybody what was found, and nothing else of the incident."""
    found = known(plea, plea.fields.words("item"), Find)
    clause = plea.fields.words("clause", needed=False)
    made = Finding(clause, found.day, found.finding, found.words)
    need(made not in plea.view.table.findings, "Everybody was told this already.")
    return plea.here(made)
