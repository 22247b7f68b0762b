"""About somebody's safety: told to one mediator alone, until he writes back."""

import pytest

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Refused
from goodoffices.core.fold import ChannelState
from goodoffices.core.lanes import Kind
from tests.core.world import World


@pytest.fixture
def world() -> World:
    return World()


def state(world: World, who: str) -> ChannelState:
    found = world.view(world.seat(who)).states[world.lane(Kind.PRIVATE, "Tarn", "M1").id]
    assert isinstance(found, ChannelState)
    return found


def test_it_stands_until_the_mediator_writes_back_and_is_known_to_no_other(world):
    lane = world.lane(Kind.PRIVATE, "Tarn", "M1")
    others = {name: world.view(world.seat(name)).states for name in ("M2", "Vell", "G")}
    world.asks("Tarn", "concern", lane, words="He waits at the school.")
    world.asks("Tarn", "say", lane, words="Please call.")
    assert len(state(world, "M1").concerns) == 1
    assert {name: world.view(world.seat(name)).states for name in others} == others
    world.asks("M1", "say", lane, words="I have it. I call at six.")
    assert state(world, "M1").concerns == state(world, "Tarn").concerns == {}


def test_it_goes_to_one_mediator_alone_and_is_nobodys_to_say_for_another(world):
    with pytest.raises(Refused, match="not yours"):
        world.says("Tarn", "concern", words="He waits at the school.")
    with pytest.raises(Refused, match="not yours"):
        world.asks("M1", "concern", world.lane(Kind.PRIVATE, "Tarn", "M1"), words="He waits.")


def test_whoever_only_prepares_tells_it_at_once_and_still_sends_nothing_else(world):
    own, room = world.seat("Tarn"), world.lane(Kind.ROOM, "Tarn")
    world.asks("Tarn", "join", room, name="Head")
    second = type(own)("b" * 32, own.role, own.delegation)
    world.makes(second, Asked(room.id, "join", {"name": "Second"}))
    world.asks("Tarn", "permit", room, prepare_only=[second.id])
    lane = world.lane(Kind.PRIVATE, "Tarn", "M1")
    kept = len(world.rows[room.id])
    world.makes(second, Asked(lane.id, "concern", {"words": "He waits at the school."}))
    assert len(state(world, "M1").concerns) == 1
    assert len(world.rows[room.id]) == kept
    with pytest.raises(Refused, match="You prepare"):
        world.makes(second, Asked(lane.id, "say", {"words": "Please call."}))
