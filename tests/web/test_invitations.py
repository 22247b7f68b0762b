"""Taking a seat with the code of an invitation: once, by one person, and safely over a bad line."""

import re

import pytest
from django.test import Client

from goodoffices.web import writer
from goodoffices.web.people import invitations
from goodoffices.web.people.models import InvitationRow, Person
from goodoffices.web.talks import store
from tests.web.people import PASSWORD, Clock, sign_in, somebody

pytestmark = pytest.mark.django_db(databases=["default", "edge"], transaction=True)


@pytest.fixture
def seats() -> tuple[store.Sitting, store.Sitting]:
    with writer.turn("x"):
        talks = store.make_talks(1)
        return store.make_seat(talks.id, "delegate", "tarn"), store.make_seat(talks.id, "mediator")


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def offered(client: Client, code: str) -> dict[str, str]:
    page = client.post("/take", {"code": code}).content.decode()
    name = re.search(r'class="code"><bdi>([a-z0-9-]+)<', page)[1]
    return {"code": hidden(page, "code"), "offer": hidden(page, "offer"), "name": name}


def test_somebody_new_gets_a_name_a_seat_and_a_session(client, time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    said = offered(client, code.lower().replace("-", " "))
    assert not Person.objects.exists()
    reply = client.post("/take/new", {**said, "password": PASSWORD})
    assert reply["Location"] == "/me?done=seat"
    person = Person.objects.get()
    assert person.name == said["name"]
    assert [one.seat for one in store.seats_of(person.pk)] == [seats[0].seat]
    assert client.get("/me").status_code == 200
    assert sign_in(Client(), person).status_code == 302


def test_somebody_signed_in_adds_the_seat(client, time: Clock, seats) -> None:
    person = somebody()
    sign_in(client, person)
    for seat in seats:
        code = invitations.invite(seat.talks, seat.seat, time.now()).code
        assert client.post("/take", {"code": code})["Location"] == "/me?done=seat"
        assert client.post("/take", {"code": code})["Location"] == "/me?done=seat"
    assert {one.seat for one in store.seats_of(person.pk)} == {seat.seat for seat in seats}


def test_a_used_code_opens_nothing_for_anybody_else(client, time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    said = offered(client, code)
    slow = offered(Client(), code)
    client.post("/take/new", {**said, "password": PASSWORD})
    assert Client().post("/take", {"code": code}).status_code == 400
    assert Client().post("/take/new", {**slow, "password": PASSWORD}).status_code == 400
    other = Client()
    sign_in(other, somebody())
    assert other.post("/take", {"code": code}).status_code == 400
    assert Person.objects.count() == 2


def test_a_lost_reply_costs_nobody_their_seat(client, time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    said = {**offered(client, code), "password": PASSWORD}
    assert client.post("/take/new", said).status_code == 302
    again = Client()
    assert again.post("/take/new", {**said, "password": "not that password"}).status_code == 400
    assert again.post("/take/new", said).status_code == 302
    assert again.get("/me").status_code == 200
    assert Person.objects.count() == 1


def test_a_weak_password_uses_nothing_up(client, time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    said = offered(client, code)
    assert client.post("/take/new", {**said, "password": "short"}).status_code == 400
    assert not Person.objects.exists()
    assert client.post("/take/new", {**said, "password": PASSWORD}).status_code == 302


def test_a_name_cannot_be_chosen_nor_an_offer_used_with_another_code(client, time: Clock, seats) -> None:
    first, second = (invitations.invite(one.talks, one.seat, time.now()).code for one in seats)
    said, other = offered(client, first), offered(client, second)
    for offer in (other["offer"], "made-up", said["offer"][:-1]):
        assert client.post(
            "/take/new", {"code": first, "offer": offer, "password": PASSWORD}
        ).status_code in (200, 400)
    assert not Person.objects.exists()


@pytest.mark.parametrize("days", [14, 15])
def test_an_invitation_expires(client, time: Clock, seats, days: int) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    time.pass_(days=days)
    assert client.post("/take", {"code": code}).status_code == 400


def test_a_new_invitation_makes_the_old_one_worthless(client, time: Clock, seats) -> None:
    old, new = (invitations.invite(seats[0].talks, seats[0].seat, time.now()) for _ in range(2))
    assert client.post("/take", {"code": old.code}).status_code == 400
    assert client.post("/take", {"code": new.code}).status_code == 200
    assert invitations.open_until(seats[0].seat, time.now()) == new.until
    invitations.take_back(seats[0].seat)
    assert client.post("/take", {"code": new.code}).status_code == 400


def test_codes_are_kept_only_as_hashes(time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    kept = repr(list(InvitationRow.objects.values()))
    assert code not in kept
    assert code.replace("-", "")[:16] not in kept


def test_a_code_that_is_none_says_no_more_than_one_that_is_used(client, time: Clock, seats) -> None:
    code = invitations.invite(seats[0].talks, seats[0].seat, time.now()).code
    client.post("/take/new", {**offered(client, code), "password": PASSWORD})

    def words(typed: str) -> str:
        return re.sub(r'value="[^"]*"', "", Client().post("/take", {"code": typed}).content.decode())

    assert words(code) == words("0000-0000") == words(invitations.codes.fresh(32))


def test_a_way_back_opens_no_seat(client, time: Clock) -> None:
    code = invitations.way_back(somebody(), time.now()).code
    assert client.post("/take", {"code": code}).status_code == 400
