"""An analysis in the words of the screens: what all could accept, what stands in the way, which packages and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodoffices.analysis.answers import Analysis, Solution
from goodoffices.analysis.blocks import Block
from goodoffices.analysis.chart import Drawn, Labels, plain_chart, what_is_drawn
from goodoffices.analysis.openings import Move
from goodoffices.analysis.page import number, points
from goodoffices.core.terms import Deal, Terms
from goodoffices.web.talks.ground import Ground, spoken
from goodoffices.web.talks.possible import WAYS, Weighed

HEADINGS = {
    "together": gettext_lazy("The most that all can gain together, whatever scale each side uses"),
    "even": gettext_lazy("Even by each side's own measure"),
    "points": gettext_lazy("Even in points (sets points of different sides beside each other)"),
    "sum": gettext_lazy("Most points in all (adds points of different sides)"),
}
SHORT = {
    "nash": gettext_lazy("most together"),
    "kalai_smorodinsky": gettext_lazy("even by each side's own measure"),
    "egalitarian": gettext_lazy("even in points"),
    "utilitarian": gettext_lazy("most points in all"),
}
TABLED = 40


@dataclass(frozen=True)
class Package:
    """A package a standard picks: under which heading, how to open it, its worths, how sure, how many are as good."""

    heading: str
    which: str
    worths: tuple[tuple[str, str], ...] = field(repr=False)
    terms: tuple[str, ...] = field(repr=False)
    others: int
    proven: bool
    bound: str


@dataclass(frozen=True)
class Told:
    """All of it, ready for a page. `rows` are the chart's data as a table: a sign, what it is, each side's worth."""

    zone: str
    obstacles: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[int, str], ...]
    efficient: str
    packages: tuple[Package, ...]
    picture: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...] = field(repr=False)
    left_out: int


def told(weighed: Weighed, ground: Ground) -> Told:
    """Return an analysis in words; of what all could accept nothing is said where a party left that open."""
    answers, labels = weighed.analysis, _labels()
    drawn = what_is_drawn(answers, labels) if len(weighed.case.parties) > 1 and weighed.sure else None
    listed = list(_rows(drawn)) if drawn else []
    heads = (_("Mark"), _("package"), *(_("to %(name)s") % {"name": one} for one in weighed.case.parties))
    return Told(
        _zone(answers)
        if weighed.sure
        else _("What a deal must be worth at least was left open: nothing is said of what all could accept."),
        tuple(_obstacle(answers, one, ground) for one in answers.blocks.sets) if weighed.sure else (),
        tuple(_openings(answers, ground)) if weighed.sure else (),
        _efficient(answers),
        tuple(_packages(answers, ground)) if weighed.sure else (),
        SafeString(plain_chart(drawn, labels) if drawn and drawn.points else ""),
        heads,
        tuple(tuple(zip(heads, row, strict=True)) for row in listed[:TABLED]),
        max(0, len(listed) - TABLED) + (drawn.left_out if drawn else 0),
    )


def _labels() -> Labels:
    return Labels(
        title=_("What agreement is possible"),
        says=_("{deals} packages that waste nothing, the no-deal lines and {solutions} packages marked"),
        no_deal=_("no deal, to {party}: {worth}"),
        none=_("no deal: {worth}"),
        worth=_("worth to {party}"),
        names={name: str(words) for name, words in SHORT.items()},
    )


def _zone(answers: Analysis) -> str:
    if len(answers.case.parties) == 1:
        return _zone_of_one(answers)
    if answers.zone_empty is None:
        return _("Whether any package is acceptable to all was not settled in the time allowed.")
    if answers.zone_empty:
        return _("No package is acceptable to all, as things were stated.")
    if answers.acceptable is None:
        return _("There are packages acceptable to all; how many was not counted.")
    count = min(answers.acceptable, 10**9)
    words = ngettext(
        "%(count)s package is acceptable to all, of %(all)s.",
        "%(count)s packages are acceptable to all, of %(all)s.",
        count,
    )
    return words % {"count": number(answers.acceptable), "all": number(answers.deals)}


def _zone_of_one(answers: Analysis) -> str:
    if answers.zone_empty:
        return _("No package is acceptable to us, as things were stated.")
    told = {"count": number(answers.acceptable), "all": number(answers.deals)}
    return _("Acceptable to us: %(count)s packages of %(all)s.") % told


def _efficient(answers: Analysis) -> str:
    if len(answers.case.parties) == 1:
        return ""
    front = answers.frontier
    if not front.complete or front.deals is None:
        return _(
            "The packages that waste nothing were not all listed: there are too many, or the time was up."
        )
    words = ngettext(
        "%(count)s package wastes nothing: no other is as good for all and better for somebody.",
        "%(count)s packages waste nothing: no other is as good for all and better for somebody.",
        min(front.deals, 10**9),
    )
    return words % {"count": number(front.deals)}


def _obstacle(answers: Analysis, block: Block, ground: Ground) -> tuple[str, ...]:
    """Return the demands that cannot all be met."""
    interests = answers.case.interests
    insist = [
        _("%(name)s: no less than %(points)s points, as good as no deal")
        % {"name": party, "points": points(interests[party].reservation)}
        for party in block.reservations
    ]
    lines = [
        _("%(name)s: never %(package)s") % {"name": party, "package": package(line, ground)}
        for party, line in block.lines
    ]
    return (*insist, *lines)


def _openings(answers: Analysis, ground: Ground) -> Iterator[tuple[int, str]]:
    for place, one in enumerate(answers.openings):
        moves = _(" and ").join(_move(answers, move, ground) for move in one.moves)
        yield place, moves if one.proven else _("%(move)s (a smaller move may do)") % {"move": moves}


def _move(answers: Analysis, move: Move, ground: Ground) -> str:
    stated = answers.case.interests[move.party].reservation
    parts = [_("gives up its red line “%(line)s”") % {"line": package(line, ground)} for line in move.lines]
    if move.points:
        told = {"less": points(stated - move.points), "stated": points(stated)}
        parts.append(_("accepts %(less)s points instead of %(stated)s") % told)
    return _("%(name)s %(moves)s") % {"name": move.party, "moves": _(" and ").join(parts)}


def _packages(answers: Analysis, ground: Ground) -> Iterator[Package]:
    """Yield what each standard picks; standards that pick the same share one line of headings."""
    met: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for way, name in WAYS.items():
        if name in answers.solutions:
            met.setdefault(tuple(answers.solutions[name].deals[0].items()), []).append(way)
    for ways in met.values():
        solution = answers.solutions[WAYS[ways[0]]]
        yield _package(answers, solution, ways, ground)


def _package(answers: Analysis, one: Solution, ways: Sequence[str], ground: Ground) -> Package:
    worths = tuple(
        (party, points(worth)) for party, worth in zip(answers.case.parties, one.worths, strict=True)
    )
    alone = len(answers.case.parties) == 1
    return Package(
        _("The best for us") if alone else " · ".join(str(HEADINGS[way]) for way in ways),
        ways[0],
        worths,
        tuple(deal_in_words(one.deals[0], ground)),
        (one.count or len(one.deals)) - 1,
        one.proven,
        points(Fraction(one.bound)),
    )


def deal_in_words(deal: Deal, ground: Ground) -> Iterator[str]:
    """Yield the terms of a deal, each with the clause it stands in."""
    for passage, option in deal.items():
        yield _("clause %(clause)s: %(option)s") % {
            "clause": ground.clause(passage),
            "option": spoken(option),
        }


def package(terms: Terms, ground: Ground) -> str:
    """Return terms in plain words."""
    told = (
        _("clause %(clause)s: %(option)s")
        % {"clause": ground.clause(one.issue), "option": spoken(one.option)}
        for one in sorted(terms)
    )
    return "; ".join(told)


def _rows(drawn: Drawn) -> Iterator[tuple[str, ...]]:
    def worths(of: Sequence[float]) -> tuple[str, ...]:
        return tuple(drawn.told(party, one) for party, one in enumerate(of))

    yield ("", _("no deal"), *worths(drawn.nothing))
    marked: Mapping[tuple[float, ...], tuple[str, str]] = {at: (sign, name) for sign, name, at in drawn.marks}
    for at, (sign, name) in marked.items():
        yield (sign, name, *worths(at))
    for at in drawn.points:
        if at not in marked:
            yield ("•", _("wastes nothing"), *worths(at))
