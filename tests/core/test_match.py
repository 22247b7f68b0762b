"""Conditional acceptances: rings, missing links and circular waits, each tried against every possibility."""

import random
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, permutations

import pytest

from goodoffices.core import match as module
from goodoffices.core.errors import Refused
from goodoffices.core.match import Acceptance, Accepts, Condition, Fact, in_force, match, missing, rings

T = "text 7"


def yes(by: str, *conditions: Condition, of: str = T) -> Acceptance:
    return Acceptance(by, of, conditions)


def test_a_ring_of_yes_if_you_holds() -> None:
    ring = [yes("North", Accepts("South", T)), yes("South", Accepts("North", T))]
    found = match(ring, {})
    assert found.in_force == (Accepts("North", T), Accepts("South", T))
    assert found.missing == ()
    assert found.rings == ((Accepts("North", T), Accepts("South", T)),)


def test_one_open_condition_lets_all_fall_that_hang_on_it_and_is_the_missing_link() -> None:
    letter = Accepts("G", "letter")
    waiting = [
        yes("North", Fact("list by day 7"), letter),
        yes("South", Accepts("North", T)),
        yes("East"),
    ]
    found = match(waiting, {"list by day 7": True})
    assert found.in_force == (Accepts("East", T),)
    assert found.missing == ((letter,),)
    closed = [*waiting, yes("G", Accepts("North", T), Accepts("South", T), of="letter")]
    assert match(closed, {"list by day 7": True}).in_force == tuple(entry.gives for entry in closed)


def test_any_of_several_acceptances_of_one_text_is_enough() -> None:
    either = [yes("North", Fact("rain")), yes("North", Fact("sun"), Fact("wind"))]
    assert in_force(either, {"rain": True}) == (Accepts("North", T),)
    assert missing(either, {}) == ((Fact("rain"),),)
    assert missing(either, {"wind": True}) == ((Fact("rain"),), (Fact("sun"),))


def test_a_fact_not_listed_is_false() -> None:
    assert in_force([yes("North", Fact("flood", holds=False))], {}) == (Accepts("North", T),)
    assert missing([yes("North", Fact("flood", holds=False))], {"flood": True}) == (
        (Fact("flood", holds=False),),
    )


def test_where_opposite_facts_are_asked_for_nothing_could_put_all_in_force() -> None:
    opposed = [yes("North", Fact("flood")), yes("South", Fact("flood", holds=False))]
    assert missing(opposed, {}) == ()
    assert missing([yes("North", Fact("flood"), Fact("flood", holds=False))], {}) == ()
    assert in_force(opposed, {}) == (Accepts("South", T),)


def test_who_waits_for_himself_waits_in_a_ring_of_one() -> None:
    assert match([yes("North", Accepts("North", T))], {}).rings == ((Accepts("North", T),),)


def subsets(things: Sequence[object]) -> Iterator[tuple[object, ...]]:
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))


def holds(condition: Condition, among: set[Accepts], facts: dict[str, bool]) -> bool:
    if isinstance(condition, Accepts):
        return condition in among
    return facts.get(condition.name, False) == condition.holds


def supported(
    given: Accepts, entries: Sequence[Acceptance], among: set[Accepts], facts: dict[str, bool]
) -> bool:
    return any(e.gives == given and all(holds(c, among, facts) for c in e.conditions) for e in entries)


def largest(entries: Sequence[Acceptance], facts: dict[str, bool]) -> set[Accepts]:
    """Return the union of all sets that support themselves: every subset is tried."""
    found: set[Accepts] = set()
    for chosen in subsets(list({entry.gives for entry in entries})):
        among = set(chosen)
        if all(supported(given, entries, among, facts) for given in among):
            found |= among
    return found


def fewest(entries: Sequence[Acceptance], facts: dict[str, bool]) -> set[frozenset[Condition]]:
    """Return the smallest sets of conditions that would do: every set of them is tried, smaller ones first."""
    given = {entry.gives for entry in entries}
    asked = list(dict.fromkeys(c for e in entries for c in e.conditions if not holds(c, given, facts)))
    for size in range(len(asked) + 1):
        found = set()
        for links in combinations(asked, size):
            flipped = {c.name: c.holds for c in links if isinstance(c, Fact)}
            opposite = any(flipped[c.name] != c.holds for c in links if isinstance(c, Fact))
            among = given | {c for c in links if isinstance(c, Accepts)}
            if not opposite and all(supported(g, entries, among, {**facts, **flipped}) for g in given):
                found.add(frozenset(links))
        if found:
            return found
    return set()


def waiting_in_turn(entries: Sequence[Acceptance]) -> set[tuple[Accepts, ...]]:
    """Return the rings: every order of every choice of acceptances is tried."""
    given = list(dict.fromkeys(entry.gives for entry in entries))
    waits = {(e.gives, c) for e in entries for c in e.conditions}
    found = set()
    for chosen in subsets(given):
        for rest in permutations(chosen[1:]):
            ring = (*chosen[:1], *rest)
            if ring and all((a, b) in waits for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)):
                found.add(ring)
    return found


def drawn(chance: random.Random) -> tuple[list[Acceptance], dict[str, bool]]:
    parties, texts, names = "ABCD"[: chance.randint(1, 4)], ["s", "t"][: chance.randint(1, 2)], "xyz"

    def condition() -> Condition:
        if chance.random() < 0.65:
            return Accepts(chance.choice(parties + "E" * (chance.random() < 0.2)), chance.choice(texts))
        return Fact(chance.choice(names), holds=chance.random() < 0.6)

    entries = [
        Acceptance(
            chance.choice(parties),
            chance.choice(texts),
            tuple(condition() for _ in range(chance.choice([0, 1, 1, 2, 3]))),
        )
        for _ in range(chance.randint(0, 7))
    ]
    return entries, {name: chance.random() < 0.5 for name in names if chance.random() < 0.7}


def agrees(entries: list[Acceptance], facts: dict[str, bool]) -> bool:
    found = match(entries, facts)
    order = list(dict.fromkeys(entry.gives for entry in entries))
    wanted = largest(entries, facts)
    return (
        list(found.in_force) == [given for given in order if given in wanted]
        and {frozenset(links) for links in found.missing}
        == {links for links in fewest(entries, facts) if links}
        and len(found.missing) == len(set(map(frozenset, found.missing)))
        and set(found.rings) == waiting_in_turn(entries)
        and len(found.rings) == len(set(found.rings))
        and sorted(found.rings, key=lambda ring: -len(ring)) == list(found.rings)
    )


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_the_match_is_what_trying_everything_finds(count: int) -> None:
    chance = random.Random(21)
    circular = 0
    for _ in range(count):
        entries, facts = drawn(chance)
        assert agrees(entries, facts)
        circular += bool(rings(entries)[0])
    assert circular > count / 5


def test_reading_yes_if_you_as_no_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def least(entries: Sequence[Acceptance], facts: dict[str, bool]) -> tuple[Accepts, ...]:
        held: set[Accepts] = set()
        for _ in entries:
            held |= {e.gives for e in entries if supported(e.gives, entries, held, facts)}
        return tuple(given for given in dict.fromkeys(e.gives for e in entries) if given in held)

    monkeypatch.setattr(module, "in_force", least)
    chance = random.Random(21)
    assert not all(agrees(*drawn(chance)) for _ in range(500))


def test_a_long_ring_is_found_without_running_out_of_stack() -> None:
    count = 5_000
    ring = [yes(str(place), Accepts(str((place + 1) % count), T)) for place in range(count)]
    found = match(ring, {})
    assert len(found.in_force) == len(found.rings[0]) == count
    assert len(found.rings) == 1


def test_rings_beyond_what_anybody_reads_are_cut_and_said_to_be() -> None:
    parties = [str(place) for place in range(12)]
    everybody = [yes(a, *(Accepts(b, T) for b in parties if b != a)) for a in parties]
    found = match(everybody, {})
    assert len(found.in_force) == 12
    assert len(found.rings) == module.MOST_RINGS
    assert not found.complete


def test_alternatives_that_multiply_beyond_weighing_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.core.match.MOST_TRIALS", 5_000)
    many = [yes(str(p), Fact(f"{p}{way}")) for p in range(40) for way in "ab"]
    with pytest.raises(Refused):
        missing(many, {})
