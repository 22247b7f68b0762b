"""Calendar files: what is read, and what is refused, with its line and column."""

from fractions import Fraction

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.obligations import Daily, DaysAfter, OnDay, Order, Series

WHOLE = """
name = "A calendar"

[start]
date = 2031-03-03
zone = "Europe/Malta"

[[phase]]
name = "one"
days = 36
continues = true

[[week]]
name = "port"
rest = ["friday", "saturday"]
holidays = [2031-04-01]

[[event]]
name = "half"
of = ["c12"]
count = 12

[[obligation]]
clause = "c9"
quotes = '''the fairway
stays open'''
who = "Vell"
to = "Tarn"
due = { daily = ["06:00", "16:00"], hours = 10, exchange = ["06:00", "18:00"], exchange_of = "c12" }
until = "half"

[[obligation]]
clause = "c12"
count = 24
due = { date = 2031-03-07, every = 7, each = 2 }
order = "crew before officers before masters"
classes = { crew = 16, officers = 8 }
suspends = ["c9"]
evidence = "a signed receipt"
verifier = "the monitors"
remedy = "within three days"
week = "port"
rest = "after"

[[obligation]]
clause = "c20"
ratio = "12 : 1"
due = { days_after = "c12", days = 1 }
late = 0

[[deadline]]
name = "the vote"
date = 2031-05-01
needs = ["half of c12"]
felt_by = ["Tarn"]
"""


def places(body):
    with pytest.raises(BadInput) as refusal:
        read(body)
    return [(fault.line, fault.column, fault.what) for fault in refusal.value.faults]


def test_every_field_of_the_format_is_read():
    found = read(WHOLE)
    window, releases, back = found.obligations
    assert isinstance(window.due, Daily)
    assert window.due.zone == "Europe/Malta"
    assert window.due.window.words() == "06:00–16:00"
    assert window.due.hours == Fraction(10)
    assert window.until == "half"
    assert releases.due == OnDay(5, Series(7, 2))
    assert releases.order == (
        Order("crew", "officers"),
        Order("crew", "masters"),
        Order("officers", "masters"),
    )
    assert releases.groups == (("crew", 16), ("officers", 8))
    assert (releases.evidence, releases.verifier) == ("a signed receipt", "the monitors")
    assert releases.weeks == ("port",)
    assert back.ratio == 12
    assert back.due == DaysAfter("c12", 1)
    assert back.late == 0
    assert found.deadlines[0].day == 60
    assert found.late(releases) == 7
    assert found.late(window) == 0


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_reads_the_same():
    assert read(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()) == read(WHOLE)


def test_every_fault_is_told_at_once_each_at_its_place():
    body = '[[obligation]]\nclause = "a"\ncount = 0\ndue = { day = "x" }\n\n[[obligation]]\nwho = 7\nafter = [1]\nship = true\n'
    found = places(body)
    assert [place[:2] for place in found] == [(3, 1), (4, 1), (6, 1), (7, 1), (8, 1), (9, 1)]
    assert "no such key" in found[-1][2]


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("[[obligation]]\nclause = ", 2, "not TOML"),
        ("", 1, "no [[obligation]]"),
        ('[obligation]\nclause = "a"', 1, "double brackets"),
        ('[[start]]\n[[obligation]]\nclause = "a"', 1, "single brackets"),
        ('[[obligation]]\nclause = "a"\n[[obligation]]\nclause = "a"', 3, "twice"),
        ('[[obligation]]\nclause = "a"\nsuspends = ["z"]', 3, "no obligation of clause 'z'"),
        ('[[obligation]]\nclause = "a"\nsuspends = ["a"]', 1, "cannot suspend itself"),
        ('[[obligation]]\nclause = "a"\ndue = { date = 2031-03-03 }', 3, "[start] date"),
        ('[[obligation]]\nclause = "a"\ndue = { daily = ["06:00", "16:00"] }', 3, "time zone"),
        ('[[obligation]]\nclause = "a"\ndue = { daily = ["06:00", "26:00"], zone = "Europe/Malta" }', 3, "opening"),
        ('[[obligation]]\nclause = "a"\ndue = { daily = ["06:00", "16:00"], zone = "../etc" }', 3, "zone"),
        ('[[obligation]]\nclause = "a"\ndue = { day = 3, days_after = "b" }', 3, "already"),
        ('[[obligation]]\nclause = "a"\ndue = { day = 3, each = 2 }', 3, "every"),
        ('[[obligation]]\nclause = "a"\nratio = "12"', 3, "12:1"),
        ('[[obligation]]\nclause = "a"\nratio = "0:1"', 3, "12:1"),
        ('[[obligation]]\nclause = "a"\norder = "crew first"', 3, "crew before officers"),
        ('[[obligation]]\nclause = "a"\nweek = "w"', 3, "no [[week]]"),
        ('[[obligation]]\nclause = "a"\nphase = "two"', 3, "no [[phase]]"),
        ('[[obligation]]\nclause = "a"\ncount = 3\nclasses = { x = 1 }', 1, "add up"),
        ('[[obligation]]\nclause = "a"\n[[week]]\nname = "w"\nrest = ["fri"]', 5, "day of the week"),
        ('[[obligation]]\nclause = "a"\n[[week]]\nname = "w"', 3, "[start] date"),
        ('[[obligation]]\nclause = "a"\n[[event]]\nname = "a"', 3, "twice"),
        ('[[obligation]]\nclause = "a"\n[[event]]\nname = "b"\nday = 3\nall = ["a"]', 4, "one cause"),
        ('[[obligation]]\nclause = "a"\n[[deadline]]\nname = "b"', 4, "a `day` or a `date`"),
        ('[[obligation]]\nclause = "a"\n[[phase]]\nname = "b"', 3, "days"),
        ('[start]\nslips = 7\n[[obligation]]\nclause = "a"', 2, "from 0 to 6"),
        ('[start]\nbeside = ["mayan"]\n[[obligation]]\nclause = "a"', 2, "mayan"),
        ('odd = 1\n[[obligation]]\nclause = "a"', 1, "no such key"),
        ('[[obligation]]\nclause = "a"\ncount = 100000\ndue = { day = 1, every = 1 }', None, "deliveries"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_at_its_line_with_what_to_do(body, line, said):
    if "deliveries" in said:
        from goodoffices.monitoring.calendar.play import play

        with pytest.raises(BadInput, match=said):
            play(read(body))
        return
    found = places(body)
    assert any(one[0] == line and said in one[2] for one in found), found


def test_bytes_that_are_not_utf_8_are_refused_with_their_line():
    assert places(b'[[obligation]]\nclause = "\xff"')[0][:2] == (2, 1)


def test_a_file_nested_without_end_is_refused():
    assert places("a = " + "[" * 100_000)


def test_a_number_without_end_is_refused():
    with pytest.raises(BadInput, match="digits"):
        read("name = " + "9" * 5000)


def test_a_huge_chain_is_played():
    from goodoffices.monitoring.calendar.play import play

    tables = ['[[obligation]]\nclause = "c0"\ndue = { day = 1 }\n']
    tables += [
        f'[[obligation]]\nclause = "c{n}"\nafter = ["c{n - 1}"]\ndue = {{ days_after = "c{n - 1}", days = 1 }}\n'
        for n in range(1, 1500)
    ]
    assert play(read("".join(tables))).sound


@pytest.mark.parametrize("day", ["9999-12-30", "0001-01-01"])
def test_a_calendar_does_not_begin_where_its_days_cannot_be_written(day: str):
    with pytest.raises(BadInput, match="a date is needed"):
        read(WHOLE.replace("2031-03-03", day))
