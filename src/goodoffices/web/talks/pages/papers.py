"""A version on paper: the sheet that is left in the rooms, and writing down that it was left."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Delegation, Standing
from goodoffices.core.reading.saying import Echo, echoes
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, clauses, news
from goodoffices.web.talks import paper as setting
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

LINES = 8


@require_safe
@seat_page
def paper(here: Here, sha256: str) -> HttpResponse:
    """Show a version as the rooms read it on paper, with its check words and room for a reply; and whom to leave it with."""
    return _page(here, sha256, "")


def _version(here: Here, sha256: str) -> Version:
    version = here.view.desk.versions.get(sha256)
    if not here.view.seat.mediates or version is None:
        raise Http404
    return version


def _page(here: Here, sha256: str, no: str) -> HttpResponse:
    version = _version(here, sha256)
    files = here.view.text_of(version.sha256)
    language, file = clauses.files_in(files, here.request.GET.get("lang") or get_language() or "en")
    shown = file if here.view.table.settings.attributed else one_text.without_labels(file)
    text = one_text.read(shown)
    rooms = _rooms(here, version)
    return here.page_with(
        409 if no else 200,
        "talks/paper.html",
        "desk",
        "text",
        version=version,
        language=language,
        languages=tuple(files),
        heading=setting.title(text),
        dir=setting.direction(language),
        rows=[(row, None) for row in setting.rows(text)],
        words=version.check.words(language),
        rooms=rooms,
        names=[one.name for one in rooms],
        echoes=_echoes(here, rooms, shown + "\n" + version.cover),
        carrier=here.view.name_of(here.view.seat.id),
        lines=range(LINES),
        fresh=move(),
        no=no,
    )


def _rooms(here: Here, version: Version) -> list[Delegation]:
    """Return the parties a version is meant for, and others only where it was registered for them by name."""
    return [
        one
        for one in here.view.table.delegations
        if (one.id in version.meant if version.meant else one.standing is Standing.PARTY)
    ]


def _echoes(here: Here, rooms: list[Delegation], words: str) -> list[tuple[str, Echo]]:
    """Return what in a text comes from what another room confided and has not released, with who would read it."""
    return [(room.name, echo) for room in rooms for echo in echoes(here.view, words, room.id)]


@require_POST
@seat_page
def left(here: Here, sha256: str) -> HttpResponse:
    """Write down that a version was left on paper with the rooms named: all of them, or none."""
    version, post = _version(here, sha256), here.request.POST
    fields = {"sha256": version.sha256, "form": "left", "carrier": post.get("carrier", "")}
    fields |= {"when": post["when"]} if post.get("when") else {}
    try:
        rooms = [here.view.delegation(one) for one in post.getlist("to")]
        if not rooms:
            raise BadInput(_("Choose the rooms it was left with."))
        asked = tuple(Asked(here.lane(Kind.CHANNEL, one.id), "deliver", fields) for one in rooms)
        done = actions.make(here.now.sitting, Act(post.get("move", ""), asked), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _page(here, sha256, refusals.told(no))
    news.tell(done.changed)
    return here.go("hearing")
