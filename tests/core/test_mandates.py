"""A mandate stops what goes beyond it, and nobody else sees; an answer by number and words changes it, or is refused."""

import random
from typing import Any

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.covering import answer_words, mandates, number_heard, spoken
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Refused
from goodoffices.core.fold.mandates import Referred
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.core.rules import admit
from tests.core.world import TEXT, World

OTHER = TEXT.replace("by day 7", "by day 9")
SETTLED = TEXT.replace("[30 | 36 | 40]{#days}", "36")
COURIER = {"how": "by courier", "when": "Friday", "witness": "the clerk"}
COURSES = [{"words": "Accept it."}, {"words": "Accept it ad referendum.", "rest": "refer"}, {"words": "No."}]


def given(text: str = TEXT) -> tuple[World, str]:
    world = World()
    sha256 = world.registers(text=text)
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
    return world, sha256


def mandate(world: World, **told: Any) -> None:
    world.asks("Tarn", "mandate", world.lane(Kind.ROOM, "Tarn"), by="The council", heard=COURIER, **told)


def accepts(world: World, sha256: str, level: str = "delegation", **more: Any) -> str:
    return world.says("Tarn", "accept", sha256=sha256, level=level, **more)


def refers(world: World, words: str = "May we?", **more: Any) -> Referred:
    world.asks("Tarn", "refer", world.lane(Kind.ROOM, "Tarn"), words=words, courses=COURSES, **more)
    return list(world.view(world.seat("Tarn")).room.referred.values())[-1]


def instructs(world: World, asked: Referred, number: int, said: str, **more: Any) -> None:
    lane = world.lane(Kind.ROOM, "Tarn")
    told = {"item": asked.id, "number": number, "said": said, "by": "The council", "heard": COURIER, **more}
    world.asks("Tarn", "instruct", lane, **told)


def words_of(asked: Referred, number: int, language: str = "en") -> str:
    return " ".join(spoken(asked.asked, number, language))


@pytest.mark.parametrize(
    ("told", "stopped"),
    [
        ({"rest": "free"}, []),
        ({"rest": "free", "bounds": [{"clause": "3", "leave": "forbidden"}]}, ["delegation", "referendum"]),
        ({"rest": "free", "bounds": [{"clause": "3", "leave": "refer"}]}, ["delegation"]),
        ({"rest": "refer", "bounds": [{"clause": "3", "leave": "free"}]}, ["delegation"]),
        ({"bounds": [{"clause": "1", "leave": "range", "within": ["36"]}]}, []),
        ({"bounds": [{"clause": "1", "leave": "range", "within": ["40"]}]}, ["delegation", "referendum"]),
    ],
)
def test_an_acceptance_beyond_the_mandate_is_stopped_at_the_levels_that_need_one(
    told: Any, stopped: list[str]
):
    for level in ("personal", "delegation", "referendum"):
        world, sha256 = given(SETTLED)
        mandate(world, **told)
        if level in stopped:
            with pytest.raises(Refused, match="beyond your mandate"):
                accepts(world, sha256, level)
        else:
            accepts(world, sha256, level)


def test_a_bracket_that_stands_open_is_within_a_range_that_one_of_its_options_is_in():
    world, sha256 = given()
    mandate(world, bounds=[{"clause": "1", "leave": "range", "within": ["36", "38"]}])
    accepts(world, sha256)
    mandate(world, bounds=[{"clause": "1", "leave": "range", "within": ["38"]}])
    with pytest.raises(Refused, match="beyond"):
        accepts(world, sha256)


def test_an_acceptance_of_version_1_is_stopped_too_and_one_of_another_clause_is_not():
    world, sha256 = given()
    mandate(world, bounds=[{"clause": "3", "leave": "forbidden"}])
    with pytest.raises(Refused, match="beyond"):
        world.says("Tarn", "accept", sha256=sha256)
    accepts(world, sha256, clause="2")
    with pytest.raises(Refused, match="beyond"):
        accepts(world, sha256, clause="3")


def test_a_mandate_that_ended_leaves_only_ad_referendum():
    world, sha256 = given()
    mandate(world, until=world.at + 600)
    accepts(world, sha256)
    world.wait(601)
    with pytest.raises(Refused, match="beyond"):
        accepts(world, sha256)
    accepts(world, sha256, "referendum")


def test_the_stop_writes_nothing_and_what_others_hold_is_the_same():
    world, sha256 = given()
    mandate(world, rest="forbidden")
    before = {lane: list(rows) for lane, rows in world.rows.items()}
    with pytest.raises(Refused):
        accepts(world, sha256)
    assert world.rows == before
    held = world.held(world.seat("M1"))
    assert not any(lane.kind in (Kind.ROOM, Kind.PRINCIPALS) for lane in held)
    lane = world.lane(Kind.CHANNEL, "Tarn")
    heard = Asked(lane.id, "accept", {"sha256": sha256, "level": "delegation"})
    assert admit(world.view(world.seat("M1")), Act("x" * 16, (heard,)), world.context())


def test_an_answer_by_number_and_words_changes_the_mandate_until_its_hour_but_for_a_clause():
    world, sha256 = given()
    asked = refers(world)
    instructs(world, asked, 2, words_of(asked, 2, "fr"), until=world.at + 900, but=["3"])
    (now,) = mandates(world.view(world.seat("Tarn")))
    assert (now.by, now.rest, now.until) == ("The council", "refer", world.at + 900)
    assert [(one.clause, one.leave) for one in now.bounds] == [("order", "forbidden")]
    assert now.witnessed is not None
    assert now.witnessed.witness == "the clerk"
    accepts(world, sha256, "referendum", clause="2")
    with pytest.raises(Refused, match="beyond"):
        accepts(world, sha256, "referendum", clause="3")


def test_a_misheard_digit_an_older_question_and_words_of_nothing_are_refused_with_what_changed():
    world, _sha256 = given()
    first = refers(world)
    with pytest.raises(Refused, match="words of answer 3, not of answer 2"):
        instructs(world, first, 2, words_of(first, 3))
    with pytest.raises(Refused, match="belong to no answer"):
        instructs(world, first, 2, "no such")
    instructs(world, first, 2, words_of(first, 2))
    world.delivers("Tarn", world.registers("version 2", OTHER))
    second = refers(world)
    assert [one.clause.rstrip(".") for one in second.asked.changed] == ["2"]
    for item in (first, second):
        with pytest.raises(Refused, match=r"older question, about version 1.*version 2.*clauses changed: 2"):
            instructs(world, item, 2, words_of(first, 2))
    instructs(world, second, 1, words_of(second, 1, "ar"))


def test_no_word_stands_twice_in_one_digest_and_digests_of_the_same_words_have_others():
    chance = random.Random(3)
    for _ in range(300):
        digest = f"{chance.getrandbits(256):064x}"
        places = [place for pair in answer_words(digest, 6) for place in pair]
        assert len(set(places)) == 12
    world, _ = given()
    first = refers(world)
    world.wait(60)
    second = refers(world)
    assert number_heard(second.asked, words_of(first, 1)) == 0
    for language in ("en", "ar", "fr"):
        assert [number_heard(first.asked, words_of(first, n, language)) for n in (1, 2, 3)] == [1, 2, 3]
    assert all(word in one_text.LISTS["en"] for word in words_of(first, 1).split())


def test_principals_confirm_the_text_they_were_given_and_not_one_that_moved():
    world, first = given()
    lane, room = world.lane(Kind.PRINCIPALS, "Tarn"), world.seat("Tarn")
    world.asks("Tarn", "let_in", lane, Role.PRINCIPAL, seat=room.id)
    world.asks("Tarn", "pass_on", lane)
    accepts(world, first, "referendum")
    with pytest.raises(Refused, match="Say who confirmed"):
        accepts(world, first, "principal")
    world.asks("Tarn", "endorse", lane, Role.PRINCIPAL, sha256=first)
    accepts(world, first, "principal")
    world.delivers("Tarn", world.registers("version 2", OTHER))
    with pytest.raises(Refused, match="another text since: version 2"):
        accepts(world, first, "principal")
    world.asks("Tarn", "pass_on", lane)
    with pytest.raises(Refused, match="another text since: version 2"):
        world.asks("Tarn", "endorse", lane, Role.PRINCIPAL, sha256=first)


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("mandate", {"by": "x", "rest": "free"}, "Say how it came"),
        ("mandate", {"by": "x", "rest": "range", "heard": COURIER}, "A range is of one clause"),
        (
            "mandate",
            {"by": "x", "heard": COURIER, "bounds": [{"clause": "1", "leave": "range"}]},
            "which wordings",
        ),
        ("refer", {"words": "May we?", "courses": COURSES[:1]}, "between two and 6"),
        ("refer", {"words": "word " * 131, "courses": COURSES}, "read out"),
    ],
)
def test_what_is_not_whole_is_refused(kind: str, fields: dict[str, Any], says: str):
    world, _ = given()
    with pytest.raises(Refused, match=says):
        world.asks("Tarn", kind, world.lane(Kind.ROOM, "Tarn"), **fields)


def test_no_other_seat_may_write_or_read_a_mandate():
    world, _ = given()
    for who in ("M1", "Vell"):
        with pytest.raises(Refused):
            world.asks(who, "mandate", world.lane(Kind.ROOM, "Tarn"), by="x", heard=COURIER)
        assert mandates(world.view(world.seat(who))) == ()
