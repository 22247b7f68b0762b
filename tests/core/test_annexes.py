"""The text of a circle: laid by whoever is in it, answered by its rooms, seen by nobody else."""

import pytest

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.circle import CircleState, Laid, key
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.reading.standing import sense
from tests.core.world import World

LETTER = """# Letter of G
Language: en

## Promise {#promise}

1. G stands behind clause 2. {#behind}

2. It does so for [30 | 36]{#for} days. {#long}
"""


def state(world: World, who: str = "Tarn") -> CircleState:
    return world.view(world.seat(who)).circles()[0][1]


def laid(world: World, lane: Lane, by: str = "G", text: str = LETTER, name: str = "version 1") -> Laid:
    world.asks(by, "register", lane, text={"en": text}, name=name)
    newest = state(world).newest
    assert newest is not None
    return newest


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def lane(world: World) -> Lane:
    return world.circle("Tarn", "G")


def test_a_text_laid_in_a_circle_stands_there_and_nowhere_else(world: World, lane: Lane):
    one = laid(world, lane)
    assert world.view(world.seat("Tarn")).name_of(one.by) == "G"
    assert world.view(world.seat("M1")).text_of(one.sha256)["en"] == LETTER
    assert world.view(world.seat("M1")).table.announced == ()
    assert world.view(world.seat("M1")).desk.versions == {}
    for who in ("Vell", "M2"):
        with pytest.raises(Absent):
            world.view(world.seat(who)).text_of(one.sha256)


def test_its_fingerprint_is_that_of_the_same_text_anywhere(world: World, lane: Lane):
    one = laid(world, lane)
    assert world.registers(text=LETTER) == one.sha256
    assert one.check == world.context().check(one.sha256)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": {"en": LETTER}, "name": "version 2"}, Refused),
        ({"text": {"en": LETTER.replace("30", "31")}, "name": "version 1"}, Refused),
        ({"text": {"en": "# A [b"}, "name": "version 2"}, BadInput),
        ({"text": {}, "name": "version 2"}, BadInput),
    ],
)
def test_the_same_text_the_same_name_and_what_cannot_be_read_are_refused(world, lane, fields, refusal):
    laid(world, lane)
    with pytest.raises(refusal):
        world.asks("Tarn", "register", lane, **fields)


def test_each_room_reacts_and_both_stand_side_by_side(world: World, lane: Lane):
    one = laid(world, lane)
    world.asks("Tarn", "react", lane, clause="2", reaction="prefer", words="Forty.")
    world.asks("G", "react", lane, clause="long", reaction="could", sha256=one.sha256)
    ids = {each.name: each.id for each in world.plan.begin.delegations}
    found = state(world, "M1").reactions
    assert found[key(ids["Tarn"], "long")].words == "Forty."
    assert found[key(ids["G"], "long")].reaction == "could"


def test_an_acceptance_is_of_the_text_laid_last_at_a_level_on_conditions_until_a_time(
    world: World, lane: Lane
):
    one = laid(world, lane)
    wants = [{"sort": "accepts", "who": "G"}, {"sort": "clause", "clause": "1", "words": "as it stands"}]
    told = {"level": "referendum", "conditions": wants, "until": world.at + 60, "authority": "Letter 4"}
    world.asks("Tarn", "accept", lane, sha256=one.sha256, **told)
    (answer,) = state(world, "G").answers.values()
    assert (answer.sha256, answer.level, answer.until) == (one.sha256, "referendum", world.at + 60)
    assert [each.sort for each in answer.conditions] == ["accepts", "clause"]
    assert sense(answer, world.at) == "yes if"
    assert sense(answer, world.at + 61) == "lapsed"


def test_what_was_accepted_before_the_text_moved_attaches_to_that_text_alone(world: World, lane: Lane):
    one = laid(world, lane)
    world.asks("Tarn", "accept", lane, level="delegation", clause="behind")
    two = laid(world, lane, text=LETTER.replace("30", "31"), name="version 2")
    with pytest.raises(Refused, match="since"):
        world.asks("G", "accept", lane, level="delegation", sha256=one.sha256)
    world.asks("G", "accept", lane, level="delegation", sha256=two.sha256)
    assert {each.sha256 for each in state(world).parts.values()} == {one.sha256}
    assert {each.sha256 for each in state(world).answers.values()} == {two.sha256}


def test_no_is_said_of_the_text_or_of_a_clause(world: World, lane: Lane):
    laid(world, lane)
    world.asks("Tarn", "decline", lane, level="delegation", words="Too long.")
    world.asks("Tarn", "decline", lane, level="personal", clause="long")
    assert [one.accepts for one in (*state(world).answers.values(), *state(world).parts.values())] == [
        False
    ] * 2


def test_who_laid_a_text_takes_it_back_and_who_accepted_takes_that_back(world: World, lane: Lane):
    first = laid(world, lane)
    second = laid(world, lane, text=LETTER.replace("30", "31"), name="version 2")
    yes = world.asks("Tarn", "accept", lane, level="delegation")[0]
    with pytest.raises(Refused, match="nothing of yours"):
        world.asks("G", "withdraw", lane, item=yes)
    world.asks("Tarn", "withdraw", lane, item=yes)
    assert [one.withdrawn for one in state(world).answers.values()] == [True]
    with pytest.raises(Refused, match="already"):
        world.asks("Tarn", "withdraw", lane, item=yes)
    with pytest.raises(Refused, match="nothing of yours"):
        world.asks("Tarn", "withdraw", lane, item=second.id)
    world.asks("G", "withdraw", lane, item=second.id)
    assert state(world).newest == first
    with pytest.raises(Refused, match="already"):
        world.asks("G", "withdraw", lane, item=second.id)
    laid(world, lane, text=LETTER.replace("30", "31"), name="version 3")


def test_before_a_text_is_laid_there_is_nothing_to_answer_and_a_mediator_never_does(world: World, lane: Lane):
    with pytest.raises(Refused, match="No text is laid"):
        world.asks("Tarn", "react", lane, clause="1", reaction="could")
    laid(world, lane, by="M1")
    for kind, more in (("react", {"clause": "1", "reaction": "could"}), ("accept", {"level": "delegation"})):
        with pytest.raises(Refused, match="a mediator does not"):
            world.asks("M1", kind, lane, **more)


@pytest.mark.parametrize(
    "fields",
    [
        {"level": "ratified"},
        {"level": "delegation", "until": 5},
        {"level": "delegation", "conditions": [{"sort": "accepts", "who": "Tarn"}]},
        {"level": "delegation", "conditions": [{"sort": "accepts", "who": "Vell"}]},
    ],
)
def test_an_acceptance_that_cannot_be_is_refused(world: World, lane: Lane, fields: dict[str, object]):
    laid(world, lane)
    with pytest.raises(Refused):
        world.asks("Tarn", "accept", lane, **fields)


@pytest.mark.parametrize(
    ("mandate", "level", "stopped"),
    [
        ({"rest": "free"}, "delegation", False),
        ({"rest": "refer"}, "delegation", True),
        ({"rest": "refer"}, "referendum", False),
        ({"rest": "forbidden"}, "referendum", True),
        ({"rest": "forbidden"}, "personal", False),
        ({"rest": "free", "until": True}, "delegation", True),
        ({"rest": "free", "until": True}, "referendum", False),
        ({"rest": "free", "bounds": [{"clause": "order", "leave": "forbidden"}]}, "delegation", False),
    ],
)
def test_a_mandate_stops_an_acceptance_here_by_what_it_leaves_of_the_rest(
    world, lane, mandate, level, stopped
):
    world.delivers("Tarn", world.registers())
    laid(world, lane)
    room = world.lane(Kind.ROOM, "Tarn")
    told = {"by": "The council", "heard": {"how": "by courier"}}
    if mandate.get("until"):
        mandate = mandate | {"until": world.at + 60}
    world.asks("Tarn", "mandate", room, **told, **mandate)
    world.wait(120)
    if stopped:
        with pytest.raises(Refused, match="beyond your mandate"):
            world.asks("Tarn", "accept", lane, level=level)
    else:
        assert world.asks("Tarn", "accept", lane, level=level)


def test_who_only_prepares_makes_ready_what_goes_into_a_circle_and_another_sends_it(world: World, lane: Lane):
    laid(world, lane)
    own, room = world.seat("Tarn"), world.lane(Kind.ROOM, "Tarn")
    world.asks("Tarn", "join", room, name="Head")
    second = type(own)("b" * 32, own.role, own.delegation)
    world.makes(second, Asked(room.id, "join", {"name": "Second"}))
    world.asks("Tarn", "permit", room, prepare_only=[second.id], two=["accept"])
    ready = {"to": "circle", "circle": "Letter", "asked": "accept", "body": {"level": "delegation"}}
    item = world.makes(second, Asked(room.id, "prepare", ready))[0]
    with pytest.raises(Refused, match="two people"):
        world.asks("Tarn", "accept", lane, level="delegation")
    world.asks("Tarn", "approve", room, item=item)
    assert [one.accepts for one in state(world, "G").answers.values()] == [True]
    with pytest.raises(Absent):
        world.asks("Tarn", "prepare", room, **(ready | {"circle": "Other"}))


def test_a_room_in_two_circles_of_one_name_cannot_make_ready_for_either(world: World, lane: Lane):
    world.circle("Tarn", by="M2")
    ready = {"to": "circle", "circle": "Letter", "asked": "say", "body": {"words": "Here."}}
    with pytest.raises(Refused, match="two circles"):
        world.asks("Tarn", "prepare", world.lane(Kind.ROOM, "Tarn"), **ready)
