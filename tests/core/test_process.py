"""How talks begin, rest and end; who may send; who sees what."""

import pytest

from goodoffices.core.beginning import Wish
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role, Settings
from goodoffices.core.reading.policy import agrees, places
from tests.core.world import World


def test_parties_stand_in_the_order_agreed():
    world = World(parties=("Vell", "Tarn"))
    assert [one.name for one in world.view(world.seat("M1")).table.delegations][:2] == ["Vell", "Tarn"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"parties": ()},
        {"mediators": ()},
        {"parties": ("Tarn", "tarn")},
        {"parties": ("Tarn", "commission")},
        {"principals": ("Nobody",)},
        {"parties": tuple(f"P{n}" for n in range(80))},
        {"parties": ("T\u202earn", "Vell")},
    ],
)
def test_a_wish_that_cannot_be_is_refused(wrong: dict[str, object]):
    parts = {"name": "Strait", "parties": ("Tarn", "Vell"), "mediators": ("M1",)} | wrong
    with pytest.raises(BadInput):
        Wish(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong", [{"languages": ()}, {"languages": ("en", "en")}, {"countersign": 0}, {"step": 0}]
)
def test_settings_that_cannot_be_are_refused(wrong: dict[str, object]):
    with pytest.raises(BadInput):
        Settings(**wrong)  # type: ignore[arg-type]


def test_settings_change_freely_before_the_first_delivery_and_by_amendment_after():
    world = World()
    table = world.lane(Kind.TABLE)
    world.asks("M1", "arrange", table, step=15)
    world.delivers("Tarn", world.registers())
    with pytest.raises(Refused, match="amendment"):
        world.asks("M1", "arrange", table, step=10)
    world.asks("M1", "amend", table, step=10, words="Times are rounded to ten minutes from now on.")
    assert world.view(world.seat("Vell")).table.settings.step == 10


def test_rounds_open_and_close_in_turn():
    world = World()
    table = world.lane(Kind.TABLE)
    with pytest.raises(Refused, match="No round"):
        world.asks("M1", "close_round", table)
    world.asks("M1", "open_round", table)
    with pytest.raises(Refused, match="close it first"):
        world.asks("M2", "open_round", table)
    world.asks("M2", "close_round", table)
    world.asks("M2", "open_round", table)
    assert world.view(world.seat("Watch")).table.round == 2


def test_nothing_is_delivered_while_the_talks_rest_but_words_go_on():
    world = World()
    sha256 = world.registers()
    world.asks("M1", "suspend", world.lane(Kind.TABLE), words="Until Monday.")
    with pytest.raises(Refused, match="suspended"):
        world.delivers("Tarn", sha256)
    world.says("Tarn", "say", words="We wait.")
    world.asks("M2", "resume", world.lane(Kind.TABLE))
    world.delivers("Tarn", sha256)


def test_after_the_end_only_notes_to_oneself_are_written():
    world = World()
    world.asks("M1", "end", world.lane(Kind.TABLE))
    with pytest.raises(Refused, match="ended"):
        world.says("Tarn", "say", words="One more thing.")
    world.asks("M1", "note", world.lane(Kind.NOTES, seat="M1"), words="What I learned.")


def test_the_table_is_the_desks_to_write():
    world = World()
    for kind in ("open_round", "end", "amend", "arrange"):
        with pytest.raises(Refused, match="not yours"):
            world.asks("Tarn", kind, world.lane(Kind.TABLE))


def joined(world: World) -> None:
    world.asks("Tarn", "join", world.lane(Kind.ROOM, "Tarn"), name="Head of Tarn")


def test_the_first_to_sit_down_heads_the_delegation():
    world = World()
    joined(world)
    assert world.view(world.seat("Tarn")).room.head == world.seat("Tarn").id
    with pytest.raises(Refused, match="already"):
        joined(world)


def test_who_only_prepares_makes_ready_and_another_sends():
    from goodoffices.core.entries import Act, Asked, Entry
    from goodoffices.core.moves import Join
    from goodoffices.core.people import Seat
    from goodoffices.core.rules import admit
    from goodoffices.core.view import fold

    world = World()
    joined(world)
    room = world.lane(Kind.ROOM, "Tarn")
    second = Seat("second", Role.DELEGATE, room.delegation)
    world.rows[room.id].append(Entry(2, "e2", world.at, "second", Join("second", "Aide")))
    world.asks("Tarn", "permit", room, prepare_only=["second"], two=["release"])
    view = fold(second, world.held(second))

    def asks(kind: str, lane: str, **fields: object):
        return admit(view, Act("x", (Asked(lane, kind, fields),)), world.context())

    channel = world.lane(Kind.CHANNEL, "Tarn")
    with pytest.raises(Refused, match="You prepare"):
        asks("say", channel.id, words="Sent past the head")
    (ready,) = asks("prepare", room.id, asked="say", body={"words": "We agree to meet."})
    world._place(second, ready)
    item = world.rows[room.id][-1].id
    with pytest.raises(Refused, match="You prepare"):
        admit(
            fold(second, world.held(second)),
            Act("y", (Asked(room.id, "approve", {"item": item}),)),
            world.context(),
        )
    world.asks("Tarn", "approve", room, item=item)
    assert world.rows[channel.id][-1].move.words == "We agree to meet."
    with pytest.raises(Refused, match="already"):
        world.asks("Tarn", "approve", room, item=item)


def test_a_release_that_needs_two_is_not_sent_by_one():
    from goodoffices.core.entries import Entry
    from goodoffices.core.moves import Join

    world = World()
    joined(world)
    room = world.lane(Kind.ROOM, "Tarn")
    world.rows[room.id].append(Entry(2, "e2", world.at, "second", Join("second", "Aide")))
    world.asks("Tarn", "permit", room, two=["release", "accept"])
    item = world.says("Tarn", "confide", words="Ours.")
    fields = {"item": item, "to": ["Vell"], "as": "ours"}
    with pytest.raises(Refused, match="two people"):
        world.says("Tarn", "release", **fields)
    ready = world.asks("Tarn", "prepare", room, asked="release", body=fields)[0]
    with pytest.raises(Refused, match="second person"):
        world.asks("Tarn", "approve", room, item=ready)


def test_what_is_set_for_a_time_can_be_called_off_until_then():
    world = World()
    sha256 = world.registers()
    seat = world.seat("M1")
    world.delivers("Tarn", sha256, at=world.at + 600)
    item = next(iter(world.view(seat).desk.scheduled))
    world.asks("M1", "call_off", world.lane(Kind.DESK), item=item)
    assert not world.view(seat).desk.scheduled
    world.delivers("Vell", sha256, at=world.at + 600)
    item = next(iter(world.view(seat).desk.scheduled))
    world.wait(600)
    with pytest.raises(Refused, match="went out"):
        world.asks("M1", "call_off", world.lane(Kind.DESK), item=item)


def test_who_sees_what_is_what_the_rule_of_audiences_does():
    world = World()
    for seat in world.plan.seats:
        assert agrees(world.view(seat), world.plan.lanes, world.plan.seats), seat


def test_who_sees_what_reads_the_same_for_every_seat_but_for_what_is_its_own():
    world = World()
    lists = {
        tuple((one.kind, one.delegation, one.mediator, one.readers) for one in places(world.view(seat)))
        for seat in world.plan.seats
    }
    assert len(lists) == 1


def test_what_comes_next_is_told_to_everybody_moved_and_struck_out():
    world = World()
    table = world.lane(Kind.TABLE)
    with pytest.raises(Refused, match="to come"):
        world.asks("M1", "appoint", table, at=world.at - 1, words="Round 2 opens.")
    with pytest.raises(Refused, match="struck out"):
        world.asks("M1", "appoint", table)
    with pytest.raises(BadInput):
        world.asks("M1", "appoint", table, at=world.at + 60)
    with pytest.raises(Refused, match="not yours"):
        world.asks("Watch", "appoint", table, at=world.at + 60, words="Round 2 opens.")
    first = world.asks(
        "M1", "appoint", table, at=world.at + 3600, words="Round 2 opens.", zone="Europe/Malta"
    )[0]
    for who in ("Tarn", "Watch", "M2"):
        (coming,) = world.view(world.seat(who)).table.coming.values()
        assert (coming.words, coming.zone) == ("Round 2 opens.", "Europe/Malta")
    world.asks("M2", "appoint", table, at=world.at + 7200, words="Round 2 opens.", instead=first)
    ((second, coming),) = world.view(world.seat("Tarn")).table.coming.items()
    assert coming.at == world.at + 7200
    with pytest.raises(Absent):
        world.asks("M1", "appoint", table, instead=first)
    world.asks("M1", "appoint", table, instead=second)
    assert not world.view(world.seat("Tarn")).table.coming


def test_what_is_made_ready_for_one_mediator_names_which():
    world = World()
    room = world.lane(Kind.ROOM, "Tarn")
    body = {"words": "Between us."}
    with pytest.raises(BadInput):
        world.asks("Tarn", "prepare", room, asked="confide", to="private", body=body)
    with pytest.raises(Absent):
        world.asks("Tarn", "prepare", room, asked="confide", to="private", body=body, mediator="M9")
    item = world.asks("Tarn", "prepare", room, asked="confide", to="private", body=body, mediator="M2")[0]
    world.asks("Tarn", "approve", room, item=item)
    kinds = {
        who: [one.move.kind for one in world.rows[world.lane(Kind.PRIVATE, "Tarn", who).id]]
        for who in ("M1", "M2")
    }
    assert kinds == {"M1": [], "M2": ["confide"]}
