"""Several mediators: variants flagged to the desk, the hand-over brief, and nothing of either in any room."""

import re

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.core.reading.handover import variants
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_deadlines import FULL
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ROOM_PAGES = ("", "room", "mediators", "check", "table", "deadlines", "changed", "answer")
LATER = TEXT.replace("day 7", "day 9")
OTHERWISE = TEXT.replace("day 7", "the ninth day")


def registers(world: SiteWorld, who: str, text: str, name: str, meant: tuple[str, ...] = ()) -> str:
    told = {"meant": list(meant)} if meant else {}
    world.act(who, "register", world.lane(who, Kind.DESK), text={"en": text}, name=name, **told)
    return next(
        sha for sha, one in reversed(world.seated(who).view.desk.versions.items()) if one.name == name
    )


def delivered(world: SiteWorld, who: str, to: str, sha256: str) -> None:
    world.act(who, "deliver", world.lane(who, Kind.CHANNEL, to), sha256=sha256)


def begun() -> SiteWorld:
    world = SiteWorld()
    first = registers(world, "M1", TEXT, "version 7")
    for party in ("Tarn", "Vell"):
        delivered(world, "M1", party, first)
    return world


def client(world: SiteWorld, who: str):
    known = world.__dict__.setdefault("clients", {})
    if who not in known:
        known[who] = sits(world, who)
    return known[who]


def shown(world: SiteWorld, who: str, name: str) -> str:
    told = client(world, who).get(page(world, who, name), follow=True).content.decode()
    return re.sub(r'name="(?:csrfmiddlewaretoken|move)" value="[^"]*"|[fhrw][0-9a-f]{8}', "", told)


def rooms(world: SiteWorld) -> dict[tuple[str, str], str]:
    """Every page that rooms and an observer read, as bytes that do not change by themselves."""
    return {(who, name): shown(world, who, name) for who in ("Tarn", "Vell", "Watch") for name in ROOM_PAGES}


def kinds(world: SiteWorld) -> list[str]:
    return [one.kind for one in variants(world.seated("M2").view)]


def test_mediators_who_word_a_clause_differently_are_told_so_and_no_room_reads_a_byte_of_it():
    world = begun()
    assert kinds(world) == []
    registers(world, "M1", LATER, "by M1")
    agreed = rooms(world)
    registers(world, "M2", OTHERWISE, "by M2", ("Tarn",))
    world.act("M2", "say", world.lane("M2", Kind.DESK), words="I do not stand behind the other draft.")
    assert kinds(world) == ["drafts"]
    told = shown(world, "M1", "")
    assert "word the same clauses differently" in told
    assert "ninth day" in told
    shown(world, "M1", "brief")
    assert rooms(world) == agreed
    world.act("M2", "say", world.lane("M2", Kind.TABLE), words="A second draft is on its way.")  # control
    assert rooms(world) != agreed


def test_rooms_that_were_last_given_different_texts_are_flagged_with_where_they_differ():
    world = begun()
    delivered(world, "M2", "Vell", registers(world, "M2", OTHERWISE, "version 8"))
    assert kinds(world) == ["rooms"]
    told = shown(world, "M1", "brief")
    assert "Tarn was last given “version 7”, Vell “version 8”" in told
    assert "ninth day" in told
    assert "No room sees this." in told
    delivered(world, "M1", "Tarn", [*world.seated("M1").view.desk.versions][-1])
    assert kinds(world) == []


def test_the_brief_says_what_each_room_holds_was_told_is_owed_and_may_not_be_said():
    world = begun()
    channel = world.lane("Tarn", Kind.CHANNEL)
    world.act("Tarn", "confide", channel, words="We can wait until day 12.")
    world.act("Tarn", "confide", channel, words="Names may follow.")
    item = next(
        name
        for name, one in world.seated("M1").view.channel(world.seats["Tarn"].delegation).items.items()
        if "Names" in one.words
    )
    world.act("Tarn", "release", channel, item=item, to=["Vell"], **{"as": "ours"})
    world.act("Tarn", "ask", channel, words="Who keeps the lists?")
    world.act("M1", "say", world.lane("M1", Kind.CHANNEL, "Tarn"), words="You will have an answer by Friday.")
    world.act("M1", "read_back", world.lane("M1", Kind.CHANNEL, "Tarn"), words="You would wait a week.")
    world.act(
        "M1",
        "deadline",
        world.lane("M1", Kind.CHANNEL, "Tarn"),
        **{k: v for k, v in FULL.items() if k not in ("at",)},
        at=1_930_000_000,
    )
    told = shown(world, "M2", "brief")
    for words in ("was left version 7", "We can wait until day 12.", "To be carried:", "Names may follow.", "Who keeps the lists?",
                  "You will have an answer by Friday.", "You would wait a week.", "The truce lapses."):  # fmt: skip
        assert words in told, words
    assert sits(world, "Tarn").get(page(world, "Tarn", "brief")).status_code == 404


def test_what_was_told_to_one_mediator_alone_is_in_the_brief_only_where_he_ticks_it_and_only_there():
    world = begun()
    world.act("Tarn", "say", world.lane("M1", Kind.PRIVATE, "Tarn"), words="Our minister resigns tomorrow.")
    own = shown(world, "M1", "brief")
    assert "minister resigns" not in own.split("<aside")[0]
    assert "minister resigns" in own.split("<aside")[1]
    whole = client(world, "M1").get(page(world, "M1", "brief")).content.decode()
    name = re.findall(r'name="alone" value="([^"]+)"', whole)[0]
    ticked = client(world, "M1").post(page(world, "M1", "brief"), {"alone": [name]}).content.decode()
    assert "minister resigns" in ticked.split("<aside")[0]
    for who in ("M2",):
        assert "minister resigns" not in shown(world, who, "brief")
        stolen = (
            client(world, who)
            .post(page(world, who, "brief"), {"alone": [name], "move": fresh()})
            .content.decode()
        )
        assert "minister resigns" not in stolen
    assert "minister resigns" not in shown(world, "M1", "brief").split("<aside")[0]
