"""What is let go of: the state of a lane does not grow without end, and the lane itself keeps all."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.compared import differences
from goodoffices.core.entries import Entry
from goodoffices.core.errors import BadInput
from goodoffices.core.fold import empty, step
from goodoffices.core.fold.kept import LIMIT, put
from goodoffices.core.fold.wordings import Worded, worded
from goodoffices.core.lanes import Kind, Lane, belongs
from goodoffices.core.moves import CallOff, Note, Publish, Wording
from goodoffices.core.people import Role, Seat
from goodoffices.core.rings import Unfinished, elementary
from goodoffices.core.text.checkwords import check_words, heard
from tests.core.world import TEXT


def full() -> dict[str, int]:
    return {str(number): number for number in range(LIMIT)}


def test_past_the_limit_the_oldest_thing_that_is_done_goes_first():
    kept = put(full(), "new", -1, lambda one: one in (7, 9))
    assert len(kept) == LIMIT
    assert "7" not in kept
    assert {"0", "9", "new"} <= set(kept)


def test_where_nothing_is_done_the_oldest_goes():
    kept = put(full(), "new", -1)
    assert "0" not in kept
    assert list(kept)[-1] == "new"


def test_a_thing_changed_in_its_place_lets_nothing_go():
    kept = put(full(), "0", -1)
    assert (len(kept), kept["0"], next(iter(kept))) == (LIMIT, -1, "0")


def at(number: int, move) -> Entry:
    return Entry(number, f"e{number}", 1, "by", move)


def test_the_latest_wording_of_a_title_stands_and_is_said_once_it_was_published():
    first, second = (
        Wording("Talks go on", "line", "They go on."),
        Wording("Talks go on", "line", "They went on."),
    )
    kept = worded(worded({}, at(1, first)), at(2, second))
    assert kept == {"Talks go on": Worded(second)}
    assert worded(kept, at(3, Publish("Talks go on")))["Talks go on"].said
    assert worded(kept, at(3, Publish("Something else"))) == kept
    assert worded(kept, at(3, Note("to myself"))) == kept


@pytest.mark.parametrize("kind", Kind)
def test_a_lane_passes_over_an_entry_of_a_kind_that_it_does_not_know(kind):
    assert step(empty(kind), at(1, Note("to myself"))) == empty(kind)


def test_calling_off_what_was_never_set_changes_nothing():
    assert step(empty(Kind.DESK), at(1, CallOff("nothing"))) == empty(Kind.DESK)


def test_a_circle_is_held_by_name_alone():
    for seat in (
        Seat("m", Role.MEDIATOR),
        Seat("t", Role.DELEGATE, "tarn"),
        Seat("p", Role.PRINCIPAL, "tarn"),
    ):
        assert not belongs(seat, Lane("c", Kind.CIRCLE, "tarn"))


def test_texts_are_compared_in_the_languages_that_both_have():
    french = TEXT.replace("Language: en", "Language: fr")
    altered = TEXT.replace("day 7", "day 9")
    assert [(one.before, one.after) for one in differences({"fr": french, "en": TEXT}, {"en": altered})] == [
        ("Lists are handed over by day 7.", "Lists are handed over by day 9.")
    ]
    assert differences({"fr": french}, {"en": altered}) == ()


def test_a_place_between_two_rings_lies_on_none():
    assert list(elementary([[3], [0, 2], [1], [4], [3]])) == [(1, 2), (3, 4)]


def test_rings_that_were_not_all_found_in_so_many_steps_are_not_passed_off_as_all():
    everybody = [[other for other in range(9) if other != one] for one in range(9)]
    with pytest.raises(Unfinished):
        list(elementary(everybody, steps=100))


def test_nothing_heard_is_asked_again_and_words_of_no_list_are_a_slip():
    ours = check_words(one_text.fingerprint([one_text.read(TEXT)]))
    with pytest.raises(BadInput, match="nothing was heard"):
        heard(ours, " – ")
    assert heard(ours, "one two three four five six seven eight zzyzx") == "slip"
