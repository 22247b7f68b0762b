"""Papers without status: whose they are, what they tell, and that withdrawn ones were never there."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from goodoffices.core.lanes import Kind
from goodoffices.core.people import Settings
from goodoffices.web import writer
from goodoffices.web.people.models import Person
from goodoffices.web.talks import nonpapers, sharing, store, tray
from goodoffices.web.talks.models import DraftRow, EntryRow, NonPaperRow
from goodoffices.web.talks.pages import nonpapers as pages
from tests import pdf as reading
from tests.documents.printed.test_docx import told
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given
from tests.web.talks.test_seat_pages import page, sits
from tests.web.talks.watching import Watched, differing, peopled

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
WORDS = {
    "title": "Elements",
    "words": "Boats could sail at dawn.\r\n\r\nLists could follow.",
    "language": "en",
}


class Papers:
    """A mediator with a browser and one paper of his."""

    def __init__(self, world: SiteWorld, who: str = "M1", **more: str) -> None:
        self.world, self.who, self.client = world, who, sits(world, who)
        self.id = fresh()
        got = self.client.post(page(world, who, "papers/write"), {"move": self.id, **WORDS, **more})
        assert got.status_code == 302, got.content.decode()

    def lane(self, kind: Kind, delegation: str) -> str:
        wanted = self.world.seats[delegation].delegation
        return self.world.seated(self.who).view.lane(kind, wanted).id

    def does(self, what: str, **more: str) -> int:
        address = page(self.world, self.who, f"papers/{self.id}/{what}")
        return int(self.client.post(address, {"move": fresh(), **more}).status_code)

    def leaves(self, delegation: str, kind: Kind = Kind.CHANNEL) -> str:
        """Leave it, and return the address it has for whoever it lies with."""
        lane = self.lane(kind, delegation)
        assert self.does("leave", to=lane) == 302
        return str(NonPaperRow.objects.filter(lane=lane).order_by("id").values_list("id", flat=True).last())


def test_a_paper_is_its_owners_alone_until_it_is_left_and_then_that_rooms():
    world = SiteWorld()
    of = Papers(world)
    tarn, vell, other = (sits(world, who) for who in ("Tarn", "Vell", "M2"))
    assert other.get(page(world, "M2", f"papers/{of.id}")).status_code == 404
    copy = of.leaves("Tarn")
    shown = tarn.get(page(world, "Tarn", f"papers/{copy}"))
    assert "Boats could sail at dawn." in shown.content.decode()
    assert "M1" not in shown.content.decode()
    assert "Elements" in tarn.get(page(world, "Tarn", "papers")).content.decode()
    assert "Elements" in other.get(page(world, "M2", "papers")).content.decode()
    for client, who, name in ((vell, "Vell", copy), (vell, "Vell", of.id), (tarn, "Tarn", of.id)):
        for way in (f"papers/{name}", f"print/paper/{name}", f"print/paper/{name}/docx"):
            assert client.get(page(world, who, way)).status_code == 404
    for act in ("leave", "withdraw", "promote"):
        assert tarn.post(page(world, "Tarn", f"papers/{copy}/{act}"), {"move": fresh()}).status_code == 404
        assert other.post(page(world, "M2", f"papers/{copy}/{act}"), {"move": fresh()}).status_code == 404


def test_its_file_holds_the_words_and_nothing_else_under_a_name_that_says_nothing():
    world = SiteWorld()
    of = Papers(world)
    copy = of.leaves("Tarn")
    got = sits(world, "Tarn").get(page(world, "Tarn", f"print/paper/{copy}/docx"))
    assert got["Content-Disposition"] == 'attachment; filename="paper.docx"'
    assert told(got.content) == []
    with ZipFile(BytesIO(got.content)) as archive:
        assert "w:t" not in archive.read("word/header.xml").decode().replace("w:tab", "")
        foot = archive.read("word/footer.xml").decode()
    assert "PAGE" in foot
    assert all(word not in foot for word in ("M1", "Strait", "Check words", "Elements"))
    own = of.client.get(page(world, "M1", f"print/paper/{of.id}/docx"))
    assert own.content == got.content


@pytest.mark.pdf
def test_its_pdf_holds_the_words_and_nothing_else():
    world = SiteWorld()
    of = Papers(world)
    got = sits(world, "Tarn").get(page(world, "Tarn", f"print/paper/{of.leaves('Tarn')}/pdf"))
    assert got["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert reading.told(got.content) == []
    said = "".join(reading.pages(got.content)).replace("\n", "")
    assert said == "ElementsBoats could sail at dawn.Lists could follow.1 / 1"


def test_withdrawn_it_is_absent_as_if_it_had_never_been_and_no_lane_says_that_it_was():
    world = SiteWorld()
    of, tarn = Papers(world), sits(world, "Tarn")
    entries = EntryRow.objects.count()
    copy = of.leaves("Tarn")
    assert tarn.get(page(world, "Tarn", f"papers/{copy}")).status_code == 200
    assert of.does("withdraw") == 302
    for way in (
        f"papers/{copy}",
        f"print/paper/{copy}",
        f"print/paper/{copy}/docx",
        f"print/paper/{copy}/pdf",
    ):
        gone = tarn.get(page(world, "Tarn", way))
        never = tarn.get(page(world, "Tarn", way.replace(copy, "e" * 32)))
        assert gone.status_code == never.status_code == 404
        assert gone.content.replace(copy.encode(), b"e" * 32) == never.content
    assert EntryRow.objects.count() == entries
    assert (NonPaperRow.objects.count(), DraftRow.objects.count()) == (0, 0)


def test_whoever_gives_up_a_seat_takes_back_what_it_left_and_nothing_else():
    world = SiteWorld()
    of, stays = Papers(world), Papers(world, "M2")
    copies = [of.leaves("Tarn"), of.leaves("Vell", Kind.PRIVATE)]
    other = stays.leaves("Vell")
    desk = world.lane("M1", Kind.DESK)
    world.act("M1", "join", desk, name="M1")
    world.act("M1", "leave", desk)
    assert list(NonPaperRow.objects.values_list("id", flat=True)) == [other]
    assert not DraftRow.objects.filter(seat=world.seats["M1"].seat).exists()
    tarn, vell = sits(world, "Tarn"), sits(world, "Vell")
    assert tarn.get(page(world, "Tarn", f"papers/{copies[0]}")).status_code == 404
    assert vell.get(page(world, "Vell", f"papers/{copies[1]}")).status_code == 404
    assert vell.get(page(world, "Vell", f"papers/{other}")).status_code == 200


@pytest.mark.parametrize(("closed", "left"), [(False, 0), (True, 1)])
def test_a_colleagues_list_opens_to_the_head_who_takes_the_seat_only_where_talks_are_not_closed(
    closed: bool, left: int
):
    world = SiteWorld(closed=closed)
    room, channel = world.lane("Tarn", Kind.ROOM), world.lane("Tarn", Kind.CHANNEL)
    with world.bearing("Tarn"):
        colleague = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
        with writer.turn(colleague.seat):
            world.tokens["T2"] = store.give_token(colleague.seat)
        sharing.settle(world.seats["Tarn"], world.at)
    world.seats["T2"] = colleague
    world.act("Tarn", "join", room, name="Head")
    world.act("T2", "join", room, name="T2")
    with world.bearing("T2"):
        sharing.settle(colleague, world.at)
        nonpapers.keep(colleague, "a" * 32, "# One\n\nTwo.\n", "en")
        nonpapers.leave(colleague, nonpapers.mine(colleague, "a" * 32), {channel: "b" * 32})
    world.act("Tarn", "leave", room, seat=colleague.seat)
    assert NonPaperRow.objects.count() == left
    with pytest.raises(store.Absent):
        store.seat_of(colleague.seat)


def test_of_a_withdrawn_paper_its_owner_may_keep_a_line_without_its_words():
    world = SiteWorld()
    of = Papers(world)
    of.leaves("Tarn")
    assert of.does("withdraw", trace="1") == 302
    notes = of.client.get(page(world, "M1", "notes")).content.decode()
    assert "A paper without status lay with Tarn and was withdrawn." in notes
    assert "Boats" not in notes
    assert (
        "paper without status lay" not in sits(world, "M2").get(page(world, "M2", "notes")).content.decode()
    )


def test_what_another_room_is_left_changes_no_byte_of_this_one_and_once_withdrawn_none_of_its_own():
    world = peopled()
    watched, theirs = Watched(world, "Vell"), Watched(world, "Tarn")
    before, was = watched.replies(), theirs.replies()
    client = sits_already(world, "M1")
    name = fresh()
    client.post(page(world, "M1", "papers/write"), {"move": name, **WORDS})
    lane = world.seated("M1").view.lane(Kind.CHANNEL, world.seats["Tarn"].delegation).id
    assert client.post(page(world, "M1", f"papers/{name}/leave"), {"to": lane}).status_code == 302
    assert differing(before, watched.replies()) == []
    assert any(one.endswith("/papers") for one in differing(was, theirs.replies()))
    client.post(page(world, "M1", f"papers/{name}/withdraw"), {"move": fresh()})
    assert differing(before, watched.replies()) == []
    assert differing(was, theirs.replies()) == ["the open page was told"]
    watched.leave()
    theirs.leave()


def test_a_list_of_all_that_lies_anywhere_would_be_seen(monkeypatch: pytest.MonkeyPatch):
    world = peopled()
    watched = Watched(world, "Vell")
    before = watched.replies()
    plain = pages._papers
    monkeypatch.setattr(
        pages, "_papers", lambda here, **more: plain(here, **{**more, "no": "." * NonPaperRow.objects.count()} if NonPaperRow.objects.exists() else more)
    )  # fmt: skip
    nonpapers.keep(world.seats["M1"], "a" * 32, "# One\n\nTwo.\n", "en")
    of = nonpapers.mine(world.seats["M1"], "a" * 32)
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    nonpapers.leave(world.seats["M1"], of, {lane: "b" * 32})
    assert any("papers" in name for name in differing(before, watched.replies()))
    watched.leave()


def sits_already(world: SiteWorld, who: str) -> Client:
    client = Client()
    person = Person.objects.get(pk=store.seat_of(world.seats[who].seat).person)
    client.force_login(person, backend="goodoffices.web.people.backend.Backend")
    return client


def test_two_rooms_have_it_under_names_that_share_nothing():
    world = SiteWorld()
    of = Papers(world)
    one, two = of.leaves("Tarn"), of.leaves("Vell")
    assert len({one, two, of.id}) == 3
    assert of.does("withdraw") == 302
    assert NonPaperRow.objects.count() == 0


def test_promoting_it_is_an_act_of_its_owner_by_the_ordinary_way():
    world = SiteWorld()
    of = Papers(world)
    got = of.client.post(page(world, "M1", f"papers/{of.id}/promote"), {"move": fresh()})
    assert got["Location"].endswith(f"/text/draft?paper={of.id}")
    assert "Boats could sail at dawn." in of.client.get(got["Location"]).content.decode()
    assert sits(world, "M2").get(page(world, "M2", f"text/draft?paper={of.id}")).status_code == 404
    assert world.seated("M1").view.desk.versions == {}
    room = Papers(world, "Tarn", words="We could wait.")
    assert room.does("promote") == 302
    assert "We could wait." in tray.waiting(world.seats["Tarn"])[0].asked.fields["words"]


def test_a_rooms_paper_lies_with_the_mediators_or_with_one_alone():
    world = SiteWorld()
    room = Papers(world, "Tarn")
    lane = world.seated("Tarn").view.lane(Kind.PRIVATE, "", world.seats["M1"].seat).id
    assert room.does("leave", to=lane) == 302
    copy = NonPaperRow.objects.get().id
    assert sits(world, "M1").get(page(world, "M1", f"papers/{copy}")).status_code == 200
    assert sits(world, "M2").get(page(world, "M2", f"papers/{copy}")).status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"words": " "}, "Nothing was written"),
        ({"title": ""}, "Give the paper a heading"),
        ({"words": "It lasts [3 | 4 days."}, "bracket"),
        ({"move": "x"}, "without its mark"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_words_stand(more: dict[str, str], said: str):
    world = SiteWorld()
    got = sits(world, "M1").post(page(world, "M1", "papers/write"), {"move": fresh(), **WORDS, **more})
    assert got.status_code == 409
    assert said in got.content.decode()
    assert NonPaperRow.objects.count() == 0


def test_a_paper_sent_again_is_kept_once_and_stays_where_it_lies():
    world = SiteWorld()
    of = Papers(world)
    copy = of.leaves("Tarn")
    assert of.client.post(page(world, "M1", "papers/write"), {"move": of.id, **WORDS}).status_code == 302
    assert of.does("withdraw") == 302
    assert not NonPaperRow.objects.filter(id=copy).exists()


def test_left_with_nobody_or_against_the_rules_it_goes_nowhere():
    world = SiteWorld(settings=Settings(languages=("en",), countersign=2))
    of = Papers(world)
    assert of.does("leave") == 409
    assert of.does("leave", to=of.lane(Kind.CHANNEL, "Tarn")) == 409
    assert of.does("leave", to=of.lane(Kind.PRIVATE, "Tarn")) == 302
    assert NonPaperRow.objects.count() == 1


def test_principals_and_observers_without_a_channel_have_no_such_page():
    world = SiteWorld()
    given(world, "Tarn")
    assert sits(world, "Tarn's principal").get(page(world, "Tarn's principal", "papers")).status_code == 404


def test_in_closed_talks_it_opens_to_those_it_lies_with_alone():
    world = SiteWorld(closed=True)
    client = sits(world, "M1")
    name = fresh()
    assert client.post(page(world, "M1", "papers/write"), {"move": name, **WORDS}).status_code == 302
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    assert client.post(page(world, "M1", f"papers/{name}/leave"), {"to": lane}).status_code == 302
    row = NonPaperRow.objects.get()
    assert b"Boats" not in bytes(row.body)
    shown = sits(world, "Tarn").get(page(world, "Tarn", f"papers/{row.id}")).content.decode()
    assert "Boats could sail at dawn." in shown
