"""What a mediator who takes over reads of each room, and where mediators' texts part ways."""

from goodoffices.core.lanes import Kind
from goodoffices.core.reading.handover import briefs, variants
from tests.core.world import TEXT, World

LATER = TEXT.replace("day 7", "day 9")
OTHERWISE = TEXT.replace("day 7", "the ninth day")
ELSEWHERE = TEXT.replace("Crew return", "All return")


def registers(world: World, who: str, text: str, name: str, *meant: str) -> str:
    """Register a text and return its fingerprint."""
    told = {"meant": list(meant)} if meant else {}
    world.asks(who, "register", world.lane(Kind.DESK), text={"en": text}, name=name, **told)
    return list(world.view(world.seat(who)).desk.versions)[-1]


def kinds(world: World) -> list[str]:
    return [one.kind for one in variants(world.view(world.seat("M2")))]


def test_two_mediators_who_word_a_clause_differently_are_flagged_and_one_who_redrafts_his_own_is_not():
    world = World()
    first = registers(world, "M1", TEXT, "version 1")
    assert kinds(world) == []  # nothing was given yet
    world.delivers("Tarn", first)
    registers(world, "M1", LATER, "version 2")
    assert kinds(world) == []
    registers(world, "M1", LATER.replace("day 9", "day 8"), "version 3")
    assert kinds(world) == []
    registers(world, "M2", ELSEWHERE, "elsewhere", "Tarn")
    assert kinds(world) == []
    registers(world, "M2", OTHERWISE, "otherwise", "Tarn")
    found = variants(world.view(world.seat("M1")))
    assert [(one.one.name, one.other.name) for one in found] == [
        ("version 2", "otherwise"),
        ("version 3", "otherwise"),
    ]
    assert {each.clause for one in found for each in one.where} == {"2"}
    for who in ("Tarn", "Vell", "Watch"):
        assert variants(world.view(world.seat(who))) == ()


def test_rooms_last_given_different_texts_are_flagged_until_they_hold_the_same():
    world = World()
    first = registers(world, "M1", TEXT, "version 1")
    world.delivers("Tarn", first)
    world.delivers("Vell", first)
    world.delivers("G", first)
    second = registers(world, "M2", OTHERWISE, "version 2")
    world.delivers("Vell", second, by="M2")
    (one,) = variants(world.view(world.seat("M1")))
    assert (one.kind, one.first, one.second) == ("rooms", ("Tarn", "G"), ("Vell",))
    assert [each.clause for each in one.where] == ["2"]
    for room in ("Tarn", "G"):
        world.delivers(room, second, by="M2")
    assert kinds(world) == []


def test_a_brief_has_what_is_owed_closed_asked_and_not_read_back():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Tarn")
    closed = world.says("Tarn", "confide", words="We can wait.")
    released = world.says("Tarn", "confide", words="Names may follow.")
    world.says("Tarn", "release", item=released, to="Vell", **{"as": "ours"})
    world.says("Tarn", "ask", words="Who keeps the lists?")
    world.asks("M1", "read_back", channel, words="You would wait.")
    world.asks("M1", "confide", channel, words="By telephone: a week.", heard={"how": "by telephone"})
    found = {one.delegation.name: one for one in briefs(world.view(world.seat("M2")))}
    tarn = found["Tarn"]
    assert [one.words for one in tarn.owed] == ["Names may follow."]
    assert [one.words for one in tarn.questions] == ["Who keeps the lists?"]
    assert [one.words for one in tarn.closed] == ["We can wait.", "By telephone: a week."]
    assert [one.words for one in tarn.open] == ["You would wait."]
    assert list(tarn.unconfirmed) == ["By telephone: a week."]
    assert tarn.holding.how == "nothing"
    assert not found["Vell"].closed
    assert closed
