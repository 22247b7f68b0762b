"""Guessing passwords is hopeless, and nobody is shut out by a stranger's guesses."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from goodoffices.core.errors import Refused
from goodoffices.web.gate import throttle
from goodoffices.web.people import actions
from goodoffices.web.people.models import Person
from tests.web.people import PASSWORD, Clock, sign_in, somebody

pytestmark = pytest.mark.django_db(databases=["default", "edge"])

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def guesses_that_pass(count: int, every: timedelta, networks: int = 1, device: str = "") -> list[datetime]:
    passed = []
    for number in range(count):
        at = NOON + number * every
        try:
            throttle.take(
                throttle.buckets(
                    "a-b-c-11", f"10.0.{number % networks // 256}.{number % networks % 256}", device
                ),
                at,
            )
        except throttle.Throttled:
            continue
        passed.append(at)
    return passed


def most_in_a_day(times: list[datetime]) -> int:
    return max(sum(1 for at in times if start <= at < start + throttle.DAY) for start in times)


def test_five_pass_then_waits_double_to_a_quarter_of_an_hour() -> None:
    passed = guesses_that_pass(60, timedelta(minutes=1))
    gaps = [(b - a) / timedelta(minutes=1) for a, b in itertools.pairwise(passed)]
    assert gaps[:9] == [1, 1, 1, 1, 1, 2, 4, 8, 15]


def test_no_more_than_fifty_guesses_a_day_pass_whatever_the_network() -> None:
    passed = guesses_that_pass(600, timedelta(minutes=5), networks=200)
    assert 24 <= most_in_a_day(passed) <= 50


@pytest.mark.slow
def test_a_hundred_thousand_guesses_pass_no_more_than_fifty_a_day() -> None:
    passed = guesses_that_pass(100_000, timedelta(days=3) / 100_000, networks=5000)
    assert most_in_a_day(passed) <= 50


def test_a_device_that_is_known_is_not_held_up_by_strangers() -> None:
    guesses_that_pass(100, timedelta(minutes=4), networks=90)
    throttle.take(throttle.buckets("a-b-c-11", "10.9.9.9", "its-secret"), NOON + timedelta(minutes=400))


def test_a_known_device_that_guesses_is_held_up_too() -> None:
    assert most_in_a_day(guesses_that_pass(600, timedelta(minutes=5), device="stolen")) <= 50


def test_a_tried_name_says_nothing_of_whether_it_exists(client, time: Clock) -> None:
    somebody("here-here-here-11")
    answers = []
    for name in ("here-here-here-11", "gone-gone-gone-11"):
        said = [
            client.post(
                "/sign-in",
                {"name": name, "password": "wrong"},
                REMOTE_ADDR=f"10.0.0.{len(name)}{len(answers)}",
            )
            for _ in range(8)
        ]
        answers.append([(one.status_code, len(one.content)) for one in said])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [400] * 5 + [429] * 3


def test_the_owner_gets_in_while_others_guess(client, time: Clock) -> None:
    person = somebody()
    assert sign_in(client, person).status_code == 302
    client.post("/sign-out")
    for number in range(60):
        place = actions.Place(f"10.1.1.{number}", "")
        with pytest.raises(Refused):
            actions.prove(actions.Proof(person.name, "wrong"), place, time.now())
    assert sign_in(client, person).status_code == 302


def test_a_right_password_waits_like_a_wrong_one(client, time: Clock) -> None:
    person = somebody()
    for _ in range(5):
        assert sign_in(client, person, "wrong").status_code == 400
    assert sign_in(client, person).status_code == 429
    assert Person.objects.get().check_password(PASSWORD)
    time.pass_(minutes=2)
    assert sign_in(client, person).status_code == 302


def test_a_bucket_names_nobody() -> None:
    throttle.take(throttle.buckets("lantern-anchor-maple-27", "10.0.0.1", ""), NOON)
    kept = "".join(throttle.TryRow.objects.values_list("bucket", flat=True))
    assert "lantern" not in kept
    assert "10.0.0.1" not in kept


def test_neighbours_in_ipv6_count_as_one() -> None:
    first, second = (throttle.buckets("a", f"2001:db8::{n}", "")[2] for n in (1, 2))
    other = throttle.buckets("a", "2001:db8:0:1::1", "")[2]
    assert first == second != other
