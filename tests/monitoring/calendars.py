"""Calendars made at random, sound by construction or with one fault planted; shares no code with the player.

What is known of every made obligation is its latest day for every number of slips (`late[k]`), by the
arithmetic of longest paths. A sound calendar gives every absolute day at least that; a planted one a day
less than the tolerance may take, so that nothing but the full number of slips shows it.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

PARTIES = ("Aber", "Brim")
CLOCK_CHANGES = {2031: (date(2031, 3, 30), date(2031, 10, 26)), 2032: (date(2032, 3, 28), date(2032, 10, 31))}


@dataclass
class Made:
    """One obligation's table, and the latest days on which it is done with 0, 1, … slips."""

    table: dict
    late: list[int]

    @property
    def id(self):
        return self.table["clause"]


@dataclass
class Draft:
    """A calendar being made."""

    chance: random.Random
    slips: int
    tolerance: int
    phases: list[dict]
    start: date
    made: list[Made] = field(default_factory=list)
    events: list[dict] = field(default_factory=list)
    deadlines: list[dict] = field(default_factory=list)
    weeks: list[dict] = field(default_factory=list)
    expected: tuple[str, frozenset[str]] | None = None

    @property
    def days(self):
        return sum(phase["days"] for phase in self.phases)

    def clause(self):
        return f"c{len(self.made) + 1}"

    def add(self, by_slips, /, **table):
        who, to = self.chance.sample(PARTIES, 2)
        own = {"clause": self.clause(), "who": who, "to": to, "what": "does its part", **table}
        made = Made(own, by_slips)
        self.made.append(made)
        return made


def path(draft, ready, plus=0, own=None):
    """Latest days of something due `plus` days after its inputs, given their latest days."""
    own = draft.tolerance if own is None else own
    top = [max(days) + plus for days in zip(*ready, strict=True)]
    return [max(top[k], top[k - 1] + own if k else 0) for k in range(len(top))]


def fixed(draft, day, own=None):
    own = draft.tolerance if own is None else own
    return [day] + [day + own] * draft.slips


def chain(draft, length, first=None):
    """A run of obligations, each some days after the one before; returns them."""
    day = first or draft.chance.randint(1, 6)
    found = [draft.add(fixed(draft, day), due={"day": day})]
    for _ in range(length - 1):
        plus = draft.chance.randint(0, 3)
        found.append(
            draft.add(path(draft, [found[-1].late], plus), due={"days_after": found[-1].id, "days": plus})
        )
    return found


def begin(seed):
    chance = random.Random(seed)
    year = chance.choice(list(CLOCK_CHANGES))
    change = chance.choice(CLOCK_CHANGES[year])
    start = change - timedelta(days=chance.randint(20, 60))
    length = chance.choice([30, 36, 42])
    phases = [
        {"name": "one", "days": length, "continues": True},
        {"name": "two", "days": length, "continues": True},
        {"name": "three", "days": length},
    ]
    return Draft(chance, chance.choice([2, 3, 3]), chance.choice([1, 2, 3, 4]), phases, start)


def releases(draft):
    """A counted series, its half as an event, a ratio the other way."""
    chance = draft.chance
    each, batches = chance.choice([1, 2, 3]), chance.randint(4, 9)
    every = chance.choice([5, 7])
    first = chance.randint(3, 9)
    one = draft.add(
        fixed(draft, first + every * (batches - 1), every),
        who="Aber",
        to="Brim",
        count=each * batches,
        due={"day": first, "every": every, "each": each},
        suspends=[],
    )
    one.table.pop("suspends")
    times = chance.choice([2, 12, 20])
    two = draft.add(
        path(draft, [one.late], 1),
        who="Brim",
        to="Aber",
        ratio=f"{times}:1",
        against=one.id,
        due={"days_after": one.id, "days": 1},
    )
    half = {"name": "half are free", "of": [one.id], "count": -(-each * batches // 2)}
    draft.events.append(half)
    draft.add(path(draft, [one.late], 2), after=[half["name"]], due={"days_after": half["name"], "days": 2})
    return one, two


def window(draft):
    """A window that stands across the change of clocks and is none the worse for it."""
    hours = draft.chance.choice([["06:00", "16:00"], ["04:30", "21:00"], ["05:00", "24:00"]])
    return draft.add(
        fixed(draft, 1, 0), due={"daily": hours, "zone": "Europe/Malta"}, what="keeps the passage open"
    )


def absolute(draft, ready, slack):
    """An obligation on a day of its own that hopes others are done by then."""
    day = max(one.late[draft.slips] for one in ready) + slack
    return draft.add(
        [day] + [day + draft.tolerance] * draft.slips,
        after=[one.id for one in ready],
        due={"day": day},
        **({"takes": draft.chance.randint(1, 2)} if slack >= 2 and draft.chance.random() < 0.5 else {}),
    )


def sound(seed):
    """A sound calendar of 20 to 60 obligations."""
    draft = begin(seed)
    chance = draft.chance
    target = chance.randint(20, 58)
    one, _two = releases(draft)
    passage = window(draft)
    while len(draft.made) < target - 8:
        tail = chain(draft, chance.randint(1, 5))[-1]
        if chance.random() < 0.5:
            absolute(draft, [tail, chance.choice(draft.made)], chance.choice([0, 0, 1, 2, 5]))
        if chance.random() < 0.3:
            meeting(draft, tail)
    classes(draft)
    suspensions(draft, passage, one)
    timely(draft)
    phase_two(draft)
    draft.phases[2]["days"] += max(0, max(made.late[0] for made in draft.made) - draft.days)
    return draft


def meeting(draft, tail):
    """A clock started by one event that leaves time enough for another."""
    other = chain(draft, draft.chance.randint(1, 3))[-1]
    days = max(0, other.late[draft.slips] - tail.late[0])
    draft.add(
        [
            max(a + days, b) + (draft.tolerance if k else 0)
            for k, (a, b) in enumerate(zip(tail.late, other.late, strict=True))
        ],
        after=[other.id],
        due={"days_after": tail.id, "days": days},
    )


def classes(draft):
    """Crew before officers, with time enough between."""
    crew = chain(draft, 2)[-1]
    crew.table.update({"class": "crew", "who": "Brim", "to": "Aber"})
    day = crew.late[draft.slips] + draft.chance.choice([0, 1])
    draft.add(
        fixed(draft, day),
        **{"class": "officers"},
        who="Brim",
        to="Aber",
        order="crew before officers",
        due={"day": day},
    )


def suspensions(draft, passage, one):
    """Breaches that stop what they name, and a chain that cannot run because its middle is long done."""
    giver = chain(draft, 1)[0]
    giver.table["suspends"] = [passage.id]
    early = draft.add(fixed(draft, 2), due={"day": 2}, suspends=[one.id])
    late = draft.add(fixed(draft, 20), due={"day": 20}, suspends=[early.id])
    assert late.late[0] > early.late[draft.slips]


def timely(draft):
    """A deadline from outside that leaves time, and an act on working days with a rule for days of rest."""
    tail = draft.chance.choice(draft.made)
    draft.deadlines.append({"name": "the vote", "day": tail.late[draft.slips], "needs": [tail.id]})
    draft.weeks.append({"name": "the port", "rest": ["friday", "saturday"]})
    rule = draft.chance.choice(["before", "after"])
    day = draft.chance.randint(4, 25)
    draft.add([day + 3 + draft.tolerance] * (draft.slips + 1), due={"day": day}, week="the port", rest=rule)


def phase_two(draft):
    """Phase two waits for something that may come late; phase one goes on until then."""
    waits = draft.chance.choice(draft.made)
    draft.phases[1]["after"] = [waits.id]
    plus = draft.chance.randint(1, 5)
    begins = [max(draft.phases[0]["days"] + 1, day) for day in waits.late]
    draft.add(path(draft, [begins], plus), due={"days_after": "two", "days": plus})


# ---- faults -----------------------------------------------------------------------------------------


def deadlock(draft):
    """A ring of three to five that wait for one another, one of them through an event."""
    size = draft.chance.randint(3, 5)
    ring = [draft.add([0] * (draft.slips + 1), due={"day": 5 + n}) for n in range(size)]
    for one, before in zip(ring, ring[-1:] + ring[:-1], strict=True):
        one.table["after"] = [before.id]
    through = draft.chance.choice(["event", "part", "after"])
    last = ring[-1]
    if through == "event":
        draft.events.append({"name": "all is ready", "all": [ring[-2].id, draft.made[0].id]})
        last.table["after"] = ["all is ready"]
    if through == "part":
        ring[-2].table.update(count=6, due={"day": 4, "every": 4, "each": 2})
        last.table["after"] = [f"4 of {ring[-2].id}"]
    return "deadlock", {one.id for one in ring}


def never(draft):
    """A day of its own that all the slips allowed, and no fewer, make too early."""
    tail = chain(draft, draft.slips + draft.chance.randint(0, 2))
    day = tail[-1].late[draft.slips] - 1
    found = draft.add(fixed(draft, day), after=[tail[-1].id], due={"day": day})
    return "never", {found.id}


def never_half(draft):
    """The story of O-6: a day for what waits on half of a series, which two late batches make too early."""
    each, every, batches = draft.chance.choice([2, 3]), 7, 8
    one = draft.add(
        fixed(draft, 4 + every * (batches - 1), every),
        count=each * batches,
        due={"day": 4, "every": every, "each": each},
        late=2 * every,
    )
    day = 3 + every * 4  # four batches are due by then: one late batch still leaves three
    found = draft.add(fixed(draft, day), after=[f"{each * 3} of {one.id}"], due={"day": day})
    return "never", {found.id, one.id}


def never_enough(draft):
    """More is waited for than is ever owed, behind two more steps."""
    one = draft.add(fixed(draft, 9), count=5, due={"day": 9})
    draft.events.append({"name": "six are back", "of": [one.id], "count": 6})
    draft.events.append({"name": "both", "all": ["six are back", draft.made[0].id]})
    found = draft.add([0], after=["both"], due={"days_after": one.id, "days": 2})
    draft.add([0], due={"days_after": found.id, "days": 1})
    return "never", {found.id, one.id}


def race(draft):
    """A clock that runs out before another event, when that one slips as often as allowed."""
    begins = chain(draft, 1, first=3)[0]
    other = chain(draft, draft.slips + draft.chance.randint(0, 1))[-1]
    days = other.late[draft.slips] - 1 - begins.late[0]
    if days < 0:
        return race(draft)
    found = draft.add([0], after=[other.id], due={"days_after": begins.id, "days": days})
    return "race", {found.id}


def race_before(draft):
    """Something must come before an event that nothing makes wait for it."""
    one = chain(draft, draft.slips + 1)[-1]
    day = one.late[draft.slips]
    draft.events.append({"name": "the season turns", "day": day})
    one.table["before"] = ["the season turns"]
    return "race", {one.id}


def order(draft):
    """Two classes whose days are too close for the slips allowed."""
    crew = chain(draft, draft.slips + draft.chance.randint(0, 1))[-1]
    crew.table.update({"class": "masters", "who": "Aber", "to": "Brim"})
    day = crew.late[draft.slips] - 1
    found = draft.add(
        fixed(draft, day),
        **{"class": "mates"},
        who="Aber",
        to="Brim",
        order="masters before mates",
        due={"day": day},
    )
    return "order", {found.id, crew.id}


def cascade(draft):
    """A chain of suspensions three deep, each in time for the next."""
    ring = []
    day = draft.chance.randint(4, 8)
    for _ in range(draft.chance.randint(3, 5)):
        ring.append(draft.add(fixed(draft, day), due={"day": day}))
        day += draft.tolerance + draft.chance.randint(1, 3)
    for one, following in pairwise(ring):
        one.table["suspends"] = [following.id]
    return "cascade", {one.id for one in ring}


def ring(draft):
    """Three that suspend one another all round: nobody need move first."""
    one = draft.add(fixed(draft, 5), due={"day": 5})
    two = draft.add(fixed(draft, 6 + draft.tolerance), due={"day": 6 + draft.tolerance})
    one.table["suspends"], two.table["suspends"] = [two.id], [one.id]
    return "deadlock", {one.id, two.id}


def clock_window(draft):
    """A night window that stands on the night of the clock change only if what ends it slips."""
    change = next(day for day in CLOCK_CHANGES[draft.start.year] if draft.start <= day)
    night = (change - draft.start).days + 1
    tail = chain(draft, draft.slips, first=1)
    shift = night - tail[-1].late[draft.slips]
    if shift < 0:
        return clock_deadline(draft)
    tail[0].table["due"]["day"] += shift
    for one in tail:
        one.late = [day + shift for day in one.late]
    found = draft.add(
        fixed(draft, 1, 0), due={"daily": ["01:15", "06:00"], "zone": "Europe/Malta"}, until=tail[-1].id
    )
    return "clock", {found.id}


def clock_deadline(draft):
    """A hard day from outside, a day too early for the slips allowed."""
    tail = chain(draft, draft.slips + 1)[-1]
    draft.deadlines.append(
        {"name": "the session ends", "day": tail.late[draft.slips] - 1, "needs": [tail.id]}
    )
    return "clock", {tail.id}


def clock_takes(draft):
    """Something that takes days, begun too late for its own day when others slip."""
    tail = chain(draft, draft.slips)[-1]
    takes = draft.chance.randint(2, 6)
    day = tail.late[draft.slips] + takes - 1
    found = draft.add(fixed(draft, day), after=[tail.id], due={"day": day}, takes=takes)
    return "clock", {found.id}


def clock_rest(draft):
    """A working act that, after slips, falls due on a day of rest, and no rule says what then."""
    tail = chain(draft, draft.slips)[-1]
    resting = draft.start + timedelta(days=tail.late[draft.slips] - 1)
    draft.weeks.append({"name": "the court", "rest": [resting.strftime("%A").lower()]})
    if any(
        (draft.start + timedelta(days=day - 1)).weekday() == resting.weekday()
        for day in range(tail.late[0], tail.late[draft.slips])
    ):
        draft.weeks.pop()
        return clock_takes(draft)
    found = draft.add([0], due={"days_after": tail.id, "days": 0}, week="the court")
    return "clock", {found.id}


PLANTS = (
    deadlock, never, never_half, never_enough, race, race_before, order, cascade, ring,
    clock_window, clock_deadline, clock_takes, clock_rest,
)  # fmt: skip


def planted(seed):
    """A sound calendar with one fault planted in it; `expected` says which, between which clauses."""
    draft = sound(seed)
    kind, clauses = PLANTS[seed % len(PLANTS)](draft)
    draft.expected = (kind, frozenset(clauses))
    draft.phases[2]["days"] += max(0, max(made.late[0] for made in draft.made) - draft.days)
    return draft


# ---- as a file --------------------------------------------------------------------------------------


def toml(draft):
    """The calendar as a file of the documented format, its obligations shuffled."""
    shuffled = list(draft.made)
    draft.chance.shuffle(shuffled)
    lines = ["[start]", f"date = {draft.start}", f"days = {draft.days}"]
    lines += [f"slips = {draft.slips}", f"late = {draft.tolerance}", ""]
    tables = [("phase", draft.phases), ("week", draft.weeks), ("event", draft.events)]
    tables += [("deadline", draft.deadlines), ("obligation", [one.table for one in shuffled])]
    for name, rows in tables:
        for row in rows:
            lines += [f"[[{name}]]", *(f"{key} = {_plain(value)}" for key, value in row.items()), ""]
    return "\n".join(lines)


def _plain(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_plain(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_plain(one)}" for key, one in value.items()) + " }"
    return str(value) if isinstance(value, int) else '"' + str(value) + '"'
