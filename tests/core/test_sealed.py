"""The one word that sealed answers come to."""

import random
import secrets

import pytest

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role, Seat
from goodoffices.core.sealed import SIZE, answer, word
from tests.core.world import World

PUBLIC = "ab" * 32


def cases(chance: random.Random, number: int):
    """Cases of two to nine parties, each with what every party says: yes, no, a text, or nothing."""
    for _ in range(number):
        about = chance.choice(("yes", "same text"))
        said = [chance.choice(("yes", "yes", "yes", "yes", "no", "")) for _ in range(chance.randint(2, 9))]
        if about == "same text":
            said = [chance.choice(("1" * 64, "1" * 64, "1" * 64, "2" * 64, "")) for _ in said]
        if chance.random() < 0.4:
            said = [said[0]] * len(said)
        yield about, said


def boxed(said: str) -> bytes:
    return secrets.token_bytes(SIZE) if said in ("", "no") else answer(PUBLIC, said)


def expected(about: str, said: list[str]) -> str:
    alike = len(set(said)) == 1 and said[0] not in ("", "no")
    return "all" if alike and (about != "yes" or said[0] == "yes") else "not all"


def wrong(judge, number: int = 20_000) -> int:
    found = 0
    for about, said in cases(random.Random(6), number):
        found += judge(about, PUBLIC, [boxed(one) for one in said], len(said)) != expected(about, said)
    return found


def test_twenty_thousand_cases_of_two_to_nine_parties_come_to_the_right_word():
    assert wrong(word) == 0


def test_a_teller_that_counts_heads_instead_is_caught():
    def most(about, public, answers, asked):
        return "all" if len(set(answers)) * 2 <= len(answers) else "not all"

    assert wrong(most, 500) > 0


def test_without_all_who_were_asked_nothing_is_said():
    yes = answer(PUBLIC, "yes")
    assert word("yes", PUBLIC, [yes, yes], 3) == "void"
    assert word("yes", PUBLIC, [yes], 1) == "void"
    assert word("yes", PUBLIC, [yes, yes], 2) == "all"


def test_one_answer_is_another_in_another_question():
    assert answer(PUBLIC, "yes") != answer("cd" * 32, "yes")
    assert len(answer(PUBLIC, "yes")) == SIZE


def test_only_delegates_who_may_send_take_part():
    world = World()
    table, room = world.lane(Kind.TABLE), world.lane(Kind.ROOM, "Tarn")
    first, principal = world.seat("Tarn"), world.seat("Tarn", Role.PRINCIPAL)
    second = Seat("second", first.role, first.delegation)
    for seat in (first, second):
        world.makes(seat, Asked(room.id, "join", {"name": seat.id[:6]}))
    world.asks("Tarn", "permit", room, prepare_only=[second.id])
    world.asks("M1", "pose", table, to=["Tarn", "Vell"], closes=world.at + 3600)
    public = list(world.view(first).table.questions)[-1]
    part = Asked(table.id, "take_part", {"public": public})
    for seat, why in ((principal, "delegates take part"), (second, "You prepare")):
        with pytest.raises(Refused, match=why):
            world.makes(seat, part)
    world.makes(first, part)
    assert first.delegation in world.view(first).table.questions[public].part
