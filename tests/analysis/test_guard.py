"""The inference guard: against every point and no-deal that fits, and against the corners of what does."""

import random
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from goodoffices.analysis import guard as module
from goodoffices.analysis.guard import Inference, guard
from goodoffices.analysis.known import Known, within
from goodoffices.analysis.linear import Region, Row
from goodoffices.analysis.seen import Accepts, Belief, Fitting, Never, Prefers, Refuses, Seen, open_minded
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.terms import Deal, Excludes, Issue, Space, Term
from tests.analysis.test_linear import corners

TWO = Space((Issue("days", ("30", "36", "40")), Issue("posts", ("12", "8"))))
RANKED = open_minded(TWO, {"days": ["30", "36", "40"], "posts": ["12", "8"]})


def test_a_red_line_on_one_option_tells_of_all_that_are_thought_worse() -> None:
    found = guard(TWO, RANKED, [], Never(frozenset({Term("days", "36")})))
    assert found.ruled_out == (Term("days", "36"), Term("days", "40"))
    blank = guard(TWO, open_minded(TWO), [], Never(frozenset({Term("days", "36")})))
    assert blank.ruled_out == (Term("days", "36"),)


def test_a_refusal_tells_of_every_deal_that_is_nowhere_better() -> None:
    found = guard(TWO, RANKED, [], Refuses({"days": "36", "posts": "12"}))
    assert {(deal["days"], deal["posts"]) for deal in found.refused} == {
        ("36", "12"),
        ("36", "8"),
        ("40", "12"),
        ("40", "8"),
    }
    assert found.ruled_out == (Term("days", "36"), Term("days", "40"))
    assert found.accepted == ()


def test_what_follows_from_what_was_seen_tells_nothing() -> None:
    seen: list[Seen] = [Accepts({"days": "36", "posts": "8"})]
    assert guard(TWO, RANKED, seen, Accepts({"days": "30", "posts": "12"})).nothing
    assert not guard(TWO, RANKED, [], Accepts({"days": "30", "posts": "12"})).nothing


def test_bounds_move_where_points_are_known_in_part() -> None:
    # No deal is worth 10 to it, posts=12 is worth 4: accepting 36 days with it shows 36 days to be worth 6 or more.
    belief = Belief(
        within({Term("days", "36"): (Fraction(0), Fraction(9)), Term("posts", "12"): (Fraction(4),) * 2}),
        (Fraction(10), Fraction(10)),
    )
    found = guard(TWO, belief, [], Accepts({"days": "36", "posts": "12"}))
    assert [(m.what, m.before, m.after) for m in found.moved] == [(Term("days", "36"), (0, 9), (6, 9))]


def test_what_contradicts_the_belief_is_said_to() -> None:
    deal = {"days": "36", "posts": "12"}
    assert not guard(TWO, RANKED, [Accepts(deal)], Refuses(deal)).consistent
    assert not guard(TWO, RANKED, [Accepts({"days": "40", "posts": "8"})], Refuses(deal)).consistent


def test_a_red_line_tells_the_same_deal_by_deal_and_by_the_most_the_rest_can_add() -> None:
    # A rule that forbids nothing new makes the guard go deal by deal.
    free = Space(TWO.issues)
    idle = Space(
        (*TWO.issues, Issue("idle", ("x", "y"))),
        (Excludes(frozenset({Term("idle", "x"), Term("days", "30")})),),
    )
    move = Never(frozenset({Term("days", "36")}))
    ranges = {Term("days", "36"): (Fraction(0), Fraction(9)), Term("posts", "12"): (Fraction(4), Fraction(5))}
    belief = Belief(within(ranges), (Fraction(0), Fraction(10)))
    by_most, by_deals = (guard(space, belief, [], move, []) for space in (free, idle))
    assert by_most.moved == by_deals.moved
    assert by_most.moved


def events(chance: random.Random, space: Space, deals: list[Deal]) -> list[Seen]:
    found: list[Seen] = []
    for _ in range(chance.randint(1, 3)):
        kind = chance.randrange(4)
        a, b = (Term("i", chance.choice("ab")), Term("j", chance.choice("cd")))
        if kind == 0:
            found.append(Accepts(chance.choice(deals)))
        elif kind == 1:
            found.append(Refuses(chance.choice(deals)))
        elif kind == 2:
            found.append(Prefers(frozenset({a}), frozenset({b})))
        else:
            found.append(Never(frozenset({chance.choice([a, b])})))
    return found


SMALL = Space((Issue("i", ("a", "b")), Issue("j", ("c", "d"))))
DEALS: list[Deal] = [{"i": i, "j": j} for i in "ab" for j in "cd"]
TERMS = [Term("i", "a"), Term("i", "b"), Term("j", "c"), Term("j", "d")]


def drawn(chance: random.Random) -> tuple[Belief, list[Seen]]:
    ranges = {}
    for term in TERMS:
        low = chance.randint(0, 2)
        ranges[term] = (Fraction(low), Fraction(low + chance.choice([0, 0, 0, 1, 2])))
    low = chance.randint(0, 3)
    return Belief(within(ranges), (Fraction(low), Fraction(low + chance.randint(0, 3)))), events(
        chance, SMALL, DEALS
    )


Mind = tuple[dict[Term, Fraction], Fraction]


def fits(mind: Mind, seen: Seen) -> bool:
    """Say whether a party with this mind would have done what was seen: its behaviour, acted out."""
    points, no_deal = mind

    def worth(deal: Deal) -> Fraction:
        return sum((points[Term(*pair)] for pair in deal.items()), Fraction(0))

    match seen:
        case Accepts(deal):
            return worth(deal) >= no_deal
        case Refuses(deal):
            return worth(deal) < no_deal
        case Prefers(better, worse):
            return sum(points[t] for t in better) >= sum(points[t] for t in worse)
        case Never(terms):
            return all(worth(d) < no_deal for d in DEALS if all(d[t.issue] == t.option for t in terms))


def minds(belief: Belief) -> list[Mind]:
    """Return every mind whose points and no-deal are whole or half numbers within the belief's ranges."""

    def halves(low: Fraction, high: Fraction) -> list[Fraction]:
        return [low + Fraction(step, 2) for step in range(int((high - low) * 2) + 1)]

    ranges = [
        belief.known.unknowns.get(str(term), (belief.known.fixed.get(frozenset({term}), Fraction(0)),) * 2)
        for term in TERMS
    ]
    return [
        (dict(zip(TERMS, values, strict=True)), no_deal)
        for *values, no_deal in product(*(halves(*ends) for ends in (*ranges, belief.no_deal)))
    ]


def sound(belief: Belief, seen: list[Seen], found: Inference) -> bool:
    """Say whether nothing deduced is untrue of any mind that would have done all that was seen."""
    fitting = [mind for mind in minds(belief) if all(fits(mind, one) for one in seen)]
    if not found.consistent:
        before = [mind for mind in minds(belief) if all(fits(mind, one) for one in seen[:-1])]
        return not fitting or not before
    for moved in found.moved:
        values = [no_deal if moved.what is None else points[moved.what] for points, no_deal in fitting]
        if not all(moved.after[0] <= value <= moved.after[1] for value in values):
            return False
    claims: list[Seen] = [*(Accepts(d) for d in found.accepted), *(Refuses(d) for d in found.refused)]
    claims += [Prefers(frozenset({a}), frozenset({b})) for a, b in found.ordered]
    claims += [Never(frozenset({term})) for term in found.ruled_out]
    return all(fits(mind, claim) for mind in fitting for claim in claims)


def tight(belief: Belief, seen: list[Seen], found: Inference) -> bool:
    """Say whether bounds and certainties are exactly those of the corners of what fits (refusals closed)."""
    views = []
    for some in (seen[:-1], seen):
        region = by_hand(belief, some)
        ends = list(corners(region))
        if not ends:
            return not found.consistent or some is not seen
        views.append(ends)
    if not found.consistent:
        return True
    bounds = [
        [(min(end[at] for end in ends), max(end[at] for end in ends)) for at in range(5)] for ends in views
    ]
    moved = {(m.what, m.before, m.after) for m in found.moved}
    wanted = {
        (what, bounds[0][at], bounds[1][at])
        for at, what in enumerate([*TERMS, None])
        if bounds[0][at] != bounds[1][at]
    }
    sure = [
        {tuple(sorted(d.items())) for d in DEALS if all(gain(d, end) >= 0 for end in ends)} for ends in views
    ]
    best = [[max(gain(d, end) for end in ends) for d in DEALS] for ends in views]
    for deal, was, now in zip(DEALS, *best, strict=True):
        # Where the best end is exactly no deal, it hangs on whether that end can be reached: see `sound`.
        if (was > 0 > now and deal not in found.refused) or (now > 0 and deal in found.refused):
            return False
    return moved == wanted and {tuple(sorted(d.items())) for d in found.accepted} == sure[1] - sure[0]


def gain(deal: Deal, end: Any) -> Fraction:
    return sum((end[TERMS.index(Term(*pair))] for pair in deal.items()), Fraction(0)) - end[4]


def by_hand(belief: Belief, seen: list[Seen]) -> Region:
    """Return what fits, written out over the four terms and no deal, red lines deal by deal."""
    ranges = [
        belief.known.unknowns.get(str(term), (belief.known.fixed.get(frozenset({term}), Fraction(0)),) * 2)
        for term in TERMS
    ]
    rows = []

    def row(plus: Any, minus: Any) -> Row:
        return Row(tuple(Fraction((x in plus) - (x in minus)) for x in [*TERMS, None]), Fraction(0))

    for one in seen:
        match one:
            case Accepts(deal):
                rows.append(row([Term(*p) for p in deal.items()], [None]))
            case Refuses(deal):
                rows.append(row([None], [Term(*p) for p in deal.items()]))
            case Prefers(better, worse):
                rows.append(row(better, worse))
            case Never(terms):
                for deal in DEALS:
                    if all(deal[t.issue] == t.option for t in terms):
                        rows.append(row([None], [Term(*p) for p in deal.items()]))
    return Region((*ranges, belief.no_deal), tuple(rows))


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.slow)])
def test_what_is_deduced_is_what_enumeration_finds(count: int) -> None:
    chance = random.Random(51)
    consistent = told = 0
    for _ in range(count):
        belief, seen = drawn(chance)
        found = guard(SMALL, belief, seen[:-1], seen[-1])
        assert sound(belief, seen, found)
        assert tight(belief, seen, found)
        consistent += found.consistent
        told += found.consistent and not found.nothing
    assert consistent > count / 3
    assert told > count / 10


def test_a_guard_that_forgets_what_was_seen_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "Fitting", lambda space, belief, seen: Fitting(space, belief, list(seen)[-1:])
    )
    chance = random.Random(51)
    draws = [drawn(chance) for _ in range(60)]
    assert not all(
        sound(b, s, found) and tight(b, s, found)
        for b, s in draws
        if (found := guard(SMALL, b, s[:-1], s[-1]))
    )


def test_too_many_deals_are_to_be_named_and_names_are_kept_apart() -> None:
    wide = Space(tuple(Issue(str(place), ("a", "b")) for place in range(20)))
    belief = Belief(within({}), (Fraction(0), Fraction(1)))
    deal = {str(place): "a" for place in range(20)}
    with pytest.raises(Refused):
        guard(wide, belief, [], Accepts(deal))
    assert guard(wide, belief, [], Accepts(deal), [deal]).accepted == (deal,)
    with pytest.raises(BadInput):
        Fitting(
            wide, Belief(Known({"(no deal)": (Fraction(0), Fraction(1))}, {}), (Fraction(0), Fraction(1))), []
        )
