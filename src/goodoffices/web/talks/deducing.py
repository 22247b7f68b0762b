"""What a room could deduce from a line of another's interests, or from a package, were it told: the guard, in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from goodoffices.analysis.guard import Inference, Moved, guard
from goodoffices.analysis.page import points
from goodoffices.analysis.seen import Accepts, Belief, Never, Prefers, Seen, open_minded
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.words import Words
from goodoffices.core.moves import Value
from goodoffices.core.terms import Deal, Space, Term
from goodoffices.web.talks.ground import Ground, spoken
from goodoffices.web.talks.interests import ranked
from goodoffices.web.talks.possible import part

FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
MOST_PASSAGES = 4


@dataclass(frozen=True)
class Deduced:
    """What one reader could deduce, sentence by sentence; none: nothing he could not deduce before."""

    who: str
    sentences: tuple[str, ...]


def seen_by(channel: Words, delegation: str, ground: Ground) -> list[Seen]:
    """Return what a delegation was told of a party's interests, or may be told any day: the lines released to it."""
    items = [
        one.item for one in channel.releases.values() if not one.revoked and {delegation, "table"} & {*one.to}
    ]
    lines = (channel.values[item] for item in dict.fromkeys(items) if item in channel.values)
    return [told for line in lines if line.sha256 == ground.sha256 for told in said(line, ground)]


def said(line: Value, ground: Ground) -> list[Seen]:
    """Return what hearing a line tells: a red line, a preference, an order; points tell the order of their options."""
    match line.measure:
        case "never":
            return [Never(ground.terms(line.terms))]
        case "rather":
            return [Prefers(ground.terms(line.terms), ground.terms(line.than))]
        case "order":
            listed = [frozenset(one) for one in ranked(line, ground)]
            return [Prefers(better, worse) for better, worse in pairwise(listed)]
        case "points":
            by_points = sorted(line.points, key=lambda one: (-Fraction(line.points[one]), int(one)))
            packages = [ground.terms({line.passage: int(one)}) for one in by_points]
            return [Prefers(better, worse) for better, worse in pairwise(packages)]
        case _:
            return []


def from_line(line: Value, ground: Ground, before: Sequence[Seen]) -> tuple[str, ...]:
    """Return what somebody who was told `before` could deduce from a line, in sentences for its owner.

    Where the options of a passage are figures it is also told what follows if he takes it that the party wants as
    much, or as little, as it can get. Passages the line does not name add nothing, and are left out.
    """
    told = said(line, ground)
    named = frozenset({line.passage, *line.terms, *line.than}) - {""}
    if not told or len(named) > MOST_PASSAGES:
        return _itself(line)
    space = part(ground.space, named)
    within = {issue.name for issue in space.issues}
    known = [one for one in before if one not in told and _terms(one) <= within]
    found = list(_sentences(_guarded(space, open_minded(space), known, told), ground))
    for words, orders in _leanings(space, named):
        more = _guarded(space, open_minded(space, orders), known, told)
        ends = [one for one in _ends(more, ground, orders) if one not in found]
        found += [_("%(if)s: %(what)s") % {"if": words, "what": one} for one in ends]
    return (*_itself(line), *dict.fromkeys(found))


def _itself(line: Value) -> tuple[str, ...]:
    """Return what is told outright, where nothing needs to be worked out."""
    if line.measure in ("points", "range", "bonus"):
        return (_("your points themselves, if they hear this line as it stands"),)
    return (
        (_("what no deal is worth to you, if they hear this line as it stands"),)
        if line.measure == "no_deal"
        else ()
    )


def _terms(one: Seen) -> set[str]:
    match one:
        case Never(terms):
            return {term.issue for term in terms}
        case Prefers(better, worse):
            return {term.issue for term in better | worse}
        case _:
            return set(one.deal)


def _guarded(space: Space, belief: Belief, known: list[Seen], told: Sequence[Seen]) -> Inference | None:
    """Return what the last of several things told adds to all before; orders are told one after the other."""
    found: list[Inference] = []
    seen = list(known)
    try:
        for one in told:
            found.append(guard(space, belief, seen, one))
            seen.append(one)
    except (BadInput, Refused):
        return None
    return Inference(
        all(one.consistent for one in found),
        tuple(moved for one in found for moved in one.moved),
        ruled_out=tuple(term for one in found for term in one.ruled_out),
        ordered=tuple(pair for one in found for pair in one.ordered),
    )


def _sentences(found: Inference | None, ground: Ground) -> Iterator[str]:
    if found is None:
        yield _("This was too much to work out here.")
        return
    if not found.consistent:
        yield _("that this does not fit what they were told before, so that one of the two is not so")
        return
    for term in found.ruled_out:
        yield _("that you accept nothing with %(term)s") % {"term": name(term, ground)}
    for better, worse in found.ordered:
        told = {"better": name(better, ground), "worse": name(worse, ground)}
        yield _("that %(better)s is worth at least as much as %(worse)s") % told
    yield from (_moved(one, ground) for one in found.moved)


def _moved(one: Moved, ground: Ground) -> str:
    low, high = (points(end) for end in one.after)
    told = {"low": low, "high": high, "term": name(one.what, ground) if one.what else ""}
    if one.what is None:
        return (
            _("that no deal is worth between %(low)s and %(high)s, each passage counted from 0 to 100") % told
        )
    return _("that %(term)s is worth between %(low)s and %(high)s, counted from 0 to 100") % told


def _leanings(space: Space, named: frozenset[str]) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    """Yield what a reader may take a party to want where the options are figures: more of it, or less."""
    for issue in space.issues:
        if issue.name in named and len(issue.options) > 1:
            figures = [FIGURE.fullmatch(option.strip()) for option in issue.options]
            if all(figures):
                rising = sorted(issue.options, key=_figure)
                yield _("if they take it that you want more"), {issue.name: rising[::-1]}
                yield _("if they take it that you want less"), {issue.name: rising}


def _figure(option: str) -> Fraction:
    return Fraction(option.strip().replace(",", "."))


def _ends(found: Inference | None, ground: Ground, orders: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the least, or the most, that is left to a party that is taken to want more, or less."""
    if found is None or not found.consistent:
        return
    for passage, order in orders.items():
        out = {term.option for term in found.ruled_out if term.issue == passage}
        left = [option for option in order if option not in out]
        if out and left and left[-1] != order[-1]:
            told = {"clause": ground.clause(passage), "end": left[-1]}
            rising = _figure(order[0]) > _figure(order[-1])
            least = _("that the least you accept in clause %(clause)s is %(end)s")
            yield (least if rising else _("that the most you accept in clause %(clause)s is %(end)s")) % told
        elif out and not left:
            yield _("that you accept nothing of what clause %(clause)s offers") % {
                "clause": ground.clause(passage)
            }


def from_package(space: Space, deal: Deal, before: Sequence[Seen], ground: Ground) -> tuple[str, ...]:
    """Return what somebody could deduce who takes a package shown to him for one that the party would accept."""
    known = [one for one in before if _terms(one) <= set(deal)]
    try:
        found = guard(space, open_minded(space), known, Accepts(deal), [deal])
    except (BadInput, Refused):
        return (_("This was too much to work out here."),)
    return tuple(_sentences(found, ground))


def name(term: Term, ground: Ground) -> str:
    """Return a term as people say it."""
    return _("“%(option)s” in clause %(clause)s") % {
        "option": spoken(term.option),
        "clause": ground.clause(term.issue),
    }
