"""`goodoffices stability`: where a conflict comes to rest, by the graph model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.analysis.reaching import answers, members, route
from goodoffices.analysis.stability import CONCEPTS, Stability, stability
from goodoffices.cli.conflict_file import Told, read
from goodoffices.cli.files import card, columns, naming, print_json, read_json, say

FOUR = CONCEPTS[:4]


def register(app: typer.Typer) -> None:
    """Offer the command."""
    app.command("stability")(stability_of)


def stability_of(
    file: Annotated[Path, typer.Argument(help="JSON: states or options, and each party's moves and order.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    symmetric: Annotated[
        bool, typer.Option("--symmetric", help='With --json: symmetric sequential stability too, as "sseq".')
    ] = False,
) -> None:
    """Say where a conflict comes to rest, and for whom, under five ways of looking ahead (graph model)."""
    with naming(file):
        root, digest = read_json(file)
        told = read(root)
    certain, possible = stability(told.conflict), None
    if any(told.conflict.gaps):
        possible = stability(told.conflict, doubting=False)
    if as_json:
        print_json(_answer(told, certain, possible, CONCEPTS if symmetric else FOUR))
    else:
        say(page(told, certain, possible))
        say(card(digest, "stability"))


def _answer(
    told: Told, certain: Stability, possible: Stability | None, concepts: Sequence[str]
) -> dict[str, object]:
    answer: dict[str, object] = {**_equilibria(told, certain, concepts)}
    answer["by_party"] = {
        party: {
            state: [concept for concept in concepts if concept in held[place]]
            for place, state in enumerate(told.conflict.states)
        }
        for party, held in certain.by_party.items()
    }
    if possible:
        answer["possible"] = _equilibria(told, possible, concepts)
    if told.start is not None:
        answer["reachable"] = [told.written[told.conflict.states[place]] for place in _reachable(told)]
    return answer


def _equilibria(told: Told, found: Stability, concepts: Sequence[str]) -> dict[str, list[str | int]]:
    names = told.conflict.states
    return {c: [told.written[names[place]] for place in found.equilibria(c)] for c in concepts}


def _reachable(told: Told) -> tuple[int, ...]:
    start = told.start or 0
    everyone = range(len(told.conflict.parties))
    return members(answers(told.conflict, everyone)[start] | 1 << start)


def page(told: Told, certain: Stability, possible: Stability | None) -> str:
    """Return where the conflict comes to rest as a page a person can read."""
    states = told.conflict.states
    lines = ["Where this conflict comes to rest", ""]
    for concept in CONCEPTS:
        lines += [_MEANING[concept], f"    {_listed(states, certain.equilibria(concept))}"]
        if possible:
            rest = [
                place for place in possible.equilibria(concept) if place not in certain.equilibria(concept)
            ]
            lines.append(f"    perhaps, depending on what is not known: {_listed(states, rest)}")
    lines += ["", "State by state, what keeps each party there:", "", columns(_table(told, certain)), ""]
    if told.start is not None:
        lines += [*_from_start(told, certain), ""]
    return "\n".join([*lines, *_CAUTION])


_MEANING: Mapping[str, str] = {
    "nash": "Nobody has a better move (Nash):",
    "gmr": "Every better move can be answered to the mover's loss (GMR):",
    "smr": "… and the mover could not escape that answer (SMR):",
    "seq": "Every better move can be answered to the mover's loss by moves that serve those who answer (SEQ):",
    "sseq": "… and the mover could not escape that answer (symmetric sequential):",
}

_CAUTION = (
    "Answers are any sequence of the others' moves in which nobody moves twice in a row; an end no better than",
    "where the mover began counts as a loss. All of it rests on the moves and preferences in the file.",
)


def _listed(states: Sequence[str], places: Sequence[int]) -> str:
    return "; ".join(states[place] for place in places) or "nowhere"


def _table(told: Told, certain: Stability) -> list[list[str]]:
    rows = [["", *told.conflict.parties]]
    for place, state in enumerate(told.conflict.states):
        held = (certain.by_party[party][place] for party in told.conflict.parties)
        rows.append([state, *(" ".join(c for c in CONCEPTS if c in one) or "would move" for one in held)])
    return rows


def _from_start(told: Told, certain: Stability) -> list[str]:
    conflict, start = told.conflict, told.start or 0
    lines = [f"From where things stand ({conflict.states[start]}):"]
    resting = sorted({place for concept in CONCEPTS for place in certain.equilibria(concept)})
    for place in resting:
        lines.append(f"  {conflict.states[place]}: {_way(told, start, place)}")
    return lines if resting else [*lines, "  there is no such place to reach"]


def _way(told: Told, start: int, end: int) -> str:
    if start == end:
        return "things stand there already"
    for improving, words in (
        (True, "each move serving its mover"),
        (False, "though some move serves not its mover"),
    ):
        way = route(told.conflict, start, end, improving=improving)
        if way:
            steps = (f"{told.conflict.parties[mover]} to {told.conflict.states[to]}" for mover, to in way)
            return f"{', then '.join(steps)} ({words})"
    return "cannot be reached"
