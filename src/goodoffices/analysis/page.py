"""An analysis as a page a person can read."""

from collections.abc import Iterator
from fractions import Fraction

from goodoffices.analysis.answers import Analysis, Solution
from goodoffices.analysis.telling import change, demands

HEADINGS = {
    "nash": "The most that all can gain together, whatever scale each side uses (greatest product of gains)",
    "kalai_smorodinsky": "Even by each side's own measure (the smallest share of the best it could hope for is greatest)",
    "egalitarian": "Even in points (compares points across parties, which their scales may not allow)",
    "utilitarian": "Most points in all (adds points across parties, which their scales may not allow)",
}
LISTED = 3

CAUTION = (
    "All this holds if the points are as stated. Points are each party's own and never compared unless said so;\n"
    "equal points are not equal welfare. An answer shown to somebody tells them something of the others."
)


def page(analysis: Analysis) -> Iterator[str]:
    """Yield the page as lines of plain text."""
    case = analysis.case
    yield f"{len(case.space.issues)} issues; {number(analysis.deals)} ways to settle them."
    if not case.interests:
        yield "Nobody has said yet what a deal is worth, so nothing is said of what could be agreed."
        return
    yield _zone(analysis)
    yield from _obstacles(analysis)
    front = analysis.frontier
    if front.complete:
        many = "1 deal wastes" if front.deals == 1 else f"{number(front.deals)} deals waste"
        yield f"{many} nothing: no other deal is as good for all and better for somebody."
    else:
        yield f"The deals that waste nothing were not all listed: {front.why}."
    for name, solution in analysis.solutions.items():
        yield ""
        yield HEADINGS[name]
        yield from _solution(analysis, solution)
    yield ""
    yield CAUTION


def _obstacles(analysis: Analysis) -> Iterator[str]:
    """What stands in the way, and what would open a zone."""
    for block in analysis.blocks.sets:
        yield ""
        yield "These cannot all be met:" if block.parties else "The rules of the text leave no deal at all."
        yield from (f"  {demand}" for demand in demands(analysis, block))
    if not analysis.blocks.complete:
        yield "There may be more such sets than were found."
    if analysis.openings:
        yield ""
        yield "The smallest moves that would open a zone, each line by itself, on each party's own scale:"
    for opening in analysis.openings:
        moves = "; and ".join(f"{move.party} {change(analysis, move)}" for move in opening.moves)
        yield f"  {moves}" + ("" if opening.proven else " (a smaller move may do)")
    if analysis.zone_empty:
        yield ""


def _zone(analysis: Analysis) -> str:
    who = "all" if analysis.case.enough is None else "enough parties"
    if analysis.zone_empty is None:
        return f"Whether any deal is acceptable to {who} was not settled in the time and work allowed."
    if analysis.zone_empty:
        return f"No deal is acceptable to {who}."
    if analysis.acceptable is None:
        return f"There are deals acceptable to {who}; how many was not counted."
    are = "is" if analysis.acceptable == 1 else "are"
    return f"{number(analysis.acceptable)} of them {are} acceptable to {who}."


def _solution(analysis: Analysis, solution: Solution) -> Iterator[str]:
    parties = zip(analysis.case.parties, solution.worths, strict=True)
    yield "  worth " + ", ".join(f"{points(worth)} to {party}" for party, worth in parties)
    first = solution.deals[0]
    yield from (f"    {issue}: {option}" for issue, option in first.items())
    for deal in solution.deals[1:LISTED]:
        other = "; ".join(f"{issue}: {option}" for issue, option in deal.items() if first[issue] != option)
        yield f"  as good, with {other}"
    if solution.count is None:
        yield "  there may be more deals as good"
    elif solution.count > LISTED:
        yield f"  and {number(solution.count - LISTED)} more deals as good"
    if not solution.proven:
        yield f"  the best found; none does better than {points(Fraction(solution.bound))} by this measure"


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
    return f"{count:,}" if count < 10**15 else f"about 10^{count.bit_length() * 30_103 // 100_000}"
