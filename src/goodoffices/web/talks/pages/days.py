"""The days of a deal: what the text obliges whom to do, played through before anybody signs; with its picture and its table."""

from collections.abc import Mapping, Sequence
from datetime import UTC

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Phrase, Refused
from goodoffices.monitoring.calendar.faults import CalendarFault
from goodoffices.monitoring.calendar.picture import picture
from goodoffices.monitoring.calendar.play import Played, play
from goodoffices.monitoring.calendar.quotes import Readings, readings, without
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.calendar.table import rows
from goodoffices.monitoring.icalendar import diary
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, news, obliging
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

KINDS = {
    "deadlock": gettext_lazy("Each waits for the other"),
    "never": gettext_lazy("Something can then never happen"),
    "race": gettext_lazy("It depends on which comes first"),
    "cascade": gettext_lazy("One breach stops more than it should"),
    "order": gettext_lazy("An order can be broken"),
    "clock": gettext_lazy("Trouble with the clock"),
}
NEVER = gettext_noop("never")
"""What the table says of a day that does not come; it stands in `Row.cells`."""
Clauses = Mapping[str, tuple[str, str]]


@require_safe
@seat_page
def days(here: Here) -> HttpResponse:
    """Show the obligations kept here, played through; every fault with the shortest way it shows."""
    return _days(here, obliging.file_of(here.now), 200, ())


def _days(here: Here, file: str, status: int, wrong: Sequence[str]) -> HttpResponse:
    clauses = obliging.text_of(here.view, get_language() or "en")
    told: dict[str, object] = {"file": file, "wrong": wrong, "fresh": move(), "clauses": clauses}
    if file and not wrong:
        try:
            told |= _played(file, clauses, obliging.words_in_all(here.view))
        except (BadInput, Refused) as no:
            status, told["wrong"] = 400, refusals.lines(no)
    return here.page_with(status, "talks/days.html", here.work.kind.value, "days", **told)


def _played(file: str, clauses: Clauses, words: Mapping[str, str]) -> dict[str, object]:
    calendar = read(file)
    held = readings(calendar, words) if words else None
    return _shown(play(without(calendar, held.again) if held else calendar), held, clauses)


def _shown(played: Played, held: Readings | None, clauses: Clauses) -> dict[str, object]:
    calendar = played.network.calendar
    number = {name: pair[0] or name for name, pair in clauses.items()}
    return {
        "played": played,
        "faults": [
            (KINDS[one.kind], _steps(one), [number.get(name, name) for name in one.clauses])
            for one in played.faults
        ],
        "again": [(number.get(one.clause, one.clause), one) for one in held.again] if held else [],
        "unobliged": [(name, clauses[name]) for name in held.unobliged if name in clauses] if held else [],
        "stops": [one for one in played.stops() if one.stops],
        "rows": [[_cell(one) for one in row.cells(calendar)] for row in rows(played)],
        "picture": mark_safe(picture(played, refusals.plain)),  # noqa: S308 (escapes what it is given)
        "tolerance": calendar.tolerance,
    }


def _cell(words: str) -> str:
    return refusals.sentence(words) if isinstance(words, Phrase) else words


def _steps(fault: CalendarFault) -> list[tuple[int, str]]:
    return [(one.day, refusals.sentence(one.event)) for one in fault.schedule]


@require_POST
@seat_page
def keep(here: Here) -> HttpResponse:
    """Keep a file of obligations as it was written, or say what is wrong with it and keep what was written."""
    post, upload = here.request.POST, here.request.FILES.get("upload")
    try:
        file = upload.read(1_000_001).decode("utf-8") if upload else post.get("file", "")
        return _kept(here, file)
    except UnicodeDecodeError:
        return _days(here, "", 400, (_("The file is not UTF-8 text; save it as UTF-8 and choose it again."),))
    except (BadInput, Refused) as no:
        return _days(here, post.get("file", ""), 400, refusals.lines(no))


def _kept(here: Here, file: str) -> HttpResponse:
    asked = Asked(here.work.id, "oblige", {"file": file})
    done = actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    news.tell(done.changed)
    return here.go("days")


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def oblige(here: Here, clause: str) -> HttpResponse:
    """Make an obligation from a clause: it quotes the clause's words, and is to be read again when they change."""
    clauses = obliging.text_of(here.view, get_language() or "en")
    if clause not in clauses:
        raise Http404
    number, words = clauses[clause]
    wrong: Sequence[str] = ()
    if here.request.method == "POST":
        try:
            said = {**here.request.POST.dict(), "clause": clause}
            return _kept(here, obliging.with_one_more(obliging.file_of(here.now), said, words))
        except (BadInput, Refused) as no:
            wrong = refusals.lines(no)
    told = {"clause": clause, "number": number, "words": words, "said": here.request.POST, "wrong": wrong}
    parties = [one.name for one in here.view.table.delegations]
    told |= {"fresh": move(), "parties": parties, "dues": obliging.DUES}
    return here.page_with(400 if wrong else 200, "talks/oblige.html", here.work.kind.value, "days", **told)


@require_safe
@seat_page
def calendar(here: Here) -> HttpResponse:
    """Give the planned days out as an iCalendar file; `who` leaves out what others owe."""
    file = obliging.file_of(here.now)
    if not file:
        raise Http404
    try:
        words = diary(play(read(file)), here.at.astimezone(UTC), here.request.GET.get("who", ""))
    except (BadInput, Refused) as no:
        return _days(here, file, 400, refusals.lines(no))
    answer = HttpResponse(words, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="days.ics"'
    return answer
