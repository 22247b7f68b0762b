"""A text is frozen, initialled, signed, ratified, deposited and corrected; nobody is shown a lone signature."""

import base64
from typing import Any

import pytest

from goodoffices.core.entries import Entry
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold import fold_lane
from goodoffices.core.fold.closing import Closing
from goodoffices.core.instep import behind
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Convene, Object, Ratify, Say, Sign
from goodoffices.core.moves.after import Attribute
from goodoffices.core.people import Settings
from goodoffices.core.reading.deal import deal
from goodoffices.core.rules.signing import LARGEST_SCAN
from goodoffices.core.signatures import initialled, signatories, tellable
from tests.core.closings import ARABIC, PEN, SCAN, SETTLED, desk, digits, frozen, settled, signed
from tests.core.world import TEXT, World, check_words

CLAUSES = ("stop", "lists", "order")
KEYED = {"heard": {"how": "on paper, in ink", "witness": "The clerk"}}
LATER = 2 * 86_400


def refused(what: str, does: Any) -> None:
    with pytest.raises(Refused, match=what):
        does()


def bad(what: str, does: Any) -> None:
    with pytest.raises(BadInput, match=what):
        does()


def closing(world: World, who: str = "Vell") -> Closing:
    return world.view(world.seat(who)).table.closing


def channel(world: World, who: str) -> Any:
    return world.view(world.seat(who)).channel(world.seat(who).delegation)


def paper(world: World) -> str:
    return deal(world.view(world.seat("M1")), CLAUSES, world.at).paper


def whole(world: World) -> Any:
    return deal(world.view(world.seat("M1")), CLAUSES, world.at)


# Freezing


def test_a_text_is_frozen_whole_delivered_and_without_brackets_and_everybody_is_told():
    world = World()
    sha256 = world.registers(text=TEXT)
    refused("bracket", lambda: desk(world, "freeze", sha256=sha256))
    world, sha256 = settled()
    assert paper(world) == ""
    desk(
        world,
        "freeze",
        sha256=sha256,
        order=["Vell", "Tarn", "G"],
        depositary="The registry",
        words="Tonight.",
    )
    one = closing(world, "Watch").frozen
    assert one is not None
    assert [world.view(world.seat("M1")).name_of(each) for each in one.order] == ["Vell", "Tarn", "G"]
    assert (one.name, one.turn, one.depositary, one.check) == (
        "version 1",
        1,
        "The registry",
        check_words(sha256),
    )
    assert paper(world) == "frozen"
    refused("frozen already", lambda: desk(world, "freeze", sha256=sha256))


def test_what_is_not_everybodys_not_delivered_or_not_in_every_language_is_not_frozen():
    world = World()
    world.asks("M1", "register", world.lane(Kind.DESK), text={"en": SETTLED}, name="v1", meant=["Tarn"])
    (sha256,) = world.view(world.seat("M1")).desk.versions
    refused("some rooms only", lambda: desk(world, "freeze", sha256=sha256))
    refused(
        "some rooms only",
        lambda: desk(world, "declare", stage="initialled", sha256=sha256, clauses=["order"]),
    )
    world = World()
    sha256 = world.registers(text=SETTLED)
    world.delivers("Tarn", sha256)
    refused("Deliver “version 1” to Vell", lambda: desk(world, "freeze", sha256=sha256))
    with pytest.raises(Absent):
        desk(world, "freeze", sha256="a" * 64)
    world = World(settings=Settings(languages=("en", "ar")))
    refused("not there in ar", lambda: desk(world, "freeze", sha256=world.registers(text=SETTLED)))
    world, sha256 = settled()
    refused("Every party signs", lambda: desk(world, "freeze", sha256=sha256, order=["Tarn"]))
    refused("observers do not", lambda: desk(world, "freeze", sha256=sha256, order=["Tarn", "Vell", "Watch"]))
    later = world.registers("version 2", SETTLED.replace("day 7", "day 9"))
    world.delivers("Tarn", later, at=world.at + 600)
    refused("call it off first", lambda: desk(world, "freeze", sha256=sha256))


def test_a_frozen_text_stands_still_until_it_is_let_go_or_concluded():
    world, sha256 = frozen()
    refused("frozen for signature", lambda: world.registers("version 2", SETTLED.replace("7", "9")))
    world.asks("M1", "register", world.lane(Kind.DESK), text={"en": TEXT}, name="aside", meant=["Tarn"])
    aside = list(world.view(world.seat("M1")).desk.versions)[-1]
    refused("frozen for signature", lambda: world.delivers("Tarn", aside))
    world.delivers("Tarn", sha256)
    desk(world, "unfreeze", words="One word more.")
    assert closing(world).frozen is None
    refused("No text is frozen", lambda: desk(world, "unfreeze"))
    refused("No text is frozen", lambda: desk(world, "declare", stage="signed"))
    world.registers("version 2", SETTLED.replace("7", "9"))
    world, sha256 = signed()
    desk(world, "declare", stage="concluded")
    world.registers("the next phase", SETTLED.replace("7", "9"))
    assert closing(world).stage == "concluded"
    assert paper(world) == ""  # of the newest text nothing is on paper


def test_it_is_not_unfrozen_once_somebody_signed():
    world, _ = frozen()
    item = world.says("Tarn", "sign", how="full", **PEN)
    refused("It was signed", lambda: desk(world, "unfreeze"))
    world.says("Tarn", "withdraw", item=item)
    desk(world, "unfreeze")


# Initials


def test_initials_are_known_to_nobody_else_until_all_have_initialled():
    world, sha256 = frozen()
    before = world.view(world.seat("Vell"))
    item = world.says("Tarn", "initial", name="N.H.")
    assert world.view(world.seat("Vell")) == before
    refused("Not all have done so", lambda: desk(world, "declare", stage="initialled"))
    refused("initialled it already", lambda: world.says("Tarn", "initial"))
    world.says("Vell", "initial", sha256=sha256)
    assert paper(world) == "initialled"
    assert not whole(world).agreed
    desk(world, "declare", stage="initialled", words="In both rooms.")
    assert closing(world).stage == "initialled"
    refused("Not all have done so", lambda: desk(world, "declare", stage="initialled"))
    world.says("Tarn", "withdraw", item=item)
    assert paper(world) == "frozen"
    refused("taken back already", lambda: world.says("Tarn", "withdraw", item=item))


def test_initials_of_one_freeze_are_not_of_the_next():
    world, sha256 = frozen()
    world.says("Tarn", "initial")
    desk(world, "unfreeze")
    desk(world, "freeze", sha256=sha256)
    assert closing(world).turns == 2
    assert [one.initials for one in signatories(world.view(world.seat("M1")))] == [None, None]
    world.says("Tarn", "initial")
    assert signatories(world.view(world.seat("M1")))[0].initials is not None


def test_clauses_are_initialled_one_by_one_and_stay_initialled_while_they_read_the_same():
    world, sha256 = settled()
    refused("once it is frozen", lambda: world.says("Tarn", "initial"))
    for who in ("Tarn", "Vell"):
        item = world.says(who, "initial", clause="3", name="N.H.")
    board = {one.clause: len(one.initialled) for one in whole(world).clauses}
    assert board == {"stop": 0, "lists": 0, "order": 2}
    assert {one.stands for one in whole(world).clauses} == {"open"}  # initials agree to nothing
    desk(world, "declare", stage="initialled", sha256=sha256, clauses=["3"])
    assert closing(world).clauses == ("order",)
    refused("Not all", lambda: desk(world, "declare", stage="initialled", sha256=sha256, clauses=["2", "3"]))
    refused("signed whole", lambda: desk(world, "declare", stage="signed", sha256=sha256, clauses=["3"]))
    later = world.registers("version 2", SETTLED.replace("day 7", "day 9"))
    view = world.view(world.seat("M1"))
    assert len(initialled(view, CLAUSES, later)["order"]) == 2
    changed = world.registers("version 3", SETTLED.replace("Crew", "The crew"))
    assert initialled(world.view(world.seat("M1")), ("order",), changed)["order"] == ()
    world.says("Vell", "withdraw", item=item)
    assert len(initialled(world.view(world.seat("M1")), ("order",), sha256)["order"]) == 1


def test_a_clause_with_a_bracket_open_is_not_initialled_and_what_moved_is_not():
    world = World()
    refused("No text was given", lambda: world.says("Tarn", "initial", clause="3"))
    sha256 = world.registers()
    world.delivers("Tarn", sha256)
    refused("bracket", lambda: world.says("Tarn", "initial", clause="1"))
    world.says("Tarn", "initial", clause="2")
    later = world.registers("version 2", SETTLED)
    world.delivers("Tarn", later)
    refused("newest text", lambda: world.says("Tarn", "initial", clause="2", sha256=sha256))


# Signatures


def test_a_lone_signature_is_seen_by_its_room_and_the_desk_and_nobody_is_told_before_all_signed():
    world, _ = frozen()
    before = [world.view(world.seat(who)) for who in ("Vell", "G", "Watch")]
    world.says("Tarn", "sign", how="full", powers="Letter 4", **PEN)
    assert [world.view(world.seat(who)) for who in ("Vell", "G", "Watch")] == before
    assert tellable(world.view(world.seat("M1"))) == ()
    assert paper(world) == "frozen"
    for stage in ("signed", "concluded", "reopened"):
        refused("before all have", lambda stage=stage: desk(world, "declare", stage=stage))
    refused("signed it already", lambda: world.says("Tarn", "sign", how="full", **PEN))
    world.says("Vell", "sign", how="full", name="A. Quay")
    assert tellable(world.view(world.seat("M1"))) == ("signed", "concluded")
    desk(world, "declare", stage="concluded")
    told = closing(world, "Watch")
    assert [(one.name, one.capacity, one.powers) for one in told.signatures] == [
        ("N. Harrow", "for the harbour council", "Letter 4"), ("A. Quay", "", "")]  # fmt: skip
    assert paper(world) == "concluded"
    assert (whole(world).agreed, whole(world).level) == (True, "delegation")


def test_who_signs_is_asked_to_within_the_mandate_and_by_the_frozen_text():
    world, sha256 = settled()
    refused("No text is frozen", lambda: world.says("Tarn", "sign", how="full", **PEN))
    desk(world, "freeze", sha256=sha256)
    refused("not among those", lambda: world.says("G", "sign", how="full", **PEN))
    room = world.lane(Kind.ROOM, "Tarn")
    world.asks("Tarn", "mandate", room, by="The council", rest="refer", heard={"how": "by courier"})
    refused("beyond your mandate", lambda: world.says("Tarn", "sign", how="full", **PEN))
    bad("name", lambda: world.says("Tarn", "sign", how="referendum"))
    refused("newest text", lambda: world.says("Tarn", "sign", how="referendum", sha256="a" * 64, **PEN))
    world.says("Tarn", "sign", how="referendum", **PEN)


def test_a_signature_can_be_taken_back_until_everybody_was_told():
    world, _ = frozen()
    item = world.says("Tarn", "sign", how="full", **PEN)
    world.says("Tarn", "withdraw", item=item)
    assert channel(world, "Tarn").answers[closing(world).frozen.sha256].withdrawn
    item = world.says("Tarn", "sign", how="full", **PEN)
    world.says("Vell", "sign", how="full", **PEN)
    desk(world, "declare", stage="signed")
    refused("no longer be taken back", lambda: world.says("Tarn", "withdraw", item=item))
    refused("Everybody was told", lambda: world.says("Tarn", "initial"))
    refused("no acceptance", lambda: world.says("Tarn", "withdraw", item="nothing"))


def test_initials_of_a_later_text_are_taken_back_also_after_an_earlier_one_was_signed():
    world, sha256 = frozen()
    first = world.says("Tarn", "initial")
    for who in ("Tarn", "Vell"):
        world.says(who, "sign", how="full", **PEN)
    desk(world, "declare", stage="concluded")
    later = world.registers("the next phase", SETTLED.replace("day 7", "day 9"))
    world.delivers("Tarn", later)
    item = world.says("Tarn", "initial", clause="3")
    world.says("Tarn", "withdraw", item=item)
    assert channel(world, "Tarn").initials["order"].withdrawn
    refused("no longer be taken back", lambda: world.says("Tarn", "withdraw", item=first))
    signature = channel(world, "Tarn").signature
    assert signature.sha256 == sha256
    refused("no longer be taken back", lambda: world.says("Tarn", "withdraw", item=signature.id))


def test_ad_referendum_is_no_agreement_until_it_is_confirmed():
    world, sha256 = signed("referendum", "ratification")
    assert paper(world) == "signed"
    assert whole(world).level == "referendum"
    refused("before all have", lambda: desk(world, "declare", stage="concluded"))
    refused("Say who confirmed", lambda: world.says("Tarn", "ratify", result="passed"))
    other = "signed is “version 1”"
    refused(other, lambda: world.says("Tarn", "ratify", result="passed", words="x", sha256="a" * 64))
    before = world.view(world.seat("Vell"))
    world.says("Tarn", "ratify", result="passed", words="The council.", sha256=sha256)
    assert world.view(world.seat("Vell")) == before
    refused("decided already", lambda: world.says("Tarn", "ratify", result="refused", words="The council."))
    assert channel(world, "Tarn").answers[sha256].level == "principal"
    vell = world.lane(Kind.CHANNEL, "Vell")
    world.asks("M1", "ratify", vell, result="passed", words="The vote of the members.", **KEYED)
    assert channel(world, "Vell").answers[sha256].level == "ratified"
    assert paper(world) == "concluded"
    desk(world, "declare", stage="concluded")
    assert all(one.confirmed for one in closing(world).signatures)


def test_who_was_upheld_before_all_had_signed_is_told_of_nobody_until_all_are():
    world, sha256 = frozen()
    world.says("Tarn", "sign", how="referendum", **PEN)
    world.says("Tarn", "ratify", result="passed", words="The council.", sha256=sha256)
    world.says("Vell", "sign", how="ratification", **PEN)
    desk(world, "declare", stage="signed")
    assert [(one.how, one.confirmed) for one in closing(world).signatures] == [
        ("referendum", False),
        ("ratification", False),
    ]
    world.says("Vell", "ratify", result="passed", words="The vote of the members.", sha256=sha256)
    desk(world, "declare", stage="concluded")
    assert [one.confirmed for one in closing(world).signatures] == [True, True]


def test_a_ratification_refused_opens_the_text_again_for_everybody():
    world, sha256 = signed("full", "ratification")
    refused("waits for nobody", lambda: world.says("Tarn", "ratify", result="refused", words="x"))
    world.says("Vell", "ratify", result="refused", words="The vote of the members.")
    assert not whole(world).agreed
    assert paper(world) == "frozen"
    assert tellable(world.view(world.seat("M1"))) == ("reopened",)
    desk(world, "declare", stage="reopened")
    assert closing(world) == Closing(turns=1)
    refused("nothing that waits", lambda: world.says("Vell", "ratify", result="passed", words="x"))
    desk(world, "freeze", sha256=sha256)
    assert [one.signature for one in signatories(world.view(world.seat("M1")))] == [None, None]


# Ink


def test_ink_comes_with_a_scan_and_check_words_that_are_compared(monkeypatch: pytest.MonkeyPatch):
    world, sha256 = frozen()
    monkeypatch.setattr("goodoffices.core.text.heard", _heard)
    lane = world.lane(Kind.CHANNEL, "Tarn")

    def keyed(**more: Any) -> list[str]:
        return world.asks("M1", "sign", lane, how="full", name="N. Harrow", **KEYED, **more)

    refused("comes with a scan", keyed)
    refused("comes with a scan", lambda: keyed(typed=digits(sha256)))
    world.asks("M1", "scan", lane, data=SCAN)
    ((digest, kept),) = channel(world, "Tarn").scans.items()
    assert (kept.size, kept.sha256) == (len(base64.b64decode(SCAN)), sha256)
    refused("another text", lambda: keyed(typed="other", scan=digest))
    refused("look at the paper again", lambda: keyed(typed="slip", scan=digest))
    with pytest.raises(Absent):
        keyed(typed=digits(sha256), scan="f" * 64)
    keyed(typed=digits(sha256), scan=digest)
    signature = channel(world, "Tarn").signature
    assert (signature.ink.scan, signature.witnessed.witness) == (digest, "The clerk")
    refused("comes with a scan", lambda: world.asks("M1", "initial", lane, **KEYED))
    world.asks("M1", "initial", lane, typed=digits(sha256), **KEYED)
    assert channel(world, "Tarn").initials[""].ink.typed == digits(sha256)


def _heard(check: Any, typed: str) -> str:
    return "same" if typed == check.digits else {"other": "another"}.get(typed, "slip")


def test_a_scan_is_kept_as_it_came_once_and_no_larger_than_allowed():
    world, _ = settled()
    for data in ("", 7, "not base 64!", "===="):
        bad("data", lambda data=data: world.says("Tarn", "scan", data=data))
    large = base64.b64encode(b"x" * (LARGEST_SCAN + 1)).decode()
    bad("at most", lambda: world.says("Tarn", "scan", data=large))
    world.says("Tarn", "scan", data=SCAN)
    refused("kept already", lambda: world.says("Tarn", "scan", data=SCAN))
    for number in range(59):
        world.says("Tarn", "scan", data=base64.b64encode(b"%d" % number).decode())
    refused("At most 60", lambda: world.says("Tarn", "scan", data=base64.b64encode(b"more").decode()))


# After signature


def test_where_it_lies_and_that_it_was_mediated_are_said_once_it_is_signed():
    world, sha256 = frozen()
    for kind, fields in (
        ("deposit", {"sort": "original", "holder": "x"}),
        ("attest", {"manner": "document", "mediator": "M1"}),
    ):
        refused(
            "told first that all have signed", lambda kind=kind, fields=fields: desk(world, kind, **fields)
        )
    world, sha256 = signed()
    desk(world, "deposit", sort="original", holder="The registry", words="One original.", when="6 March")
    desk(world, "deposit", sort="copy", holder="Vell")
    bad("institution", lambda: desk(world, "attest", manner="institution", mediator="M1"))
    bad("words", lambda: desk(world, "attest", manner="other", mediator="M1"))
    desk(world, "attest", manner="institution", mediator="M1", institution="The chamber", place="Strait")
    told = closing(world, "Watch")
    assert [(one.sort, one.holder) for one in told.deposits] == [
        ("original", "The registry"),
        ("copy", "Vell"),
    ]
    assert told.attested[0].institution == "The chamber"
    assert told.deposits[0].sha256 == sha256
    desk(world, "end")
    assert closing(world, "Watch").deposits == told.deposits


FIXED = SETTLED.replace("Crew return", "The crew return")


def proposed() -> tuple[World, str, str]:
    world, sha256 = signed()
    until = world.at + LATER
    world.asks("M1", "rectify", world.lane(Kind.DESK), text={"en": FIXED}, name="version 1, corrected",
               until=until, by="The registry", words="A word is missing.")  # fmt: skip
    (corrected,) = channel(world, "Tarn").corrections
    return world, sha256, corrected


def test_a_correction_nobody_objects_to_in_time_has_a_fingerprint_of_its_own_beside_the_signed_text():
    world, sha256, corrected = proposed()
    one = channel(world, "Vell").corrections[corrected]
    assert [(each.clause, each.after) for each in one.changes] == [("3", "The crew return before officers.")]
    assert world.view(world.seat("Vell")).text_of(corrected) == {"en": FIXED}
    assert "en" in world.view(world.seat("M1")).text_of(corrected)
    refused("runs still", lambda: desk(world, "rectified", corrected=corrected, result="made"))
    world.wait(LATER)
    refused("has passed", lambda: world.says("Tarn", "object", corrected=corrected))
    desk(world, "rectified", corrected=corrected, result="made")
    (told,) = closing(world, "Watch").corrected
    assert (told.sha256, told.corrected, told.made) == (sha256, corrected, True)
    refused("said already", lambda: desk(world, "rectified", corrected=corrected, result="made"))


def test_a_correction_objected_to_is_not_made_and_nobody_learns_who_objected():
    world, _, corrected = proposed()
    before = world.view(world.seat("Vell"))
    world.says("Tarn", "object", corrected=corrected, words="It reads well.")
    assert world.view(world.seat("Vell")) == before
    refused("objected already", lambda: world.says("Tarn", "object", corrected=corrected))
    world.wait(LATER)
    refused("objected to", lambda: desk(world, "rectified", corrected=corrected, result="made"))
    desk(world, "rectified", corrected=corrected, result="dropped", words="It stays as signed.")
    assert not closing(world).corrected[0].made


def test_a_correction_is_of_the_signed_text_in_its_languages_and_gives_time():
    world, _ = frozen()
    asked = {"text": {"en": FIXED}, "name": "corrected", "until": world.at + LATER}
    lane = world.lane(Kind.DESK)
    refused("told first", lambda: world.asks("M1", "rectify", lane, **asked))
    world, _, _corrected = proposed()
    refused("proposed already", lambda: world.asks("M1", "rectify", lane, **asked))
    refused(
        "nothing is corrected", lambda: world.asks("M1", "rectify", lane, **asked | {"text": {"en": SETTLED}})
    )
    bad(
        "each of the languages",
        lambda: world.asks("M1", "rectify", lane, **asked | {"text": {"en": FIXED, "ar": ARABIC}}),
    )
    other = {"text": {"en": FIXED.replace("7", "8")}}
    bad(
        "an hour at least",
        lambda: world.asks("M1", "rectify", lane, **asked | other | {"until": world.at + 1}),
    )
    with pytest.raises(Absent):
        world.says("Tarn", "object", corrected="a" * 64)


# Languages in step


def test_a_change_in_one_language_alone_leaves_the_others_behind_until_they_follow():
    first = {"en": SETTLED, "ar": ARABIC}
    second = {"en": SETTLED.replace("7", "8"), "ar": ARABIC}
    third = {"en": second["en"], "ar": ARABIC.replace("7", "8")}
    assert behind([]) == behind([first]) == behind([{"en": SETTLED}, {"en": SETTLED.replace("7", "8")}]) == {}
    assert behind([first, second]) == {"ar": ("lists",)}
    renumbered = {one: file.replace("3. ", "4. ") for one, file in first.items()}
    assert behind([first, {**first, "en": renumbered["en"]}]) == {}  # a number shown is no wording
    assert behind([first, second, third]) == {}
    assert behind([{"en": SETTLED}, second]) == {}  # a language that is new says what it says
    assert behind([first, second, {**second, "en": SETTLED.replace("7", "9")}]) == {"ar": ("lists",)}


def both(world: World, english: str, arabic: str, name: str) -> str:
    text = {"en": english, "ar": arabic}
    world.asks("M1", "register", world.lane(Kind.DESK), text=text, name=name)
    sha256 = list(world.view(world.seat("M1")).desk.versions)[-1]
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
    return sha256


def test_a_text_out_of_step_is_neither_accepted_nor_signed_until_it_is_read_against_itself():
    world = World(settings=Settings(languages=("en", "ar")))
    first = both(world, SETTLED, ARABIC, "version 1")
    refused("No language", lambda: world.asks("M1", "vouch", world.lane(Kind.DESK), sha256=first, words="x"))
    world.says("Tarn", "accept", sha256=first, level="referendum")
    second = both(world, SETTLED.replace("7", "8"), ARABIC, "version 2")
    for fields in ({"level": "referendum"}, {}):
        refused("not in step: in ar", lambda f=fields: world.says("Tarn", "accept", sha256=second, **f))
    refused("not in step: in ar", lambda: world.says("Tarn", "initial", clause="3"))
    refused("look at ar", lambda: desk(world, "freeze", sha256=second))
    world.says("Tarn", "react", clause="2", reaction="could")
    world.says("Tarn", "accept", sha256=first)  # of an older text by its fingerprint, as ever
    world.asks(
        "M1",
        "vouch",
        world.lane(Kind.DESK),
        sha256=second,
        words="Read against one another by two interpreters.",
    )
    world.says("Tarn", "accept", sha256=second, level="referendum")
    desk(world, "freeze", sha256=second)
    assert closing(world).vouched == (second,)


def test_of_a_text_for_some_rooms_those_alone_are_told_that_it_was_read_against_itself():
    world = World(settings=Settings(languages=("en", "ar")))
    both(world, SETTLED, ARABIC, "version 1")
    text = {"en": SETTLED.replace("7", "8"), "ar": ARABIC}
    world.asks("M1", "register", world.lane(Kind.DESK), text=text, name="for Tarn", meant=["Tarn"])
    sha256 = list(world.view(world.seat("M1")).desk.versions)[-1]
    world.delivers("Tarn", sha256)
    world.asks("M1", "vouch", world.lane(Kind.DESK), sha256=sha256, words="The interpreters.")
    assert channel(world, "Tarn").vouched == (sha256,)
    assert channel(world, "Vell").vouched == closing(world).vouched == ()
    world.says("Tarn", "accept", sha256=sha256, level="referendum")
    third = both(world, SETTLED.replace("7", "8"), ARABIC.replace("7", "8"), "version 3")
    desk(world, "freeze", sha256=third)  # beside the texts for every room it is in step


def test_what_is_decided_of_no_signature_or_objected_to_of_no_correction_changes_nothing():
    entries = [
        Entry(1, "a", 7, "x", Ratify("a" * 64, 1, passed=True, words="x")),
        Entry(2, "b", 7, "x", Object("a" * 64)),
    ]
    assert fold_lane(Kind.CHANNEL, entries) == fold_lane(Kind.CHANNEL, [Entry(1, "a", 7, "x", Say("x"))])


def test_who_signs_what_a_circle_is_called_and_whose_an_incident_was_is_in_no_repr():
    moves = [
        Sign("a" * 64, 1, "full", name="Kept", capacity="Kept", powers="Kept"),
        Convene("Kept", "annex", (), ()),
        Attribute("x", "y", 1, whose="Kept"),
    ]
    assert "Kept" not in repr(moves)
