"""Harbour's own calendar: its quotes stand, it is played, and it runs on from signature to day 60."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import goodoffices
from goodoffices.core import text as one_text
from goodoffices.monitoring import incidents, reports
from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.quotes import readings, words_of
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.incidents import (
    Alleged,
    Characterised,
    Closed,
    Commission,
    Found,
    Received,
    Remedied,
    Reviewed,
)
from goodoffices.monitoring.obligations import Event, OnDay, Window
from goodoffices.monitoring.reports import Disputed, Reported, Settled, Verified
from goodoffices.monitoring.standings import standings
from goodoffices.monitoring.understandings import Agreed, Understanding, amended, fingerprint, in_force

HARBOUR = Path(goodoffices.__file__).parent / "web" / "harbour"
CALENDAR = read((HARBOUR / "obligations.toml").read_bytes())
TEXT = words_of(one_text.read((HARBOUR / "v7.en.md").read_text(encoding="utf-8")))
PARTIES = frozenset({"Tarn", "Vell"})
COMMISSION = Commission(PARTIES, frozenset({"G"}))


def test_every_quote_stands_in_version_7_and_the_altered_copy_makes_the_lists_to_be_read_again():
    assert readings(CALENDAR, TEXT).again == ()
    altered = words_of(one_text.read((HARBOUR / "v7-as-carried.md").read_text(encoding="utf-8")))
    assert {one.clause for one in readings(CALENDAR, altered).again} == {"lists"}


def test_every_clause_without_an_obligation_is_listed():
    held = readings(CALENDAR, TEXT)
    assert set(held.unobliged) | {one.clause for one in CALENDAR.obligations} | {
        "phases",
        "phase-order",
    } == set(TEXT)


def test_the_numbers_of_annex_a_come_out():
    played = play(CALENDAR)
    units = [
        (step.label, step.units)
        for index in played.network.steps_of["ratio-crew"]
        for step in [played.network.nodes[index]]
    ]
    assert sum(many for _, many in units[:5]) == 120
    assert sum(many for _, many in units[5:]) == 136 - 40
    officers = [played.network.nodes[index].units for index in played.network.steps_of["ratio-officers"]]
    assert officers == [40, 40, 40]
    assert played.days == 108


def test_the_third_phase_never_begins_if_one_officer_comes_late():
    (fault,) = play(CALENDAR).faults
    assert (fault.kind, fault.clauses) == ("never", ("phase-order", "returns"))
    assert [(one.day, one.event) for one in fault.schedule] == [
        (71, "returns-officers#1 comes late, on day 74, 1 of 2"),
        (73, "third lapses, waiting for 2 of returns-officers"),
    ]
    second = replace(CALENDAR.phases[1], continues=True)
    mended = replace(CALENDAR, phases=(CALENDAR.phases[0], second, CALENDAR.phases[2]))
    assert play(mended).sound


def test_a_late_list_shuts_the_fairway_and_nothing_else():
    by_day = {day: {one.label: one for one in standings(CALENDAR, (), day)} for day in (10, 11)}
    assert by_day[10]["fairway"].state == "due"
    stopped = [one.label for one in by_day[11].values() if one.state == "suspended"]
    assert stopped == ["fairway"]


class Commissioned:
    """Harbour after signature: what is said is admitted, day after day."""

    def __init__(self):
        self.calendar, self.record, self.count = CALENDAR, (), 0

    def say(self, kind, *what, **more):
        self.count += 1
        self.record = reports.admit(self.calendar, self.record, kind(f"e{self.count}", *what, **more))
        return f"e{self.count}"

    def understand(self, understanding):
        agreed = [Agreed(party, fingerprint(understanding)) for party in PARTIES]
        assert in_force(understanding, agreed, PARTIES)
        self.calendar = amended(self.calendar, understanding)

    def states(self, day):
        return {one.label: one.state for one in standings(self.calendar, self.record, day)}


def through(incident, *steps):
    for step in steps:
        incident = incidents.admit(COMMISSION, incident, step)
    return incident


def test_harbour_runs_on_to_day_60_over_a_late_list_and_a_contested_return():
    harbour = Commissioned()
    listed = harbour.say(Reported, "lists-vell", "Vell", 7, evidence=("receipt 1",))
    harbour.say(Verified, listed, "G", 7, "verified")
    late = through(
        incidents.begin(Alleged("Vell", 11, "lists-tarn", "Tarn holds its list back.")),
        Characterised("Tarn", 11, "The list was ready; the boat could not cross."),
        Received("G", 11), Reviewed("G", 11), Found("G", 12, "undetermined", "No list reached G by day 10."),
    )  # fmt: skip
    assert harbour.states(12)["fairway"] == "suspended"

    by_id = {one.id: one for one in harbour.calendar.obligations}
    fairway = by_id["fairway"]
    hours = Window(time(7), fairway.due.window.closes)
    first = Understanding(
        1,
        13,
        "Tarn's list comes by Thursday, day 16; the fairway opens on Monday, day 20, at 07:00.",
        (
            replace(by_id["lists-tarn"], due=OnDay(16)),
            replace(fairway, after=("lists-tarn", "that Monday"), due=replace(fairway.due, window=hours)),
        ),
        (Event("that Monday", day=20),),
        cures=("late list",),
    )
    harbour.understand(first)
    late = through(late, Remedied("G", 13, "see U1", "U1"), Closed("G", 16))
    assert late.status() == "undetermined, resolved by understanding, no attribution"
    assert harbour.states(14)["fairway"] == "waiting"
    listed = harbour.say(Reported, "lists-tarn", "Tarn", 16, evidence=("receipt 2",))
    harbour.say(Verified, listed, "G", 16, "verified")
    assert harbour.states(17)["fairway"] == "ahead"
    assert harbour.states(20)["fairway"] == "due"

    seen = {one.label: one for one in standings(harbour.calendar, harbour.record, 17)}
    assert (seen["returns-crew#1"].state, seen["returns-crew#1"].due) == ("late", 16)
    for day in (17, 18):
        report = harbour.say(Reported, "returns-crew", "Vell", day, units=2, evidence=("book",))
        harbour.say(Verified, report, "G", day, "verified")
        harbour.say(Reported, "ratio-crew", "Tarn", day, units=24)
    report = harbour.say(Reported, "returns-crew", "Vell", 22, units=2, evidence=("book",))
    dispute = harbour.say(Disputed, report, "Tarn", 22, "One of them is a pilot, and no crew.")
    assert harbour.states(22)["returns-crew#3"] == "disputed"
    assert harbour.states(22)["ratio-crew#3"] == "waiting"
    rank = through(
        incidents.begin(Alleged("Tarn", 22, "returns-crew", "An officer was counted as crew.")),
        Characterised("Vell", 22, "A pilot is crew under clause 1."),
        Received("G", 23), Reviewed("G", 23), Found("G", 25, "undetermined", "Clause 1 leaves it open."),
    )  # fmt: skip
    assert incidents.public(through(rank)).finding == "undetermined"
    harbour.understand(
        Understanding(2, 26, "Until the commission has decided, a pilot counts as crew.", cures=("rank",))
    )
    rank = through(rank, Remedied("G", 26, "see U2", "U2"), Closed("G", 26))
    harbour.say(Settled, dispute, "Tarn", 26)
    assert harbour.states(26)["returns-crew#3"] == "reported"
    assert harbour.states(26)["ratio-crew#3"] == "due"

    harbour.say(Reported, "ratio-crew", "Tarn", 26, units=24)
    for day in (29, 36, 43, 50, 57):
        report = harbour.say(Reported, "returns-crew", "Vell", day, units=2, evidence=("book",))
        harbour.say(Verified, report, "G", day, "verified")
        harbour.say(Reported, "ratio-crew", "Tarn", day, units=24)
    told = harbour.states(60)
    assert told["returns-crew#8"] == "verified"
    assert told["returns-crew#9"] == "ahead"
    assert told["fairway"] == "due"
    assert told["laid-up-tarn"] == "unperformed"
    assert told["stop-tarn"] == "over"
    assert "suspended" not in told.values()
