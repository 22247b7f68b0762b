"""Dates keep the granularity and the softening they were said with."""

from datetime import date

import pytest

from goodoffices.record.reading.dateline import dateline_of, day_in_name
from goodoffices.record.reading.dates import dates_in
from goodoffices.record.reading.reading import read

DAY = date(2031, 5, 14)  # a Wednesday


def found(words: str, day: date | None = DAY) -> list[tuple[str, str | None, str | None]]:
    return [
        (words[d.start : d.end], d.value, d.modifier)
        for d in dates_in(words, [(0, len(words))], lambda _: day)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on May 3", ("May 3", "2031-05-03", None)),
        ("on Oct 7", ("Oct 7", "2030-10-07", None)),
        ("on 3 May 2029", ("3 May 2029", "2029-05-03", None)),
        ("on the 3rd of May", ("the 3rd of May", "2031-05-03", None)),
        ("on Sept. 30, 2030,", ("Sept. 30, 2030", "2030-09-30", None)),
        ("on May 3-7", ("May 3-7", "2031-05-03/2031-05-07", None)),
        ("on 2031-02-28", ("2031-02-28", "2031-02-28", None)),
        ("on 3.2.2031", ("3.2.2031", "2031-02-03", None)),
        ("a brief November truce", ("November", "2030-11", None)),
        ("late in April", ("late in April", "2031-04", "end")),
        ("in early March", ("early March", "2031-03", "start")),
        ("by mid-October", ("mid-October", "2031-10", "mid")),
        ("last August", ("last August", "2030-08", None)),
        ("in February last year", ("February last year", "2030-02", None)),
        ("in November 2027", ("November 2027", "2027-11", None)),
        ("the almost seven-month-old war", ("almost seven-month-old", "P7M", "approx")),
        ("a 30-day truce", ("30-day", "P30D", None)),
        ("for nearly three weeks", ("nearly three weeks", "P3W", "approx")),
        ("after 14 hours of talks", ("14 hours", "PT14H", None)),
        ("for two decades", ("two decades", "P20Y", None)),
        ("two days ago", ("two days ago", "2031-05-12", None)),
        ("three weeks ago", ("three weeks ago", "2031-W17", None)),
        ("six months ago", ("six months ago", "2030-11", None)),
        ("four years ago", ("four years ago", "2027", None)),
        ("on Monday", ("Monday", "2031-05-12", None)),
        ("on Wednesday", ("Wednesday", "2031-05-14", None)),
        ("will meet on Monday", ("Monday", "2031-05-19", None)),
        ("next Monday", ("next Monday", "2031-05-19", None)),
        ("late on Tuesday", ("late on Tuesday", "2031-05-13", "end")),
        ("today", ("today", "2031-05-14", None)),
        ("yesterday", ("yesterday", "2031-05-13", None)),
        ("tomorrow", ("tomorrow", "2031-05-15", None)),
        ("last week", ("last week", "2031-W19", None)),
        ("the end of the month", ("the end of the month", "2031-05", "end")),
        ("in 2028", ("2028", "2028", None)),
        ("in the late 1990s", ("late 1990s", "199", "end")),
        ("last spring", ("last spring", "2030-21", None)),
        ("talks due to resume on June 7", ("June 7", "2031-06-07", None)),
        ("fighting that began on June 7", ("June 7", "2030-06-07", None)),
        ("it would resume the war that began in October", ("October", "2030-10", None)),
        ("a deal will be signed in November", ("November", "2031-11", None)),
    ],
)
def test_a_date_resolves_as_a_reader_would(words: str, expected: tuple[str, str, str | None]):
    assert expected in found(words)


@pytest.mark.parametrize(
    "words",
    [
        "May said so",
        "they march on",
        "a 34-year-old man",
        "on February 31",
        "3/4/2031",
        "Resolution 2031",
        "one day",
        "a second",
    ],
)
def test_what_is_no_date_is_none(words: str):
    assert found(words) == []


def test_without_a_day_only_full_dates_have_a_value():
    assert found("on Monday and May 3 and 3 May 2029 and for 30 days", None) == [
        ("Monday", None, None),
        ("May 3", None, None),
        ("3 May 2029", "2029-05-03", None),
        ("30 days", "P30D", None),
    ]


def test_today_in_a_quotation_is_the_day_of_the_quotation():
    reading = read("TARN, March 8, 2031 - “We leave today,” Ann Lee said on March 3.")
    assert [(d.words.text, d.value, str(d.anchor)) for d in reading.dates] == [
        ("today", "2031-03-03", "2031-03-03"),
        ("March 3", "2031-03-03", "2031-03-08"),
    ]


@pytest.mark.parametrize(
    ("head", "day", "place"),
    [
        (" date 2031-03-04 PORT HALDEN – The", "2031-03-04", "PORT HALDEN"),
        (" date 2031-03-04 The talks went on.", "2031-03-04", None),
        ("PORT HALDEN, March 3, 2031 (Wire) - The", "2031-03-03", "PORT HALDEN"),
        ("Halden (Ombria), 12 March 2031 -- The", "2031-03-12", "Halden"),
        ("HALDEN (AW) — The talks.\n\nMarch 3, 2031", "2031-03-03", "HALDEN"),
        (
            "Talks go on\nBy Ann Lee\nHALDEN, Mar 3 (AW) — The\n\nPublished 4 March 2031",
            "2031-03-03",
            "HALDEN",
        ),
        ("Date: Tue, 4 Mar 2031 10:22:00 +0000\nHALDEN -- The", "2031-03-04", "HALDEN"),
        ("Halden, MNA – The talks.\nUpdated: 2031-03-04 17:08", "2031-03-04", "Halden"),
        ("HALDEN/TARN, Feb 12 2031 (X) - The", "2031-02-12", "HALDEN/TARN"),
        ("The talks - which began late - ended.", None, None),
    ],
)
def test_a_dateline_is_read_whatever_the_house(head: str, day: str | None, place: str | None):
    line = dateline_of(head)
    assert (str(line.day) if line.day else None, line.place) == (day, place)


def test_the_year_of_a_short_dateline_comes_from_the_day_given():
    assert dateline_of("HALDEN, March 3 (AW) - The", date(2031, 3, 4)).day == date(2031, 3, 3)


def test_the_dateline_is_not_a_date_of_the_report():
    assert read("HALDEN, March 3, 2031 (AW) - It rained.\n\nMarch 3, 2031\n").dates == ()


def test_a_file_name_may_hold_the_day():
    assert day_in_name("tarn-2031-03-04.txt") == day_in_name("20310304 tarn.txt") == date(2031, 3, 4)
    assert day_in_name("tarn-2031-13-04.txt") is None
    assert day_in_name("tarn.txt") is None
