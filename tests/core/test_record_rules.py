"""Lines of the record and words for the public: kept where they were written until the desk says a wording aloud."""

import pytest

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.rules.record import LONGEST, MOST
from tests.core.world import World

TITLE = "Talks go on"


@pytest.fixture
def world() -> World:
    return World()


def desk(world: World):
    return world.view(world.seat("M1")).desk


def drafts(world: World, words: str = "They go on.", **more) -> None:
    world.asks("M1", "wording", world.lane(Kind.DESK), title=TITLE, words=words, **more)


def publishes(world: World, by: str = "M1") -> None:
    world.asks(by, "publish", world.lane(Kind.DESK), title=TITLE)


def said(world: World) -> list[str]:
    return [one.move.words for one in world.rows[world.lane(Kind.TABLE).id] if one.move.kind == "say"]


def test_lines_entered_are_known_by_their_numbers_and_stand_where_they_were_written(world):
    world.asks("M1", "enter", world.lane(Kind.DESK), lines=["{}"])
    room = world.lane(Kind.ROOM, "Tarn")
    world.asks("Tarn", "enter", room, lines=["{}", "{}"])
    assert desk(world).record == (1,)
    assert world.view(world.seat("Tarn")).room.record == (1,)
    assert world.rows[room.id][0].move.lines == ("{}", "{}")


@pytest.mark.parametrize(
    "lines", [None, [], "one line", ["a", 7], ["{}"] * (MOST + 1), ["x" * (LONGEST + 1)]]
)
def test_lines_that_are_none_or_too_many_are_refused(world, lines):
    with pytest.raises(BadInput, match="lines"):
        world.asks("M1", "enter", world.lane(Kind.DESK), lines=lines)


def test_a_wording_is_said_to_everybody_once(world):
    drafts(world, "They stop.")
    drafts(world)
    publishes(world, "M2")
    assert said(world) == [f"{TITLE}\n\nThey go on."]
    with pytest.raises(Refused, match="said to everybody already"):
        publishes(world)
    drafts(world, "They went on.")
    publishes(world)
    assert said(world)[-1].endswith("They went on.")


def test_an_unknown_title_is_absent(world):
    with pytest.raises(Absent):
        publishes(world)


def test_under_embargo_it_is_said_at_its_minute_and_by_nobody_before(world):
    drafts(world, not_before=world.at + 600)
    publishes(world)
    assert said(world) == []
    for again in (publishes, drafts):
        with pytest.raises(Refused, match="set to be said"):
            again(world)
    world.wait(600)
    assert said(world) == [f"{TITLE}\n\nThey go on."]


def test_what_is_set_for_a_minute_is_called_off_until_that_minute(world):
    lane = world.lane(Kind.DESK)
    drafts(world, not_before=world.at + 600)
    publishes(world)
    (item,) = desk(world).scheduled
    world.asks("M2", "call_off", lane, item=item)
    assert not desk(world).scheduled
    drafts(world, not_before=world.at + 600)
    publishes(world)
    (item,) = desk(world).scheduled
    world.wait(600)
    with pytest.raises(Refused, match="it went out"):
        world.asks("M2", "call_off", lane, item=item)


def test_an_open_bracket_is_not_said_aloud(world):
    drafts(world, "They go on for [30 | 36] days.")
    with pytest.raises(Refused, match="bracket"):
        publishes(world)
    assert said(world) == []


def test_a_wording_that_cannot_be_read_is_refused_on_its_own_line(world):
    with pytest.raises(BadInput) as told:
        drafts(world, "They go on.\n\nFor [30 | 36 days.")
    assert [fault.line for fault in told.value.faults] == [3]
