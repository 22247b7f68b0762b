"""Replays a schedule day by day, to see for itself that a fault is one; shares no code with the player.

It reads the file anew and takes the method's definitions literally: every day, whatever can be done is done,
until nothing more can. Slow and plain on purpose.
"""

import math
import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LATE = re.compile(r"(.+) comes late, on day (\d+)(?:, (\d+) of \d+)?")
PART = re.compile(r"(\d+|half) of (.+)")
HORIZON = 400


@dataclass
class Delivery:
    """One delivery: what it needs, and, once done, on which days how much of it came."""

    label: str
    table: dict
    units: int
    offset: int
    answers: int = 0
    group: str = ""
    due: int | None = None
    came: dict = field(default_factory=dict)

    @property
    def done(self):
        return max(self.came) if sum(self.came.values()) == self.units else None

    def by(self, day):
        return sum(units for when, units in self.came.items() if when <= day)


class World:
    """A calendar going through its days."""

    def __init__(self, source):
        whole = tomllib.loads(source)
        self.start = whole.get("start", {})
        self.obligations = {table.get("id", table["clause"]): table for table in whole["obligation"]}
        self.events = {table["name"]: table for table in whole.get("event", [])}
        self.phases = whole.get("phase", [])
        self.deadlines = whole.get("deadline", [])
        self.weeks = {table["name"]: table for table in whole.get("week", [])}
        self.deliveries = {}
        for name in self.obligations:
            self.portion(name)

    # -- what is owed --------------------------------------------------------------------------

    def portion(self, name):
        if name in self.deliveries:
            return self.deliveries[name]
        table = self.obligations[name]
        due, ratio = table.get("due", {}), table.get("ratio")
        parts = []
        if ratio:
            many, one = map(int, ratio.split(":"))
            come = 0
            for other in self.portion(table["against"]):
                come += other.units
                parts.append((come * many // one - sum(p[0] for p in parts), 0, come))
            owed = table.get("count")
            if owed and owed > sum(p[0] for p in parts):
                parts.append((owed - sum(p[0] for p in parts), 0, 10**9))
        else:
            left, offset = table.get("count", 1), 0
            each = due.get("each", 1) if "every" in due else left
            while left > 0:
                parts.append((min(each, left), offset, 0))
                left, offset = left - each, offset + due.get("every", 0)
        parts = [part for part in parts if part[0]]
        self.deliveries[name] = [
            Delivery(name if len(parts) == 1 else f"{name}#{n}", table, *part)
            for n, part in enumerate(parts, 1)
        ]
        return self.deliveries[name]

    def tolerance(self, table):
        if "late" in table:
            return table["late"]
        if "daily" in table.get("due", {}):
            return 0
        return max(self.start.get("late", 3), table.get("due", {}).get("every", 0))

    def all(self):
        return [delivery for group in self.deliveries.values() for delivery in group]

    # -- what has happened by a day ------------------------------------------------------------

    def units(self, names, day):
        return sum(delivery.by(day) for name in names for delivery in self.deliveries[name])

    def happened(self, name, day):
        """Whether what a name means has happened by the end of a day."""
        if name in self.obligations:
            return all(d.done is not None and d.done <= day for d in self.deliveries[name])
        if name in self.events:
            return self.event(self.events[name], day)
        if name in [phase["name"] for phase in self.phases]:
            return self.begun.get(name, math.inf) <= day
        part = PART.fullmatch(name)
        if part:
            whole = sum(d.units for d in self.deliveries[part[2]])
            need = -(-whole // 2) if part[1] == "half" else int(part[1])
            return self.units([part[2]], day) >= need
        return False

    def happened_label(self, delivery, day):
        return delivery.by(day) == delivery.units

    def event(self, table, day):
        if "of" in table:
            whole = sum(d.units for name in table["of"] for d in self.deliveries[name])
            return self.units(table["of"], day) >= table.get("count", whole)
        if "all" in table:
            return all(self.happened(name, day) for name in table["all"])
        if "any" in table:
            return any(self.happened(name, day) for name in table["any"])
        moved = self.slips.get(table["name"], (0, 0))[0]
        return day >= (moved or table.get("day", 1))

    def since(self, name, day):
        """The first day by which a name has happened, looked for up to a day."""
        if (name, 0) not in self.first and self.happened(name, day):
            self.first[name, 0] = day
        return self.first.get((name, 0))

    # -- going through the days ----------------------------------------------------------------

    def run(self, slips=None, breach=None, until=HORIZON, granted=()):
        """Go through the days. `slips`: label → (day, units); `granted`: clauses done whatever they wait for."""
        self.slips, self.breach, self.granted = slips or {}, breach, granted
        self.begun, self.lapsed, self.first, self.stopped, self.failed = {}, {}, {}, {}, {}
        for delivery in self.all():
            delivery.due, delivery.came = None, {}
        for day in range(until + 1):
            self.suspensions(day)
            while self.phase(day) or sum(self.step(delivery, day) for delivery in self.all()):
                pass
            self.lapses(day)
        return self

    def phase(self, day):
        for number, phase in enumerate(self.phases):
            if phase["name"] in self.begun:
                continue
            before = self.phases[number - 1] if number else None
            if before and before["name"] not in self.begun:
                return False
            due = self.begun[before["name"]] + before["days"] if before else 1
            if day >= due and all(self.happened(name, day) for name in phase.get("after", [])):
                self.begun[phase["name"]] = day
                return True
            return False
        return False

    def day_due(self, delivery, day):
        """The day a delivery falls due, as far as it is known by a day."""
        table = delivery.table
        due, after = table.get("due", {}), table.get("after", [])
        if "day" in due:
            return self.moved(table, due["day"] + delivery.offset)
        if "days_after" in due:
            if delivery.answers and due["days_after"] == table["against"]:
                name = f"{delivery.answers} of {table['against']}"
            else:
                name = due["days_after"]
            begun = self.since(name, day)
            return None if begun is None else self.moved(table, begun + due["days"] + delivery.offset)
        needs = [*after, *([table["phase"]] if "phase" in table else [])]
        if not all(self.happened(name, day) for name in needs):
            return None
        if (delivery.label, 1) not in self.first:
            self.first[delivery.label, 1] = day if needs else 1
        return self.moved(table, self.first[delivery.label, 1] + delivery.offset)

    def moved(self, table, day):
        if "week" not in table or "rest" not in table:
            return day
        while self.rests(table["week"], day):
            day += 1 if table["rest"] == "after" else -1
        return day

    def rests(self, week, day):
        when = self.start["date"] + timedelta(days=day - 1)
        return when.strftime("%A").lower() in self.weeks[week]["rest"]

    def ready(self, delivery, day):
        table = delivery.table
        if table["clause"] in self.granted:
            return True
        if not all(self.happened(name, day) for name in table.get("after", [])):
            return False
        return not delivery.answers or self.units([table["against"]], day) >= delivery.answers

    def step(self, delivery, day):
        name = delivery.table.get("id", delivery.table["clause"])
        if delivery.came:
            return False
        if delivery.due is None:
            delivery.due = day if delivery.table["clause"] in self.granted else self.day_due(delivery, day)
        if delivery.due is None or day < delivery.due or not self.ready(delivery, day):
            return False
        if delivery.label == self.breach or name in self.stopped:
            return False
        late = self.slips.get(delivery.label)
        if late:
            when, units = late
            delivery.came = {when: units or delivery.units}
            if delivery.units > (units or delivery.units):
                delivery.came[day] = delivery.units - units
        else:
            delivery.came = {day: delivery.units}
        return True

    def lapses(self, day):
        """Keep what had its day and still waits."""
        for delivery in self.all():
            own = {"day", "days_after"} & set(delivery.table.get("due", {}))
            if delivery.due == day and own and not delivery.table.get("follows"):
                for name in delivery.table.get("after", []):
                    if not self.happened(name, day):
                        self.lapsed[delivery.label, name] = day

    # -- breach and suspension -----------------------------------------------------------------

    def last_day(self):
        return self.start.get("days") or sum(phase["days"] for phase in self.phases)

    def suspensions(self, day):
        for name, table in self.obligations.items():
            if name in self.failed:
                continue
            for delivery in self.deliveries[name]:
                self.fail(name, table, delivery, day)
        for name in list(self.failed):
            for target in self.obligations[name].get("suspends", []):
                if target not in self.stopped and self.has_left(target, day):
                    self.stopped[target] = (day, name)

    def fail(self, name, table, delivery, day):
        mine = delivery.label == self.breach
        if "daily" in table.get("due", {}):
            begun = delivery.came and min(delivery.came) < day
            if name in self.stopped and begun and self.stopped[name][0] < day <= self.last_day() + 1:
                self.failed[name] = day
        elif delivery.due is not None and not delivery.came and (mine or name in self.stopped):
            begun = max(delivery.due, self.first.setdefault((delivery.label, 2), day - 1))
            if self.ready(delivery, day) and day > begun + self.tolerance(table):
                self.failed[name] = day

    def has_left(self, name, day):
        table = self.obligations[name]
        if "daily" in table.get("due", {}):
            return day <= self.last_day()
        return any(not delivery.came or max(delivery.came) >= day for delivery in self.deliveries[name])


# ---- is it so? --------------------------------------------------------------------------------------


def slips_of(fault):
    """The slips a schedule names: label → (the day it comes, how many units, or None for all)."""
    found = {}
    for line in fault["schedule"]:
        match = LATE.fullmatch(line["event"])
        if match:
            found[match[1]] = (int(match[2]), int(match[3]) if match[3] else None)
    return found


def replays(source, fault):
    """Whether a fault is as its schedule says, and is gone as soon as any one slip is left out."""
    slips = slips_of(fault)
    if not shows(source, fault, slips):
        return False
    return not any(
        shows(source, fault, {label: slip for label, slip in slips.items() if label != left})
        for left in slips
    )


def shows(source, fault, slips):
    """Whether, with these slips, the days go as the last line of the schedule says."""
    world = World(source)
    last = fault["schedule"][-1]
    check = CHECKS[fault["kind"]]
    return within_tolerance(world, slips) and check(world, fault, slips, last["day"], last["event"])


def within_tolerance(world, slips):
    """Whether the slips are few enough, and each later than its delivery could have come by its tolerance."""
    if len(slips) > world.start.get("slips", 3):
        return False
    for label, (when, _) in slips.items():
        others = {other: slip for other, slip in slips.items() if other != label}
        world.run(others, until=when)
        delivery = next(one for one in world.all() if one.label == label)
        if not delivery.came or not 1 <= when - min(delivery.came) <= world.tolerance(delivery.table):
            return False
    return True


def lapse(world, fault, slips, day, said):
    match = re.fullmatch(r"(.+?) lapses, waiting for (.+)", said)
    if match:
        world.run(slips, until=day)
        return world.lapsed.get((match[1], match[2])) == day
    return None


def never(world, fault, slips, day, said):
    if " lapses, " in said:
        return lapse(world, fault, slips, day, said)
    label, name = re.fullmatch(r"(.+?) waits for (.+)", said).groups()
    world.run(slips)
    mine = next(delivery for delivery in world.all() if delivery.label == label)
    return not mine.came and not world.happened(name, HORIZON)


def race(world, fault, slips, day, said):
    if " lapses, " in said:
        return lapse(world, fault, slips, day, said)
    name, mine = re.fullmatch(r"(.+) comes before (.+)", said).groups()
    world.run(slips, until=day)
    return world.happened(name, day) and not world.happened(mine, day - 1)


def deadlock(world, fault, slips, day, said):
    if "suspended by" in said:
        return mutual(world, fault)
    pairs = [re.fullmatch(r"(.+?) waits for (.+)", line["event"]).groups() for line in fault["schedule"]]
    world.run()
    stuck = {delivery.label for delivery in world.all() if not delivery.came}
    if not all(label in stuck and not world.happened(name, HORIZON) for label, name in pairs):
        return False
    for label, _ in pairs:  # were any one of them granted, all of them would come
        world.run(granted=(label.split("#")[0],))
        if not all(delivery.came for delivery in world.all() if delivery.label in dict(pairs)):
            return False
    return True


def mutual(world, fault):
    """One breach, and its suspensions come back to what was breached."""
    label = fault["schedule"][0]["event"].removesuffix(" is not done")
    world.run(breach=label)
    broken = label.split("#")[0]
    for line in fault["schedule"][1:]:
        target, by = re.fullmatch(r"(.+) is suspended by (.+)", line["event"]).groups()
        since = world.stopped.get(target)
        if since != (line["day"], by):
            return False
    return broken in world.stopped and world.failed[broken] == fault["schedule"][0]["day"]


def cascade(world, fault, slips, day, said):
    label = fault["schedule"][0]["event"].removesuffix(" is not done")
    world.run(breach=label)
    if world.failed.get(label.split("#")[0]) != fault["schedule"][0]["day"]:
        return False
    told = {}
    for line in fault["schedule"][1:]:
        target, by = re.fullmatch(r"(.+) is suspended by (.+)", line["event"]).groups()
        told[target] = (line["day"], by)
    named = set(world.obligations[label.split("#")[0]]["suspends"])
    world.stopped.pop(label.split("#")[0], None)
    return told == world.stopped and bool(set(told) - named)


def order(world, fault, slips, day, said):
    label, earlier = re.fullmatch(r"(.+?) is made before (.+?): .+", said).groups()
    world.run(slips, until=day)
    found = {delivery.label: delivery for delivery in world.all()}
    return day in found[label].came and not world.happened_label(found[earlier], day)


def clock(world, fault, slips, day, said):
    if "passes, waiting for" in said:
        name, need = re.fullmatch(r"(.+) passes, waiting for (.+)", said).groups()
        limit = next(one["day"] for one in world.deadlines if one["name"] == name)
        return limit == day and not world.run(slips, until=day).happened(need, day)
    if "takes" in said:
        label, takes = re.fullmatch(r"(.+) takes (\d+) days and does not fit", said).groups()
        world.run(slips, until=day + int(takes))
        mine = next(one for one in world.all() if one.label == label)
        begin = mine.due - int(takes)
        world.run(slips, until=begin)
        return begin == day and not all(world.happened(n, begin) for n in mine.table["after"])
    if "day of rest" in said:
        label = said.removesuffix(" falls due on a day of rest")
        world.run(slips, until=day)
        mine = next(one for one in world.all() if one.label == label)
        return mine.due == day and world.rests(mine.table["week"], day)
    return window(world, slips, day, said)


def window(world, slips, day, said):
    """Whether a window still stands on a day, and the clock of the place takes or gives it time."""
    name, hours = re.fullmatch(r"(.+?) (\d\d:\d\d–\d\d:\d\d): .+", said).groups()
    table = world.obligations[name]
    world.run(slips, until=day)
    stands = min(world.deliveries[name][0].came, default=HORIZON) <= day
    if "until" in table:
        stands = stands and not world.happened(table["until"], day - 1)
    when = world.start["date"] + timedelta(days=day - 1)
    return stands and harmed(when, *hours.split("–"), ZoneInfo(table["due"]["zone"]))


def harmed(when: date, opens: str, closes: str, zone: ZoneInfo) -> bool:
    """Whether going minute by minute through universal time finds other than the minutes of the window."""
    nominal = minutes(closes) - minutes(opens)
    nominal += 24 * 60 if nominal <= 0 else 0
    begins = datetime.combine(when, datetime.min.time()) + timedelta(minutes=minutes(opens))
    found = []
    moment = datetime.combine(when, datetime.min.time(), UTC) - timedelta(days=1)
    for step in range(4 * 24 * 60):
        local = (moment + timedelta(minutes=step)).astimezone(zone).replace(tzinfo=None)
        if begins <= local < begins + timedelta(minutes=nominal):
            found.append(local)
    return len(found) != nominal or len(set(found)) != nominal


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


CHECKS = {
    "never": never,
    "race": race,
    "deadlock": deadlock,
    "cascade": cascade,
    "order": order,
    "clock": clock,
}
