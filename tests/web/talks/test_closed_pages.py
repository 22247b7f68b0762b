"""Closed talks through the pages: begun, entered by printed invitation, left and entered again, lost and recovered."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodoffices.core.lanes import Kind
from goodoffices.journal.box import Unreadable
from goodoffices.web.gate.models import SessionRow
from goodoffices.web.people import invitations
from goodoffices.web.people.models import Person, PersonKeyRow
from goodoffices.web.talks import folding, store
from goodoffices.web.talks.models import BearerRow, SealedKeyRow
from tests.web.people import Clock, somebody
from tests.web.talks.site_world import fresh
from tests.web.talks.test_closed_talks import interrupted_everywhere

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

SAID = "Tarn would live with 36 days if pressed."
PASSWORD, OTHER = "four plain words here", "another four plain words"
FORM = {"name": "Strait", "parties": "Tarn\nVell", "me": "M1", "mode": "closed", "languages": "en"}
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{2}")


class Talks:
    """Closed talks whose mediator, and then Tarn's delegate, came in by their papers."""

    def __init__(self) -> None:
        self.desk, self.tarn = Client(), Client()
        offered = self.desk.post("/begin", FORM)
        self.m1 = self._enters(self.desk, offered.content.decode())
        paper = self.invited("Tarn")
        self.paper = CODE.search(paper)[0]
        self.name = self._enters(self.tarn, self.tarn.post("/take", {"code": self.paper}).content.decode())
        person = Person.objects.get(name=self.name)
        self.sitting = store.seats_of(person.pk)[0]

    @staticmethod
    def _enters(client: Client, page: str) -> str:
        hidden = dict(re.findall(r'name="(code|offer)" value="([^"]+)"', page))
        name = re.search(r"[a-z]+-[a-z]+-[a-z]+-\d\d", page)[0]
        assert client.post("/take/new", {**hidden, "password": PASSWORD}).status_code == 302
        return name

    def home(self, client: Client) -> str:
        return re.search(r"/seat/[0-9a-f]+/", client.get("/me").content.decode())[0]

    def invited(self, party: str) -> str:
        home = self.home(self.desk)
        page = self.desk.get(f"{home}seats").content.decode()
        seat = re.search(rf'{party}.*?name="seat" value="([0-9a-f]+)"', page, re.DOTALL)[1]
        return self.desk.post(f"{home}seats/invite", {"seat": seat}).content.decode()

    def room(self, client: Client | None = None) -> str:
        reply = (client or self.tarn).get(f"/seat/{self.sitting.address}/room")
        assert reply.status_code == 200, (reply.status_code, reply.get("Location"))
        return reply.content.decode()

    def say(self, words: str = SAID) -> None:
        lane = re.search(
            r'name="kind" value="say"><input type="hidden" name="lane" value="([0-9a-f]+)"', self.room()
        )[1]
        form = {"kind": "say", "lane": lane, "words": words, "move": fresh(), "next": "/me"}
        assert self.tarn.post(f"/seat/{self.sitting.address}/act", form).status_code == 302

    def sheet(self) -> tuple[str, dict[str, str], str]:
        """Print a recovery sheet: its long code, the form that tries it, the group that is asked for."""
        page = self.tarn.post("/me/sheet", {"password": PASSWORD}).content.decode()
        groups = re.findall(r"<bdi>([0-9A-Z]{2,4})</bdi>", page.split("groups", 1)[1].split("</ol>", 1)[0])
        offer = re.search(r'name="offer" value="([0-9a-f]+)"', page)[1]
        asked = int(re.search(r"type group (\d) of", page)[1])
        return "-".join(groups), {"offer": offer}, groups[asked - 1]

    def in_again(self, password: str = PASSWORD) -> Client:
        client = Client()
        assert client.post("/sign-in", {"name": self.name, "password": password}).status_code == 302
        return client


@pytest.fixture
def talks(time: Clock) -> Talks:
    made = Talks()
    made.time = time
    made.say()
    return made


def test_a_delegate_comes_in_by_paper_writes_leaves_and_reads_again_after_signing_in(talks):
    assert SAID in talks.room()
    assert "opens to the members alone" in talks.room()
    assert "You sit here alone." in talks.room()
    seen = talks.tarn.get(f"/seat/{talks.sitting.address}/who-sees-what").content.decode()
    assert "Closed: the members alone." in seen
    talks.tarn.post("/sign-out")
    assert SAID in talks.room(talks.in_again())


def test_only_who_sits_in_closed_talks_is_warned_of_keys_without_a_sheet(talks):
    assert "No recovery sheet opens your keys" in talks.tarn.get("/me").content.decode()
    nobody = Client()
    somebody()
    nobody.post("/sign-in", {"name": "lantern-anchor-maple-27", "password": PASSWORD})
    assert "No recovery sheet opens your keys" not in nobody.get("/me").content.decode()


def test_a_used_paper_opens_nothing_any_more_whoever_finds_it(talks):
    assert not BearerRow.objects.filter(kind="paper", seat=talks.sitting.seat).exists()
    with store.opening_with(invitations.pair(talks.paper)):
        assert {lane.kind for lane in folding.seated(talks.sitting).shut} >= {"table", "room"}
    assert Client().post("/take", {"code": talks.paper}).status_code == 400


def test_the_session_keeps_keys_only_its_cookie_opens_and_only_while_it_lasts(talks):
    kept = [bytes(row.keys) for row in SessionRow.objects.all()]
    assert all(kept)
    private = {bytes(row.by_password)[24:] for row in PersonKeyRow.objects.all()}
    assert not any(part in box for part in private for box in kept)
    talks.time.pass_(minutes=16)
    reply = talks.tarn.get(f"/seat/{talks.sitting.address}/room")
    assert reply.status_code == 302
    assert reply["Location"].startswith("/sign-in")


def test_the_sheet_counts_once_a_group_of_it_was_typed_as_it_is_printed(talks):
    code, form, group = talks.sheet()
    assert bytes(PersonKeyRow.objects.get(person__name=talks.name).by_sheet) == b""
    wrong = talks.tarn.post("/me/sheet/tried", {**form, "group": "0000" if group != "0000" else "1111"})
    assert wrong.status_code == 400
    assert code not in wrong.content.decode()
    lost = {"name": talks.name, "back": code, "fresh": OTHER}
    assert Client().post("/way-back", lost).status_code == 400
    assert talks.tarn.post("/me/sheet/tried", {**form, "group": group.lower()}).status_code == 302
    client = Client()
    assert client.post("/way-back", lost).status_code == 302
    assert SAID in talks.room(client)
    assert talks.tarn.get("/me").status_code == 302
    assert SAID in talks.room(talks.in_again(OTHER))


def test_a_newer_sheet_ends_the_older_one_only_when_it_was_tried(talks):
    first, form, group = talks.sheet()
    talks.tarn.post("/me/sheet/tried", {**form, "group": group})
    second, form, group = talks.sheet()
    lost = {"name": talks.name, "fresh": PASSWORD}
    assert Client().post("/way-back", {**lost, "back": first}).status_code == 302
    talks.tarn = talks.in_again()
    talks.tarn.post("/me/sheet/tried", {**form, "group": group})
    talks.time.pass_(hours=1)
    assert Client().post("/way-back", {**lost, "back": first}).status_code == 400
    assert Client().post("/way-back", {**lost, "back": second}).status_code == 302


def test_who_is_let_in_by_the_operator_has_shut_keys_that_the_sheet_opens(talks):
    code, form, group = talks.sheet()
    talks.tarn.post("/me/sheet/tried", {**form, "group": group})
    operators = invitations.way_back(Person.objects.get(name=talks.name), talks.time.now()).code
    client = Client()
    client.post("/way-back", {"name": talks.name, "back": operators, "fresh": OTHER})
    shut = client.get(f"/seat/{talks.sitting.address}/room")
    assert shut["Location"].startswith("/me/keys?next=")
    assert "Closed talks" in client.get("/me").content.decode()
    said = {"password": OTHER, "back": "", "next": f"/seat/{talks.sitting.address}/room"}
    assert client.post("/me/keys", said).status_code == 400
    opened = client.post("/me/keys", {**said, "back": code})
    assert opened["Location"] == said["next"]
    assert SAID in talks.room(client)
    assert SAID in talks.room(talks.in_again(OTHER))


def test_who_lost_everything_gets_back_what_is_shared_and_nothing_else(talks):
    operators = invitations.way_back(Person.objects.get(name=talks.name), talks.time.now()).code
    client = Client()
    client.post("/way-back", {"name": talks.name, "back": operators, "fresh": OTHER})
    talks.time.pass_(minutes=10)
    assert client.post("/me/keys/new", {"password": OTHER}).status_code == 302
    waits = client.get(f"/seat/{talks.sitting.address}/room")
    assert waits.status_code == 403
    assert "Not open to you yet" in waits.content.decode()
    assert talks.desk.get(talks.home(talks.desk)).status_code == 200
    assert SAID not in talks.room(client)
    talks.tarn = client
    talks.say("We begin again.")
    assert "We begin again." in talks.room(client)


def test_a_password_changed_twice_or_cut_off_anywhere_loses_no_key(talks):
    """CryptPad's #1365, where the same change sent twice destroyed the access to a folder."""
    passwords = [PASSWORD, OTHER]

    def change() -> None:
        client = Client()
        said = {"name": talks.name, "password": passwords[0]}
        if client.post("/sign-in", said).status_code == 302:  # else it was changed before it was cut off
            client.post("/me/password", {"password": passwords[0], "fresh": passwords[1]})

    def readable() -> None:
        talks.time.pass_(minutes=20)
        for password in passwords:
            client = Client()
            if client.post("/sign-in", {"name": talks.name, "password": password}).status_code == 302:
                assert SAID in talks.room(client)
                return
        raise AssertionError("neither password lets the person in")

    assert interrupted_everywhere(change, readable) > 3
    client = talks.in_again(OTHER)
    for _ in range(2):
        client.post("/me/password", {"password": OTHER, "fresh": PASSWORD})
    assert SAID in talks.room(talks.in_again(PASSWORD))


def test_coming_in_by_paper_may_be_cut_off_anywhere_and_tried_again(talks):
    vell = CODE.search(talks.invited("Vell"))[0]
    client = Client()
    page = client.post("/take", {"code": vell}).content.decode()
    hidden = dict(re.findall(r'name="(code|offer)" value="([^"]+)"', page))

    def enter() -> None:
        client.post("/take/new", {**hidden, "password": PASSWORD})

    def nothing_lost() -> None:
        seat = store.seat_of(
            next(one.seat for one in store.seats_in(talks.sitting.talks) if one.seat == wanted)
        )
        bears = BearerRow.objects.get(seat=seat.seat)
        assert bears.kind == ("person" if seat.person else "paper")
        kinds = set(SealedKeyRow.objects.filter(bearer=bears).values_list("key__lane__kind", flat=True))
        assert {"table", "channel"} <= kinds

    wanted = BearerRow.objects.get(kind="paper").seat_id
    assert interrupted_everywhere(enter, nothing_lost) > 5
    assert client.get("/me").status_code == 200


def test_the_head_of_a_room_invites_a_colleague_who_reads_what_was_said_before(talks):
    room = talks.room()
    lane = re.search(r'name="kind" value="join"><input type="hidden" name="lane" value="([0-9a-f]+)"', room)[
        1
    ]
    form = {"kind": "join", "lane": lane, "name": "Ilen", "move": fresh(), "next": "/me"}
    talks.tarn.post(f"/seat/{talks.sitting.address}/act", form)
    paper = talks.tarn.post(f"/seat/{talks.sitting.address}/room/invite", {"move": fresh()}).content.decode()
    colleague = Client()
    Talks._enters(colleague, colleague.post("/take", {"code": CODE.search(paper)[0]}).content.decode())
    home = talks.home(colleague)
    assert SAID in colleague.get(f"{home}room").content.decode()
    assert "You sit here alone." not in talks.room()


def test_the_desk_reads_nothing_of_a_room_even_with_every_row_of_the_database(talks):
    room = folding_lane(talks, Kind.ROOM)
    assert SAID not in talks.desk.get(talks.home(talks.desk)).content.decode()
    with pytest.raises(Unreadable):
        store.entries(room)


def folding_lane(talks: Talks, kind: Kind) -> str:
    return next(lane.id for lane in store.lanes_of(talks.sitting.seat) if lane.kind == kind)


def test_the_tray_and_what_is_set_aside_survive_the_night_the_keys_turn(talks):
    lane = folding_lane(talks, Kind.CHANNEL)
    form = {"kind": "say", "lane": lane, "words": "for the mediators", "move": fresh(), "next": "/me"}
    assert talks.tarn.post(f"/seat/{talks.sitting.address}/put", form).status_code == 302
    talks.time.at += timedelta(days=1)
    talks.tarn = talks.in_again()
    talks.say("a day later")
    assert "for the mediators" in talks.tarn.get(f"/seat/{talks.sitting.address}/tray").content.decode()
