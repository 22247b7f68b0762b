"""The diary: the form of RFC 5545, the clocks of places, the days and hours of the calendar."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.icalendar import diary, folded, text

STAMP = datetime(2031, 3, 1, 12, tzinfo=UTC)
FAMILY = """
name = "The children's weeks"
[start]
date = 2031-03-03
zone = "Europe/Malta"
days = 56

[[week]]
name = "school"
rest = ["saturday", "sunday"]
holidays = [2031-03-19]

[[obligation]]
clause = "calls"
who = "A"
what = "puts a call through; both, always"
due = { daily = ["17:00", "17:30"] }
week = "school"

[[obligation]]
clause = "weekends"
who = "B"
what = "brings the children"
count = 4
due = { day = 5, every = 14 }

[[obligation]]
clause = "door"
who = "A"
due = { daily = ["08:00", "18:00"], exchange = ["08:00", "20:00"], exchange_of = "weekends" }

[[deadline]]
name = "term ends"
day = 50
"""


def made(who=""):
    return diary(play(read(FAMILY)), STAMP, who)


def entries(words):
    unfolded = words.replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in body.strip().split("\r\n"))
        for body in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", unfolded, re.DOTALL)
    ]


def test_deliveries_are_whole_days_in_order():
    days = [one["DTSTART;VALUE=DATE"] for one in entries(made()) if "brings" in one["SUMMARY"]]
    assert days == ["20310307", "20310321", "20310404", "20310418"]


def test_a_window_repeats_at_the_hours_of_its_place_but_for_days_of_rest():
    call = next(one for one in entries(made()) if "call" in one["SUMMARY"])
    assert call["DTSTART;TZID=Europe/Malta"] == "20310303T170000"
    assert call["DTEND;TZID=Europe/Malta"] == "20310303T173000"
    assert call["RRULE"] == "FREQ=DAILY;UNTIL=20310425T150000Z"
    assert call["SUMMARY"] == "A puts a call through\\; both\\, always"
    shut = re.findall(r"EXDATE;TZID=Europe/Malta:(\d{8})T170000", made())
    assert len(shut) == 2 * 7 + 1
    assert "20310319" in shut
    assert "20310308" in shut


def test_days_of_exchange_have_their_own_hours():
    doors = [one for one in entries(made()) if one["SUMMARY"].startswith("A door")]
    assert [one["DTEND;TZID=Europe/Malta"][9:] for one in doors] == ["180000", "200000"]
    assert doors[1]["DTSTART;TZID=Europe/Malta"] == "20310307T080000"


def test_the_clock_of_the_place_is_told_with_its_change():
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20310330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in made()


def test_a_diary_for_one_leaves_out_what_others_owe():
    summaries = " ".join(one["SUMMARY"] for one in entries(made("B")))
    assert "brings" in summaries
    assert "call" not in summaries
    assert "term ends" in summaries


def test_entries_keep_their_identity_from_file_to_file():
    later = diary(play(read(FAMILY)), STAMP + timedelta(days=9))
    assert [one["UID"] for one in entries(made())] == [one["UID"] for one in entries(later)]
    assert len({one["UID"] for one in entries(made())}) == len(entries(made()))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_a_folded_line_unfolds_to_itself_and_no_part_is_over_75_octets(words):
    line = folded(f"SUMMARY:{words}")
    assert line.endswith("\r\n")
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    assert line.removesuffix("\r\n").replace("\r\n ", "") == f"SUMMARY:{words}"


def test_words_cannot_begin_a_property_of_their_own():
    assert text("a\r\nEND:VEVENT\x00") == "a\\nEND:VEVENT"
