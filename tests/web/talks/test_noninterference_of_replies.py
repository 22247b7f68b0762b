"""Whatever happens in lanes a seat does not hold, every byte of every reply it gets is the same."""

import random

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web import writer
from goodoffices.web.demo import leaking
from goodoffices.web.talks import store, tray
from tests.core.closings import PEN, SCAN, SETTLED
from tests.web.talks import leaks
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.watching import BLOCKS, PAIRS, Watched, differing, elsewhere, pairs, peopled, written

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", sorted(range(len(BLOCKS)), key=lambda seed: BLOCKS[seed] != "M1")
)  # the longest first
def test_twenty_pairs_of_worlds_are_told_apart_by_no_byte(seed: int):
    assert pairs(seed, BLOCKS[seed], PAIRS) == []


def test_a_pair_at_every_commit():
    assert pairs(100, "Vell", 1) == []


def test_all_pages_and_refusals_and_files_are_among_what_is_compared():
    watched = Watched(peopled(), "Vell")
    told = watched.replies()
    watched.leave()
    status = {name: body[:3] for name, body in told.items()}
    counted = {code: list(status.values()).count(code) for code in (b"200", b"400", b"404", b"405")}
    assert min(counted.values()) > 1, counted
    assert b"PK\x03\x04" in told["post a bundle"]
    assert {body[:1] for body in told.values()} == {b"2", b"3", b"4", b"0"}, "0: nobody called the open page"


def test_what_a_seat_may_know_is_seen_to_change():
    """The other way round: what is told to a seat does change its replies, and calls its page."""
    world = peopled()
    watched = Watched(world, "Vell")
    before = watched.replies()
    channel = world.lane("M1", Kind.CHANNEL, "Vell")
    assert world.post("M1", {"lane": channel, "kind": "say", "words": "For you."}).status_code == 201
    changed = differing(before, watched.replies())
    watched.leave()
    assert "the open page was told" in changed
    assert f"get /api/talks/{world.talks}/lanes/{channel}?after=0" in changed
    assert "post a bundle" in changed


def frozen() -> SiteWorld:
    """A peopled world in which a settled text is frozen for signature by both parties."""
    world = peopled()
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": SETTLED}, name="to sign")
    sha256 = list(world.seated("M1").view.desk.versions)[-1]
    for party in ("Tarn", "Vell"):
        world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, party), sha256=sha256)
    world.act("M1", "freeze", world.lane("M1", Kind.TABLE), sha256=sha256)
    return world


def test_a_lone_signature_its_scan_and_its_vote_are_told_apart_by_no_byte_until_all_have_signed():
    world = frozen()
    watched = Watched(world, "Vell")
    before, channel = watched.replies(), world.lane("Tarn", Kind.CHANNEL)
    for kind, fields in (
        ("initial", {}),
        ("scan", {"data": SCAN}),
        ("sign", {"how": "ratification", **PEN}),
        ("ratify", {"result": "refused", "words": "The vote."}),
    ):
        assert world.post("Tarn", {"lane": channel, "kind": kind, **fields}).status_code == 201, kind
    assert differing(before, watched.replies()) == []
    world.act("M1", "declare", world.lane("M1", Kind.TABLE), stage="reopened")
    changed = differing(before, watched.replies())
    watched.leave()
    assert f"get /seat/{world.seats['Vell'].address}/signing" in changed


# Planted leaks: each a mistake somebody could make


def busy(world: SiteWorld) -> None:
    """Tarn confides, reacts, works in its room and somebody of it leaves; the mediators prepare something for it."""
    channel, room = world.lane("Tarn", Kind.CHANNEL), world.lane("Tarn", Kind.ROOM)
    world.post("Tarn", {"lane": channel, "kind": "confide", "words": "names may follow"})
    world.post("Tarn", {"lane": channel, "kind": "react", "clause": "order", "reaction": "could"})
    world.post("Tarn", {"lane": channel, "kind": "initial", "clause": "order"})
    world.wait(minutes=10)
    for number in range(8):
        world.act("Tarn", "say", room, words=f"and {number} more")
    world.wait(minutes=-10)
    circle = {"name": "Letter", "purpose": "side letter", "rooms": ["Tarn", "G"]}
    world.act("M1", "convene", world.lane("M1", Kind.DESK), **circle)
    world.act("G", "say", world.lane("G", Kind.CIRCLE), words="we stand behind it")
    tray.put(world.seats["M1"], fresh(), leaks.draft(world), world.at)
    with writer.turn(world.seats["Tarn"].seat):
        store.vacate(world.seats["Tarn"].seat, world.at)


@pytest.mark.slow
@pytest.mark.parametrize("name", leaks.LEAKS)
def test_a_planted_leak_is_seen_and_only_when_something_was_done(name: str):
    world = peopled()
    watched = Watched(world, "Vell")
    with leaks.LEAKS[name](world):
        before = watched.replies()
        assert differing(before, watched.replies()) == [], "seen though nothing was done"
        busy(world)
        assert differing(before, watched.replies()), "not seen"
    watched.leave()


def test_the_demonstrations_own_look_sees_no_difference_and_its_planted_leak():
    world = peopled()
    before = leaking.replies(world.seats["Vell"], world.at)
    busy(world)
    assert leaking.replies(world.seats["Vell"], world.at) == before
    with leaking.planted():
        assert leaking.replies(world.seats["Vell"], world.at) != before


def test_something_is_written_in_each_pair():
    chance = random.Random(3)
    world = peopled()
    watched = Watched(world, "Vell")
    heads = {lane: store.head(lane) for lane in watched.lanes}
    before = written(world)
    for _ in range(5):
        elsewhere(chance, world, watched.who)
        assert written(world) > before
        before = written(world)
    watched.leave()
    assert heads == {lane: store.head(lane) for lane in watched.lanes}
