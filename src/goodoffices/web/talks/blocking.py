"""What stands in the way: the clauses of the board that somebody objects to or asks about, gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.core.reading.standing import Row
from goodoffices.web.talks import telling

GATHERED = ("cannot", "problem", "unclear", "question")


@dataclass(frozen=True)
class Place:
    """A clause that stands in the way: its id, the number people say, and the delegations whose latest word it is."""

    id: str
    ref: str
    names: str


def gathered(found: Sequence[Row], refs: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Return the hardest words first, each with its clauses in the order of the text; none where nobody said it.

    What stands is each delegation's latest reaction, as on the board; nothing is counted and nothing is weighed.
    """
    listed: list[Mapping[str, Any]] = []
    for reaction in GATHERED:
        places = tuple(
            Place(row.clause, refs.get(row.clause, row.clause), ", ".join(names))
            for row in found
            if (names := [one.name for one, said in row.reactions if said and said.reaction == reaction])
        )
        if places:
            listed.append({"words": telling.REACTIONS[reaction], "places": places})
    return listed
