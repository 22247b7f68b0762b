"""The pages of a delegation: its text, its room, what it says to the mediators, what it holds."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.core.lanes import Kind
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
OTHER = TEXT.replace("by day 7", "by day 9")
REACTIONS = [
    "unclear",
    "problem, because…",
    "cannot live with it",
    "could live with it",
    "would prefer…",
    "question…",
]


def given(world: SiteWorld, *to: str, text: str = TEXT, name: str = "version 7", **more: Any) -> str:
    """Register a text and leave it with these rooms; return its fingerprint."""
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": text}, name=name)
    sha256 = list(world.seated("M1").view.desk.versions)[-1]
    for one in to:
        world.act(
            "M1",
            "deliver",
            world.lane("M1", Kind.CHANNEL, one),
            sha256=sha256,
            form="left",
            carrier="M1",
            **more,
        )
    return sha256


def shown(client: Client, world: SiteWorld, who: str, name: str = "") -> str:
    answer = client.get(page(world, who, name))
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def sent(client: Client, world: SiteWorld, who: str, **form: Any) -> str:
    """Put a form into the tray, return what the tray shows, and send it."""
    mark = fresh()
    answer = client.post(page(world, who, "put"), {"move": mark, **form})
    assert answer.status_code == 302, answer.content.decode()
    tray = shown(client, world, who, "tray")
    answer = client.post(page(world, who, "tray/send"), {"item": mark, "move": fresh()})
    assert answer.status_code == 302, answer.content.decode()
    return tray


PAGES = ["", "room", "mediators", "mediators/1", "check", "table"]


@pytest.mark.parametrize("who", ["Tarn", "G", "Watch"])
@pytest.mark.parametrize("name", PAGES)
def test_a_rooms_pages_open_before_and_after_a_text_came(who: str, name: str):
    world = SiteWorld()
    client = sits(world, who)
    shown(client, world, who, name)
    given(world, who)
    assert "Strait" in shown(client, world, who, name)


@pytest.mark.parametrize("who", ["M1", "Tarn's principal"])
@pytest.mark.parametrize(
    "name",
    ["room", "mediators", "mediators/1", "check", "check/list", "answer", "changed", "react/stop", "given/1"],
)
def test_a_rooms_pages_are_absent_for_everybody_else(who: str, name: str):
    world = SiteWorld()
    given(world, "Tarn")
    assert sits(world, who).get(page(world, who, name)).status_code == 404


def test_the_text_stands_with_by_whose_word_it_came_and_its_check_words():
    world = SiteWorld()
    sha256 = given(world, "Tarn", cover="Read clause 2 first.")
    told = shown(sits(world, "Tarn"), world, "Tarn")
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    assert newest is not None
    assert newest.sha256 == sha256
    assert " · ".join(newest.check.words("en")) in told
    assert newest.check.digits in told
    assert "the same as everybody was told" in told
    assert "Read clause 2 first." in told
    assert "left with you by <bdi>M1</bdi>" in told
    assert "You said that you hold" not in told


def test_a_text_whose_check_words_are_not_those_announced_says_so():
    world = SiteWorld()
    given(world, "Tarn")
    world.act(
        "M1",
        "deliver",
        world.lane("M1", Kind.CHANNEL, "Vell"),
        text={"en": OTHER},
        name="version 7",
        form="left",
    )
    assert "These are other check words than everybody was told" in shown(sits(world, "Vell"), world, "Vell")
    assert "other check words" not in shown(sits(world, "Tarn"), world, "Tarn")


def test_what_changed_is_told_in_words_and_marked_and_reading_alone_writes_nothing():
    world = SiteWorld()
    client = sits(world, "Tarn")
    first = given(world, "Tarn", text=TEXT, name="version 7")
    assert "You have not said yet that you read a text here." in shown(client, world, "Tarn")
    client.post(page(world, "Tarn", "read"), {"sha256": first})
    assert "What changed since you last read it" not in shown(client, world, "Tarn")
    given(world, "Tarn", text=OTHER, name="version 8")
    heads = [lane.number for lane in store.lanes_of(world.seats["Tarn"].seat)]
    told = shown(client, world, "Tarn")
    assert "in 2, 7 became 9" in re.sub(r"<[^>]+>", "", told)
    assert "by day <ins>9.</ins>" in told
    assert "in 2, 7 became 9" in re.sub(r"<[^>]+>", "", shown(client, world, "Tarn", "changed"))
    assert [lane.number for lane in store.lanes_of(world.seats["Tarn"].seat)] == heads


def test_a_text_given_before_can_be_read_again_and_set_against_the_newest():
    world = SiteWorld()
    given(world, "Tarn", text=TEXT, name="version 7")
    given(world, "Tarn", text=OTHER, name="version 8")
    client = sits(world, "Tarn")
    way = f'<a href="{page(world, "Tarn", "changed")}?since=1&amp;lang=en">What changed since version 7</a>'
    assert way in shown(client, world, "Tarn"), "also for somebody who never marked a text as read"
    assert "a text you were given before" in shown(client, world, "Tarn", "given/1")
    assert "What changed since version 7" in shown(client, world, "Tarn", "changed?since=1")
    assert client.get(page(world, "Tarn", "given/77")).status_code == 404


def test_all_six_reactions_are_offered_and_one_goes_by_the_tray_under_the_number_of_its_clause():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    offered = shown(client, world, "Tarn", "react/stop")
    assert [offered.index(one) for one in REACTIONS] == sorted(offered.index(one) for one in REACTIONS)
    form = {"kind": "react", "lane": world.lane("Tarn", Kind.CHANNEL), "sha256": sha256, "clause": "stop"}
    tray = sent(client, world, "Tarn", **form, reaction="cannot", words="The boats would be idle.")
    assert "Clause 1" in tray
    assert "cannot live with it" in tray
    told = shown(client, world, "Tarn")
    assert "We said:" in told
    assert "The boats would be idle." in told
    assert client.get(page(world, "Tarn", "react/nothing")).status_code == 404


def test_other_words_for_a_clause_are_refused_with_a_hint_and_kept_as_a_preference():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    form = {"words": "for 38 days", "move": fresh()}
    answer = client.post(page(world, "Tarn", "react/stop/words"), form)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "the mediators&#x27; desk redrafts" in told
    assert "for 38 days</textarea>" in told
    assert re.search(r'value="prefer" required checked', told)


def test_where_anybody_may_redraft_other_words_go_by_the_tray_and_stand_beside_the_desks_draft():
    world = SiteWorld()
    world.act("M1", "arrange", world.lane("M1", Kind.TABLE), redraft="anybody")
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    assert "The desk takes these words into the next version" in shown(client, world, "Tarn", "react/stop")
    form = {"kind": "redraft", "lane": world.lane("Tarn", Kind.CHANNEL), "sha256": sha256, "clause": "stop"}
    tray = sent(client, world, "Tarn", **form, words="It stops for 38 days.")
    assert "Other words for a clause" in tray
    assert "Clause 1" in tray
    assert "It stops for 38 days.</textarea>" in shown(client, world, "Tarn", "react/stop")
    desk = sits(world, "M1")
    for name in ("text/draft", "?clause=stop", "with/1/"):
        assert "It stops for 38 days." in desk.get(page(world, "M1", name)).content.decode(), name
    assert "38 days" not in shown(sits(world, "Vell"), world, "Vell", "table")


@pytest.mark.parametrize(("kind", "says"), [("accept", "we accept"), ("decline", "we do not accept")])
def test_an_answer_is_of_a_fingerprint_and_says_what_it_means_before_it_goes(kind: str, says: str):
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    assert "of no other text whatever it is called" in shown(client, world, "Tarn", "answer")
    tray = sent(client, world, "Tarn", kind=kind, lane=world.lane("Tarn", Kind.CHANNEL), sha256=sha256)
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    assert newest is not None
    assert newest.check.digits in tray
    assert f"You said: {says} the text with these check words." in shown(client, world, "Tarn")


def test_an_observer_is_not_asked_for_reactions_or_an_answer():
    world = SiteWorld()
    given(world, "Watch")
    client = sits(world, "Watch")
    told = shown(client, world, "Watch")
    assert "react/" not in told
    assert client.get(page(world, "Watch", "answer")).status_code == 404


def test_a_release_goes_in_other_words_and_can_be_taken_back_until_it_is_carried():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    client = sits(world, "Tarn")
    sent(client, world, "Tarn", kind="confide", lane=lane, words="Our council would live with 36 days.")
    item = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).items))
    assert "Our council would live with 36 days." in shown(client, world, "Tarn", f"release/{lane}/{item}")
    form = {"kind": "release", "lane": lane, "item": item, "to[]": world.seats["Vell"].delegation}
    tray = sent(client, world, "Tarn", **form, **{"as": "mediators", "words": "36 might serve."})
    assert "May be carried to Vell, in exactly these words:" in tray
    told = shown(client, world, "Tarn", "mediators")
    assert "May be carried to <bdi>Vell</bdi>, as the mediators&#x27; idea" in told
    leave = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).releases))
    world.act("M1", "carry", world.lane("M1", Kind.CHANNEL, "Tarn"), item=leave)
    carried = shown(client, world, "Tarn", "mediators")
    assert "it cannot be unsaid" in carried
    assert "Take it back at once" not in carried
    theirs = shown(sits(world, "Vell"), world, "Vell", "mediators")
    assert "36 might serve." in theirs
    assert "council" not in theirs


def test_what_a_mediator_understood_is_corrected_and_both_wordings_stand():
    world = SiteWorld()
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    world.act("M1", "read_back", lane, words="The lights stay out for three months.")
    client = sits(world, "Tarn")
    assert "The lights stay out for three months." in shown(client, world, "Tarn", "mediators")
    item = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).understandings))
    words = "The lights stay out for as long as the talks go on."
    sent(client, world, "Tarn", kind="correct", lane=world.lane("Tarn", Kind.CHANNEL), item=item, words=words)
    told = shown(client, world, "Tarn", "mediators")
    assert "disputed: both wordings stand" in told
    assert "for three months" in told
    assert words in told
    desk = shown(sits(world, "M1"), world, "M1", "with/1/")
    assert "disputed understanding" in desk
    assert "They say:" in desk
    assert "written down anew" not in desk


def test_a_long_list_of_confidences_is_turned_page_by_page():
    world = SiteWorld()
    client, lane = sits(world, "Tarn"), world.lane("Tarn", Kind.CHANNEL)
    for number in range(33):
        world.act("Tarn", "confide", lane, words=f"Between us, number {number}.")
    told = shown(client, world, "Tarn", "mediators").partition("<h2>What was said</h2>")[0]
    older = re.search(r"\?confided=(\d+)", told)
    assert older
    assert [f"number {number}." in told for number in (2, 3, 32)] == [False, True, True]
    told = shown(client, world, "Tarn", f"mediators{older[0]}").partition("<h2>What was said</h2>")[0]
    assert [f"number {number}." in told for number in (0, 2, 3)] == [True, True, False]
    assert "?confided=" not in told


def test_what_was_heard_is_not_read_back_until_the_delegation_confirms_it():
    world = SiteWorld()
    heard = {"how": "by telephone", "when": "at noon"}
    world.act("M1", "say", world.lane("M1", Kind.CHANNEL, "Tarn"), words="Thursday suits us.", heard=heard)
    client = sits(world, "Tarn")
    assert "not read back" in shown(client, world, "Tarn", "mediators")
    item = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).unconfirmed))
    tray = sent(client, world, "Tarn", kind="confirm", lane=world.lane("Tarn", Kind.CHANNEL), item=item)
    assert "Thursday suits us." in tray
    assert "Written down by a mediator as heard from you" not in shown(client, world, "Tarn", "mediators")


def test_a_channel_to_one_mediator_says_that_the_others_do_not_read_it():
    world = SiteWorld()
    client = sits(world, "Tarn")
    told = shown(client, world, "Tarn", "mediators/2")
    assert "The other mediators do not read this." in told
    lane = world.seated("Tarn").view.lane(Kind.PRIVATE, seat=world.seats["M2"].seat).id
    tray = sent(client, world, "Tarn", kind="say", lane=lane, words="For you alone.")
    assert "M2 alone will read this; the other mediators do not." in tray
    assert "For you alone." in shown(client, world, "Tarn", "mediators/2")
    assert "For you alone." not in shown(client, world, "Tarn", "mediators/1")
    assert client.get(page(world, "Tarn", "mediators/3")).status_code == 404


def test_earlier_words_are_a_page_further():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    for number in range(34):
        world.act("Tarn", "say", lane, words=f"word {number:02d}.")
    client = sits(world, "Tarn")
    told = shown(client, world, "Tarn", "mediators")
    assert "word 33." in told
    assert "word 01." not in told
    assert "word 01." in shown(client, world, "Tarn", "mediators?before=5")


def test_a_pasted_copy_is_found_to_differ_and_only_the_telling_leaves_the_room():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client, channel = sits(world, "Tarn"), world.lane("Tarn", Kind.CHANNEL)
    before = len(store.entries(channel))
    paper = OTHER.split("\n", 1)[1].replace("Language: en\n", "")
    form = {"language": "en", "words": paper, "move": fresh()}
    assert client.post(page(world, "Tarn", "check/copy"), form).status_code == 302
    told = re.sub(r"<[^>]+>", "", shown(client, world, "Tarn", "check"))
    assert "It is another text than version 7" in told
    assert "in 2, 7 became 9" in told
    assert len(store.entries(channel)) == before
    tray = sent(client, world, "Tarn", kind="hold", lane=channel, against=sha256)
    assert "it is another text" in tray
    assert "by day 9" in tray
    assert len(store.entries(channel)) == before + 1


def test_the_same_copy_without_title_and_names_is_the_same_text():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    bare = re.sub(r"\s*\{[#=][^}]*\}", "", TEXT.replace("# ", "", 1))
    file = SimpleUploadedFile("copy.txt", bare.replace("\n", "\r\n").encode("utf-8-sig"))
    client.post(page(world, "Tarn", "check/copy"), {"language": "en", "file": file, "move": fresh()})
    assert "It is the same text as version 7." in shown(client, world, "Tarn", "check")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 megabytes"),
        (b"\xff\xfe\x00", "not plain text"),
        (b"", "Paste the copy you hold"),
    ],
    ids=["too large", "no text", "nothing"],
)
def test_a_copy_that_cannot_be_read_is_refused_in_one_message(file: bytes, says: str):
    world = SiteWorld()
    given(world, "Tarn")
    form = {"language": "en", "move": fresh(), "file": SimpleUploadedFile("copy", file)}
    answer = sits(world, "Tarn").post(page(world, "Tarn", "check/copy"), form)
    assert answer.status_code == 409
    assert says in answer.content.decode()
    assert not world.seated("Tarn").view.room.checks


def test_going_down_the_control_list_finds_where_the_paper_differs():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    listed = shown(client, world, "Tarn", "check/list")
    assert 'name="differ"' in listed
    client.post(page(world, "Tarn", "check/list/done"), {"differ": ["2"], "move": fresh()})
    assert "in <bdi>2</bdi>" in shown(client, world, "Tarn", "check")
    client.post(page(world, "Tarn", "check/list/done"), {"move": fresh()})
    assert "Nothing on the control list of version 7" in shown(client, world, "Tarn", "check")


def test_a_control_list_gone_down_with_nothing_marked_never_says_that_the_text_is_held():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    client.post(page(world, "Tarn", "check/list/done"), {"move": fresh()})
    check = next(iter(world.seated("Tarn").view.room.checks.values()))
    assert (check.same, check.sha256) == (True, "")
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    world.act("Tarn", "hold", world.lane("Tarn", Kind.CHANNEL), against=newest.sha256)
    desk = shown(sits(world, "M1"), world, "M1", "")
    assert "holds version 7" not in desk
    assert "was left version 7, by M1" in desk
    assert "went down the control list and marked nothing" in desk
    assert "It is the same text" not in shown(client, world, "Tarn", "check")


def test_check_words_read_out_are_compared_and_nothing_is_written():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    assert newest is not None
    for spoken, says in (
        (newest.check.digits, "These are the check words of the text you were given."),
        (" ".join(newest.check.words("fr")), "These are the check words of the text you were given."),
        ("12345", "Something was misheard"),
    ):
        answer = client.post(page(world, "Tarn", "check/words"), {"words": spoken})
        assert says in answer.content.decode()
    assert not world.seated("Tarn").view.room.checks


def joined(world: SiteWorld, who: str, client: Client, name: str) -> None:
    form = {"kind": "join", "lane": world.lane(who, Kind.ROOM), "move": fresh(), "name": name}
    assert client.post(page(world, who, "act"), form).status_code == 302


def colleague(world: SiteWorld, client: Client) -> Client:
    """Invite a colleague into Tarn's room by the page, and seat somebody by the invitation's seat."""
    sheet = client.post(page(world, "Tarn", "room/invite"), {"move": fresh()})
    assert "Type this code" in sheet.content.decode()
    mine = world.seats["Tarn"]
    seats = [one for one in store.seats_in(world.talks) if one.delegation == mine.delegation]
    world.seats["Tarn's second"] = next(one for one in seats if one.person is None and one.role == mine.role)
    return sits(world, "Tarn's second")


def test_a_colleague_who_only_prepares_makes_it_ready_and_the_head_sends_it():
    world = SiteWorld()
    head = sits(world, "Tarn")
    joined(world, "Tarn", head, "Ilen")
    second = colleague(world, head)
    joined(world, "Tarn's second", second, "Osk")
    room, channel = world.lane("Tarn", Kind.ROOM), world.lane("Tarn", Kind.CHANNEL)
    form = {
        "kind": "permit",
        "lane": room,
        "move": fresh(),
        "prepare_only[]": world.seats["Tarn's second"].seat,
    }
    assert head.post(page(world, "Tarn", "act"), form).status_code == 302
    assert "Make it ready for a colleague to send" in shown(second, world, "Tarn's second", "mediators")
    words = {"kind": "say", "lane": channel, "move": fresh(), "words": "We can meet on Thursday."}
    assert second.post(page(world, "Tarn's second", "room/ready"), words).status_code == 302
    assert not store.entries(channel)
    waiting = shown(head, world, "Tarn", "room")
    assert "We can meet on Thursday." in waiting
    assert "made ready by <bdi>Osk</bdi>" in waiting
    item = next(iter(world.seated("Tarn").view.room.prepared))
    assert "waits for a second person" in shown(second, world, "Tarn's second", "room")
    form = {"kind": "approve", "lane": room, "move": fresh(), "item": item}
    assert head.post(page(world, "Tarn", "act"), form).status_code == 302
    assert len(store.entries(channel)) == 1
    view = world.seated("Tarn").view
    first, other = (
        view.lane(Kind.PRIVATE, view.seat.delegation, one.seat).id for one in view.table.mediators[:2]
    )
    assert "Make it ready for a colleague to send" in shown(second, world, "Tarn's second", "mediators/2")
    words = {"kind": "confide", "lane": other, "move": fresh(), "words": "For the second of you alone."}
    assert second.post(page(world, "Tarn's second", "room/ready"), words).status_code == 302
    assert "For the second of you alone." in shown(head, world, "Tarn", "room")
    item = list(world.seated("Tarn").view.room.prepared)[-1]
    form = {"kind": "approve", "lane": room, "move": fresh(), "item": item}
    assert head.post(page(world, "Tarn", "act"), form).status_code == 302
    assert (len(store.entries(first)), len(store.entries(other))) == (0, 1)


def test_a_colleague_holds_the_delegations_places_and_not_its_principals():
    world = SiteWorld()
    head = sits(world, "Tarn")
    joined(world, "Tarn", head, "Ilen")
    principals = world.lane("Tarn's principal", Kind.PRINCIPALS)
    world.act("Tarn's principal", "let_in", principals, seat=world.seats["Tarn"].seat)
    colleague(world, head)
    kinds = {lane.kind for lane in store.lanes_of(world.seats["Tarn's second"].seat)}
    assert kinds == {"table", "room", "channel", "private", "notes"}


def test_an_invitation_asked_for_twice_by_one_form_sets_one_seat():
    world = SiteWorld()
    head = sits(world, "Tarn")
    joined(world, "Tarn", head, "Ilen")
    form = {"move": fresh()}
    for _ in range(2):
        assert head.post(page(world, "Tarn", "room/invite"), form).status_code == 200
    assert (
        len([one for one in store.seats_in(world.talks) if one.delegation == world.seats["Tarn"].delegation])
        == 3
    )


def test_only_the_head_invites():
    world = SiteWorld()
    client = sits(world, "Tarn")
    assert client.post(page(world, "Tarn", "room/invite"), {"move": fresh()}).status_code == 404


def test_a_line_of_what_matters_stays_in_the_room_until_it_is_confided():
    world = SiteWorld()
    client, room = sits(world, "Tarn"), world.lane("Tarn", Kind.ROOM)
    form = {
        "kind": "matter",
        "lane": room,
        "move": fresh(),
        "words": "The winter boats",
        "why": "They feed the town.",
    }
    assert client.post(page(world, "Tarn", "act"), form).status_code == 302
    channel = world.lane("Tarn", Kind.CHANNEL)
    assert not store.entries(channel)
    item = next(iter(world.seated("Tarn").view.room.matters))
    tray = sent(client, world, "Tarn", kind="confide", lane=channel, item=item)
    assert "They feed the town." in tray
    assert "Told the mediators in confidence." in shown(client, world, "Tarn", "room")


def test_leaving_ends_the_seat_and_every_session_of_who_sat_there():
    world = SiteWorld()
    client = sits(world, "Tarn")
    joined(world, "Tarn", client, "Ilen")
    form = {"kind": "leave", "lane": world.lane("Tarn", Kind.ROOM), "move": fresh(), "next": "/me"}
    person = Person.objects.get(pk=store.seat_of(world.seats["Tarn"].seat).person)
    assert client.post(page(world, "Tarn", "act"), form).status_code == 302
    assert "/sign-in" in client.get(page(world, "Tarn"))["Location"]
    client.force_login(person)
    assert client.get(page(world, "Tarn")).status_code == 404


def test_principals_let_a_delegate_in_who_passes_the_text_on():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    principal, delegate = sits(world, "Tarn's principal"), sits(world, "Tarn")
    assert "passed nothing on to you yet" in shown(principal, world, "Tarn's principal")
    assert delegate.get(page(world, "Tarn", "principals")).status_code == 404
    mark = world.seats["Tarn"].seat[:8]
    assert mark in shown(delegate, world, "Tarn", "room")
    answer = principal.post(
        page(world, "Tarn's principal", "principals/let-in"), {"mark": "0" * 8, "move": fresh()}
    )
    assert answer.status_code == 409
    form = {"mark": mark.upper(), "move": fresh()}
    assert principal.post(page(world, "Tarn's principal", "principals/let-in"), form).status_code == 302
    assert "Our principals" in shown(delegate, world, "Tarn", "principals")
    lane = world.lane("Tarn", Kind.PRINCIPALS)
    tray = sent(delegate, world, "Tarn", kind="pass_on", lane=lane, sha256=sha256, words="Clause 2 is new.")
    assert "Your principals, and those they let in, will read this." in tray
    told = shown(principal, world, "Tarn's principal")
    assert "Movements stop" in told
    assert "Clause 2 is new." in told
    assert "<ins>" not in told


def test_what_everybody_was_told_reads_the_same_for_every_seat():
    world = SiteWorld()
    given(world, "Tarn")
    world.act("M1", "open_round", world.lane("M1", Kind.TABLE), words="We begin.")
    bodies = set()
    for who in ("Tarn", "Vell", "G", "Watch", "M1", "Vell's principal"):
        told = shown(sits(world, who), world, who, "table")
        body = told.split("<main", 1)[1].split("</main>", 1)[0]
        bodies.add(body)
        assert "We begin." in body
        assert "version 7" in body
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        "room",
        "mediators",
        "mediators/1",
        "check",
        "check/list",
        "changed",
        "answer",
        "table",
        "react/stop",
    ],
)
def test_pages_hold_in_arabic(name: str):
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    client.cookies["language"] = "ar"
    told = shown(client, world, "Tarn", name)
    assert 'dir="rtl"' in told
