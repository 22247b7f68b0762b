"""Signing in and out, the second factor, the ways back, and what sessions are worth."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodoffices.web.gate import devices, sessions
from goodoffices.web.gate.models import DeviceRow, SessionRow
from goodoffices.web.people import codes, invitations, names, second, totp
from goodoffices.web.people.models import Person, SheetCodeRow
from tests.web.people import PASSWORD, Clock, sign_in, somebody

pytestmark = pytest.mark.django_db(databases=["default", "edge"])

SECRET = b"12345678901234567890"  # of RFC 6238
FRESH = "another four plain words"


def phone(at: Clock, late: int = 0) -> str:
    return totp.code(SECRET, int(at.now().timestamp()) // totp.STEP_SECONDS + late)


def with_second(time: Clock) -> Person:
    person = somebody()
    second.set_up(person, SECRET, 0)
    return person


def is_in(client: Client) -> bool:
    return client.get("/me").status_code == 200


def test_a_name_and_password_let_somebody_in_however_the_name_is_typed(client, time: Clock) -> None:
    somebody()
    assert not is_in(client)
    reply = client.post(
        "/sign-in", {"name": " Lantern Anchor—MAPLE ٢٧", "password": PASSWORD, "next": "/me/password"}
    )
    assert reply["Location"] == "/me/password"
    assert is_in(client)


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "/\\elsewhere.example"],
)
def test_signing_in_leads_nowhere_but_to_our_own_pages(client, time: Clock, wanted: str) -> None:
    assert sign_in(client, somebody(), next=wanted)["Location"] == "/me"


def test_a_page_for_the_signed_in_leads_to_the_sign_in_and_back(client) -> None:
    reply = client.get("/me/password")
    assert reply["Location"] == "/sign-in?next=%2Fme%2Fpassword"


def test_no_refusal_says_which_part_was_wrong(client, time: Clock) -> None:
    person = with_second(time)
    words = set()
    for number, said in enumerate(
        (
            {"name": "no-such-name-11", "password": PASSWORD, "code": "123456"},
            {"name": person.name, "password": "wrong", "code": phone(time)},
            {"name": person.name, "password": PASSWORD, "code": "000000"},
            {"name": person.name, "password": PASSWORD, "code": ""},
        )
    ):
        reply = client.post("/sign-in", said, REMOTE_ADDR=f"10.0.{number}.1")
        assert reply.status_code == 400
        page = re.sub(r'value="[^"]*"', "", reply.content.decode())
        words.add(page)
    assert len(words) == 1
    assert not is_in(client)


def test_the_code_of_a_telephone_works_once_and_only_about_its_time(client, time: Clock) -> None:
    person = with_second(time)
    assert sign_in(client, person, code=phone(time, late=-2)).status_code == 400
    code = phone(time, late=-1)
    assert sign_in(client, person, code=f"{code[:3]} {code[3:]}").status_code == 302
    assert sign_in(Client(), person, code=code).status_code == 400
    assert sign_in(Client(), person, code=phone(time)).status_code == 302


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")],
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert totp.code(SECRET, at // 30, digits=8) == code


def test_a_code_from_the_sheet_serves_once_in_place_of_the_telephone(client, time: Clock) -> None:
    person = with_second(time)
    sheet = second.make_sheet(person)
    assert sign_in(client, person, "wrong", code=sheet[0]).status_code == 400
    assert sign_in(client, person, code=sheet[0].lower().replace("-", " ")).status_code == 302
    assert sign_in(Client(), person, code=sheet[0]).status_code == 400
    assert second.left(person) == second.ON_A_SHEET - 1


def test_a_new_sheet_makes_the_old_one_worthless(time: Clock) -> None:
    person = with_second(time)
    old, new = second.make_sheet(person), second.make_sheet(person)
    assert sign_in(Client(), person, code=old[0]).status_code == 400
    assert sign_in(Client(), person, code=new[0]).status_code == 302


def test_the_sheet_of_one_person_is_worth_nothing_to_another(time: Clock) -> None:
    person, other = with_second(time), somebody("other-other-other-11")
    second.set_up(other, SECRET, 0)
    assert sign_in(Client(), person, code=second.make_sheet(other)[0]).status_code == 400


def test_a_sheet_opens_the_door_while_strangers_guess(client, time: Clock) -> None:
    person = with_second(time)
    sheet = second.make_sheet(person)
    for number in range(40):
        sign_in(Client(REMOTE_ADDR=f"10.2.0.{number}"), person, "wrong")
    assert sign_in(Client(), person, code=phone(time)).status_code == 429
    assert sign_in(client, person, code=sheet[0]).status_code == 302


def test_the_session_gets_a_new_key_at_sign_in_and_the_old_one_is_dead(client, time: Clock) -> None:
    person = somebody()
    sign_in(client, person)
    first = client.cookies["session"].value
    sign_in(client, person)
    second_ = client.cookies["session"].value
    assert first != second_
    client.cookies["session"] = first
    assert not is_in(client)


def test_a_session_key_of_somebodys_choosing_is_not_taken(client, time: Clock) -> None:
    client.cookies["session"] = "k" * 32
    sign_in(client, somebody())
    assert client.cookies["session"].value != "k" * 32


def test_a_stolen_database_opens_no_session(client, time: Clock) -> None:
    sign_in(client, somebody())
    row = SessionRow.objects.get()
    assert client.cookies["session"].value not in (row.key, row.data)
    client.cookies["session"] = row.key
    assert not is_in(client)


def test_a_session_ends_after_a_quarter_of_an_hour_unused(client, time: Clock) -> None:
    sign_in(client, somebody())
    for _ in range(3):
        time.pass_(minutes=14)
        assert is_in(client)
    time.pass_(minutes=16)
    assert not is_in(client)


def test_a_session_ends_after_half_a_day_however_much_it_is_used(client, time: Clock) -> None:
    sign_in(client, somebody())
    for _ in range(71):
        time.pass_(minutes=10)
        assert is_in(client)
    time.pass_(minutes=11)
    assert not is_in(client)


def test_signing_out_ends_the_session_at_once_and_only_by_post(client, time: Clock) -> None:
    sign_in(client, somebody())
    key = client.cookies["session"].value
    assert client.get("/sign-out").status_code == 405
    assert is_in(client)
    reply = client.post("/sign-out")
    assert reply["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["session"] = key
    assert not is_in(client)


def change(client: Client, **said: str) -> int:
    return client.post("/me/password", {"password": PASSWORD, "code": "", "fresh": FRESH, **said}).status_code


def test_a_new_password_ends_every_other_session(client, time: Clock) -> None:
    person, elsewhere = somebody(), Client()
    sign_in(client, person)
    sign_in(elsewhere, person)
    key = client.cookies["session"].value
    assert change(client, password="wrong") == 400
    assert change(client) == 302
    assert is_in(client)
    assert client.cookies["session"].value != key
    assert not is_in(elsewhere)
    assert sign_in(Client(), person).status_code == 400
    assert sign_in(Client(), person, FRESH).status_code == 302


@pytest.mark.parametrize("weak", ["short", "password1234", "aaaaaaaaaaaaaaa", "x" * 201])
def test_a_weak_password_is_refused_and_nothing_changes(client, time: Clock, weak: str) -> None:
    person = somebody()
    sign_in(client, person)
    assert change(client, fresh=weak) == 400
    assert sign_in(Client(), person).status_code == 302


def test_one_password_typed_on_two_keyboards_is_one(client, time: Clock) -> None:
    person = somebody(password="")
    sign_in(client, person)
    composed, apart = "caf\u00e9 du vieux port", "cafe\u0301 du vieux port"
    lost = invitations.way_back(person, time.now())
    client.post("/way-back", {"name": person.name, "back": lost.code, "fresh": composed})
    assert sign_in(Client(), person, apart).status_code == 302


def test_the_second_factor_is_asked_for_before_anything_about_the_sign_in_changes(
    client, time: Clock
) -> None:
    person = with_second(time)
    sign_in(client, person, code=phone(time))
    time.pass_(minutes=1)
    assert change(client) == 400
    for page in ("/me/second/off", "/me/sheet"):
        assert client.post(page, {"password": PASSWORD}).status_code == 400
    assert second.has(Person.objects.get())
    assert not SheetCodeRow.objects.exists()
    assert change(client, code=phone(time)) == 302


def test_a_second_factor_is_set_up_with_the_secret_offered_to_this_person(client, time: Clock) -> None:
    person, other = somebody(), somebody("other-other-other-11")
    sign_in(client, person)
    page = client.get("/me/second")
    shown = re.search(r'class="code"><bdi>([A-Z2-7 ]+)<', page.content.decode())[1]
    offer = re.search(r'name="secret" value="([0-9a-f]+)"', page.content.decode())[1]
    secret = totp.base64.b32decode(shown.replace(" ", ""))
    first = totp.code(secret, int(time.now().timestamp()) // 30)
    stranger = Client()
    sign_in(stranger, other)
    said = {"secret": offer, "first": first, "password": PASSWORD}
    assert stranger.post("/me/second", said).status_code == 200  # begins anew, with another secret
    assert client.post("/me/second", {**said, "first": "000000"}).status_code == 400
    assert client.post("/me/second", {**said, "password": "wrong"}).status_code == 400
    key = client.cookies["session"].value
    assert client.post("/me/second", said).status_code == 302
    assert client.cookies["session"].value != key
    person.refresh_from_db()
    assert secret not in bytes(person.second)
    assert sign_in(Client(), person).status_code == 400
    assert not second.has(Person.objects.get(pk=other.pk))


def test_a_lost_password_is_set_anew_with_the_sheet_and_the_telephone(client, time: Clock) -> None:
    person, elsewhere = with_second(time), Client()
    sheet = second.make_sheet(person)
    sign_in(elsewhere, person, code=phone(time, -1))
    said = {"name": person.name, "back": sheet[0], "code": "", "fresh": FRESH}
    assert client.post("/way-back", said).status_code == 400
    assert client.post("/way-back", {**said, "code": phone(time), "fresh": "short"}).status_code == 400
    assert client.post("/way-back", {**said, "code": phone(time)}).status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)
    assert second.has(Person.objects.get())
    time.pass_(minutes=5)
    assert client.post("/way-back", {**said, "code": phone(time)}).status_code == 400


def test_the_operators_code_lets_somebody_back_in_once_and_nobody_else(client, time: Clock) -> None:
    person, other = with_second(time), somebody("other-other-other-11")
    code = invitations.way_back(person, time.now()).code
    said = {"back": code, "fresh": FRESH}
    assert client.post("/way-back", {**said, "name": other.name}).status_code == 400
    assert client.post("/way-back", {**said, "name": person.name}).status_code == 302
    assert client.post("/way-back", {**said, "name": person.name}).status_code == 400
    assert sign_in(Client(), person, FRESH).status_code == 302


def test_a_way_back_expires(client, time: Clock) -> None:
    person = somebody()
    code = invitations.way_back(person, time.now()).code
    time.pass_(days=2, minutes=1)
    assert client.post("/way-back", {"back": code, "name": person.name, "fresh": FRESH}).status_code == 400


def test_a_device_is_remembered_for_each_person_and_by_its_hash(client, time: Clock) -> None:
    person, other = somebody(), somebody("other-other-other-11")
    sign_in(client, person)
    sign_in(client, other)
    held = client.cookies["device"].value
    assert devices.known(person.pk, held)
    assert devices.known(other.pk, held)
    assert not set(held.split(".")) & set(DeviceRow.objects.values_list("secret", flat=True))
    sign_in(client, person)
    assert client.cookies["device"].value == held


def test_one_sees_ones_own_sessions_and_ends_them(client, time: Clock) -> None:
    person, other, elsewhere, stranger = somebody(), somebody("other-other-other-11"), Client(), Client()
    for one, whose in ((client, person), (elsewhere, person), (stranger, other)):
        sign_in(one, whose)
    marks = re.findall(r'name="session" value="([0-9a-f]+)"', client.get("/me").content.decode())
    assert len(marks) == 1
    stranger.post("/me/end", {"session": marks[0]})
    assert is_in(elsewhere)
    client.post("/me/end", {"session": marks[0]})
    assert not is_in(elsewhere)
    sign_in(elsewhere, person)
    client.post("/me/end")
    assert (is_in(client), is_in(elsewhere), is_in(stranger)) == (True, False, True)


def test_sessions_that_are_over_are_forgotten(client, time: Clock) -> None:
    sign_in(client, somebody())
    time.pass_(hours=1)
    sessions.SessionStore.clear_expired()
    assert not SessionRow.objects.exists()


def test_a_name_is_three_words_and_two_digits_and_reads_back() -> None:
    for _ in range(50):
        name = names.fresh()
        assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-[1-9][0-9]", name)
        assert names.read(name.upper().replace("-", " ")) == name


def test_every_single_slip_in_a_code_is_noticed() -> None:
    code = codes.fresh(codes.INVITATION)
    plain = code.replace("-", "")
    assert codes.read(code.lower().replace("0", "o").replace("1", "l"), codes.INVITATION) == plain[:32]
    for place in range(len(plain)):
        for letter in codes.ALPHABET:
            slip = plain[:place] + letter + plain[place + 1 :]
            assert (codes.read(slip, codes.INVITATION) != "") == (slip == plain)
    for place in range(len(plain) - 1):
        swap = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        assert (codes.read(swap, codes.INVITATION) != "") == (swap == plain)


def test_the_half_day_is_counted_from_the_sign_in() -> None:
    assert timedelta(minutes=15) == sessions.IDLE
    assert timedelta(hours=12) == sessions.LONGEST
