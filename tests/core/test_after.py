"""What follows signature, in lanes: who says what where, what is told on and to whom, what everybody reads."""

import pytest

from goodoffices.core.beginning import Wish
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.after import key
from goodoffices.core.fold.kept import LIMIT
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.after import Agree, Allege, Bind, Finding, Relay, Report, Understand
from tests.core.doing import FILE
from tests.core.world import World

BOUND = {"file": FILE, "parties": ["Tarn", "Vell"]}
REPORT = {"obligation": "lists", "day": 7, "evidence": ["receipt 12"], "words": "All are on it."}
ALLEGED = {"obligation": "stop", "day": 8, "words": "A shot across the bow."}
SHA = "ab" * 32


@pytest.fixture
def world() -> World:
    return World()


def channel(world: World, who: str):
    return world.lane(Kind.CHANNEL, who)


def circle(world: World):
    return world.circle("Tarn", "Vell", "G", name="Commission", purpose="commission")


def said(world: World, who: str, kind: str, /, **fields) -> str:
    """Say something in one's own channel; return its key."""
    world.says(who, kind, **fields)
    return last(world, channel(world, who))


def last(world: World, lane) -> str:
    return key(world.rows[lane.id][-1].move)


def moves(world: World, lane) -> list[object]:
    return [one.move for one in world.rows[lane.id]]


def test_what_is_in_force_is_given_by_a_mediator_with_who_is_bound(world):
    world.asks("M1", "bind", channel(world, "Tarn"), **BOUND, phase="first", ended_by=["Tarn", "Vell"])
    move = world.rows[channel(world, "Tarn").id][-1].move
    assert isinstance(move, Bind)
    assert (move.parties, move.ended_by) == (("Tarn", "Vell"), ("Tarn", "Vell"))
    with pytest.raises(Refused, match="not yours"):
        world.says("Tarn", "bind", **BOUND)
    with pytest.raises(Refused, match="said here already"):
        world.asks("M2", "bind", channel(world, "Tarn"), **BOUND, phase="first", ended_by=["Tarn", "Vell"])


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"file": ""}, "TOML"),
        ({"file": 7}, "TOML"),
        ({"parties": ["Tarn"]}, "two at least"),
        ({"phase": "first"}, "Say which phase"),
        ({"phase": "first", "ended_by": ["G"]}, "nobody ends it alone"),
        ({"scale": [str(number) for number in range(99)]}, "at most"),
        ({"scale": [" slight"]}, "blank"),
    ],
)
def test_what_cannot_be_in_force_is_refused(world, more, why):
    with pytest.raises((BadInput, Refused), match=why):
        world.asks("M1", "bind", channel(world, "Tarn"), **BOUND | more)


def test_a_report_says_who_speaks_and_is_not_said_twice(world):
    mine = said(world, "Vell", "report", **REPORT)
    made = world.rows[channel(world, "Vell").id][-1].move
    assert (made.by, made.units, made.heard) == ("Vell", 1, None)
    assert dict(world.view(world.seat("Vell")).channel(world.seat("Vell").delegation).followed) == {mine: 1}
    with pytest.raises(Refused, match="said here already"):
        world.says("Vell", "report", **REPORT | {"to": ["G"]})
    world.asks("M1", "report", channel(world, "Vell"), **REPORT | {"day": 8}, heard={"how": "by telephone"})
    heard = world.rows[channel(world, "Vell").id][-1].move
    assert (heard.by, heard.heard.by) == ("Vell", "M1")


@pytest.mark.parametrize(
    "more", [{"day": 0}, {"day": "soon"}, {"units": 0}, {"obligation": ""}, {"to": ["Nobody"]}]
)
def test_a_report_of_nothing_is_refused(world, more):
    with pytest.raises((BadInput, Refused)):
        world.says("Vell", "report", **REPORT | more)


def test_what_its_author_lets_be_told_is_told_on_without_saying_to_whom_else(world):
    mine = said(world, "Vell", "report", **REPORT, to=["G", "commission"])
    with pytest.raises(Refused, match="has not said"):
        world.asks("M1", "relay", channel(world, "Tarn"), item=mine)
    world.asks("M2", "relay", channel(world, "G"), item=mine)
    told, carried = moves(world, channel(world, "G"))[-1], moves(world, channel(world, "Vell"))[-1]
    assert isinstance(told, Report)
    assert (told.to, told.by, key(told)) == ((), "Vell", mine)
    assert carried == Relay(mine, "G")
    with pytest.raises(Refused, match="said here already"):
        world.asks("M1", "relay", channel(world, "G"), item=mine)
    lane = circle(world)
    world.asks("M1", "relay", lane, item=mine)
    assert moves(world, lane)[-1] == told
    letter = world.circle("Tarn", "Vell", name="Letter")
    with pytest.raises(Refused, match="has not said"):
        world.asks("M1", "relay", letter, item=mine)


def test_what_is_meant_for_the_commission_is_told_in_that_alone_in_which_its_author_sits(world):
    mine = said(world, "Vell", "report", **REPORT, to=["commission"])
    other = world.circle("Tarn", "G", name="Prisoners", purpose="commission")
    lane = circle(world)
    with pytest.raises(Refused, match="has not said"):
        world.asks("M1", "relay", other, item=mine)
    assert len(moves(world, other)) == 1
    world.asks("M1", "relay", lane, item=mine)
    assert moves(world, channel(world, "Vell"))[-1] == Relay(mine, "commission")


def test_a_delegation_called_as_the_commission_in_older_talks_is_not_meant_by_it(monkeypatch):
    monkeypatch.setattr(Wish, "__post_init__", lambda wish: None)
    older = World(guarantors=("commission",))
    mine = said(older, "Vell", "report", **REPORT, to=["commission"])
    with pytest.raises(Refused, match="has not said"):
        older.asks("M1", "relay", channel(older, "commission"), item=mine)


def test_what_was_let_go_to_nobody_or_is_not_there_is_not_told_on(world):
    mine = said(world, "Vell", "report", **REPORT)
    with pytest.raises(Refused, match="has not said"):
        world.asks("M1", "relay", channel(world, "G"), item=mine)
    with pytest.raises(Absent):
        world.asks("M1", "relay", channel(world, "G"), item="0" * 32)


def test_what_is_found_of_a_report_is_said_by_who_knows_of_it(world):
    mine = said(world, "Vell", "report", **REPORT, to=["G"])
    with pytest.raises(Absent):
        world.says("G", "verify", report=mine, day=8, result="verified")
    world.asks("M1", "relay", channel(world, "G"), item=mine)
    world.says("G", "verify", report=mine, day=8, result="not verified", words="It is not here.")
    with pytest.raises(BadInput, match="choose one"):
        world.says("G", "verify", report=mine, day=8, result="guilty")
    with pytest.raises(Absent):
        world.says("G", "characterise", incident=mine, day=8, words="Of a report.")


def test_a_report_is_contested_in_words_and_no_longer_without(world):
    mine = said(world, "Vell", "report", **REPORT, to=["Tarn"])
    world.asks("M1", "relay", channel(world, "Tarn"), item=mine)
    with pytest.raises(BadInput, match="nothing was written"):
        world.says("Tarn", "contest", report=mine, day=8)
    world.says("Tarn", "contest", report=mine, day=8, words="One is missing.")
    world.says("Tarn", "contest", report=mine, day=9, over="on")
    assert moves(world, channel(world, "Tarn"))[-1].over


def test_an_incident_goes_its_way_in_the_circle_and_everybody_reads_the_finding_alone(world):
    lane = circle(world)
    item = said(world, "Vell", "allege", **ALLEGED, to=["commission"])
    world.asks("M1", "relay", lane, item=item)
    world.asks("Tarn", "characterise", lane, incident=item, day=8, words="A flare.")
    world.asks("G", "review", lane, incident=item, day=9, stage="received")
    world.asks("M1", "review", lane, incident=item, day=9, stage="in review")
    world.asks("G", "find", lane, incident=item, day=10, finding="verified", words="A flare was fired.")
    found = last(world, lane)
    assert [one.by for one in moves(world, lane)[1:]] == ["Vell", "Tarn", "G", "M1", "G"]
    world.asks("Tarn", "attribute", lane, incident=item, day=10, grade="slight")
    with pytest.raises(Refused, match="one at a time"):
        world.asks("Tarn", "attribute", lane, incident=item, day=10, grade="slight", whose="Vell")
    with pytest.raises(Refused, match="not yours"):
        world.asks("M1", "attribute", lane, incident=item, day=10, whose="Vell")
    table = world.lane(Kind.TABLE)
    world.asks("M1", "finding", table, item=found, clause="1")
    assert world.view(world.seat("Watch")).table.findings == (
        Finding("1", 10, "verified", "A flare was fired."),
    )
    with pytest.raises(Refused, match="told this already"):
        world.asks("M1", "finding", table, item=found, clause="1")
    with pytest.raises(Absent):
        world.asks("M2", "finding", table, item=found)
    world.asks("G", "close", lane, incident=item, day=11, words="Flares are announced.")
    with pytest.raises(Absent):
        world.asks("G", "close", lane, incident=item, day=11, understanding=SHA)


def test_an_understanding_has_check_words_and_is_agreed_to_by_its_fingerprint(world):
    lane = circle(world)
    world.asks("M1", "bind", lane, **BOUND)
    bound = last(world, lane)
    item = said(world, "Vell", "allege", **ALLEGED, to=["commission"])
    proposed = {"bound": bound, "number": 1, "day": 9, "words": "By day 12.", "file": FILE, "sha256": SHA}
    world.asks("M1", "understand", lane, **proposed, cures=[item])
    move = moves(world, lane)[-1]
    assert isinstance(move, Understand)
    assert len(move.check.numbers) == 9
    with pytest.raises(Refused, match="from 1"):
        world.asks("M1", "understand", lane, **proposed | {"number": 0})
    with pytest.raises(Absent):
        world.asks("M1", "understand", lane, **proposed | {"bound": item})
    world.asks("Tarn", "agree", lane, sha256=SHA, day=9)
    assert moves(world, lane)[-1] == Agree("Tarn", SHA, 9)
    with pytest.raises(Absent):
        world.asks("Tarn", "agree", lane, sha256="cd" * 32, day=9)
    world.asks("M1", "relay", lane, item=item)
    world.asks("G", "close", lane, incident=item, day=11, understanding=SHA)


def test_who_was_named_declares_and_takes_it_back(world):
    world.says("Tarn", "cease", day=9)
    world.says("Tarn", "cease", day=9, goes_on="on")
    assert [one.ended for one in moves(world, channel(world, "Tarn"))] == [True, False]


def test_an_allegation_in_a_channel_is_known_to_nobody_else(world):
    quiet = {name: world.view(world.seat(name)).states for name in ("Vell", "G", "Watch")}
    said(world, "Tarn", "allege", **ALLEGED)
    assert {name: world.view(world.seat(name)).states for name in quiet} == quiet
    assert isinstance(world.rows[channel(world, "Tarn").id][-1].move, Allege)


def test_nothing_said_is_let_go_however_much_is_said(world):
    for number in range(LIMIT + 5):
        world.says("Vell", "report", **REPORT | {"words": str(number)})
    known = world.view(world.seat("Vell")).channel(world.seat("Vell").delegation).followed
    assert len(known) == LIMIT + 5


def test_the_key_is_of_what_is_said_and_of_nothing_else():
    one = Report("Vell", "lists", 7, 1, ("ab", "c"), "words")
    assert key(one) == key(Report("Vell", "lists", 7, 1, ("ab", "c"), "words", ("G",)))
    others = [
        Report("Tarn", "lists", 7, 1, ("ab", "c"), "words"),
        Report("Vell", "lists", 8, 1, ("ab", "c"), "words"),
        Report("Vell", "lists", 7, 1, ("a", "bc"), "words"),
        Report("Vell", "lists", 7, 1, ("ab", "c"), "word"),
        Allege("Vell", "lists", 7, "words"),
    ]
    assert len({key(one), *map(key, others)}) == len(others) + 1
