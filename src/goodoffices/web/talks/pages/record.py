"""The public record: the chronology and its questions, statements and names entered by hand, files out and in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.record.ledger.book import Ledger
from goodoffices.record.ledger.citations import citations
from goodoffices.record.ledger.entries import Alias, Body, Part, Statement
from goodoffices.record.ledger.file import entries_of, line_of
from goodoffices.record.ledger.pictures import picture, table
from goodoffices.record.ledger.questions import Wanted, figures, timeline
from goodoffices.record.ledger.tables import codebook, codings_csv, csv_of, entries_of_csv
from goodoffices.record.ledger.tallies import tally, things
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, news, recording, reporting
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

PARTS: tuple[Part, ...] = get_args(Part)
LINKS = ("corrects", "supersedes", "denies")
MOST_SHOWN = 400


@dataclass(frozen=True)
class Named:
    """A statement of the record that another is to be about."""

    id: str
    body: Statement


@require_safe
@seat_page
def record(here: Here) -> HttpResponse:
    """Show the chronology, or what was asked of it: claims of one thing side by side, one actor, one issue, one day."""
    return _page(here, recording.kept(here.now), 200, ())


def _page(here: Here, ledger: Ledger, status: int, wrong: Sequence[str]) -> HttpResponse:
    asked = here.request.GET
    try:
        on = date.fromisoformat(asked["on"]) if asked.get("on") else None
    except ValueError:
        on, status, wrong = None, 400, (_("Write the day as 2031-03-04."),)
    wanted = Wanted(asked.get("actor", ""), asked.get("issue", ""), asked.get("what", ""), on=on)
    found = timeline(ledger, wanted)
    told = {
        "lines": found[:MOST_SHOWN],
        "more": max(0, len(found) - MOST_SHOWN),
        "asked": asked,
        "things": things(ledger),
        "actors": tuple(dict.fromkeys(ledger.actor(body) for _name, body in ledger.statements())),
        "issues": tuple(dict.fromkeys(issue for _name, body in ledger.statements() for issue in body.about)),
        "aliases": ledger.aliases.values(),
        "parts": PARTS,
        "empty": not ledger.entries,
        "waiting": recording.waits(here.now),
        "wrong": wrong,
        "fresh": move(),
    }
    if asked.get("what"):
        series = figures(ledger, asked["what"], on)
        told |= {"tally": tally(ledger, asked["what"], on), "series": table(series)}
        told["picture"] = mark_safe(picture(asked["what"], series)) if series else ""  # noqa: S308 (escapes what it is given)
    return here.page_with(status, "talks/record.html", here.work.kind.value, "record", **told)


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def statement(here: Here) -> HttpResponse:
    """Enter a statement by hand, or one that corrects, supersedes or denies an earlier one, which stays."""
    ledger = recording.kept(here.now)
    if here.request.method == "POST":
        try:
            enter(here, ledger, [reporting.by_hand(here.request.POST)])
            return here.go("record")
        except (BadInput, Refused) as no:
            return _by_hand(here, ledger, refusals.lines(no))
    return _by_hand(here, ledger, ())


def _by_hand(here: Here, ledger: Ledger, wrong: Sequence[str]) -> HttpResponse:
    said = here.request.POST
    link, named = _named(here, ledger)
    told = {
        "said": said or _begun(link, named),
        "named": named,
        "link": link,
        "grades": reporting.GRADES,
        "hidden": reporting.HIDDEN,
        "bounds": reporting.BOUNDS,
        "wrong": wrong,
        "fresh": move(),
        "claims": ("1", "2"),
        "things": things(ledger),
    }
    return here.page_with(
        400 if wrong else 200, "talks/statement.html", here.work.kind.value, "record", **told
    )


def _named(here: Here, ledger: Ledger) -> tuple[str, Named | None]:
    """Return the statement a new one is about, and how; absent alike for one that is not there."""
    link, of = here.request.GET.get("as", ""), here.request.GET.get("of", "")
    if not of:
        return "", None
    found = ledger.get(of)
    if found is None or not isinstance(found.body, Statement) or link not in LINKS:
        raise Http404
    return link, Named(of, found.body)


def _begun(link: str, named: Named | None) -> Mapping[str, str]:
    """Return what stands in the form before anything is written."""
    if named is None:
        return {}
    same = {"source": named.body.source, "actor": named.body.actor} if link != "denies" else {}
    return {link: named.id, **same}


def enter(here: Here, ledger: Ledger, bodies: Sequence[Body]) -> None:
    """Enter bodies in the record as one act of this seat."""
    lines = recording.lines_of(ledger, bodies, here.view.name_of(here.view.seat.id), here.at)
    put(here, lines)


def put(here: Here, lines: Sequence[str]) -> None:
    """Enter finished lines as one act."""
    asked = Asked(here.work.id, "enter", {"lines": list(lines)})
    done = actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    news.tell(done.changed)


@require_POST
@seat_page
def alias(here: Here) -> HttpResponse:
    """Say which actor of these talks a name in reports means, and what part that actor has in them."""
    ledger = recording.kept(here.now)
    post = here.request.POST
    try:
        part: Part = next((one for one in PARTS if one == post.get("part")), "other")
        enter(here, ledger, [Alias(post.get("name", "").strip(), post.get("actor", "").strip(), part)])
    except (BadInput, Refused) as no:
        return _page(here, ledger, 400, refusals.lines(no))
    return here.go("record")


FILES = {
    "record.csv": ("text/csv", csv_of),
    "codebook.csv": ("text/csv", lambda _ledger: codebook()),
    "codings.csv": ("text/csv", codings_csv),
    "record.jsonl": (
        "application/jsonl",
        lambda ledger: "".join(line_of(one) + "\n" for one in ledger.entries),
    ),
    "citations.json": (
        "application/json",
        lambda ledger: json.dumps(citations(ledger), ensure_ascii=False, indent=1),
    ),
}


@require_safe
@seat_page
def file(here: Here, name: str) -> HttpResponse:
    """Give the record out as a file: table, codebook, lines of JSON, list of citations."""
    if name not in FILES:
        raise Http404
    kind, made = FILES[name]
    answer = HttpResponse(made(recording.kept(here.now)), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@seat_page
def bring(here: Here) -> HttpResponse:
    """Take in a file that a record gave out: lines of JSON, or a table; all of it or nothing."""
    ledger = recording.kept(here.now)
    upload = here.request.FILES.get("file")
    try:
        if upload is None:
            raise BadInput(_("Choose a file first."))
        words = _decoded(upload.read(5_000_001))
        entries = (
            entries_of_csv(words, upload.name)
            if (upload.name or "").endswith(".csv")
            else entries_of(words)[0]
        )
        put(here, [line_of(one) for one in entries])
    except (BadInput, Refused) as no:
        return _page(here, ledger, 400, refusals.lines(no))
    return here.go("record")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(_("The file is not UTF-8 text; save it as UTF-8 and choose it again.")) from None
