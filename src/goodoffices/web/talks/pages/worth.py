"""What a deal is worth to us: offered and never asked for; the room's own, computed for itself alone, without a trace."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodoffices.analysis.page import points
from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Value
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, interests, news, packages, possible
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.ground import LONGEST, Ground, clauses_of, ground, spoken
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.interests import Stated
from goodoffices.web.talks.pages.analysis import follows
from goodoffices.web.talks.pages.room import channel
from goodoffices.web.talks.printing import settling
from goodoffices.web.talks.sending import sending

TABLES = {
    "points": gettext_lazy("Points for the options"),
    "order": gettext_lazy("Only an order of the options"),
    "range": gettext_lazy("Points from so many to so many"),
}
PACKAGES = {
    "never": gettext_lazy("What we never accept"),
    "no_deal": gettext_lazy("What no deal is worth to us"),
    "bonus": gettext_lazy("Options worth more together"),
    "rather": gettext_lazy("One package rather than another"),
}
FIELD = {"points": "points", "order": "ranks", "range": "points"}


@require_safe
@seat_page
def worth(here: Here) -> HttpResponse:
    """Show what the room wrote of what a deal is worth to it, and what follows for itself alone."""
    of, own = _own(here)
    told: dict[str, Any] = {"ground": of}
    if of is not None and own is not None:
        said = interests.stated(here.view, own, _lines(here), of)
        told |= {
            "rows": _rows(here, of),
            "stale": _stale(here),
            "weights": _weights(said),
            **follows([said], of),
        }
    return here.page(
        "talks/worth.html",
        "room",
        "room",
        lane=here.lane(Kind.ROOM),
        channel=here.lane(Kind.CHANNEL),
        matters=list(here.view.room.matters.values()),
        offers=[(here.url("worth-by", how), words) for how, words in (TABLES | PACKAGES).items()],
        **told,
        **sending(here),
    )


def _own(here: Here) -> tuple[Ground | None, str | None]:
    """Return the text the room was given last, in its reader's language, and the room's name."""
    newest = channel(here).newest
    if newest is None:
        return None, None
    of = ground(here.view, newest.sha256, newest.name, get_language() or "en")
    return of, here.view.name_of(here.view.seat.delegation)


def _lines(here: Here) -> Mapping[str, Value]:
    return {name: one.line for name, one in here.view.room.values.items()}


def _rows(here: Here, of: Ground) -> list[Mapping[str, Any]]:
    """Return the room's lines: in plain words, confided or not, and the fields by which one is taken back."""
    rows: list[Mapping[str, Any]] = []
    for name, one in here.view.room.values.items():
        said = interests.stated(here.view, "", {name: one.line}, of)
        words = interests.sentence(said.lines[name], of) if said.lines else one.line.words
        told = "\n".join(part for part in (words, one.line.words if said.lines else "") if part)
        rows.append(
            {
                "id": name,
                "words": told,
                "confided": one.confided,
                "stands": bool(said.lines),
                "subject": subject(one.line),
                "moves": (move(), move()),
            }
        )
    return rows


def subject(line: Value) -> list[tuple[str, str]]:
    """Return the fields that name what a line is about, as a form that takes it back sends them."""
    given = [(name, getattr(line, name)) for name in ("terms", "than")]
    named = [(f"{name}.{one}", str(option)) for name, package in given for one, option in package.items()]
    return [("measure", line.measure), ("sha256", line.sha256), ("passage", line.passage), *named]


def _stale(here: Here) -> list[Mapping[str, Any]]:
    """Return what the mediators were told and the room says no longer."""
    own = {one.line.subject for one in here.view.room.values.values()}
    found: list[Mapping[str, Any]] = []
    for line in channel(here).values.values():
        if line.subject not in own and line.heard is None:
            words = _("It stands no longer: %(words)s") % {"words": line.words}
            found.append({"words": line.words, "told": words, "subject": subject(line), "move": move()})
    return found


def _weights(said: Stated) -> str:
    """Return what the weights given make together, where any was."""
    given = [Fraction(one.weight) for one in said.lines.values() if one.weight]
    return points(sum(given, Fraction(0))) if given else ""


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def by(here: Here, how: str) -> HttpResponse:
    """Offer one way to say what a deal is worth: a table over all open passages, or a package; write down a table."""
    of, _name = _own(here)
    if of is None or how not in TABLES | PACKAGES:
        raise Http404
    if here.request.method != "POST":
        return _form(here, of, how)
    if how not in TABLES:
        raise Http404
    try:
        asked = tuple(Asked(here.lane(Kind.ROOM), "value", fields) for fields in _changed(here, of, how))
        if asked:
            news.tell(actions.make(here.now.sitting, Act(here.post.get("move", ""), asked), here.at).changed)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _form(here, of, how, refusals.told(no))
    return here.go("worth")


def _form(here: Here, of: Ground, how: str, no: str = "") -> HttpResponse:
    known = _known(here, of, how)
    post = here.post
    rows = [
        {
            "id": one.id,
            "clause": of.clause(one.id),
            "weight": post.get(f"weight:{one.id}", known.get(one.id, _NOTHING).weight),
            "options": [
                _option(post, known.get(one.id, _NOTHING), one.id, (place, words))
                for place, words in enumerate(one.options, 1)
            ],
        }
        for one in of.draft.open
    ]
    return here.page_with(
        409 if no else 200,
        "talks/worth_by.html",
        "room",
        "room",
        how=how,
        heading=(TABLES | PACKAGES)[how],
        table=how in TABLES,
        rows=rows,
        no=no,
        sha256=of.sha256,
        lane=here.lane(Kind.ROOM),
        back=here.url("worth"),
    )


_NOTHING = Value("points", "")


def _option(post: Mapping[str, Any], line: Value, passage: str, option: tuple[int, str]) -> Mapping[str, Any]:
    place, words = option
    name, key = f"{passage}:{place}", str(place)
    first = str(line.ranks.get(key, "")) if line.measure == "order" else line.points.get(key, "")
    return {
        "place": place,
        "words": words if len(words) > LONGEST else spoken(words),
        "name": name,
        "first": post.get(f"first:{name}", first),
        "last": post.get(f"last:{name}", line.upto.get(key, "")),
    }


def _known(here: Here, of: Ground, how: str) -> Mapping[str, Value]:
    """Return the room's lines of one kind by passage, as they stand of this text."""
    said = interests.stated(here.view, "", _lines(here), of)
    return {one.passage: one for one in said.lines.values() if one.measure == how}


def _changed(here: Here, of: Ground, how: str) -> list[dict[str, Any]]:
    """Return the lines of a table that were changed, as the moves that say so."""
    known, post = _known(here, of, how), here.post
    found: list[dict[str, Any]] = []
    for one in of.draft.open:
        names = {str(place): f"{one.id}:{place}" for place in range(1, len(one.options) + 1)}
        first, last = (
            {place: post.get(f"{end}:{name}", "").strip() for place, name in names.items()}
            for end in ("first", "last")
        )
        fields: dict[str, Any] = {FIELD[how]: {place: number for place, number in first.items() if number}}
        if how == "range":
            fields["upto"] = {place: number for place, number in last.items() if number}
        if post.get(f"weight:{one.id}", "").strip():
            fields["weight"] = post[f"weight:{one.id}"].strip()
        before = _as_fields(known[one.id], how) if one.id in known else {}
        if fields[FIELD[how]] and fields != before:
            found.append({"measure": how, "sha256": of.sha256, "passage": one.id, **fields})
        elif before and not fields[FIELD[how]]:
            found.append({"measure": how, "sha256": of.sha256, "passage": one.id, "gone": True})
    return found


def _as_fields(line: Value, how: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"points": dict(line.points)}
    if how == "order":
        fields = {"ranks": {place: str(rank) for place, rank in line.ranks.items()}}
    if how == "range":
        fields["upto"] = dict(line.upto)
    return fields | ({"weight": line.weight} if line.weight else {})


@require_safe
@seat_page
def package(here: Here, which: str, place: int) -> HttpResponse:
    """Open a package that the room's own lines pick, as clauses; for the room alone."""
    of, own = _own(here)
    if of is None or own is None:
        raise Http404
    said = interests.stated(here.view, own, _lines(here), of)
    if not said.numbers or said.partial:
        raise Http404
    weighed = possible.weigh(possible.case_of([said], of), [said])
    deal = possible.deal(weighed, which, place)
    settled = one_text.settle(of.text, possible.choices(deal, of))
    interest = weighed.case.interests[own]
    return here.page(
        "talks/package.html",
        "room",
        "room",
        ground=of,
        heading=_("What this move would make possible") if which == "opening" else _("The best for us"),
        terms=list(packages.deal_in_words(deal, of)),
        rows=clauses_of(of, settled),
        worths=[(own, points(interest.worth(deal)), points(interest.reservation))],
        left_open=one_text.open_count(settled),
        printed=here.url("print", "settled", "-").removesuffix("-")
        + settling(of.sha256, possible.choices(deal, of)),
    )
