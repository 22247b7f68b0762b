"""Sealed questions: put by the desk, answered under seal, one word at the closing minute; yes and no look and weigh the same."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import sealed
from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.fold.sealed import Question
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.web import refusals, writer
from goodoffices.web.parts import move
from goodoffices.web.talks import forms, store
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages import doing

WORDS = {
    ("same text", "all"): gettext_lazy("All hold the same text."),
    ("same text", "not all"): gettext_lazy("Not all hold the same text, or not all answered."),
    ("yes", "all"): gettext_lazy("All said yes. It binds nobody until each says so in an answer of its own."),
    ("yes", "not all"): gettext_lazy("Not all said yes."),
    ("same text", "void"): gettext_lazy(
        "Nothing was opened: not all took part, or the box could not be opened."
    ),
    ("yes", "void"): gettext_lazy("Nothing was opened: not all took part, or the box could not be opened."),
}


@require_safe
@seat_page
def questions(here: Here) -> HttpResponse:
    """Show every sealed question, what came of those that closed, and what this seat may do."""
    kept = list(here.view.table.questions.items())
    return here.page(
        "talks/sealed.html",
        "table",
        "questions",
        listed=[_shown(here, public, one) for public, one in reversed(kept)],
        lane=here.lane(Kind.TABLE),
        now=here.at,
        mediates=here.view.seat.mediates,
        parties=[one for one in here.view.table.delegations if one.standing.answers],
    )


def _shown(here: Here, public: str, one: Question) -> dict[str, object]:
    mine = here.view.seat.delegation
    is_open = not one.word and one.pose.closes > here.at.timestamp()
    return {
        "public": public,
        "words": one.pose.words if one.pose.about == "yes" else _("Do we all hold the same text?"),
        "about": one.pose.about,
        "closes": when(one.pose.closes),
        "asked": [here.view.name_of(name) for name in one.pose.asked],
        "part": [here.view.name_of(name) for name in one.pose.asked if name in one.part],
        "all_in": len(one.part) == len(one.pose.asked),
        "outcome": WORDS[one.pose.about, one.word] if one.word else "",
        "open": is_open,
        "joins": is_open and mine in one.pose.asked and mine not in one.part and _may(here),
        "answers": is_open and mine in one.part and _may(here),
        "texts": _texts(here) if mine in one.part else (),
        "two": len(one.pose.asked) == 2,
        "move": move(),
    }


def _may(here: Here) -> bool:
    """Whether this seat may speak for its delegation here: no mediator, no principal, nobody who only prepares."""
    seat = here.view.seat
    speaks = not seat.mediates and seat.role is not Role.PRINCIPAL
    return speaks and seat.id not in here.view.room.permit.prepare_only


def _texts(here: Here) -> list[tuple[str, str]]:
    try:
        given = here.view.channel(here.view.seat.delegation).given
    except Absent:
        return []
    return [(one.sha256, one.name) for one in reversed(given)]


@require_POST
@seat_page
def answer(here: Here) -> HttpResponse:
    """Seal an answer in place of any before; the reply is one and the same whatever it was.

    A box that is gone though the question is open was left out of the copy from which the site was put back.
    """
    public, said = here.request.POST.get("public", ""), here.request.POST.get("answer", "")
    found = here.view.table.questions.get(public)
    mine = here.view.seat.delegation
    if found is None or not mine or mine not in found.part or not _may(here):
        raise Http404
    yes = sealed.answer(public, "yes" if found.pose.about == "yes" else said)
    no = found.pose.about == "yes" and said != "yes"
    now = int(here.at.timestamp())
    try:
        with writer.turn(here.now.sitting.seat):
            store.put_answer(public, mine, None if no else yes, now)
    except Absent:
        if found.word or found.pose.closes <= now:
            raise
        return here.page_with(409, "talks/sealed_done.html", "room", "questions", void=True)
    return here.page("talks/sealed_done.html", "room", "questions")


@require_POST
@seat_page
def pose(here: Here) -> HttpResponse:
    """Put a sealed question to those who are named."""
    post = here.request.POST
    fields: dict[str, object] = {"about": post.get("about", "same text"), "to": post.getlist("to[]")}
    if post.get("about") == "yes":
        fields["words"] = post.get("words", "")
    lane, again = here.lane(Kind.TABLE), here.url("questions-pose")
    try:
        fields["closes"] = int(forms.minute(post.get("closes", "")).timestamp())
    except BadInput as no:
        return doing.refused(here, Asked(lane, "pose", fields), refusals.told(no), again)
    return doing.make(here, Asked(lane, "pose", fields), again)
