"""Where the deal stands, for the desk: which "yes, if" hold together, what is missing, clause by clause what is open."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Asked
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.core.reading.deal import Stand, deal
from goodoffices.core.reading.matching import LETTER, Matched, Position, matched
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.reading.vague import Vague, vague
from goodoffices.web.parts import move
from goodoffices.web.talks import answering, clauses, paper, signing
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import doing

TONES = {"provisional": "agreed", "early": "agreed", "bracket": "open", "open": "open", "some": "open"}

PAPER = {"frozen": gettext_lazy("The text is frozen for signature."), **signing.STAGES}


@require_safe
@seat_page
def page(here: Here) -> HttpResponse:
    """Show how the deal stands; nothing of it is told to a room by itself."""
    newest = newest_version(here.view)
    if not here.view.seat.mediates:
        raise Http404
    told = _told(here, newest) if newest else {}
    return here.page(
        "talks/deal.html",
        "desk",
        "deal",
        **told,
        newest=newest,
        desk_lane=here.lane(Kind.DESK),
        fresh=_fresh(),
    )


def _fresh() -> list[str]:
    return [move() for _number in range(4)]


def _told(here: Here, newest: Version) -> dict[str, Any]:
    at, view = int(here.at.timestamp()), here.view
    file = clauses.files_in(view.text_of(newest.sha256), get_language() or "en")[1]
    text = one_text.read(file)
    numbers, listed = paper.references(text), [one.id for one in one_text.clauses(text)]
    found, stood = matched(view, at), deal(view, listed, at)
    return {
        "agreed": stood.agreed,
        "paper": PAPER.get(stood.paper, ""),
        "level": str(answering.LEVELS.get(stood.level, "")),
        "rows": [_row(numbers, one) for one in stood.clauses],
        "heads": [_("Clause"), _("Stands"), _("Tied to")],
        "positions": [_position(here, one, numbers, found) for one in found.positions],
        "missing": [[answering.condition(view, one, numbers) for one in links] for links in found.missing],
        "rings": [f" {_('→')} ".join(view.name_of(one) for one in (*ring, ring[0])) for ring in found.rings],
        "facts": _facts(here, found),
        "vague": [_vague(numbers, one) for one in vague(view, listed)],
        "links": [(item, numbers.get(one.clause, one.clause), [numbers.get(each, each) for each in one.on], move())
                  for item, one in view.desk.links.items()],
        "packages": [(item, one.name, [numbers.get(each, each) for each in one.clauses], move())
                     for item, one in view.desk.packages.items()],
    }  # fmt: skip


def _position(here: Here, one: Position, numbers: Mapping[str, str], found: Matched) -> Mapping[str, Any]:
    told = {"name": one.delegation.name, "clause": numbers.get(one.of, one.of)}
    if one.of == LETTER:
        words = _("%(name)s gives its letter") % told
    elif one.of:
        words = _("%(who)s accepts clause %(clause)s") % {"who": told["name"], **told}
    else:
        words = _("%(who)s accepts the text") % {"who": told["name"]}
    wants = [answering.condition(here.view, each, numbers) for each in one.answer.conditions]
    level = str(answering.LEVELS.get(one.answer.level, ""))
    return {"words": words, "level": level, "wants": wants, "holds": one in found.holds}


def _vague(numbers: Mapping[str, str], one: Vague) -> Mapping[str, Any]:
    readings = [(who.name, words) for who, words in one.readings]
    untold = _names([each.name for each in one.untold])
    return {
        "number": numbers.get(one.clause, one.clause),
        "flagged": one.flagged,
        "readings": readings,
        "untold": untold,
    }


def _facts(here: Here, found: Matched) -> list[tuple[str, bool, str]]:
    """Return the outside facts that somebody's yes waits for, and whether the desk wrote them down as so."""
    asked = [one.words for each in found.positions for one in each.answer.conditions if one.sort == "fact"]
    return [(words, here.view.desk.facts.get(words, False), move()) for words in dict.fromkeys(asked)]


def _row(numbers: Mapping[str, str], one: Stand) -> Mapping[str, Any]:
    on = ", ".join(numbers.get(each, each) for each in one.on)
    who = _names([each.name for each in one.who])
    words = {
        "open": _("open"),
        "some": _("accepted by %(who)s") % {"who": who},
        "bracket": _("accepted, with a bracket open"),
        "provisional": _("accepted by every party"),
        "early": _("accepted; may be carried out early"),
        "refused": _("not accepted by %(who)s") % {"who": who},
        "lapsed": _("lapsed with its package"),
        "waits": _("waits for clause %(on)s") % {"on": on},
        "reopened": _("open again: what it hung on was taken away"),
    }[one.stands]
    level = answering.LEVELS[one.level] if one.level and one.stands in ("provisional", "early") else ""
    number = numbers.get(one.clause, one.clause)
    ink = _("initialled by %(who)s") % {"who": _names([each.name for each in one.initialled])}
    told = {"number": number, "words": words, "level": str(level), "tied": _names(one.packages)}
    told["ink"] = ink if one.initialled else ""
    return {**told, "tone": TONES.get(one.stands, "plain")}


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)


@require_POST
@seat_page
def tie(here: Here) -> HttpResponse:
    """Let a clause hang on others, or tie clauses into a package; clauses are named by their numbers, with commas."""
    if not here.view.seat.mediates:
        raise Http404
    post = here.request.POST
    listed = [one.strip() for one in post.get("clauses", "").replace("،", ",").split(",") if one.strip()]
    if post.get("name"):
        asked = Asked(here.lane(Kind.DESK), "package", {"name": post["name"], "clauses": listed})
    else:
        asked = Asked(here.lane(Kind.DESK), "link", {"clause": post.get("clause", ""), "on": listed})
    return doing.make(here, asked, here.url("act"))
