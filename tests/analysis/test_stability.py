"""Stability in the graph model: cases, the definitions tried on random conflicts, gaps filled one by one."""

import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from goodoffices.analysis import reaching
from goodoffices.analysis.choices import Choice, Same, Wish, board
from goodoffices.analysis.conflict import Conflict, Party, conflict
from goodoffices.analysis.reaching import members, route
from goodoffices.analysis.stability import CONCEPTS, stability
from goodoffices.core.errors import BadInput
from tests.cases import cases, named

Prefers = Callable[[int, int, int], bool]


def read(case: Any) -> Conflict:
    file = case["file"]
    return conflict(
        [str(state) for state in file["states"]],
        [
            Party(
                name,
                {s: [str(e) for e in ends] for s, ends in told["moves"].items()},
                [[str(s) for s in group] for group in told["order"]],
            )
            for name, told in file["parties"].items()
        ],
    )


@pytest.mark.parametrize("case", cases("analysis/cases/graph_models.json"), ids=named)
def test_the_equilibria_of_the_case_come_out(case: Any) -> None:
    found = stability(read(case))
    states = case["file"]["states"]
    for concept in CONCEPTS:
        assert [states[place] for place in found.equilibria(concept)] == case["answer"][concept]
    for party, by_state in case["answer"]["by_party"].items():
        held = [{c for c in one if c != "sseq"} for one in found.by_party[party]]
        assert held == [set(by_state[str(state)]) for state in states]


def ends_of_legal_sequences(
    told: Conflict, movers: list[int], start: int, prefers: Prefers | None
) -> set[int]:
    """Return where sequences can end, written out move by move until nothing new comes."""
    seen: set[tuple[int, int]] = set()
    row = {(start, -1)}
    while row:
        row = {
            (end, mover)
            for here, last in row
            for mover in movers
            if mover != last
            for end in told.moves[mover][here]
            if prefers is None or prefers(mover, end, here)
        } - seen
        seen |= row
    return {end for end, _ in seen}


def by_definition(told: Conflict, prefers: Prefers) -> dict[str, list[set[str]]]:
    """Return what holds by the definitions; `prefers(party, a, b)`: a is better than b."""
    answer = {}
    for party, name in enumerate(told.parties):
        others = [other for other in range(len(told.parties)) if other != party]
        answer[name] = []
        for state in range(len(told.states)):
            better = [end for end in told.moves[party][state] if prefers(party, end, state)]
            holds = {"nash"} if not better else set()
            for concept, willing in (("gmr", None), ("smr", None), ("seq", prefers), ("sseq", prefers)):
                replies = [ends_of_legal_sequences(told, others, way, willing) for way in better]
                ends = _deterring(told, prefers, (party, state), alone=concept in ("smr", "sseq"))
                if all(ends & reply for reply in replies):
                    holds.add(concept)
            answer[name].append(holds)
    return answer


def _deterring(told: Conflict, prefers: Prefers, stand: tuple[int, int], *, alone: bool) -> set[int]:
    """Return the states no better than where a party stands, from which, if asked, it cannot escape alone."""
    party, state = stand
    return {
        end
        for end in range(len(told.states))
        if not any(prefers(party, one, state) for one in (end, *(told.moves[party][end] if alone else ())))
    }


def drawn(chance: random.Random, gaps: int = 0) -> Conflict:
    states = [str(place) for place in range(chance.randint(1, 6))]
    parties = []
    for name in range(chance.randint(1, 4)):
        moves = {state: [end for end in states if end != state and chance.random() < 0.3] for state in states}
        groups: list[list[str]] = [[] for _ in range(4)]
        for state in states:
            chance.choice(groups).append(state)
        unknown = [chance.sample(states, 2) for _ in range(gaps) if len(states) > 1 and chance.random() < 0.5]
        parties.append(Party(f"p{name}", moves, [group for group in groups if group], unknown))
    return conflict(states, parties)


def by_rank(told: Conflict) -> Prefers:
    return lambda party, a, b: told.ranks[party][a] < told.ranks[party][b]


def agrees(told: Conflict) -> bool:
    found = stability(told)
    return {name: [set(one) for one in held] for name, held in found.by_party.items()} == by_definition(
        told, by_rank(told)
    )


@pytest.mark.parametrize("count", [300, pytest.param(5_000, marks=pytest.mark.slow)])
def test_what_is_stable_is_what_the_definitions_say(count: int) -> None:
    chance = random.Random(11)
    assert all(agrees(drawn(chance)) for _ in range(count))


def test_letting_nobody_move_a_second_time_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def once_each(told: Conflict, movers: Any, willing: Any = None) -> tuple[int, ...]:
        def ends(here: int, left: frozenset[int]) -> set[int]:
            return {
                far
                for mover in left
                for end in told.moves[mover][here]
                if willing is None or willing(mover, here, end)
                for far in {end, *ends(end, left - {mover})}
            }

        return tuple(reaching.as_set(ends(state, frozenset(movers))) for state in range(len(told.states)))

    monkeypatch.setattr("goodoffices.analysis.stability.answers", once_each)
    legal = next(case for case in cases("analysis/cases/graph_models.json") if case["id"] == "LegalSequence4")
    assert members(reaching.as_set(stability(read(legal)).equilibria("gmr"))) == (1, 2)
    chance = random.Random(11)
    assert not all(agrees(drawn(chance)) for _ in range(300))


def test_stability_is_ordered_as_the_field_knows_it() -> None:
    # Every Nash state is stable in every sense; sseq implies seq and smr, and each of these gmr.
    chance = random.Random(12)
    for _ in range(200):
        for held in stability(drawn(chance)).by_party.values():
            for one in held:
                assert "nash" not in one or one == set(CONCEPTS)
                assert "sseq" not in one or {"seq", "smr", "gmr"} <= one
                assert not one & {"seq", "smr"} or "gmr" in one


def fillings(told: Conflict) -> Iterator[Prefers]:
    """Yield every way of filling each gap by itself: one better, the other better, or both alike."""
    pairs = [(party, a, b) for party, gaps in enumerate(told.gaps) for a, b in gaps if a < b]
    for signs in product((-1, 0, 1), repeat=len(pairs)):
        filled = dict(zip(pairs, signs, strict=True))

        def prefers(party: int, a: int, b: int, filled: dict[tuple[int, int, int], int] = filled) -> bool:
            sign = filled.get((party, min(a, b), max(a, b)))
            if sign is None:
                return told.ranks[party][a] < told.ranks[party][b]
            return sign == (1 if a < b else -1)

        yield prefers


def test_gaps_give_what_holds_however_they_are_filled_and_what_may() -> None:
    chance = random.Random(13)
    gapped = 0
    for _ in range(60):
        told = drawn(chance, gaps=2)
        worlds = (
            [by_definition(told, prefers) for prefers in fillings(told)]
            if sum(map(len, told.gaps)) <= 8
            else []
        )
        certain, possible = stability(told), stability(told, doubting=False)
        for name, place in product(told.parties, range(len(told.states))) if worlds else ():
            gapped += 1
            sure = set.intersection(*(world[name][place] for world in worlds))
            maybe = set.union(*(world[name][place] for world in worlds))
            simple = {"nash", "gmr", "smr"}
            assert certain.by_party[name][place] & simple == sure & simple
            assert possible.by_party[name][place] & simple == maybe & simple
            assert certain.by_party[name][place] <= sure
            assert possible.by_party[name][place] >= maybe
    assert gapped > 100


def test_a_shortest_way_is_legal_and_as_short_as_any() -> None:
    chance = random.Random(14)
    for _ in range(200):
        told = drawn(chance)
        end = chance.randrange(len(told.states))
        way = route(told, 0, end, improving=False)
        reachable = ends_of_legal_sequences(told, list(range(len(told.parties))), 0, None) | {0}
        assert (way is not None) == (end in reachable)
        here, last = 0, -1
        for mover, to in way or ():
            assert mover != last
            assert to in told.moves[mover][here]
            here, last = to, mover
        assert way is None or here == end


ELMIRA = [
    Choice("Modify", "MoE", "take"),
    Choice("Delay", "UR", "drop"),
    Choice("Accept", "UR", "take"),
    Choice("Abandon", "UR", "take"),
    Choice("Insist", "LG"),
]
ELMIRA_STATES = {
    "1": "Delay",
    "2": "Modify, Delay",
    "3": "Accept",
    "4": "Modify, Accept",
    "5": "Delay, Insist",
    "6": "Modify, Delay, Insist",
    "7": "Accept, Insist",
    "8": "Modify, Accept, Insist",
    "9": "gone",
}


def test_elmira_told_in_options_has_the_states_and_moves_of_elmira_told_in_states() -> None:
    case = next(case for case in cases("analysis/cases/graph_models.json") if case["id"] == "Elmira")
    neither = {"Delay": False, "Accept": False, "Abandon": False}
    made = board(ELMIRA, [{"Delay": True, "Accept": True}, neither], [Same("gone", {"Abandon": True})])
    assert set(made.ways) == set(ELMIRA_STATES.values())
    for party, told in case["file"]["parties"].items():
        wanted = {
            ELMIRA_STATES[s]: {ELMIRA_STATES[str(e)] for e in ends} for s, ends in told["moves"].items()
        }
        assert {state: set(ends) for state, ends in made.moves(party).items()} == wanted


def test_an_earlier_wish_outweighs_all_later_ones_together() -> None:
    made = board(
        [Choice("a", "p"), Choice("b", "p"), Choice("c", "p")], [{"a": True, "b": True, "c": True}], []
    )
    order = made.order([Wish({"a": True}), Wish({"b": True}, given={"a": False}), Wish({"c": True})])
    # With a, the second wish is met in any case; without a it needs b.
    assert order == [["a, c"], ["a", "a, b"], ["b, c"], ["b"], ["c"], ["nothing"]]


@pytest.mark.parametrize(
    "make",
    [
        lambda: board([], [], []),
        lambda: board([Choice("a", "p"), Choice("a", "q")], [], []),
        lambda: board([Choice("a", "p"), Choice("b", "p"), Choice("a, b", "p")], [], []),
        lambda: board([Choice("a", "p"), Choice("b", "p")], [], [Same("a", {"b": True})]),
        lambda: board([Choice(str(i), "p") for i in range(17)], [], []),
        lambda: board([Choice(str(i), "p") for i in range(12)], [], []),
        lambda: Choice("a", "p", "sometimes"),
        lambda: conflict([], []),
        lambda: conflict([str(i) for i in range(5000)], [Party("p", {}, [[str(i) for i in range(5000)]])]),
    ],
)
def test_what_cannot_be_told_apart_or_is_too_large_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(BadInput):
        make()
