"""After signature: who may say what, where things stand, incidents, understandings, and what goes on."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring import continuation, incidents, reports
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.continuation import Continuation, Declared, going
from goodoffices.monitoring.incidents import (
    Alleged,
    Attributed,
    Characterised,
    Classified,
    Closed,
    Commission,
    Found,
    Received,
    Remedied,
    Reviewed,
)
from goodoffices.monitoring.reports import Disputed, Reported, Settled, Verified
from goodoffices.monitoring.standings import Ended, standings
from goodoffices.monitoring.understandings import Agreed, Understanding, amended, fingerprint, in_force

CALENDAR = read("""
[start]
days = 60
[[phase]]
name = "one"
days = 30
continues = true
[[phase]]
name = "two"
days = 30
after = ["returns"]
[[obligation]]
clause = "list"
who = "Tarn"
to = "Vell"
due = { day = 7 }
suspends = ["fairway"]
evidence = "a receipt"
verifier = "G"
[[obligation]]
clause = "fairway"
who = "Vell"
to = "Tarn"
phase = "one"
due = { daily = ["06:00", "16:00"], zone = "UTC" }
[[obligation]]
clause = "returns"
who = "Vell"
to = "Tarn"
count = 4
after = ["list"]
due = { day = 8, every = 7, each = 2 }
late = 3
[[obligation]]
clause = "answer"
who = "Tarn"
to = "Vell"
due = { days_after = "half of returns", days = 2 }
""")
LIST = Reported("r1", "list", "Tarn", 6, evidence=("receipt 12",))


def recorded(*said):
    record = ()
    for one in said:
        record = reports.admit(CALENDAR, record, one)
    return record


def states(record, today, calendar=CALENDAR, ended=None):
    return {one.label: one.state for one in standings(calendar, record, today, ended)}


# ---- reports ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Reported("x", "list", "Vell", 6, evidence=("a",)), "whoever owes it"),
        (Reported("x", "list", "Tarn", 6), "name the evidence"),
        (Reported("x", "nothing", "Tarn", 6), "no such obligation"),
        (Reported("x", "returns", "Vell", 8, units=5), "4 are owed"),
        (Reported("r1", "answer", "Tarn", 8), "stands in the record"),
        (Verified("x", "r1", "Vell", 8, "verified"), "verified by G"),
        (Verified("x", "r9", "G", 8, "verified"), "no such report"),
        (Disputed("x", "r1", "Tarn", 8), "by whoever made it"),
        (Settled("x", "r1", "Vell", 8), "by whoever raised it"),
    ],
)
def test_what_is_not_theirs_to_say_is_refused(said, why):
    with pytest.raises(Refused, match=why):
        reports.admit(CALENDAR, recorded(LIST), said)


def test_a_party_never_verifies_what_it_owes_or_is_owed():
    record = recorded(LIST, Reported("r2", "returns", "Vell", 8, units=2))
    for party in ("Tarn", "Vell"):
        with pytest.raises(Refused, match="does not verify its own"):
            reports.admit(CALENDAR, record, Verified("v", "r2", party, 9, "verified"))
    assert reports.admit(CALENDAR, record, Verified("v", "r2", "G", 9, "verified"))


def test_a_report_found_not_so_may_be_made_again():
    record = recorded(
        Reported("r2", "returns", "Vell", 8, units=4), Verified("v", "r2", "G", 9, "not verified")
    )
    assert reports.admit(CALENDAR, record, Reported("r3", "returns", "Vell", 10, units=4))


# ---- standings --------------------------------------------------------------------------------------


def test_the_days_of_an_obligation_nobody_reports():
    told = [states((), day)["list"] for day in (1, 7, 8, 10, 11)]
    assert told == ["ahead", "due", "late", "late", "unperformed"]


def test_what_stands_unperformed_suspends_what_it_names_and_nothing_else():
    assert states((), 10)["fairway"] == "due"
    late = {one.label: one for one in standings(CALENDAR, (), 11)}
    assert (late["fairway"].state, late["fairway"].by) == ("suspended", ("list",))
    assert late["returns#1"].state == "waiting"
    assert late["returns#1"].waits_for == ("list",)
    assert states(recorded(replace(LIST, day=12)), 12)["fairway"] == "due"


def test_reported_verified_and_disputed_are_told_apart():
    record = recorded(LIST)
    assert states(record, 7)["list"] == "reported"
    disputed = reports.admit(CALENDAR, record, Disputed("d", "r1", "Vell", 8))
    assert states(disputed, 8)["list"] == "disputed"
    assert states(disputed, 8)["returns#1"] == "waiting"
    assert states(disputed, 7)["list"] == "reported"
    settled = reports.admit(CALENDAR, disputed, Settled("s", "d", "Vell", 9))
    assert states(settled, 9)["list"] == "reported"
    verified = reports.admit(CALENDAR, disputed, Verified("v", "r1", "G", 9, "verified"))
    assert states(verified, 9)["list"] == "verified"
    undetermined = reports.admit(CALENDAR, disputed, Verified("v", "r1", "G", 9, "undetermined"))
    assert states(undetermined, 9)["list"] == "disputed"


def test_a_verified_part_of_a_count_opens_what_waits_for_it():
    record = recorded(LIST, Reported("r2", "returns", "Vell", 9, units=2))
    found = {one.label: one for one in standings(CALENDAR, record, 9)}
    assert (found["returns#1"].state, found["returns#1"].done) == ("reported", 2)
    assert (found["returns#2"].state, found["returns#2"].due) == ("ahead", 15)
    assert (found["answer"].state, found["answer"].due) == ("ahead", 11)


def test_a_phase_continues_past_its_days_until_it_is_ended_as_agreed():
    assert states((), 9)["fairway"] == "due"
    record = recorded(LIST)
    assert states(record, 42)["fairway"] in {"due", "suspended"}
    done = recorded(LIST, Reported("r2", "returns", "Vell", 9, units=4))
    assert states(done, 30)["fairway"] == "due"
    assert states(done, 31)["fairway"] == "over"
    assert states(record, 42, ended=Ended({"one": 41}))["fairway"] in {"over", "suspended"}


def test_what_is_said_later_is_not_known_before():
    assert states(recorded(replace(LIST, day=20)), 11)["list"] == "unperformed"


# ---- incidents --------------------------------------------------------------------------------------

COMMISSION = Commission(frozenset({"Tarn", "Vell"}), frozenset({"G", "chair"}), ("slight", "grave"))
BEGUN = incidents.begin(Alleged("Vell", 9, "fairway", "They fired on a boat."))


def through(*steps, incident=BEGUN):
    for step in steps:
        incident = incidents.admit(COMMISSION, incident, step)
    return incident


REVIEWED = (Received("chair", 9), Reviewed("chair", 10))


def test_an_allegation_is_never_more_until_it_is_found():
    assert BEGUN.status() == "alleged by Vell"
    assert incidents.public(BEGUN) is None
    assert incidents.public(through(*REVIEWED)) is None
    found = through(*REVIEWED, Found("chair", 12, "undetermined", "No trace of a shot."))
    assert found.status() == "undetermined, no attribution"
    public = incidents.public(found)
    assert (public.finding, public.words) == ("undetermined", "No trace of a shot.")
    assert "Vell" not in repr(public)
    assert "fired" not in repr(public)


def test_each_party_keeps_its_own_words_beside_the_finding():
    found = through(
        Characterised("Tarn", 9, "A flare."),
        *REVIEWED,
        Characterised("Vell", 11, "A shot across the bow."),
        Found("chair", 12, "verified", "A flare was fired."),
    )
    assert found.characterisations() == {
        "Vell": ("They fired on a boat.", "A shot across the bow."),
        "Tarn": ("A flare.",),
    }


@pytest.mark.parametrize(
    ("before", "step", "why"),
    [
        ((), Reviewed("chair", 9), "receives an allegation"),
        ((), Found("chair", 9, "verified", "x"), "joint review"),
        ((), Closed("chair", 9), "closes on a finding"),
        ((), Received("somebody", 9), "for the commission"),
        ((), Characterised("G", 9, "x"), "only a party"),
        ((), Received("chair", 8), "before what stands"),
        ((), Alleged("Tarn", 9, "list", "x"), "another incident"),
        (REVIEWED, Attributed(frozenset({"Tarn", "Vell"}), 11, "Tarn"), "no finding yet"),
        (REVIEWED[:1], Received("chair", 9), "has received it"),
    ],
)
def test_a_step_too_early_or_from_the_wrong_hands_is_refused(before, step, why):
    with pytest.raises(Refused, match=why):
        through(*before, step)


def test_attribution_needs_a_verified_finding_and_every_party():
    found = through(*REVIEWED, Found("chair", 12, "verified", "A flare was fired."))
    with pytest.raises(Refused, match="all parties together"):
        through(Attributed(frozenset({"Vell", "chair"}), 13, "Tarn"), incident=found)
    both = frozenset({"Tarn", "Vell"})
    assert through(Attributed(both, 13, "Tarn"), incident=found).status() == "verified, attributed to Tarn"
    open_ = through(*REVIEWED, Found("chair", 12, "undetermined", "x"))
    with pytest.raises(Refused, match="only what was verified"):
        through(Attributed(both, 13, "Tarn"), incident=open_)
    with pytest.raises(Refused, match="no scale"):
        through(Classified(both, 13, "heinous"), incident=found)
    assert through(Classified(both, 13, "slight"), incident=found).classified.word == "slight"


def test_an_incident_closes_by_an_understanding_with_nobody_blamed_and_stays_closed():
    closed = through(
        *REVIEWED,
        Found("chair", 12, "undetermined", "x"),
        Remedied("chair", 13, "see U1", "U1"),
        Closed("chair", 14),
    )
    assert closed.status() == "undetermined, resolved by understanding, no attribution"
    with pytest.raises(Refused, match="closed"):
        through(Characterised("Tarn", 15, "still"), incident=closed)


# ---- understandings ---------------------------------------------------------------------------------

LATER = replace(CALENDAR.obligations[0], due=replace(CALENDAR.obligations[0].due, day=12))
U1 = Understanding(1, 11, "The list comes by day 12.", (LATER,), cures=("i1",))
BOTH = frozenset({"Tarn", "Vell"})


def test_an_understanding_is_in_force_when_every_party_agreed_to_its_fingerprint():
    mine = fingerprint(U1)
    assert not in_force(U1, [Agreed("Tarn", mine)], BOTH)
    assert in_force(U1, [Agreed("Tarn", mine), Agreed("Vell", mine)], BOTH)
    other = replace(U1, words="The list comes by day 13.")
    assert not in_force(other, [Agreed("Tarn", mine), Agreed("Vell", mine)], BOTH)


def test_an_understanding_restates_obligations_and_everything_is_computed_anew():
    assert states((), 11)["list"] == "unperformed"
    after = amended(CALENDAR, U1)
    assert states((), 11, after) == states((), 11, after) | {"list": "ahead", "fairway": "due"}
    assert CALENDAR.obligations[0].due.day == 7


def test_an_understanding_lapses_with_its_phase_and_cannot_take_away_what_is_not_there():
    gone = replace(U1, phase="one")
    assert amended(CALENDAR, gone, frozenset({"one"})) == CALENDAR
    with pytest.raises(Refused, match="cannot withdraw"):
        amended(CALENDAR, replace(U1, withdrawn=("nothing",)))
    with pytest.raises(Refused, match="no longer stands"):
        amended(CALENDAR, Understanding(2, 11, "No fairway.", withdrawn=("fairway",)))
    with pytest.raises(BadInput):
        Understanding(0, 1, "x")
    with pytest.raises(BadInput):
        Understanding(1, 1, "  ")


def test_the_fingerprint_does_not_see_blanks_and_lines_and_sees_everything_else():
    mine = fingerprint(U1)
    assert fingerprint(replace(U1, words="The  list comes\nby day 12.")) == mine
    assert fingerprint(replace(U1, obligations=(replace(LATER, line=99),))) == mine
    others = [
        replace(U1, number=2), replace(U1, day=12), replace(U1, cures=()), replace(U1, obligations=()),
        replace(U1, obligations=(replace(LATER, who="Vell"),)), replace(U1, withdrawn=("returns",)),
        replace(U1, obligations=(replace(LATER, after=("fairway",)),)), replace(U1, phase="one"),
        replace(U1, obligations=(replace(LATER, before=("fairway",)),)), replace(U1, obligations=(CALENDAR.obligations[0],)),
        replace(U1, obligations=CALENDAR.obligations),
    ]  # fmt: skip
    assert len({mine, *map(fingerprint, others)}) == len(others) + 1


def field(tag, payload):
    return len(tag).to_bytes(1, "big") + tag + len(payload).to_bytes(8, "big") + payload


def test_the_fingerprint_is_that_of_the_bytes_the_method_page_gives():
    plain = Understanding(1, 11, "The list comes by day 12.", cures=("late list",), phase="one")
    said = b"".join(
        (
            field(b"I", b"1"), field(b"I", b"11"), field(b"S", b"The list comes by day 12."), field(b"L", b""),
            field(b"L", b""), field(b"L", b""), field(b"L", field(b"S", b"late list")), field(b"S", b"one"),
        )
    )  # fmt: skip
    whole = b"goodoffices-understanding/1" + field(b"DUnderstanding", said)
    assert fingerprint(plain) == hashlib.sha256(whole).hexdigest()
    assert fingerprint(plain) == "eb2f0142f93201d1bb70adee874b2e8d60e48faa710f03f0ce829f6c681fe707"


# ---- continuation -----------------------------------------------------------------------------------

CLAUSE = Continuation("one", frozenset({"Tarn", "Vell", "G"}))


def test_nobody_can_end_a_phase_alone():
    with pytest.raises(BadInput):
        Continuation("one", frozenset({"G"}))
    said = continuation.admit(CLAUSE, (), Declared("Tarn", 42))
    assert going(CLAUSE, said).continues
    assert going(CLAUSE, said).said_ended == frozenset({"Tarn"})
    with pytest.raises(Refused, match="those the clause names"):
        continuation.admit(CLAUSE, said, Declared("M1", 42))


def test_it_ends_on_the_day_the_last_has_said_so_and_a_word_may_be_taken_back_before():
    said = (Declared("Tarn", 42), Declared("Vell", 43), Declared("Tarn", 44, ended=False), Declared("G", 45))
    assert going(CLAUSE, said).continues
    over = going(CLAUSE, (*said, Declared("Tarn", 50)))
    assert (over.continues, over.ended_on) == (False, 50)
    with pytest.raises(Refused, match="has ended"):
        continuation.admit(CLAUSE, (*said, Declared("Tarn", 50)), Declared("G", 51, ended=False))


@given(st.lists(st.tuples(st.sampled_from(["Tarn", "Vell", "G"]), st.booleans()), max_size=20))
def test_however_often_one_declares_it_takes_all_of_them(draws):
    said = tuple(Declared(by, day, ended=ended) for day, (by, ended) in enumerate(draws))
    state = going(CLAUSE, said)
    if len({one.by for one in said if one.ended}) < 3:
        assert state.continues
    if not state.continues:
        last = {}
        for one in said[: state.ended_on + 1]:
            last[one.by] = one.ended
        assert last == {"Tarn": True, "Vell": True, "G": True}
