"""On calendars small enough to try every schedule, the player says what trying every schedule says."""

import itertools
import random
import re

import pytest

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from tests.monitoring.stepper import World, replays, slips_of

SLIPS, LATE = 2, 2
LAPSE = re.compile(r"(.+?) lapses, waiting for (.+)")


def small(seed):
    """Four or five obligations, at random, with waits, gates and clocks close to one another."""
    chance = random.Random(seed)
    count = chance.randint(4, 5)
    lines = [f"[start]\nslips = {SLIPS}\nlate = {LATE}\n"]
    names = []
    if chance.random() < 0.7:
        parts = sorted(chance.sample(range(count - 1), 2))
        how = chance.choice(["any", "all"])
        lines.append(f'[[event]]\nname = "e"\n{how} = ["o{parts[0]}", "o{parts[1]}"]\n')
        names = [("e", parts[1])]
    for number in range(count):
        lines.append(f'[[obligation]]\nclause = "o{number}"\n')
        before = [f"o{other}" for other in range(number)] + [name for name, last in names if last < number]
        series = ", every = 2, each = 1" if number == 0 else ""
        lines.append("count = 3\n" if number == 0 else "")
        before += ["2 of o0"] if number else []
        if number and chance.random() < 0.4:
            lines.append(
                f'due = {{ days_after = "{chance.choice(before)}", days = {chance.randint(0, 3)} }}\n'
            )
        elif chance.random() < 0.9:
            lines.append(f"due = {{ day = {chance.randint(1, 3) + 2 * number}{series} }}\n")
        if number and chance.random() < 0.7:
            lines.append(f'after = ["{chance.choice(before)}"]\n')
            lines.append("follows = true\n" if chance.random() < 0.3 else "")
        lines.append("late = 0\n" if chance.random() < 0.2 else "")
    return "".join(lines)


def every_schedule(world):
    """Every set of up to `SLIPS` slips, each of every length and size."""
    able = [one for one in world.all() if world.tolerance(one.table)]
    for many in range(SLIPS + 1):
        for chosen in itertools.combinations(able, many):
            yield from lengths(world, chosen, {})


def lengths(world, chosen, slips):
    if not chosen:
        yield dict(slips)
        return
    first, rest = chosen[0], chosen[1:]
    for days in range(1, world.tolerance(first.table) + 1):
        yield from lengths(world, rest, {**slips, first.label: days})


def lapses_by_trial(source):
    """For each schedule tried: its slips (label → day it comes) and what lapsed in it."""
    world = World(source)
    for days in every_schedule(world):
        world.run(settle(world, days), until=40)
        yield len(days), {label for label, _ in world.lapsed}


def settle(world, days):
    """Turn "so many days late" into days, by going round until they no longer move."""
    slips = {}
    for _ in range(len(days) + 1):
        slips = {label: (when_made(world, slips, label) + late, None) for label, late in days.items()}
    return slips


def when_made(world, slips, label):
    world.run({other: slip for other, slip in slips.items() if other != label}, until=40)
    delivery = next(one for one in world.all() if one.label == label)
    return min(delivery.came, default=39)


def agree(seed):
    source = small(seed)
    found = play(read(source))
    told = {}
    for fault in found.faults:
        plain = fault.plain()
        assert replays(source, plain), (seed, plain, source)
        match = LAPSE.fullmatch(plain["schedule"][-1]["event"])
        if match:
            told[match[1].split("#")[0]] = len(slips_of(plain))
    tried = [(many, {label.split("#")[0] for label in lapsed}) for many, lapsed in lapses_by_trial(source)]
    for owner in {owner for _, lapsed in tried for owner in lapsed}:
        alone = [many for many, lapsed in tried if lapsed == {owner}]
        if alone:
            assert owner in told, (seed, owner, source)
        if owner in told:
            least = min(many for many, lapsed in tried if owner in lapsed)
            assert least <= told[owner] <= min(alone, default=SLIPS), (seed, owner, source)
    assert all(any(owner in lapsed for _, lapsed in tried) for owner in told), (seed, told, source)
    return len(told)


@pytest.mark.parametrize("start", range(0, 24, 8))
def test_small_calendars_agree_with_trying_every_schedule(start):
    assert sum(agree(seed) for seed in range(start, start + 8))


@pytest.mark.slow
def test_many_small_calendars_agree_with_trying_every_schedule():
    assert sum(agree(seed) for seed in range(24, 424))
