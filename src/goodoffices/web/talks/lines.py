"""What was said in a lane, entry by entry, as the lines of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.entries import Entry
from goodoffices.core.fold import ChannelState, CircleState
from goodoffices.core.fold.answers import answer_of
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import (
    Announce,
    Appoint,
    Assent,
    Brought,
    Carry,
    Construe,
    Deadline,
    Deliver,
    Dissent,
    Hold,
    OpenRound,
    Pledge,
    React,
    Redraft,
    Register,
    Release,
    Status,
)
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.view import View
from goodoffices.web.talks import (
    answering,
    clauses,
    deadlines,
    folding,
    hours,
    paper,
    signing,
    store,
    telling,
)
from goodoffices.web.talks.folding import Seated
from goodoffices.web.talks.here import when

PAGE = 30


@dataclass(frozen=True)
class Line:
    """One entry for a reader: who, when, what it was, its words, and how it was heard."""

    id: str
    number: int
    kind: str
    who: str
    at: datetime
    title: str
    words: str
    heard: str


@dataclass(frozen=True)
class Lines:
    """A page of entries, newest first, and from which number the page before goes on; 0 where there is none."""

    lines: tuple[Line, ...]
    older: int


def lines(now: Seated, lane: Lane, before: int = 0) -> Lines:
    """Return the latest entries of a held lane before a number, newest first."""
    head = now.lanes[lane.id].number
    upto = min(before - 1, head) if before > 0 else head
    found = store.entries(lane.id, after=max(0, upto - PAGE), upto=upto) if upto > 0 else ()
    numbers = numbers_of(now.view, lane)
    shown = [line(now.view, folding.entry_of(one), numbers) for one in reversed(found)]
    return Lines(tuple(shown), upto - PAGE + 1 if upto > PAGE else 0)


def numbers_of(view: View, lane: Lane) -> Mapping[str, str]:
    """Return the numbers the clauses show, by id, in the text last given to a lane's delegation."""
    if lane.kind is Kind.DESK:
        newest = newest_version(view)
        return _shown(view.text_of(newest.sha256)) if newest else {}
    if lane.kind is Kind.PRIVATE:
        lane = view.lane(Kind.CHANNEL, lane.delegation)
    state = view.states[lane.id]
    given = state.newest if isinstance(state, ChannelState | CircleState) else None
    if given is None:
        return {}
    return _shown(view.files(lane.id, given.number))


def _shown(files: Mapping[str, str]) -> Mapping[str, str]:
    _language, file = clauses.files_in(files, get_language() or "en")
    return paper.references(one_text.read(file))


def line(view: View, entry: Entry, numbers: Mapping[str, str]) -> Line:
    """Return one entry for a reader; `numbers` are the numbers that clauses show, by id."""
    move = entry.move
    heard = getattr(move, "heard", None)
    how = (
        _("heard by %(by)s, %(how)s %(when)s; not read back until confirmed") % vars(heard)
        if heard and move.kind not in signing.INKED
        else ""
    )
    signed = getattr(move, "signed", "")
    who = view.name_of(entry.by)
    return Line(
        id=entry.id,
        number=entry.number,
        kind=move.kind,
        who=f"{who} ({signed})" if signed else who,
        at=when(entry.stamp),
        title=title(view, entry, numbers),
        words=_words(view, entry, numbers),
        heard=how,
    )


def _words(view: View, entry: Entry, numbers: Mapping[str, str]) -> str:
    if isinstance(entry.move, Appoint):
        told = hours.moment(entry.move.at, entry.move.zone) if entry.move.at else _("struck out")
        return "\n".join(part for part in (told, entry.move.words) if part)
    if isinstance(entry.move, Deadline):
        due = (*deadlines.sentences(entry.move),) if entry.move.at else (_("lifted"),)
        return "\n".join(part for part in (entry.move.words, *due) if part)
    if isinstance(entry.move, Assent):
        return "\n".join(answering.sentences(view, answer_of(entry.move, entry), numbers))
    if isinstance(entry.move, Pledge):
        wants = [answering.condition(view, one, numbers) for one in entry.move.conditions]
        return "\n".join((entry.move.words, *(_("only if %(what)s") % {"what": one} for one in wants)))
    signed = signing.words(view, entry)
    return signed or getattr(entry.move, "words", "") or getattr(entry.move, "cover", "")


def title(view: View, entry: Entry, numbers: Mapping[str, str]) -> str:
    """Return what an entry was, in a few words."""
    match entry.move:
        case (React(clause=clause) | Redraft(clause=clause) | Status(clause=clause)) as one:
            told = {"clause": numbers.get(clause, clause), "words": _said_of(one)}
            return _("Clause %(clause)s: %(words)s") % told
        case Assent(clause=clause) | Dissent(clause=clause) | Construe(clause=clause) if clause:
            said = {
                "accept": _("We accept clause %(clause)s"),
                "decline": _("We do not accept clause %(clause)s"),
                "construe": _("How we read clause %(clause)s"),
            }
            return said[entry.move.kind] % {"clause": numbers.get(clause, clause)}
        case Release(to=to, as_=guise):
            names = ", ".join(view.name_of(one) or _("everybody") for one in to)
            return _("May be carried to %(to)s, %(guise)s") % {"to": names, "guise": telling.GUISES[guise]}
        case Carry(to=to):
            return _("Carried to %(to)s; it cannot be unsaid") % {"to": view.name_of(to) or _("everybody")}
        case OpenRound(number=number):
            return _("Round %(number)s opened") % {"number": number}
        case _:
            return signing.title(entry, numbers) or _title_of_text(view, entry)


def _said_of(one: React | Redraft | Status) -> str:
    match one:
        case React(reaction=reaction):
            return str(telling.REACTIONS[reaction])
        case Status(status=status):
            return str(telling.STATUSES[status])
        case Redraft():
            return _("other words proposed")


def _title_of_text(view: View, entry: Entry) -> str:
    match entry.move:
        case Deliver() as one:
            form = (telling.FORMS if view.seat.mediates else telling.FORMS_OURS)[one.form]
            carried = {"form": form, "name": one.name, "by": one.carrier}
            return _("%(name)s, %(form)s by %(by)s") % carried
        case Brought(as_=guise, from_=owner):
            return _("From %(name)s") % {"name": owner} if owner else str(_GUISE_BROUGHT[guise]())
        case Register(name=name) | Announce(name=name):
            return _("%(name)s registered") % {"name": name}
        case move:
            if isinstance(move, Hold):
                return _found(move)
            known = {**telling.KINDS, **_COURSE}
            return str(known[move.kind]) if move.kind in known else ""


def _found(move: Hold) -> str:
    if move.same and not move.sha256:
        return _("Control list gone down: nothing stands otherwise")
    return _("Checked: the same text") if move.same else _("Checked: another text")


_GUISE_BROUGHT = {
    "ours": lambda: _("Carried"),
    "public": lambda: _("Said to everybody"),
    "mediators": lambda: _("The mediators' idea"),
    "hypothetical": lambda: _("A hypothetical"),
}


_COURSE = {
    "close_round": gettext_lazy("The round closed"),
    "suspend": gettext_lazy("The talks are suspended"),
    "resume": gettext_lazy("The talks go on"),
    "end": gettext_lazy("The talks ended"),
    "begin": gettext_lazy("The talks began"),
    "arrange": gettext_lazy("Settings changed"),
    "amend": gettext_lazy("Amendment of the settings"),
    "countersign": gettext_lazy("Countersigned"),
    "schedule": gettext_lazy("Set for a time"),
    "call_off": gettext_lazy("Called off"),
    "join": gettext_lazy("Took a seat"),
    "leave": gettext_lazy("Gave up the seat"),
}
