"""The text of a circle: its versions and what changed, what each room of it said, laying the next, answering it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.answers import Answered
from goodoffices.core.fold.circle import CircleState, Laid
from goodoffices.core.lanes import Lane
from goodoffices.core.reading.standing import sense
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import (
    actions,
    answering,
    beside,
    changed,
    clauses,
    copies,
    news,
    paper,
    telling,
    tray,
)
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.given import name_of_language
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages import doing
from goodoffices.web.talks.pages.circles import circle_of
from goodoffices.web.talks.sending import sending


@require_safe
@seat_page
def text(here: Here, lane: str) -> HttpResponse:
    """Show the text of a circle, how it differs from the version before, and what each room of it said."""
    return _page(here, lane)


def _page(here: Here, lane: str, **more: Any) -> HttpResponse:
    place, state = circle_of(here, lane)
    wanted = here.request.GET.get("version", "")
    chosen = next((one for one in state.laid if str(one.number) == wanted), state.newest)
    told: dict[str, Any] = _shown(here, place, state, chosen) if chosen else {}
    own = here.view.seat.delegation if not here.view.seat.mediates else here.view.seat.id
    status = 409 if "no" in more else 200
    return here.page_with(
        status,
        "talks/annex.html",
        "circle",
        "circles",
        lane=place.id,
        circle=state,
        reads=telling.readers(here.view, place.id),
        versions=[
            (one, when(one.stamp), here.view.name_of(one.by), one.by == own, move())
            for one in reversed(state.laid)
        ],
        chosen=chosen,
        latest=chosen is not None and chosen == state.newest,
        speaks=not here.view.seat.mediates,
        **{**told, **sending(here), **more},
    )


def _shown(here: Here, place: Lane, state: CircleState, chosen: Laid) -> dict[str, Any]:
    files = here.view.files(place.id, chosen.number)
    language, file = clauses.files_in(files, here.request.GET.get("in") or get_language() or "en")
    read = one_text.read(file)
    before = next((one for one in reversed(state.laid) if one.number < chosen.number), None)
    changes = _changes(here.view.files(place.id, before.number), read, language) if before else ()
    numbers = paper.references(read)
    return {
        "rows": clauses.rows(read),
        "title_words": one_text.notation(read.title),
        "language": language,
        "languages": [(code, name_of_language(code)) for code in files],
        "check": chosen.check.words(get_language() or "en"),
        "before": before,
        "changes": changes,
        "said": _said(here, state, chosen, numbers),
        "answers": _answers(here, state, chosen, numbers),
        "clause_list": [
            (row.id, numbers.get(row.id, row.number)) for row in clauses.only_clauses(clauses.rows(read))
        ],
        "fresh_move": [move() for _number in range(3)],
        **_form(here, state),
    }


def _changes(files: Mapping[str, str], read: one_text.Text, language: str) -> tuple[SafeString, ...]:
    """Return how a version became this one, in sentences, in this language of it."""
    if language not in files:
        return (conditional_escape(_("The two texts have no language in common.")),)
    then = one_text.read(files[language])
    return tuple(sentence for _clause, sentence in changed.between(then, read).sentences)


def _said(
    here: Here, state: CircleState, chosen: Laid, numbers: Mapping[str, str]
) -> Sequence[tuple[str, str, str, str, bool]]:
    """Return the latest reactions of each room, clause by clause: none is counted."""
    found = []
    order = {name: at for at, name in enumerate(numbers)}
    for name, one in state.reactions.items():
        by, _colon, clause = name.partition(":")
        if clause in numbers:
            what = str(telling.REACTIONS[one.reaction])
            told = (numbers[clause], here.view.name_of(by), what, one.words, one.sha256 != chosen.sha256)
            found.append((order[clause], told))
    return [told for _at, told in sorted(found, key=lambda pair: pair[0])]


def _answers(
    here: Here, state: CircleState, chosen: Laid, numbers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what each room answered to this version, in the order they were named; to another version, nothing."""
    own, found = here.view.seat.delegation, []
    for name, one in (*state.answers.items(), *state.parts.items()):
        by = name.partition(":")[0]
        if one.sha256 == chosen.sha256:
            meant = sense(one, int(here.at.timestamp()))
            found.append(
                {
                    "who": here.view.name_of(by),
                    "order": state.rooms.index(by) if by in state.rooms else len(state.rooms),
                    "words": _words(one, numbers),
                    "terms": answering.sentences(here.view, one, numbers) if one.accepts else (),
                    "why": one.words,
                    "gone": {"withdrawn": _("taken back"), "lapsed": _("its time has passed")}.get(meant, ""),
                    "item": one.id if one.accepts and by == own and meant != "withdrawn" else "",
                    "move": move(),
                }
            )
    return sorted(found, key=lambda one: one["order"])


def _words(one: Answered, numbers: Mapping[str, str]) -> str:
    clause = {"clause": numbers.get(one.clause, one.clause)}
    if one.accepts:
        return _("accepts clause %(clause)s") % clause if one.clause else _("accepts this text")
    return _("does not accept clause %(clause)s") % clause if one.clause else _("does not accept this text")


def _form(here: Here, state: CircleState) -> dict[str, Any]:
    """Return what the form of an answer offers: conditions over the other rooms of the circle alone."""
    others = [(one, here.view.name_of(one)) for one in state.rooms if one != here.view.seat.delegation]
    choices = [(f"accepts:{one}", _("%(name)s accepts") % {"name": name}) for one, name in others]
    choices += [
        ("clause", _("a clause reads…")),
        ("fact", _("this is so, outside the talks…")),
        ("not", _("this is not so, outside the talks…")),
    ]
    rows = [str(number) for number in range(1, answering.ROWS + 1)]
    told = {"levels": answering.CHOICES.items(), "ifs": choices, "if_rows": rows}
    return told | {"if_levels": answering.LEVELS.items(), "reactions": telling.REACTIONS.items()}


@require_safe
@seat_page
def against(here: Here, lane: str) -> HttpResponse:
    """Show where a circle's text and the main text this seat holds do not go together, and what was not checked."""
    place, state = circle_of(here, lane)
    if state.newest is None:
        raise Absent
    return here.page(
        "talks/beside.html",
        "circle",
        "circles",
        lane=place.id,
        circle=state,
        laid=state.newest,
        compared=beside.beside(here.view, place, state.newest),
    )


@require_POST
@seat_page
def answer(here: Here, lane: str) -> HttpResponse:
    """Put an acceptance of a circle's text into the tray, or make it ready for a colleague."""
    place, state = circle_of(here, lane)
    post = here.request.POST
    try:
        fields = answering.fields_of(post)
        if not sending(here, "accept")["sends"]:
            body = {"to": "circle", "circle": state.name, "asked": "accept", "body": fields}
            return doing.make(here, Asked(here.work.id, "prepare", body), here.url("act"))
        tray.put(here.now.sitting, post.get("move", ""), Asked(place.id, "accept", fields), here.at)
    except BadInput as no:
        return _page(here, lane, no=refusals.told(no), was=post)
    return here.go("tray")


@require_safe
@seat_page
def laying(here: Here, lane: str) -> HttpResponse:
    """Show the form by which a text is laid in a circle, beginning from the one laid last."""
    place, state = circle_of(here, lane)
    newest = state.newest
    files = here.view.files(place.id, newest.number) if newest else {}
    return _laying(here, (place, state), {**dict.fromkeys(here.view.table.settings.languages, ""), **files})


def _laying(
    here: Here, of: tuple[Lane, CircleState], files: Mapping[str, str], wrong: tuple[str, ...] = ()
) -> HttpResponse:
    place, state = of
    count = _("version %(n)s") % {"n": len(state.laid) + 1}
    return here.page_with(
        409 if wrong else 200,
        "talks/laying.html",
        "circle",
        "circles",
        lane=place.id,
        circle=state,
        reads=telling.readers(here.view, place.id),
        files=list(files.items()),
        name=here.post.get("name") or count,
        cover=here.post.get("cover", ""),
        wrong=wrong,
    )


@require_POST
@seat_page
def lay(here: Here, lane: str) -> HttpResponse:
    """Lay a text in a circle; whatever is wrong with it is told, and what was written is kept."""
    place, state = circle_of(here, lane)
    post = here.request.POST
    kept = {language: post.get(f"text.{language}", "") for language in post.getlist("language")}
    try:
        kept |= copies.by_language(here.request)
        files = {language: words for language, words in kept.items() if words.strip()}
        fields = {"text": files, "name": post.get("name", ""), "cover": post.get("cover", "")}
        act = Act(post.get("move", ""), (Asked(place.id, "register", fields),))
        done = actions.make(here.now.sitting, act, here.at)
    except Absent:
        raise
    except (BadInput, Refused) as no:
        return _laying(here, (place, state), kept, refusals.lines(no))
    news.tell(done.changed)
    return here.go("annex", lane)
