"""An analysis as a page a person can read."""

from collections.abc import Iterator
from fractions import Fraction

from goodoffices.analysis.answers import Analysis, Solution
from goodoffices.analysis.telling import change, demands

HEADINGS = {
    "nash": "The most that all can gain together, by nobody's scale (greatest product of gains)",
    "kalai_smorodinsky": "Even by each side's own measure (greatest smallest share of the best it could hope for)",
    "egalitarian": "Even in points (compares points across parties, which their scales may not allow)",
    "utilitarian": "Most points in all (adds points across parties, which their scales may not allow)",
}


def page(analysis: Analysis) -> str:
    """Return the page as lines of plain text."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    yield f"{len(analysis.case.space.issues)} issues; {number(analysis.deals)} ways to settle them."
    yield _zone(analysis)
    yield from _obstacles(analysis)
    front = analysis.frontier
    if front.complete:
        yield f"{number(front.deals)} deals waste nothing: any other deal is worse for somebody."
    else:
        yield f"The deals that waste nothing were not all found: {front.why}."
    for name, solution in analysis.solutions.items():
        yield ""
        yield HEADINGS[name]
        yield from _solution(analysis, solution)


def _obstacles(analysis: Analysis) -> Iterator[str]:
    """What stands in the way, and what would open a zone."""
    for block in analysis.blocks.sets:
        yield ""
        yield "These cannot all be met:" if block.parties else "The rules of the text leave no deal at all."
        yield from (f"  {demand}" for demand in demands(analysis, block))
    if analysis.openings:
        yield ""
        yield "The smallest moves that would open a zone, each by itself, on the party's own scale:"
    for opening in analysis.openings:
        yield "  " + "; and ".join(f"{move.party} {change(analysis, move)}" for move in opening.moves)
    if analysis.zone_empty:
        yield ""


def _zone(analysis: Analysis) -> str:
    if analysis.zone_empty:
        return "No deal is acceptable to all who must accept."
    if analysis.acceptable is None:
        return "There are deals acceptable to all who must accept; how many was not counted."
    return f"{number(analysis.acceptable)} of them are acceptable to all who must accept."


def _solution(analysis: Analysis, solution: Solution) -> Iterator[str]:
    parties = analysis.case.parties
    yield "  worth " + ", ".join(
        f"{points(one)} to {party}" for party, one in zip(parties, solution.worths, strict=True)
    )
    for place, deal in enumerate(solution.deals[:3]):
        yield ("  " if not place else "  or ") + "; ".join(
            f"{issue}: {option}" for issue, option in deal.items()
        )
    if solution.count is None:
        yield "  there may be more deals as good"
    elif solution.count > 3:
        yield f"  and {number(solution.count - 3)} more deals as good"


def points(worth: Fraction) -> str:
    """Return points as people write them: exact if short, else to four places with a tilde."""
    if worth.denominator == 1:
        return f"{worth.numerator:,}"
    short = f"{float(worth):.4f}".rstrip("0").rstrip(".")
    return short if Fraction(short) == worth else f"~{short}"


def number(count: int | None) -> str:
    """Return a count in words a person can take in."""
    if count is None:
        return "an unknown number of"
    return f"{count:,}" if count < 10**15 else f"about 10^{len(str(count)) - 1}"
