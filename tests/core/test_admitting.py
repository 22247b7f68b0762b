"""What the rules ask of a move beside its subject: the lane, the seat, the fields, and what went before."""

import pytest

from goodoffices.core.entries import Act, Asked, Entry
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.answers import answered
from goodoffices.core.fold.words import Released, said
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Confirm, Correct, Join
from goodoffices.core.people import Role, Seat
from goodoffices.core.reading.saying import echoes
from goodoffices.core.reading.standing import holdings, sense
from goodoffices.core.rules import ACT_LIMIT, Plea, admit
from goodoffices.core.rules.fields import WORDS_LIMIT, Fields
from goodoffices.core.view import fold
from tests.core.world import TEXT, World

ALTERED = TEXT.replace("day 7", "day 9")


@pytest.fixture
def world() -> World:
    made = World()
    sha256 = made.registers()
    for party in ("Tarn", "Vell"):
        made.delivers(party, sha256)
    return made


def version(world: World) -> str:
    return next(iter(world.view(world.seat("M1")).desk.versions))


def room(world: World, who: str = "Tarn"):
    return world.lane(Kind.ROOM, who)


# Fields


@pytest.mark.parametrize(
    ("read", "given", "said"),
    [
        (Fields.words, ["not", "words"], "as one text"),
        (Fields.words, " ", "nothing was written"),
        (Fields.words, "a" * (WORDS_LIMIT + 1), "send it in parts"),
        (Fields.words, "turned \u202e round", "RIGHT-TO-LEFT OVERRIDE"),
        (Fields.words, "hidden \x07 bell", "cannot be seen"),
        (Fields.sha256, "ABC", "64 hexadecimal digits"),
        (Fields.sha256, 7, "64 hexadecimal digits"),
        (Fields.names, [1, 2], "a name, or a list of names"),
        (Fields.names, {"a": 1}, "a name, or a list of names"),
        (Fields.names, ["9", "turned \u202e round"], "RIGHT-TO-LEFT OVERRIDE"),
        (Fields.names, "a" * (WORDS_LIMIT + 1), "send it in parts"),
        (Fields.second, 1_900_000_000_000, "not in thousandths"),
        (Fields.texts, {"e\u202en": "# A text"}, "RIGHT-TO-LEFT OVERRIDE"),
        (Fields.texts, "# A text", "a file for each language"),
        (Fields.texts, {"en": " "}, "its name and its text"),
        (Fields.texts, {"en": 7}, "its name and its text"),
    ],
)
def test_a_field_that_cannot_be_read_is_refused_by_its_name(read, given, said):
    with pytest.raises(BadInput, match=f"field: .*{said}"):
        read(Fields({"field": given}), "field")


def test_a_choice_is_one_of_those_offered_and_none_is_the_one_foreseen():
    assert Fields({"how": "left"}).one_of("how", ("left", "shown")) == "left"
    assert Fields({"how": ""}).one_of("how", ("left", "shown"), "shown") == "shown"
    for given in ({}, {"how": "sung"}, {"how": ["left"]}):
        with pytest.raises(BadInput, match="choose one of left, shown"):
            Fields(given).one_of("how", ("left", "shown"))


@pytest.mark.parametrize(("given", "read"), [("12", 12), (7, 7), ("", 3), (None, 3), (" -4 ", -4)])
def test_a_whole_number_is_read_as_written_or_as_foreseen(given, read):
    assert Fields({"step": given}).number("step", 3) == read


@pytest.mark.parametrize("given", ["half", "1.5", [1], "9" * 5000])
def test_what_is_no_whole_number_is_refused(given):
    with pytest.raises(BadInput, match="whole number"):
        Fields({"step": given}).number("step", 3)


def test_names_are_read_once_each_and_a_single_one_may_stand_bare():
    assert Fields({"to": "Vell"}).names("to") == ("Vell",)
    assert Fields({"to": ["Vell", "", "G", "Vell"]}).names("to") == ("Vell", "G")
    assert Fields({}).names("to") == ()


def test_how_words_were_heard_is_kept_short_and_has_a_default():
    assert Fields({"heard": {"how": "x" * 300, "when": "y" * 300}}).heard("M1").how == "x" * 200
    assert Fields({"heard": "yes"}).heard("M1").how == "orally"


def test_a_field_that_no_rule_reads_is_refused_and_named():
    with pytest.raises(BadInput, match="not known here: louder, sooner"):
        Fields({"sooner": 1, "louder": 2}).done()


def test_letters_and_marks_that_stand_apart_are_put_together_wherever_they_stand():
    apart, whole = "préparée", "préparée"
    asked = Asked("lane", "say", {apart: [apart, {"deep": (apart, 7)}], "none": None})
    assert asked.fields == {whole: [whole, {"deep": (whole, 7)}], "none": None}


def test_fields_within_fields_without_end_are_refused():
    deep: dict[str, object] = {}
    deep["more"] = deep
    with pytest.raises(BadInput, match="more than 32 deep"):
        Asked("lane", "say", deep)


# Acts and lanes


def test_an_act_holds_at_least_one_move_and_not_too_many(world):
    seat, lane = world.seat("Tarn"), room(world)
    for count in (0, ACT_LIMIT + 1):
        act = Act("act", (Asked(lane.id, "say", {"words": "Here."}),) * count)
        with pytest.raises(BadInput, match="between one and"):
            admit(world.view(seat), act, world.context())


def test_a_move_of_no_known_kind_is_bad_input_and_a_lane_not_held_is_absent(world):
    with pytest.raises(BadInput, match="no move of that kind"):
        world.asks("Tarn", "shout", room(world), words="Here.")
    with pytest.raises(Absent):
        world.asks("Tarn", "say", room(world, "Vell"), words="Here.")


def test_a_delegation_redrafts_by_reacting(world):
    with pytest.raises(Refused, match="React to the clause"):
        world.asks("Tarn", "register", room(world), text={"en": TEXT}, name="ours")


def test_a_text_is_registered_and_delivered_in_one_act(world):
    seat = world.seat("M1")
    desk, channel = world.lane(Kind.DESK), world.lane(Kind.CHANNEL, "G")
    wanted = World().registers(text=ALTERED)
    act = Act(
        "both",
        (
            Asked(desk.id, "register", {"text": {"en": ALTERED}, "name": "version 2"}),
            Asked(channel.id, "deliver", {"sha256": wanted}),
        ),
    )
    placed = admit(world.view(seat), act, world.context())
    assert placed[-1].move.text == {"en": ALTERED}
    world.registers("version 2", ALTERED)
    world.delivers("G", wanted)


def test_a_room_is_no_channel(world):
    view = world.view(world.seat("Tarn"))
    with pytest.raises(Absent):
        _ = Plea(view, room(world), Fields({}), world.context()).channel


def test_a_seat_finds_only_lanes_and_delegations_and_texts_that_are_there_for_it(world):
    view = world.view(world.seat("Tarn"))
    for look in (
        lambda: view.lane(Kind.DESK),
        lambda: view.delegation("Harbour"),
        lambda: view.text_of("a" * 64),
        lambda: world.view(world.seat("Watch")).text_of(version(world)),
    ):
        with pytest.raises(Absent):
            look()


def test_authors_are_known_by_the_names_a_seat_knows_them_by(world):
    world.asks("Tarn", "join", room(world), name="Head of Tarn")
    world.asks("M1", "join", world.lane(Kind.DESK), name="First of the desk")
    tarn, m1 = world.view(world.seat("Tarn")), world.view(world.seat("M1"))
    assert tarn.name_of(tarn.seat.delegation) == "Tarn"
    assert tarn.name_of(m1.seat.id) == "M1"
    assert tarn.name_of(tarn.seat.id) == "Head of Tarn"
    assert m1.name_of(tarn.seat.id) == ""
    assert m1.desk.seats == {m1.seat.id: "First of the desk"}


def test_an_entry_that_quotes_no_text_has_no_words_of_one(world):
    world.says("Tarn", "say", words="We wait.")
    channel = world.lane(Kind.CHANNEL, "Tarn")
    assert world.view(world.seat("Tarn")).files(channel.id, 2) == {}


# Who sits where


def aide(world: World) -> Seat:
    """A second delegate of Tarn."""
    lane = room(world)
    seat = Seat("second", Role.DELEGATE, lane.delegation)
    world.rows[lane.id].append(
        Entry(len(world.rows[lane.id]) + 1, "aide", world.at, seat.id, Join(seat.id, "Aide"))
    )
    return seat


def acts(world: World, by: Seat, kind: str, **fields: object) -> str:
    lane = room(world)
    act = Act("x", (Asked(lane.id, kind, fields),))
    (placed,) = admit(fold(by, world.held(by)), act, world.context())
    return world._place(by, placed)


def test_the_head_may_give_up_anothers_seat_and_the_next_heads_when_the_head_leaves(world):
    world.asks("Tarn", "join", room(world), name="Head")
    second = aide(world)
    head = world.seat("Tarn")
    with pytest.raises(Refused, match="Only the head"):
        acts(world, second, "leave", seat=head.id)
    with pytest.raises(Absent):
        world.asks("Tarn", "leave", room(world), seat="nobody")
    world.asks("Tarn", "leave", room(world), seat=second.id)
    assert list(world.view(head).room.seats) == [head.id]
    aide(world)
    world.asks("Tarn", "leave", room(world))
    assert world.view(head).room.head == second.id
    acts(world, second, "leave")
    assert world.view(head).room.head == ""


def test_a_mediator_gives_up_no_seat_but_his_own(world):
    desk = world.lane(Kind.DESK)
    for who in ("M1", "M2"):
        world.asks(who, "join", desk, name=f"{who} in person")
    with pytest.raises(Refused, match="Only the head"):
        world.asks("M1", "leave", desk, seat=world.seat("M2").id)
    world.asks("M2", "leave", desk)
    assert list(world.view(world.seat("M1")).desk.seats) == [world.seat("M1").id]


def test_who_may_send_is_the_heads_to_say_and_of_people_and_moves_there_are(world):
    world.asks("Tarn", "join", room(world), name="Head")
    with pytest.raises(Refused, match="A second person is needed"):
        world.asks("Tarn", "permit", room(world), two=["release"])
    second = aide(world)
    for fields, refused in (
        ({"two": ["say"]}, BadInput),
        ({"prepare_only": ["nobody"]}, Absent),
        ({"prepare_only": [world.seat("Tarn").id]}, Refused),
    ):
        with pytest.raises(refused):
            world.asks("Tarn", "permit", room(world), **fields)
    with pytest.raises(Refused, match="Only the head"):
        acts(world, second, "permit", two=["release"])


def test_what_needs_two_is_sent_by_another_than_who_made_it_ready(world):
    world.asks("Tarn", "join", room(world), name="Head")
    second = aide(world)
    world.asks("Tarn", "permit", room(world), two=["accept"])
    sha256 = version(world)
    with pytest.raises(Refused, match="two people"):
        world.says("Tarn", "accept", sha256=sha256)
    ready = world.asks("Tarn", "prepare", room(world), asked="accept", body={"sha256": sha256})[0]
    with pytest.raises(Refused, match="A second person"):
        world.asks("Tarn", "approve", room(world), item=ready)
    lane = room(world)
    act = Act("x", (Asked(lane.id, "approve", {"item": ready}),))
    placed = admit(fold(second, world.held(second)), act, world.context())
    assert [one.move.kind for one in placed] == ["approve", "accept"]


def test_what_was_made_ready_may_be_put_aside_and_is_then_never_sent(world):
    world.asks("Tarn", "join", room(world), name="Head")
    with pytest.raises(BadInput, match="fields of the move"):
        world.asks("Tarn", "prepare", room(world), asked="say", body="words")
    ready = world.asks("Tarn", "prepare", room(world), asked="say", body={"words": "We agree."})[0]
    world.asks("Tarn", "approve", room(world), item=ready, drop="on")
    with pytest.raises(Refused, match="sent or put aside"):
        world.asks("Tarn", "approve", room(world), item=ready)
    assert world.rows[world.lane(Kind.CHANNEL, "Tarn").id][-1].move.kind == "deliver"


def test_principals_let_in_a_delegate_once(world):
    lane = world.lane(Kind.PRINCIPALS, "Tarn")
    for _ in range(2):
        world.asks("Tarn", "let_in", lane, Role.PRINCIPAL, seat=world.seat("Tarn").id)
    assert world.view(world.seat("Tarn", Role.PRINCIPAL)).principals.let_in == (world.seat("Tarn").id,)


def test_principals_are_given_no_text_that_the_delegation_was_not_given():
    world = World()
    seat, lane = world.seat("Tarn"), world.lane(Kind.PRINCIPALS, "Tarn")
    act = Act("x", (Asked(lane.id, "pass_on", {"sha256": "a" * 64}),))
    with pytest.raises(Refused, match="No text was given"):
        admit(fold(seat, {**world.held(seat), lane: world.rows[lane.id]}), act, world.context())


def test_each_seat_begins_with_the_lanes_of_its_role(world):
    kinds = {
        name: sorted(lane.kind for lane in world.plan.held(world.seat(name)))
        for name in ("Tarn", "M1", "Watch")
    }
    assert kinds["Tarn"] == ["channel", "notes", "private", "private", "room", "table"]
    assert kinds["M1"] == ["channel"] * 4 + ["desk", "notes"] + ["private"] * 4 + ["table"]
    assert kinds["Watch"] == kinds["Tarn"]
    principal = world.plan.held(world.seat("Tarn", Role.PRINCIPAL))
    assert sorted(lane.kind for lane in principal) == ["notes", "principals", "table"]


def test_only_a_mediators_seat_has_no_delegation():
    for role, delegation in ((Role.MEDIATOR, "tarn"), (Role.DELEGATE, "")):
        with pytest.raises(BadInput, match="has no delegation"):
            Seat("seat", role, delegation)


# What went before


def test_a_mediator_writes_down_a_question_he_heard(world):
    channel = world.lane(Kind.CHANNEL, "Tarn")
    item = world.asks("M1", "ask", channel, words="Who keeps the list?", heard={"how": "by telephone"})[0]
    state = world.view(world.seat("M1")).channel(channel.delegation)
    assert state.questions[item].words == "Who keeps the list?"
    assert state.unconfirmed[item] == "Who keeps the list?"


def test_what_was_heard_is_confirmed_or_put_right_by_those_who_said_it(world):
    channel = world.lane(Kind.CHANNEL, "Tarn")
    told, other = (
        world.asks("M1", "confide", channel, words=words, heard={"how": "orally"})[0]
        for words in ("We could wait.", "We could wait a week.")
    )
    reaction = world.asks("M1", "react", channel, clause="order", reaction="could", heard={"how": "orally"})[
        0
    ]
    for item in (told, reaction):
        world.says("Tarn", "confirm", item=item)
    correction = world.says("Tarn", "correct", item=other, words="We could wait a day.")
    state = world.view(world.seat("M1")).channel(channel.delegation)
    assert state.items[told].confirmed
    assert not state.unconfirmed
    (disputed,) = state.understandings.values()
    assert (disputed.words, disputed.corrected) == ("We could wait a week.", "We could wait a day.")
    world.asks("M1", "confirm", channel, item=correction)
    (settled,) = world.view(world.seat("M1")).channel(channel.delegation).understandings.values()
    assert (settled.standing, settled.words) == ("confirmed", "We could wait a day.")


def test_the_correction_of_a_correction_settles_the_one_it_corrects(world):
    channel = world.lane(Kind.CHANNEL, "Tarn")
    opened = [
        world.asks("M1", "read_back", channel, words=words)[0] for words in ("You could wait.", "Crew first.")
    ]
    world.says("Tarn", "confirm", item=opened[1])
    standing = world.view(world.seat("M1")).channel(channel.delegation).understandings
    assert [standing[one].standing for one in opened] == ["open", "confirmed"]
    state = said(world.view(world.seat("M1")).channel(channel.delegation), _entry(Confirm("nothing")))
    assert state.understandings == standing
    assert said(state, _entry(Correct("nothing", "words"))) == state


def test_what_is_revoked_or_carried_to_all_is_done_with(world):
    for release, done in (
        (Released("i", ("v", "g"), "w", "ours", 1), False),
        (Released("i", ("v", "g"), "w", "ours", 1, carried=("g",)), False),
        (Released("i", ("v", "g"), "w", "ours", 1, carried=("g", "v")), True),
        (Released("i", ("v", "g"), "w", "ours", 1, revoked=True), True),
    ):
        assert release.done is done


def _entry(move) -> Entry:
    return Entry(99, "e99", 1, "by", move)


def test_an_entry_that_answers_nothing_changes_no_answer(world):
    state = world.view(world.seat("M1")).channel(world.seat("Tarn").delegation)
    assert answered(state, _entry(Confirm("nothing"))) == state
    assert sense(None, 1) == "nothing"


def test_a_release_to_several_is_carried_to_each_by_name_and_to_nobody_twice(world):
    channel = world.lane(Kind.CHANNEL, "Tarn")
    item = world.says("Tarn", "confide", words="Names may follow.")
    world.says("Tarn", "release", item=item, to=["Vell", "G"], **{"as": "mediators"})
    with pytest.raises(Refused, match="Say to whom"):
        world.asks("M1", "carry", channel, item=item)
    with pytest.raises(Refused, match="did not release it to them"):
        world.asks("M1", "carry", channel, item=item, to="Watch")
    world.asks("M1", "carry", channel, item=item, to="Vell")
    with pytest.raises(Refused, match="to them already"):
        world.asks("M1", "carry", channel, item=item, to="Vell")
    world.asks("M1", "carry", channel, item=item)
    with pytest.raises(Refused, match="to all it was released to"):
        world.asks("M1", "carry", channel, item=item)


def test_what_is_released_to_everybody_is_said_at_the_table_under_its_owners_name(world):
    item = world.says("Tarn", "confide", words="Names may follow.")
    world.says("Tarn", "release", item=item, **{"as": "public"})
    world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item, to="table")
    brought = world.rows[world.lane(Kind.TABLE).id][-1].move
    assert (brought.words, brought.from_) == ("Names may follow.", "Tarn")


def test_a_file_says_the_language_it_is_registered_under(world):
    with pytest.raises(BadInput, match="fr: the file says its language is en"):
        world.asks("M1", "register", world.lane(Kind.DESK), text={"fr": TEXT}, name="version 2")


def test_a_copy_in_a_language_that_was_not_given_cannot_be_compared(world):
    french = ALTERED.replace("Language: en", "Language: fr")
    with pytest.raises(BadInput, match="another language"):
        world.asks("Tarn", "check", room(world), text={"fr": french})


def test_what_a_room_marks_on_the_control_list_is_what_it_tells_the_desk(world):
    with pytest.raises(Refused, match="Check the copy"):
        world.says("Tarn", "hold")
    world.asks("Tarn", "check", room(world), differ=["2"])
    world.says("Tarn", "hold", words="On paper it says otherwise.")
    (holding, *_) = holdings(world.view(world.seat("M1")))
    assert [one.clause for one in holding.differences] == ["2"]
    world.asks("M2", "hold", world.lane(Kind.CHANNEL, "Tarn"), same="on", heard={"how": "orally"})
    (holding, *_) = holdings(world.view(world.seat("M1")))
    assert holding.how != "another"


def test_nothing_can_be_checked_or_said_to_be_held_before_a_text_was_given():
    world = World()
    for kind, lane in (("check", room(world)), ("hold", world.lane(Kind.CHANNEL, "Tarn"))):
        with pytest.raises(Refused, match="No text was given"):
            world.asks("Tarn", kind, lane)


def test_a_text_nobody_here_has_the_words_of_is_another_without_differences(world):
    world.says("Tarn", "acknowledge", sha256="b" * 64)
    (holding, *_) = holdings(world.view(world.seat("M1")))
    assert (holding.how, holding.differences) == ("another", ())


def test_what_was_released_to_one_room_only_is_still_given_away_in_another(world):
    words = "Crew may go home on the first tide of the week."
    item = world.says("Tarn", "confide", words=words)
    world.says("Tarn", "release", item=item, to="G", **{"as": "mediators"})
    desk = world.view(world.seat("M1"))
    assert [one.item for one in echoes(desk, words, world.seat("Vell").delegation)] == [item]
    assert echoes(desk, words, world.seat("G").delegation) == ()


def test_before_a_text_is_registered_no_bracket_can_be_given_away():
    world = World()
    world.says("Tarn", "confide", words="We would take 36 days.", clause="stop")
    desk = world.view(world.seat("M1"))
    assert echoes(desk, "The other side would take 36 days.", world.seat("Vell").delegation) == ()
