"""What is possible, on the desk and in a room: words alone without points, computed for its reader, kept nowhere."""

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import possible
from goodoffices.web.talks.models import DraftRow, EntryRow
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

MORE = TEXT.replace("by day 7", "[by day 7 | by day 14]{#by}")


@pytest.fixture
def world():
    made = SiteWorld()
    made.clients = {}
    made.act("M1", "register", made.lane("M1", Kind.DESK), text={"en": MORE}, name="version 1")
    (sha256,) = made.seated("M1").view.desk.versions
    for who in ("Tarn", "Vell"):
        made.act("M1", "deliver", made.lane("M1", Kind.CHANNEL, who), sha256=sha256)
    return made


def confides(world, who, words, **line):
    """A line is written in the room and confided."""
    world.act(who, "value", world.lane(who, Kind.ROOM), **line)
    item = list(world.seated(who).view.room.values)[-1]
    world.act(who, "value", world.lane(who, Kind.CHANNEL), item=item, words=words)


def points(passage, *numbers):
    return {
        "measure": "points",
        "passage": passage,
        "points": {str(at): one for at, one in enumerate(numbers, 1)},
    }


def both_state(world, tarn="8", vell="8"):
    confides(world, "Tarn", "Thirty.", **points("days", "10", "6", "0"))
    confides(world, "Tarn", "Seven.", **points("by", "3", "0"))
    confides(world, "Tarn", "Else nothing.", measure="no_deal", worth=tarn)
    confides(world, "Vell", "Forty.", **points("days", "0", "6", "10"))
    confides(world, "Vell", "Fourteen.", **points("by", "0", "3"))
    confides(world, "Vell", "Else nothing.", measure="no_deal", worth=vell)


def client(world, who):
    """The browser of whoever sits there; one for each seat."""
    if who not in world.clients:
        world.clients[who] = sits(world, who)
    return world.clients[who]


def page(world, who, name):
    reply = client(world, who).get(f"/seat/{world.seats[who].address}/{name}")
    assert reply.status_code == 200, reply.status_code
    return reply.content.decode()


def test_without_points_the_page_speaks_only_words(world):
    world.act(
        "Tarn", "confide", world.lane("Tarn", Kind.CHANNEL), words="We could live with 36.", clause="stop"
    )
    shown = page(world, "M1", "analysis")
    assert "can be settled in 6 ways" in shown
    assert "We could live with 36." in shown
    for number in ("points", "<svg", "What follows", "wastes nothing"):
        assert number not in shown


def test_what_stands_in_the_way_and_what_would_open_it(world):
    both_state(world)
    shown = page(world, "M1", "analysis")
    assert "No package is acceptable to all, as things were stated." in shown
    assert "Tarn: no less than 8 points, as good as no deal" in shown
    assert "Vell accepts 6 points instead of 8" in shown
    opened = page(world, "M1", "analysis/opening/1")
    assert "Movements stop for 36 days." in opened
    draft = page(world, "M1", "text/draft?from=opening&place=1")
    assert "Movements stop for 36 days." in draft
    assert "[30 | 36 | 40]{#days}" not in draft


def test_packages_are_opened_as_clauses_and_no_heading_names_a_scholar(world):
    both_state(world, "6", "6")
    shown = page(world, "M1", "analysis")
    assert "<svg" in shown
    assert "Even by each side&#x27;s own measure" in shown
    for scholar in ("nash", "kalai", "smorodinsky", "pareto", "egalitarian", "utilitarian"):
        assert scholar not in shown.casefold()
    opened = page(world, "M1", "analysis/together/0")
    assert "that this very package is acceptable to it" in opened
    assert (
        client(world, "M1").get(f"/seat/{world.seats['M1'].address}/analysis/together/7").status_code == 404
    )


def test_where_no_deal_was_left_open_nothing_is_said_of_what_all_could_accept(world):
    confides(world, "Tarn", "Thirty.", **points("days", "10", "6", "0"))
    confides(world, "Vell", "Forty.", **points("days", "0", "6", "10"))
    shown = page(world, "M1", "analysis")
    assert "nothing is said of what all could accept" in shown
    assert "is acceptable to all" not in shown
    assert "3 packages waste nothing" in shown


def test_orders_alone_leave_packages_open_and_say_what_to_ask(world):
    for who, ranks in (("Tarn", {"1": 1, "2": 2, "3": 3}), ("Vell", {"1": 3, "2": 2, "3": 1})):
        confides(world, who, "In this order.", measure="order", passage="days", ranks=ranks)
        confides(world, who, "Seven.", **points("by", "3", "0"))
    shown = page(world, "M1", "analysis")
    assert "3 packages of 6 may waste nothing" in shown
    assert "all else equal, rather" in shown


def test_points_for_wording_that_was_settled_since_do_not_count_and_are_named(world):
    both_state(world, "6", "6")
    later = MORE.replace("[30 | 36 | 40]{#days}", "36")
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": later}, name="version 2")
    shown = page(world, "M1", "analysis")
    assert "settles or words otherwise, and left out" in shown
    assert "nothing is said of what all could accept" in shown


def test_a_room_sees_what_follows_for_itself_and_leaves_no_trace(world):
    both_state(world)
    before = EntryRow.objects.count(), DraftRow.objects.count()
    shown = page(world, "Tarn", "room/worth")
    assert "Acceptable to us: 3 packages of 6." in shown
    assert "The best for us" in shown
    assert "30" in page(world, "Tarn", "room/worth/together/0")
    assert "Forty." not in shown
    assert (EntryRow.objects.count(), DraftRow.objects.count()) == before


def test_a_table_is_written_down_line_by_line_changed_and_taken_off(world):
    own, address = client(world, "Tarn"), f"/seat/{world.seats['Tarn'].address}/room/worth/points"
    filled = {
        "first:days:1": "10",
        "first:days:3": "0",
        "weight:days": "60",
        "first:by:1": "3",
        "move": "a" * 32,
    }
    assert own.post(address, filled).status_code == 302
    values = world.seated("Tarn").view.room.values
    assert sorted(one.line.passage for one in values.values()) == ["by", "days"]
    assert own.post(address, {**filled, "first:by:1": "", "move": "b" * 32}).status_code == 302
    (left,) = world.seated("Tarn").view.room.values.values()
    assert (dict(left.line.points), left.line.weight) == ({"1": "10", "3": "0"}, "60")
    wrong = own.post(address, {**filled, "first:by:1": "ten", "move": "c" * 32})
    assert wrong.status_code == 409
    assert 'value="ten"' in wrong.content.decode()


def test_a_line_confided_and_taken_off_is_said_to_stand_no_longer(world):
    both_state(world)
    line = {"measure": "points", "passage": "by", "gone": "on"}
    world.act("Tarn", "value", world.lane("Tarn", Kind.ROOM), **line)
    assert "Tell them that it stands no longer" in page(world, "Tarn", "room/worth")
    world.act("Tarn", "value", world.lane("Tarn", Kind.CHANNEL), words="Seven no longer.", **line)
    assert "Tell them that it stands no longer" not in page(world, "Tarn", "room/worth")
    assert "Seven." not in page(world, "M1", "analysis")


def test_before_a_release_its_owner_reads_what_each_could_deduce_and_what_was_released_counts(world):
    confides(world, "Tarn", "Never forty.", measure="never", terms={"days": 3})
    confides(world, "Tarn", "Never fourteen.", measure="never", terms={"by": 2})
    lane = world.lane("Tarn", Kind.CHANNEL)
    first = next(iter(world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).items))
    shown = page(world, "Tarn", f"release/{lane}/{first}")
    assert "that the most you accept in clause 1 is 36" in shown
    assert shown.count("that you accept nothing with “40” in clause 1") == 1
    world.act("Tarn", "release", lane, item=first, to=["Vell"], **{"as": "ours"})
    again = page(world, "Tarn", f"release/{lane}/{first}")
    assert again.count("that you accept nothing with “40” in clause 1") == 1


def test_a_release_of_mere_words_says_that_nothing_was_worked_out(world):
    world.act("Tarn", "confide", world.lane("Tarn", Kind.CHANNEL), words="We sleep badly.")
    lane = world.lane("Tarn", Kind.CHANNEL)
    (item,) = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).items
    assert "These are words, and no line of interests" in page(world, "Tarn", f"release/{lane}/{item}")


def test_an_answer_that_takes_too_long_is_given_as_far_as_it_came(world, monkeypatch):
    both_state(world, "6", "6")
    monkeypatch.setattr(possible.clock, "share", lambda _seconds: lambda: 2)
    assert "The time allowed was up" in page(world, "M1", "analysis")
