"""What is possible: what the text leaves open, what parties confided of it to this desk, and what follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodoffices.analysis.clashes import clashes
from goodoffices.analysis.page import number, points
from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Case
from goodoffices.core.people import Standing
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.terms import Deal
from goodoffices.web import refusals
from goodoffices.web.talks import deducing, guessed, interests, packages, possible
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.ground import Ground, clauses_of, ground
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.interests import Stated
from goodoffices.web.talks.possible import Weighed
from goodoffices.web.talks.printing import settling


@require_safe
@seat_page
def analysis(here: Here) -> HttpResponse:
    """Show what is open and who wrote what; and, where points were confided, what follows from them."""
    of = _ground(here)
    if of is None:
        return here.page("talks/possible.html", "desk", "analysis", ground=None)
    said = confided(here, of)
    return here.page(
        "talks/possible.html",
        "desk",
        "analysis",
        ground=of,
        rows=_rows(here, of),
        ways_to_settle=number(one_text.deals(of.text)),
        clashing=_clashing(of),
        said=[_said(one, of) for one in said],
        silent=_silent(here, said),
        **follows(said, of),
    )


def _ground(here: Here) -> Ground | None:
    if not here.view.seat.mediates:
        raise Http404
    newest = newest_version(here.view)
    return ground(here.view, newest.sha256, newest.name, get_language() or "en") if newest else None


def confided(here: Here, of: Ground) -> list[Stated]:
    """Return what each delegation confided to this desk, of those that did."""
    listed = [(owner.name, channel.values) for owner, channel in here.view.channels() if channel.values]
    return [interests.stated(here.view, name, values, of) for name, values in listed]


def _silent(here: Here, said: Sequence[Stated]) -> list[str]:
    spoke = {one.party for one in said}
    return [one.name for one in here.view.table.delegations if one.standing.answers and one.name not in spoke]


def _said(one: Stated, of: Ground) -> Mapping[str, Any]:
    lines = [(line.words, interests.sentence(line, of), line.heard) for line in one.lines.values()]
    return {"who": one.party, "lines": lines, "lost": [line.words for line in one.lost]}


def _rows(here: Here, of: Ground) -> list[Mapping[str, Any]]:
    """Return each open passage with what was confided in words of its clause."""
    told: dict[str, list[tuple[str, str]]] = {}
    for owner, channel in here.view.channels():
        for item in channel.items.values():
            if item.clause and not item.line:
                told.setdefault(item.clause, []).append((owner.name, item.words))
    met: set[str] = set()
    rows: list[Mapping[str, Any]] = []
    for one in of.draft.open:
        words = told.get(one.clause, []) if one.clause not in met else []
        met.add(one.clause)
        options = [of.option(one.id, place) for place in range(1, len(one.options) + 1)]
        rows.append({"number": of.clause(one.id), "options": options, "words": words})
    return rows


def _clashing(of: Ground) -> list[str]:
    """Return the options that the rules of the text leave to no deal."""
    found = clashes(Case(of.space, {}))
    if found is None:
        return [_("Whether rules clash was not worked out: they bind too many passages at once.")]
    return [
        _("No package can hold %(term)s.") % {"term": deducing.name(one.term, of)}
        if one.term
        else _("The rules of the text leave no package at all.")
        for one in found
    ]


def follows(said: Sequence[Stated], of: Ground) -> dict[str, Any]:
    """Return what follows from what was stated, for a page; nothing where nothing was that can be weighed."""
    if not any(one.numbers for one in said):
        return {"told": None}
    try:
        if any(one.partial for one in said):
            return {"told": None, "guessed": guessed.guessed(said, of)}
        weighed = possible.weigh(possible.case_of(said, of), said)
        return {"told": packages.told(weighed, of), "in_time": weighed.in_time}
    except BadInput as no:
        return {"told": None, "wrong": refusals.told(no)}


@require_safe
@seat_page
def package(here: Here, which: str, place: int) -> HttpResponse:
    """Open a package as clauses, with what each room could deduce from being shown it."""
    of = _ground(here)
    if of is None:
        raise Http404
    weighed, deal = chosen(here, of, which, place)
    settled = one_text.settle(of.text, possible.choices(deal, of))
    worths = [
        (name, points(interest.worth(deal)), points(interest.reservation))
        for name, interest in weighed.case.interests.items()
    ]
    return here.page(
        "talks/package.html",
        "desk",
        "analysis",
        ground=of,
        heading=_heading(which),
        terms=list(packages.deal_in_words(deal, of)),
        rows=clauses_of(of, settled),
        worths=worths,
        deduced=_deduced(here, weighed, deal, of),
        left_open=one_text.open_count(settled),
        printed=here.url("print", "settled", "-").removesuffix("-")
        + settling(of.sha256, possible.choices(deal, of)),
        draft=here.url("draft") + f"?from={which}&place={place}",
    )


def _heading(which: str) -> str:
    return (
        str(packages.HEADINGS[which])
        if which in packages.HEADINGS
        else _("What this move would make possible")
    )


def chosen(here: Here, of: Ground, which: str, place: int) -> tuple[Weighed, Deal]:
    """Return a package of the analysis, worked out again; absent where there is none such."""
    said = confided(here, of)
    if not any(one.numbers for one in said) or any(one.partial for one in said):
        raise Http404
    weighed = possible.weigh(possible.case_of(said, of), said)
    return weighed, possible.deal(weighed, which, place)


def _deduced(here: Here, weighed: Weighed, deal: Deal, of: Ground) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return for each reader and each party whose points went into it what he could deduce of that party."""
    found = []
    for reader in here.view.table.delegations:
        for owner, channel in here.view.channels():
            if (
                owner.name in weighed.case.interests
                and owner != reader
                and reader.standing is not Standing.OBSERVER
            ):
                before = deducing.seen_by(channel, reader.id, of)
                told = deducing.from_package(weighed.case.space, deal, before, of)
                found.append((reader.name, owner.name, told))
    return found


def drafted(here: Here, which: str, place: int) -> dict[str, str]:
    """Return the newest text with a package settled in it, in each of its languages."""
    of = _ground(here)
    if of is None:
        raise Http404
    _weighed, deal = chosen(here, of, which, place)
    picked = possible.choices(deal, of)
    files = here.view.text_of(of.sha256)
    return {
        language: one_text.write(one_text.settle(one_text.read(file), picked))
        for language, file in files.items()
    }
