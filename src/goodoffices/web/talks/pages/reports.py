"""A report pasted or uploaded: read, shown with its suggestions beside it, and confirmed one by one."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodoffices.core.errors import BadInput, Refused
from goodoffices.journal.canonical import Plain
from goodoffices.record.ledger.entries import Report
from goodoffices.record.reading.intake import text_of
from goodoffices.record.reading.reading import read
from goodoffices.web import refusals, writer
from goodoffices.web.parts import move
from goodoffices.web.talks import recording, reporting, store
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import record

KEPT = ("outlet", "published", "title", "url", "language", "place", "text")


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def paste(here: Here) -> HttpResponse:
    """Paste or upload a report; it is put aside for this seat alone until it is confirmed or put away."""
    place = here.work.kind.value
    if here.request.method != "POST":
        return _paste(here, place, {}, ())
    try:
        report = _report(here)
    except BadInput as no:
        return _paste(here, place, here.request.POST, refusals.lines(no))
    put_aside(here.now.sitting.seat, report)
    return here.go("report-read")


def put_aside(seat: str, report: Report) -> None:
    """Put a report aside for a seat alone, until it is confirmed or put away."""
    kept = {name: getattr(report, name) for name in KEPT}
    with writer.turn(seat):
        store.put_draft(seat, recording.SLOT, cast("Plain", kept))


def _paste(here: Here, place: str, said: Mapping[str, Any], wrong: tuple[str, ...]) -> HttpResponse:
    told = {"said": said, "wrong": wrong, "waiting": recording.waits(here.now)}
    return here.page_with(400 if wrong else 200, "talks/report.html", place, "record", **told)


def _report(here: Here) -> Report:
    post, upload = here.request.POST, here.request.FILES.get("file")
    data = upload.read(1_000_001) if upload else post.get("text", "").replace("\r\n", "\n").encode()
    text = text_of(data)
    dateline = read(text, None)
    published = post.get("published", "").strip() or (dateline.day.isoformat() if dateline.day else "")
    if not published:
        raise BadInput(_("The report does not say its day; write when it was published."))
    return Report(
        outlet=post.get("outlet", "").strip(),
        published=published,
        title=post.get("title", "").strip(),
        url=post.get("url", "").strip(),
        language=post.get("language", "").strip() or "en",
        place=dateline.place or "",
        text=text,
    )


def _waiting(here: Here) -> Report | None:
    kept = store.draft(here.now.sitting.seat, recording.SLOT)
    return Report(**cast("Mapping[str, Any]", kept)) if isinstance(kept, dict) else None


@require_safe
@seat_page
def reading(here: Here) -> HttpResponse:
    """Show the report with what was read in it, each suggestion to be ticked, corrected or left out."""
    report = _waiting(here)
    return here.go("report") if report is None else _reading(here, report, ())


def _reading(here: Here, report: Report, wrong: tuple[str, ...]) -> HttpResponse:
    ledger = recording.kept(here.now)
    found = reporting.reading_of(report)
    offers = reporting.offers(ledger, found)
    shown = [reporting.as_corrected(one, here.request.POST) for one in offers] if wrong else offers
    told = {
        "report": report,
        "offers": shown,
        "stretches": reporting.marked(report, offers),
        "figures": [one for one in found.figures if not one.source],
        "dates": found.dates,
        "grades": reporting.GRADES,
        "hidden": reporting.HIDDEN,
        "bounds": reporting.BOUNDS,
        "wrong": wrong,
        "taken": here.request.POST.getlist("take"),
        "fresh": move(),
    }
    place = here.work.kind.value
    return here.page_with(400 if wrong else 200, "talks/reading.html", place, "record", **told)


@require_POST
@seat_page
def confirm(here: Here) -> HttpResponse:
    """Enter what was ticked, as corrected; the report itself is kept only where that was asked for."""
    report = _waiting(here)
    if report is None:
        return here.go("report")
    if here.request.POST.get("away"):
        return _done(here, "report")
    ledger = recording.kept(here.now)
    offers = reporting.offers(ledger, reporting.reading_of(report))
    try:
        whole = reporting.kept_as(report, keep=here.request.POST.get("keep") == "yes")
        record.enter(here, ledger, reporting.confirmed(ledger, whole, offers, here.request.POST))
    except (BadInput, Refused) as no:
        return _reading(here, report, refusals.lines(no))
    return _done(here, "record")


def _done(here: Here, way: str) -> HttpResponse:
    with writer.turn(here.now.sitting.seat):
        store.drop_draft(here.now.sitting.seat, recording.SLOT)
    return here.go(way)
