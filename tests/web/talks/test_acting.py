"""Acting through the database and the interface for programs."""

from datetime import timedelta

import pytest

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.web import writer
from goodoffices.web.talks import actions, folding, store, tray
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_what_a_delegation_confides_is_read_at_the_desk_and_nowhere_else():
    world = SiteWorld()
    channel = world.lane("Tarn", Kind.CHANNEL)
    world.act("Tarn", "confide", channel, words="We could wait a week.")
    at_desk = world.seated("M2").view.channel(world.seats["Tarn"].delegation)
    assert [item.words for item in at_desk.items.values()] == ["We could wait a week."]
    assert channel not in world.seated("Vell").view.lanes


def test_an_act_sent_again_is_made_once_and_answers_with_the_same_receipts():
    world = SiteWorld()
    lane, act_id = world.lane("Tarn", Kind.CHANNEL), fresh()
    first = world.act("Tarn", "confide", lane, act_id, words="Once.")
    again = world.act("Tarn", "confide", lane, act_id, words="Once.")
    assert again.receipts == first.receipts
    assert len(store.entries(lane)) == 1


def test_a_text_set_for_a_minute_is_set_once_however_late_it_is_sent_again():
    world = SiteWorld()
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    (sha256,) = world.seated("M1").view.desk.versions
    lane, act_id, at = world.lane("M1", Kind.CHANNEL, "Vell"), fresh(), int(world.at.timestamp()) + 60
    first = world.act("M1", "deliver", lane, act_id, sha256=sha256, at=at)
    assert world.act("M1", "deliver", lane, act_id, sha256=sha256, at=at).receipts == first.receipts
    world.at += timedelta(minutes=2)
    actions.ripen_all(world.at)
    assert world.act("M1", "deliver", lane, act_id, sha256=sha256, at=at).receipts == first.receipts
    assert len(store.entries(lane)) == 1
    with pytest.raises(Refused, match="Another act was sent under this id"):
        world.act("M1", "deliver", lane, act_id, sha256=sha256, at=at + 600)


def test_words_whose_letters_and_marks_stand_apart_are_kept_put_together():
    world = SiteWorld()
    apart = "pre\u0301pare\u0301es"
    text = TEXT.replace("Lists are", f"Lists, {apart}, are")
    desk = world.lane("M1", Kind.DESK)
    made = world.post("M1", {"lane": desk, "kind": "register", "text": {"en": text}, "name": apart})
    assert made.status_code == 201, made.content
    (version,) = world.seated("M1").view.desk.versions.values()
    assert version.name == "préparées"
    asked = Asked(world.lane("M1", Kind.CHANNEL, "Tarn"), "say", {"words": apart})
    tray.put(world.seats["M1"], fresh(), asked, world.at)
    assert [one.asked.fields["words"] for one in tray.waiting(world.seats["M1"])] == ["préparées"]


def test_another_act_under_the_same_id_is_refused():
    world = SiteWorld()
    lane, act_id = world.lane("Tarn", Kind.CHANNEL), fresh()
    world.act("Tarn", "confide", lane, act_id, words="Once.")
    with pytest.raises(Refused, match="Another act"):
        world.act("Tarn", "confide", lane, act_id, words="Twice.")


def test_a_retry_answers_even_where_the_act_would_now_be_refused():
    world = SiteWorld()
    lane, act_id = world.lane("Tarn", Kind.CHANNEL), fresh()
    world.act("Tarn", "confide", lane, words="Ours.")
    item = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).items))
    first = world.act("Tarn", "release", lane, act_id, item=item, to="Vell", **{"as": "ours"})
    release = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).releases))
    carried = fresh()
    done = world.act("M1", "carry", lane, carried, item=release)
    assert world.act("M1", "carry", lane, carried, item=release).receipts == done.receipts
    with pytest.raises(Refused, match="already"):
        world.act("M1", "carry", lane, item=release)
    assert (
        world.act("Tarn", "release", lane, act_id, item=item, to="Vell", **{"as": "ours"}).receipts
        == first.receipts
    )


def test_an_act_is_made_whole_or_not_at_all():
    world = SiteWorld()
    lane, room = world.lane("Tarn", Kind.CHANNEL), world.lane("Tarn", Kind.ROOM)
    asked = [
        {"lane": room, "kind": "say", "words": "Kept only with the rest."},
        {"lane": lane, "kind": "accept", "sha256": "no"},
    ]
    answer = world.post("Tarn", *asked)
    assert answer.status_code == 400
    assert not store.entries(room)


def test_a_head_that_moved_on_is_refused_where_the_meaning_depends_on_it():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    seen = world.api_view("Tarn")["lanes"]
    head = next(one["head"] for one in seen if one["lane"] == lane)
    world.act("M1", "say", lane, words="A word before you answer.")
    refused = world.post("Tarn", {"lane": lane, "kind": "accept", "sha256": "a" * 64, "head": head})
    assert refused.status_code == 409
    assert "since you looked" in refused.json()["refused"]
    kept = world.post("Tarn", {"lane": lane, "kind": "say", "words": "Noted.", "head": head})
    assert kept.status_code == 201


def test_remembered_states_are_what_the_entries_fold_to():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    for number in range(5):
        world.act("Tarn", "confide", lane, words=f"Line {number}")
    remembered = world.seated("Tarn").view.states
    with writer.turn("test"):
        store.forget()
    assert world.seated("Tarn").view.states == remembered


def test_looking_again_sees_what_looking_afresh_sees():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    world.act("Tarn", "confide", lane, words="Before.")
    before = world.seated("Tarn")
    world.act("M1", "ask", lane, words="Since when?")
    world.act(
        "Tarn's principal",
        "let_in",
        world.lane("Tarn's principal", Kind.PRINCIPALS),
        seat=before.sitting.seat,
    )
    afresh = world.seated("Tarn")
    again = folding.again(before)
    assert (again.lanes, again.view) == (afresh.lanes, afresh.view)
    assert again.view.states != before.view.states
    assert again.view.lanes.keys() > before.view.lanes.keys()


def test_what_is_set_for_a_time_is_nowhere_before_and_in_every_room_after():
    world = SiteWorld()
    desk = world.lane("M1", Kind.DESK)
    world.act("M1", "register", desk, text={"en": TEXT}, name="version 9")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    channel = world.lane("Vell", Kind.CHANNEL)
    at = int(world.at.timestamp()) + 3600
    before = world.api_view("Vell")
    world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, "Vell"), sha256=sha256, at=at)
    assert world.api_view("Vell") == before
    world.wait(seconds=3601)
    actions.ripen(world.seats["Vell"], world.at)
    (entry,) = store.entries(channel)
    assert (entry.stamp, folding.entry_of(entry).move.sha256) == (at, sha256)


def test_what_was_set_and_called_off_never_comes():
    world = SiteWorld()
    desk = world.lane("M1", Kind.DESK)
    world.act("M1", "register", desk, text={"en": TEXT}, name="version 9")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    at = int(world.at.timestamp()) + 3600
    world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, "Vell"), sha256=sha256, at=at)
    item = next(iter(world.seated("M1").view.desk.scheduled))
    world.act("M2", "call_off", desk, item=item)
    world.wait(seconds=3601)
    actions.ripen_all(world.at)
    assert not store.entries(world.lane("Vell", Kind.CHANNEL))


def test_a_program_reads_entries_as_it_wrote_them():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    sent = {"lane": lane, "kind": "confide", "v": 1, "words": "نقبل موعدًا لاحقًا", "clause": "c14"}
    receipt = world.post("Tarn", sent).json()["receipts"][0]
    listed = world.client("M1").get(f"/api/talks/{world.talks}/lanes/{lane}?after=0").json()["entries"]
    assert receipt["number"] == 1
    assert (listed[0]["words"], listed[0]["clause"], listed[0]["by"]) == (sent["words"], "c14", "Tarn")


def test_absent_and_forbidden_get_one_answer():
    world, other = SiteWorld(), SiteWorld()
    theirs = world.lane("Vell", Kind.ROOM)
    answers = {
        (reply.status_code, reply.content)
        for reply in (
            world.client("Tarn").get(f"/api/talks/{world.talks}/lanes/{theirs}"),
            world.client("Tarn").get(f"/api/talks/{world.talks}/lanes/{'0' * 32}"),
            world.client("Tarn").get(f"/api/talks/{other.talks}"),
            world.client("Tarn").get(f"/api/talks/{'0' * 32}"),
            world.post("Tarn", {"lane": theirs, "kind": "say", "words": "Hello"}),
            world.post("Tarn", {"lane": "0" * 32, "kind": "say", "words": "Hello"}),
        )
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


@pytest.mark.parametrize(
    "move",
    [
        {"kind": "nothing of the kind"},
        {"kind": "say"},
        {"kind": "say", "words": 7},
        {"kind": "say", "words": "x" * 20_001},
        {"kind": "say", "words": "a\u202eb"},
        {"kind": "say", "words": "a", "more": 1},
        {"kind": "accept", "sha256": "short"},
        {"kind": "say", "words": "a", "v": 2},
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_leaves_everything_as_it_was(move: dict[str, object]):
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    answer = world.post("Tarn", {"lane": lane, **move})
    assert answer.status_code == 400
    assert len(answer.json()["wrong"]) == 1
    assert not store.entries(lane)


def test_nobody_comes_in_without_a_token():
    world = SiteWorld()
    from django.test import Client

    assert Client().get(f"/api/talks/{world.talks}").status_code == 401
    wrong = Client(headers={"Authorization": "Bearer wrong"})
    assert wrong.get(f"/api/talks/{world.talks}").status_code == 401
