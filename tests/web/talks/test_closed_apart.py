"""In closed talks too: nobody gets in where they do not sit, and what is done elsewhere changes no byte of a reply."""

import functools
import random

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.demo import leaking
from tests.core.world import TEXT
from tests.web.talks import test_access_matrix as matrix
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import sits
from tests.web.talks.watching import elsewhere

pytestmark = [pytest.mark.django_db(transaction=True, databases="__all__"), pytest.mark.slow]

ACTS = 40


@pytest.fixture(autouse=True)
def closed(monkeypatch):
    monkeypatch.setattr(matrix, "SiteWorld", functools.partial(SiteWorld, closed=True))


@pytest.mark.parametrize("who", ["Vell", "M1", "left"])
def test_a_seats_pages_are_absent_for_whoever_does_not_sit_there(who):
    matrix.test_a_seats_pages_are_absent_for_whoever_does_not_sit_there(who)


@pytest.mark.parametrize("who", ["Tarn", "M1"])
def test_who_sits_there_gets_the_pages_of_that_kind_of_seat_and_no_error(who):
    matrix.test_who_sits_there_gets_the_pages_of_that_kind_of_seat_and_no_error(who)


def delivered() -> SiteWorld:
    world = SiteWorld(closed=True)
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    for party in ("Tarn", "Vell"):
        world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, party), sha256=sha256)
    return world


def replies(world: SiteWorld, client) -> dict[str, bytes]:
    """Every reply that Vell gets without acting, the clock standing still."""
    sitting, bearer = world.seats["Vell"], {"Authorization": f"Bearer {world.token('Vell')}"}
    found = {path: leaking._reply(client, path, world.at, {}) for path in leaking.addresses(sitting)}
    programs = leaking.interface(sitting)
    return found | {path: leaking._reply(matrix.Client(), path, world.at, bearer) for path in programs}


def test_forty_things_done_elsewhere_change_no_byte(time):
    world, chance = delivered(), random.Random(4)
    time.at = world.at
    client = sits(world, "Vell")
    first = replies(world, client)
    assert sum(b"version 7" in body for body in first.values()) > 2
    for _ in range(ACTS):
        elsewhere(chance, world, "Vell")
    world.token("Tarn")
    assert replies(world, client) == first
    with leaking.planted():
        assert replies(world, client) != first
