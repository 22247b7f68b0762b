"""What others will read: an asked move as a slip of paper, in the words of the screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodoffices.core.entries import Asked
from goodoffices.core.fold import CircleState
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.people import Role
from goodoffices.core.reading.saying import Echo, echoes
from goodoffices.core.view import View
from goodoffices.web.talks import hours, quoting

REACTIONS = {
    "unclear": gettext_lazy("unclear"),
    "problem": gettext_lazy("problem, because…"),
    "cannot": gettext_lazy("cannot live with it"),
    "could": gettext_lazy("could live with it"),
    "prefer": gettext_lazy("would prefer…"),
    "question": gettext_lazy("question…"),
}
ROLES = {
    Role.MEDIATOR: gettext_lazy("mediator"),
    Role.DELEGATE: gettext_lazy("delegate"),
    Role.PRINCIPAL: gettext_lazy("principal"),
    Role.OBSERVER: gettext_lazy("observer"),
    Role.GUARANTOR: gettext_lazy("guarantor"),
    Role.MONITOR: gettext_lazy("monitor"),
}
STATUSES = {
    "not discussed": gettext_lazy("not discussed"),
    "open": gettext_lazy("open"),
    "narrowed": gettext_lazy("open, narrowed"),
    "agreed in principle": gettext_lazy("agreed in principle"),
    "agreed ad referendum": gettext_lazy("agreed ad referendum"),
    "closed": gettext_lazy("closed"),
    "deferred": gettext_lazy("deferred"),
    "deliberately vague": gettext_lazy("deliberately vague"),
}
GUISES = {
    "ours": gettext_lazy("as ours"),
    "mediators": gettext_lazy("as the mediators' idea"),
    "hypothetical": gettext_lazy("as a hypothetical"),
    "public": gettext_lazy("for everybody"),
}
FORMS = {
    "orally": gettext_lazy("told"),
    "read": gettext_lazy("read aloud"),
    "shown": gettext_lazy("shown"),
    "left": gettext_lazy("left with them"),
}
FORMS_OURS = {**FORMS, "left": gettext_lazy("left with us")}
"""The same as the delegation reads them that was given the text."""
KINDS = {
    "say": gettext_lazy("Words"),
    "ask": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "confide": gettext_lazy("In confidence"),
    "concern": gettext_lazy("About somebody's safety"),
    "release": gettext_lazy("May be carried"),
    "revoke": gettext_lazy("Release taken back"),
    "read_back": gettext_lazy("We understood you to say"),
    "confirm": gettext_lazy("Confirmed"),
    "correct": gettext_lazy("Corrected"),
    "react": gettext_lazy("Reaction"),
    "redraft": gettext_lazy("Other words for a clause"),
    "accept": gettext_lazy("We accept"),
    "decline": gettext_lazy("We do not accept"),
    "withdraw": gettext_lazy("Acceptance taken back"),
    "acknowledge": gettext_lazy("We hold this text"),
    "hold": gettext_lazy("What we found we hold"),
    "deliver": gettext_lazy("Text"),
    "carry": gettext_lazy("Carried"),
    "pass_on": gettext_lazy("Passed on"),
    "matter": gettext_lazy("What matters to us"),
    "prepare": gettext_lazy("Made ready"),
    "approve": gettext_lazy("Sent, or put aside"),
    "check": gettext_lazy("Our copy was checked"),
    "confided": gettext_lazy("Told the mediators in confidence"),
    "value": gettext_lazy("What it is worth to us"),
    "permit": gettext_lazy("Who may send"),
    "appoint": gettext_lazy("What comes next"),
    "deadline": gettext_lazy("Deadline"),
    "let_in": gettext_lazy("A delegate was let in"),
    "pledge": gettext_lazy("We give our letter"),
    "construe": gettext_lazy("How we read a clause"),
    "happen": gettext_lazy("Outside the talks"),
    "link": gettext_lazy("A clause hangs on others"),
    "package": gettext_lazy("A package of clauses"),
    "undo": gettext_lazy("A tie was taken away"),
    "mandate": gettext_lazy("Mandate"),
    "refer": gettext_lazy("Referred to headquarters"),
    "instruct": gettext_lazy("The answer of headquarters"),
    "endorse": gettext_lazy("Confirmed by headquarters"),
    "enter": gettext_lazy("Entered in the public record"),
    "wording": gettext_lazy("Words drafted for the public"),
    "publish": gettext_lazy("Said to everybody"),
    "oblige": gettext_lazy("Obligations written down"),
    "pose": gettext_lazy("A sealed question"),
    "take_part": gettext_lazy("Takes part in the sealed question"),
    "outcome": gettext_lazy("What came of the sealed question"),
    "bind": gettext_lazy("Obligations put in force"),
    "report": gettext_lazy("Report"),
    "verify": gettext_lazy("What was found of a report"),
    "contest": gettext_lazy("A report is contested"),
    "allege": gettext_lazy("Allegation"),
    "characterise": gettext_lazy("What they call it"),
    "review": gettext_lazy("The commission takes it up"),
    "find": gettext_lazy("What the joint review found"),
    "attribute": gettext_lazy("Whose it was, or how it is classed"),
    "close": gettext_lazy("An incident is closed"),
    "understand": gettext_lazy("An understanding is proposed"),
    "agree": gettext_lazy("Agrees to an understanding"),
    "cease": gettext_lazy("On the talks a phase hangs on"),
    "relay": gettext_lazy("Told on; it cannot be unsaid"),
    "finding": gettext_lazy("What was found"),
    "initial": gettext_lazy("We initial"),
    "sign": gettext_lazy("We sign"),
    "ratify": gettext_lazy("What became of our signature"),
    "scan": gettext_lazy("A scan of paper"),
    "object": gettext_lazy("We object to the correction"),
    "freeze": gettext_lazy("A text is frozen for signature"),
    "unfreeze": gettext_lazy("The text may be changed again"),
    "declare": gettext_lazy("What all have done"),
    "deposit": gettext_lazy("Where the text lies"),
    "attest": gettext_lazy("That it was mediated"),
    "rectify": gettext_lazy("A correction is proposed"),
    "rectified": gettext_lazy("What became of the correction"),
    "vouch": gettext_lazy("The languages were read against one another"),
    "convene": gettext_lazy("The circle was made"),
}


UNREADABLE = gettext_lazy(
    "This is not written as such a thing is, and cannot go out. Put it away, and write it anew."
)


@dataclass(frozen=True)
class Slip:
    """What will be read, by whom, under which heading; and where it echoes another room's confidence."""

    place: str
    reads: str
    title: str
    words: str
    echoes: tuple[Echo, ...] = ()
    moved: str = ""


def slip(view: View, asked: Asked) -> Slip:
    """Return a move not yet made as those will read it who hold its lane."""
    lane = view.lanes.get(asked.lane)
    if lane is None:
        return Slip("notes", "", "", "")
    try:
        return _read(view, asked, lane)
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
        kind = str(KINDS.get(asked.kind, asked.kind))
        return Slip(lane.kind.value, readers(view, lane.id), kind, str(UNREADABLE))


def _read(view: View, asked: Asked, lane: Lane) -> Slip:
    words = words_of(asked.kind, quoting.fields(view, asked))
    words = "\n".join(part for part in (*quoting.quoted(view, asked), words) if part)
    if asked.kind == "deliver":
        words = "\n".join(part for part in (_delivered(view, asked.fields), words) if part)
    own = words if asked.kind != "carry" else ""
    found = _echoes(view, own, lane) if view.seat.mediates and own else ()
    kind = str(KINDS.get(asked.kind, asked.kind))
    moved = quoting.moved(view, asked)
    return Slip(lane.kind.value, readers(view, asked.lane), kind, words, found, moved)


def _echoes(view: View, words: str, lane: Lane) -> tuple[Echo, ...]:
    """Return where words repeat what somebody confided and did not release to every other who will read them."""
    state = view.states[lane.id]
    rooms = state.rooms if isinstance(state, CircleState) else (lane.delegation,)
    if lane.kind not in (Kind.CHANNEL, Kind.CIRCLE):
        return ()
    found = {(one.owner.id, one.item): one for room in rooms for one in echoes(view, words, room)}
    return tuple(found.values())


def _delivered(view: View, fields: Mapping[str, Any]) -> str:
    version = view.desk.versions.get(fields.get("sha256", ""))
    name = version.name if version else fields.get("name") or _("another text")
    form = FORMS.get(fields.get("form", ""), "")
    told = _("%(name)s, %(form)s by %(by)s") % {"name": name, "form": form, "by": fields.get("carrier", "")}
    at = fields.get("at")
    return (
        told
        if not at
        else told + _(", set for %(at)s") % {"at": hours.shown(at).strftime("%Y-%m-%d %H:%M UTC")}
    )


def words_of(kind: str, fields: Mapping[str, Any]) -> str:
    """Return the words of a move as one text."""
    parts = []
    if fields.get("clause"):
        parts.append(_("Clause %(number)s") % {"number": fields["clause"]})
    if kind == "react":
        parts.append(str(REACTIONS.get(fields.get("reaction", ""), "")))
    if kind == "release":
        parts.append(str(GUISES.get(fields.get("as", ""), "")))
    parts += [str(fields[name]) for name in ("words", "cover") if fields.get(name)]
    return "\n".join(part for part in parts if part)


def readers(view: View, lane_id: str) -> str:
    """Return the sentence that says who will read what is written in a lane."""
    lane = view.lanes[lane_id]
    sentences = _READERS_DESK if view.seat.mediates else _READERS
    state = view.states[lane_id]
    named = state.members if isinstance(state, CircleState) else ()
    told = {
        "name": view.name_of(lane.delegation),
        "mediator": view.name_of(lane.seat),
        "names": ", ".join(view.name_of(one) for one in named),
    }
    return str(sentences.get(lane.kind, "")) % told


_READERS = {
    Kind.CHANNEL: gettext_lazy("Your delegation and all mediators will read this."),
    Kind.PRIVATE: gettext_lazy(
        "Your delegation and %(mediator)s alone will read this; the other mediators do not."
    ),
    Kind.PRINCIPALS: gettext_lazy("Your principals, and those they let in, will read this."),
    Kind.TABLE: gettext_lazy("Every seat in these talks will read this."),
    Kind.CIRCLE: gettext_lazy("All who are in this circle will read this, and nobody else: %(names)s."),
}
_READERS_DESK = {
    Kind.CHANNEL: gettext_lazy("The delegation of %(name)s and all mediators will read this."),
    Kind.PRIVATE: gettext_lazy(
        "Only the delegation of %(name)s and you will read this; the other mediators do not."
    ),
    Kind.TABLE: _READERS[Kind.TABLE],
    Kind.CIRCLE: _READERS[Kind.CIRCLE],
}
