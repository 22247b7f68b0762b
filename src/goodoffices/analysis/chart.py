"""A picture of an analysis: the frontier, the no-deal lines, the solutions, and the same data as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, log10

from goodoffices.analysis.answers import Analysis
from goodoffices.analysis.drawing import dot, line, mark, number, path, picture, rectangle, table, text
from goodoffices.core.terms import Deal

DRAWN = 200
WIDE, HIGH, MARGIN = 720.0, 480.0, 70.0
SIGNS = {"nash": "N", "kalai_smorodinsky": "K", "egalitarian": "E", "utilitarian": "S"}
NAMES = {
    "nash": "greatest product of gains",
    "kalai_smorodinsky": "even by each side's own measure",
    "egalitarian": "even in points",
    "utilitarian": "most points in all",
}

Worths = tuple[float, ...]


@dataclass(frozen=True)
class Labels:
    """The words of a picture, in its reader's language; `{party}` and `{worth}` stand where these go."""

    title: str = "What agreement is possible"
    says: str = "{deals} deals that waste nothing, the no-deal lines and {solutions} solutions"
    no_deal: str = "no deal, to {party}: {worth}"
    none: str = "no deal: {worth}"
    worth: str = "worth to {party}"
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)


ENGLISH = Labels()


@dataclass(frozen=True)
class Drawn:
    """What a chart shows: points of the frontier (thinned if there are many), no-deal worths, solutions by sign."""

    parties: tuple[str, ...]
    points: list[Worths]
    left_out: int
    nothing: Worths
    solutions: list[tuple[str, str, Worths, Deal]]

    def told(self, party: int, worth: float) -> str:
        """Return a worth with as many places as its party's numbers need to be told apart."""
        low, high = self.spans[party]
        return number(worth, max(0, 3 - floor(log10(high - low))))

    @property
    def marks(self) -> list[tuple[str, str, Worths]]:
        """The solutions, those of the same worths together."""
        found: dict[Worths, list[tuple[str, str]]] = {}
        for sign, name, worths, _ in self.solutions:
            found.setdefault(worths, []).append((sign, name))
        return [
            ("".join(s for s, _ in one), ", ".join(n for _, n in one), worths)
            for worths, one in found.items()
        ]

    @property
    def spans(self) -> list[tuple[float, float]]:
        """The least and the greatest number to show for each party."""
        every = [*self.points, self.nothing, *(worths for _, _, worths, _ in self.solutions)]
        bounds = []
        for column in zip(*every, strict=True):
            low, high = min(column), max(column)
            room = (high - low) * 0.06 or max(1.0, abs(high)) * 0.06
            bounds.append((low - room, high + room))
        return bounds


def chart(analysis: Analysis) -> str:
    """Return an SVG: two parties across and up, one party or more than two as upright lines side by side."""
    drawn = what_is_drawn(analysis)
    if not drawn.parties:
        return picture(
            [text("Nobody has said what a deal is worth.", (20, 40))], (WIDE, 80), "No chart", "No points."
        )
    parts = _parts(drawn, ENGLISH)
    tabled, end = table(list(_rows(drawn)), HIGH + 30, _columns(drawn))
    deals, end = table(list(_deals(drawn)), end + 20, [20, 60])
    size = (max(WIDE, 300 + 110.0 * len(drawn.parties)), end + 10)
    return picture([*parts, *tabled, *deals], size, ENGLISH.title, _says(drawn, ENGLISH))


def plain_chart(drawn: Drawn, labels: Labels) -> str:
    """Return the picture alone, for a page that has the same data as a table beside it."""
    return picture(_parts(drawn, labels), (WIDE, HIGH), labels.title, _says(drawn, labels))


def _parts(drawn: Drawn, labels: Labels) -> list[str]:
    return [*(_plane(drawn, labels) if len(drawn.parties) == 2 else _lines(drawn, labels))]


def _says(drawn: Drawn, labels: Labels) -> str:
    return labels.says.format(deals=len(drawn.points), solutions=len(drawn.solutions))


def what_is_drawn(analysis: Analysis, labels: Labels = ENGLISH) -> Drawn:
    """Return what a picture of an analysis shows."""
    case = analysis.case
    points = [tuple(float(one) for one in worths) for worths in analysis.frontier.worths]
    every = max(1, -(-len(points) // DRAWN))
    interests = case.interests.values()
    nothing = tuple(float(interest.read(interest.reservation)) for interest in interests)
    found = [
        (SIGNS[name], labels.names[name], tuple(float(one) for one in solution.worths), solution.deals[0])
        for name, solution in analysis.solutions.items()
    ]
    return Drawn(case.parties, points[::every], len(points) - len(points[::every]), nothing, found)


def _scaled(value: float, span: tuple[float, float], low: float, high: float) -> float:
    return low + (value - span[0]) / (span[1] - span[0]) * (high - low)


def _plane(drawn: Drawn, labels: Labels) -> Iterator[str]:
    across, up = drawn.spans
    right, bottom = WIDE - 20, HIGH - MARGIN

    def place(worths: Sequence[float]) -> tuple[float, float]:
        return _scaled(worths[0], across, MARGIN, right), _scaled(worths[1], up, bottom, 20)

    corner = place(drawn.nothing)
    yield rectangle((corner[0], 20), (right - corner[0], corner[1] - 20))
    yield line((MARGIN, bottom), (right, bottom))
    yield line((MARGIN, bottom), (MARGIN, 20))
    yield line((corner[0], 20), (corner[0], bottom), dashed=True)
    yield line((MARGIN, corner[1]), (right, corner[1]), dashed=True)
    yield text(
        labels.no_deal.format(party=drawn.parties[0], worth=drawn.told(0, drawn.nothing[0])),
        (corner[0] + 4, bottom - 6),
        size=11,
    )
    yield text(
        labels.no_deal.format(party=drawn.parties[1], worth=drawn.told(1, drawn.nothing[1])),
        (MARGIN + 4, corner[1] - 4),
        size=11,
    )
    yield text(
        labels.worth.format(party=drawn.parties[0]), ((MARGIN + right) / 2, HIGH - 24), anchor="middle"
    )
    yield text(f"{labels.worth.format(party=drawn.parties[1])} ↑", (MARGIN, 14))
    for value, at in ((across[0], MARGIN), (across[1], right)):
        yield text(drawn.told(0, value), (at, bottom + 16), size=10, anchor="middle")
    for value, at in ((up[0], bottom), (up[1], 24.0)):
        yield text(drawn.told(1, value), (MARGIN - 6, at), size=10, anchor="end")
    for worths in drawn.points:
        yield dot(place(worths), ", ".join(drawn.told(party, one) for party, one in enumerate(worths)))
    for sign, name, worths in drawn.marks:
        yield mark(place(worths), sign, name)


def _lines(drawn: Drawn, labels: Labels) -> Iterator[str]:
    """One upright line a party, each with its own scale; a deal is a line across them."""
    wide = (WIDE - 2 * MARGIN) / max(1, len(drawn.parties) - 1)
    spans = drawn.spans

    def place(party: int, worth: float) -> tuple[float, float]:
        return MARGIN + wide * party, _scaled(worth, spans[party], HIGH - MARGIN, 40)

    for worths in drawn.points:
        yield path(place(party, worth) for party, worth in enumerate(worths))
    for party, name in enumerate(drawn.parties):
        yield line((MARGIN + wide * party, 40), (MARGIN + wide * party, HIGH - MARGIN), colour="#1a1a1a")
        yield text(name, (MARGIN + wide * party, 28), size=11, anchor="middle")
        x, y = place(party, drawn.nothing[party])
        yield line((x - 14, y), (x + 14, y), dashed=True, colour="#1a1a1a")
        yield text(
            labels.none.format(worth=drawn.told(party, drawn.nothing[party])),
            (x, HIGH - MARGIN + 18),
            size=10,
            anchor="middle",
        )
    for sign, name, worths in drawn.marks:
        yield path((place(party, worth) for party, worth in enumerate(worths)), colour="#0b5394", width=2)
        yield mark(place(0, worths[0]), sign, name)


def _columns(drawn: Drawn) -> list[float]:
    return [20, 60, *(290 + 110.0 * place for place in range(len(drawn.parties)))]


def _rows(drawn: Drawn) -> Iterator[list[str]]:
    def told(worths: Worths) -> list[str]:
        return [drawn.told(party, worth) for party, worth in enumerate(worths)]

    yield ["", "", *(f"to {party}" for party in drawn.parties)]
    yield ["", "no deal", *told(drawn.nothing)]
    for sign, name, worths, _ in drawn.solutions:
        yield [sign, name, *told(worths)]
    for worths in drawn.points:
        yield ["•", "wastes nothing", *told(worths)]
    if drawn.left_out:
        yield ["", f"{drawn.left_out:,} more that waste nothing are not drawn"]


def _deals(drawn: Drawn) -> Iterator[list[str]]:
    """The deals behind the marks, a line for each issue."""
    yield ["", "the deals"]
    for sign, name, _, deal in drawn.solutions:
        yield [sign, name]
        yield from (["", f"{issue}: {option}"] for issue, option in deal.items())
