"""The player: cases worked by hand, and every fault planted in generated calendars found and replayed."""

import pytest

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from tests.monitoring import calendars, stepper

HEAD = '[start]\ndate = 2031-03-03\nzone = "Europe/Malta"\n'


def played(body, head=HEAD):
    return play(read(head + body))


def faults(body, head=HEAD):
    return [
        (one.kind, one.clauses, [(line.day, line.event) for line in one.schedule])
        for one in played(body, head).faults
    ]


def one(clause, *lines):
    return "\n".join(["[[obligation]]", f'clause = "{clause}"', *lines, ""])


# ---- by hand ----------------------------------------------------------------------------------------


def test_a_withdrawal_on_a_day_after_half_the_releases_never_comes_if_two_releases_slip():
    # 33 in threes on days 6, 13, … 41: 18 by day 43, half is 17; one late leaves 17, two leave 16.
    releases = one("c12", "count = 33", "due = { day = 6, every = 7, each = 3 }")
    withdrawal = one("c22", 'after = ["half of c12"]', "due = { day = 43 }")
    assert faults(releases + withdrawal) == [
        (
            "never",
            ("c22", "c12"),
            [
                (41, "c12#6 comes late, on day 44, 2 of 3"),
                (43, "c22 lapses, waiting for half of c12"),
            ],
        )
    ]
    follows = withdrawal + "follows = true\n"
    assert faults(releases + follows) == []


def test_a_day_far_enough_away_is_sound():
    assert faults(one("a", "due = { day = 3 }") + one("b", 'after = ["a"]', "due = { day = 6 }")) == []
    assert faults(one("a", "due = { day = 3 }") + one("b", 'after = ["a"]', "due = { day = 5 }")) != []


def test_three_that_wait_for_one_another_are_a_deadlock_and_what_waits_for_them_is_not_named():
    ring = [one(a, f'after = ["{b}"]', "due = { day = 4 }") for a, b in ("ab", "bc", "ca")]
    tail = one("d", 'after = ["a"]', "due = { day = 9 }")
    assert faults("".join(ring) + tail) == [
        ("deadlock", ("a", "b", "c"), [(4, "a waits for b"), (4, "b waits for c"), (4, "c waits for a")])
    ]


def test_what_waits_for_part_of_itself_is_a_deadlock():
    body = one("a", "count = 4", 'after = ["2 of a"]', "due = { day = 4, every = 2 }")
    assert faults(body) == [("deadlock", ("a",), [(4, "a#1 waits for 2 of a")])]


def test_a_name_nothing_brings_about_is_waited_for_for_ever():
    body = one("a", 'after = ["the letter"]', "due = { day = 4 }") + one("b", 'after = ["a"]')
    assert faults(body) == [("never", ("a",), [(4, "a waits for the letter")])]


def test_a_ratio_that_does_not_come_out_leaves_somebody_unanswered():
    back = one("a", "count = 24", "due = { day = 3 }")
    assert faults(back + one("b", 'ratio = "12:1"', 'against = "a"', "count = 288")) == []
    short = faults(back + one("b", 'ratio = "12:1"', 'against = "a"', "count = 264"))
    assert short == [("never", ("b", "a"), [(3, "b ends at 264 of 288")])]
    long = faults(back + one("b", 'ratio = "12:1"', 'against = "a"', "count = 300"))
    assert long == [("never", ("b", "a"), [(1, "b#2 waits for 25 of a")])]


def test_a_clock_that_runs_out_before_another_event_is_a_race():
    body = one("a", "due = { day = 3 }") + one("b", "due = { day = 5 }")
    body += one("c", 'after = ["b"]', 'due = { days_after = "a", days = 4 }')
    assert faults(body) == [
        ("race", ("c", "b"), [(5, "b comes late, on day 8"), (7, "c lapses, waiting for b")])
    ]


def test_the_same_slip_on_both_sides_of_a_race_is_none():
    body = one("a", "due = { day = 3 }") + one("b", 'due = { days_after = "a", days = 2 }', "late = 0")
    body += one("c", 'after = ["b"]', 'due = { days_after = "a", days = 2 }')
    assert faults(body) == []


def test_what_must_come_before_an_event_that_does_not_wait_for_it_is_a_race():
    body = one("a", "due = { day = 3 }", 'before = ["the tide turns"]')
    event = '[[event]]\nname = "the tide turns"\nday = 5\n'
    assert faults(body + event) == [
        ("race", ("a",), [(3, "a comes late, on day 5"), (5, "the tide turns comes before a")])
    ]
    bound = one("b", 'after = ["a"]') + one("a2", "due = { day = 3 }", 'before = ["b2"]')
    assert faults(body.replace("the tide turns", "b") + bound + one("b2", 'after = ["a2"]')) == []


def test_crew_before_officers_is_broken_by_the_day_the_officers_have():
    crew = one("a", 'who = "Vell"', 'class = "crew"', "due = { day = 3 }")
    officers = one(
        "b",
        'who = "Vell"',
        'what = "releases the officers"',
        'order = "crew before officers"',
        "due = { day = 5 }",
    )
    assert faults(crew + officers) == [
        (
            "order",
            ("b", "a"),
            [(3, "a comes late, on day 6"), (5, "b is made before a: crew before officers")],
        )
    ]
    assert faults(crew + officers.replace("due = { day = 5 }", 'due = { days_after = "a", days = 2 }')) == []
    assert faults(crew + officers.replace("Vell", "Tarn")) == []


def test_classes_inside_one_count_keep_their_order_while_a_late_batch_comes_with_the_next():
    body = one(
        "a",
        "count = 6",
        "classes = { crew = 4, officers = 2 }",
        'order = "crew before officers"',
        "due = { day = 3, every = 7, each = 2 }",
    )
    assert faults(body) == []
    assert faults(body + "late = 8\n")[0][0] == "order"


def test_a_breach_that_stops_more_than_its_clause_names_is_a_cascade():
    body = one("a", "due = { day = 3 }", 'suspends = ["b"]') + one(
        "b", "due = { day = 8 }", 'suspends = ["c"]'
    )
    body += one("c", "due = { day = 20 }")
    assert faults(body) == [
        (
            "cascade",
            ("a", "b", "c"),
            [(7, "a is not done"), (7, "b is suspended by a"), (12, "c is suspended by b")],
        )
    ]
    agreed = body.replace('suspends = ["b"]', 'suspends = ["b", "c"]')
    assert faults(agreed) == []
    already_done = body.replace("day = 8", "day = 6")
    assert faults(already_done) == []


def test_two_that_suspend_one_another_wait_for_one_another_unless_the_text_says_who_goes_first():
    body = one("a", "due = { day = 3 }", 'suspends = ["b"]') + one(
        "b", 'due = { daily = ["06:00", "16:00"] }', 'suspends = ["a"]'
    )
    head = HEAD + "days = 30\n"
    assert faults(body, head) == [
        (
            "deadlock",
            ("b", "a"),
            [(2, "b is not done"), (2, "a is suspended by b"), (7, "b is suspended by a")],
        )
    ]
    assert faults(body, head + 'cure = "first to fail"\n') == []


def test_a_window_across_the_change_of_clocks_is_harmed_only_where_its_hours_are():
    # Malta goes from 02:00 to 03:00 on 30 March 2031, day 28.
    day = 'due = { daily = ["06:00", "16:00"] }'
    assert faults(one("a", day), HEAD + "days = 40\n") == []
    night = 'due = { daily = ["01:00", "05:00"] }'
    assert faults(one("a", night), HEAD + "days = 40\n") == [
        ("clock", ("a",), [(28, "a 01:00–05:00: 3 h instead of 4 h")])
    ]
    gone = 'due = { daily = ["02:30", "05:00"] }'
    assert faults(one("a", gone), HEAD + "days = 40\n") == [
        ("clock", ("a",), [(28, "a 02:30–05:00: 02:30 does not exist")])
    ]
    enough = 'due = { daily = ["01:00", "05:00"], hours = 3 }'
    assert faults(one("a", enough), HEAD + "days = 40\n") == []
    assert faults(one("a", night), HEAD + "days = 27\n") == []


def test_two_windows_in_two_zones_may_part_when_one_of_them_changes_its_clock():
    body = one("a", 'due = { daily = ["06:00", "16:00"] }')
    body += one("b", 'due = { daily = ["06:00", "15:30"], zone = "Africa/Tunis" }', 'within = "a"')
    assert faults(body, HEAD + "days = 27\n") == []
    assert faults(body, HEAD + "days = 40\n") == [
        ("clock", ("b", "a"), [(28, "b 06:00–15:30 is not within a 06:00–16:00")])
    ]


def test_a_day_of_rest_nobody_provided_for_is_a_fault_of_the_clock():
    week = '[[week]]\nname = "court"\nrest = ["friday", "saturday"]\nholidays = [2031-03-09]\n'
    body = one("a", "due = { day = 5 }", 'week = "court"')
    assert faults(week + body) == [("clock", ("a",), [(5, "a falls due on a day of rest")])]
    assert faults(week + body + 'rest = "before"\n') == []
    moved = played(week + body + 'rest = "after"\n')
    assert moved.sound
    assert moved.days == 8  # Friday, Saturday, then a holiday


def test_working_days_are_counted_over_the_week_of_the_place():
    week = '[[week]]\nname = "court"\nrest = ["saturday", "sunday"]\n'
    body = one("a", "due = { day = 4 }", "late = 0")  # a Thursday
    body += one("b", 'due = { days_after = "a", days = 2, working = "court" }', "late = 0")
    assert played(week + body).days == 8  # Friday, Monday


def test_a_deadline_from_outside_that_a_slip_may_pass_is_a_fault_and_a_soft_one_is_not():
    body = one("a", "due = { day = 5 }")
    hard = '[[deadline]]\nname = "the vote"\nday = 6\nneeds = ["a"]\n'
    assert faults(body + hard) == [
        ("clock", ("a",), [(5, "a comes late, on day 7"), (6, "the vote passes, waiting for a")])
    ]
    assert faults(body + hard + "hard = false\n") == []


def test_what_takes_longer_than_the_days_there_are_does_not_fit():
    body = one("a", "due = { day = 5 }", "late = 0") + one(
        "b", 'after = ["a"]', "due = { day = 9 }", "takes = 5"
    )
    assert faults(body) == [("clock", ("b", "a"), [(4, "b takes 5 days and does not fit")])]
    assert faults(body.replace("takes = 5", "takes = 4")) == []


def test_what_is_planned_past_its_phase_or_the_calendar_does_not_fit():
    phases = '[[phase]]\nname = "one"\ndays = 36\n[[phase]]\nname = "two"\ndays = 36\n'
    body = one("a", "count = 24", 'phase = "one"', "due = { day = 5, every = 7, each = 2 }")
    assert faults(phases + body) == [("clock", ("a",), [(40, "a#6 does not fit into phase one")])]
    assert faults(phases + body.replace('phase = "one"', "")) == [
        ("clock", ("a",), [(75, "a#11 does not fit into 72 days")])
    ]


def test_a_phase_that_waits_lapses_unless_the_one_before_goes_on():
    phases = '[[phase]]\nname = "one"\ndays = 10\n[[phase]]\nname = "two"\ndays = 10\nafter = ["a"]\nclause = "c2"\n'
    body = one("a", "due = { day = 9 }")
    assert faults(phases + body) == [
        ("never", ("c2", "a"), [(9, "a comes late, on day 12"), (11, "two lapses, waiting for a")])
    ]
    assert faults(phases.replace("days = 10\n[", "days = 10\ncontinues = true\n[", 1) + body) == []


def test_a_lapse_that_only_follows_from_another_is_not_told_twice():
    body = one("a", "due = { day = 3 }") + one("b", 'after = ["a"]', "due = { day = 4 }")
    body += one("c", 'after = ["b"]', "due = { day = 5 }", "late = 0")
    found = faults(body)
    assert [fault[0:2] for fault in found] == [("never", ("b", "a")), ("never", ("c", "b"))]
    assert found[1][2][0] == (4, "b comes late, on day 6")  # its own fault, with b in time


def test_an_event_of_any_needs_every_way_closed():
    body = one("a", "due = { day = 3 }") + one("b", "due = { day = 3 }")
    body += '[[event]]\nname = "either"\nany = ["a", "b"]\n' + one(
        "c", 'after = ["either"]', "due = { day = 4 }"
    )
    assert faults(body)[0][2] == [
        (3, "a comes late, on day 5"),
        (3, "b comes late, on day 5"),
        (4, "c lapses, waiting for either"),
    ]
    assert faults(body, HEAD + "slips = 1\n") == []


# ---- generated --------------------------------------------------------------------------------------


def sound_holds(seed):
    source = calendars.toml(calendars.sound(seed))
    found = play(read(source))
    assert found.sound, (seed, found.plain())


def planted_is_found(seed):
    draft = calendars.planted(seed)
    source = calendars.toml(draft)
    found = play(read(source))
    kind, clauses = draft.expected
    assert [one.kind for one in found.faults] == [kind], (seed, found.plain())
    assert clauses <= set(found.faults[0].clauses), (seed, found.plain())
    assert stepper.replays(source, found.faults[0].plain()), (seed, found.plain())


def test_generated_calendars_have_the_shape_asked_for():
    for seed in range(30):
        draft = calendars.planted(seed)
        assert 20 <= len(draft.made) <= 70
        assert len(draft.phases) == 3
        assert any("ratio" in one.table for one in draft.made)
        assert any("daily" in one.table.get("due", {}) for one in draft.made)


@pytest.mark.parametrize("seed", range(26))
def test_nothing_is_found_in_a_sound_calendar(seed):
    sound_holds(seed)


@pytest.mark.parametrize("seed", range(26))
def test_a_planted_fault_is_found_alone_and_its_schedule_replays(seed):
    planted_is_found(seed)


@pytest.mark.slow
def test_nothing_is_found_in_two_hundred_sound_calendars():
    for seed in range(26, 226):
        sound_holds(seed)


@pytest.mark.slow
def test_every_fault_planted_in_two_hundred_calendars_is_found_and_replays():
    for seed in range(26, 226):
        planted_is_found(seed)


def test_control_the_stepper_refuses_a_schedule_that_is_not_so():
    draft = calendars.planted(1)
    source = calendars.toml(draft)
    fault = play(read(source)).faults[0].plain()
    wrong = {**fault, "schedule": [dict(line) for line in fault["schedule"]]}
    wrong["schedule"][-1]["day"] += 1
    assert not stepper.replays(source, wrong)
    fewer = {**fault, "schedule": fault["schedule"][1:]}
    assert not stepper.replays(source, fewer)
    more = {**fault, "schedule": [{"day": 4, "event": "c1#1 comes late, on day 5"}, *fault["schedule"]]}
    assert not stepper.replays(source, more)
