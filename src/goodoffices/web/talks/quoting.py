"""What a move not yet made refers to, said in full, so that a slip of paper can be read without what it answers."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent
from goodoffices.core.fold import ChannelState, CircleState
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.view import View
from goodoffices.web.talks import answering, clauses, deadlines, hours, paper, signing, slips


def fields(view: View, asked: Asked) -> Mapping[str, Any]:
    """Return a move's fields with a clause by the number it shows, and the words of a line that is confided."""
    found = dict(asked.fields)
    given = _given(view, asked)
    if found.get("clause") and given:
        found["clause"] = reference(view, given, str(found["clause"]))
    line = view.room.matters.get(str(found.get("item", ""))) if asked.kind == "confide" else None
    if line and not found.get("words"):
        found["words"] = "\n".join(part for part in (line.words, line.why) if part)
    return found


def quoted(view: View, asked: Asked) -> tuple[str, ...]:
    """Return what a move refers to, line by line."""
    quotes = _QUOTES.get(asked.kind)
    return quotes(view, asked) if quotes else ()


def reference(view: View, given: Given, clause: str) -> str:
    """Return the number a clause shows in a given text; what was asked for where there is no such clause."""
    try:
        _language, file = clauses.files_in(view.text_of(given.sha256), get_language() or "en")
    except Absent:
        return clause
    return paper.references(one_text.read(file)).get(clause, clause)


def _channel(view: View, asked: Asked) -> ChannelState:
    state = view.states.get(asked.lane)
    return state if isinstance(state, ChannelState) else ChannelState()


def _given(view: View, asked: Asked) -> Given | None:
    lane, circle = view.lanes[asked.lane], view.states[asked.lane]
    if isinstance(circle, CircleState):
        wanted = asked.fields.get("sha256")
        return next((one for one in reversed(circle.laid) if one.sha256 == wanted), circle.newest)
    listed = _channel(view, asked).given
    if lane.kind in (Kind.PRINCIPALS, Kind.PRIVATE):
        listed = view.channel(lane.delegation).given
    wanted = asked.fields.get("sha256") or asked.fields.get("against")
    return next((one for one in reversed(listed) if wanted in (None, one.sha256)), None)


def _text(view: View, asked: Asked) -> tuple[str, ...]:
    given = _given(view, asked)
    if given is None:
        return _copy(view, str(asked.fields.get("sha256", "")))
    return (given.name, " · ".join(given.check.words(get_language() or "en")), given.check.digits)


def _coming(view: View, asked: Asked) -> tuple[str, ...]:
    at, before = int(asked.fields.get("at") or 0), view.table.coming.get(str(asked.fields.get("instead", "")))
    told = [hours.moment(at, str(asked.fields.get("zone", "")))] if at else []
    if before is not None:
        told.append(
            _("Struck out: %(when)s, %(words)s")
            % {"when": hours.moment(before.at, before.zone), "words": before.words}
        )
    return tuple(told)


def _due(view: View, asked: Asked) -> tuple[str, ...]:
    state = view.states.get(asked.lane)
    before = state.deadlines.get(str(asked.fields.get("instead", ""))) if state else None
    return tuple(deadlines.sentences(deadlines.of_fields(asked.fields), before))


def _copy(view: View, sha256: str) -> tuple[str, ...]:
    """Return what is said of a text that was not given: a copy the room checked itself, by its check words."""
    newest = view.channel(view.seat.delegation).newest if view.seat.delegation else None
    found = view.room.checks.get(newest.sha256) if newest else None
    if newest is None or found is None or found.sha256 != sha256:
        return (sha256,)
    check = one_text.check_words(sha256)
    told = _("The copy we hold, another text than %(name)s") % {"name": newest.name}
    return (told, " · ".join(check.words(get_language() or "en")), check.digits)


def _accepted(view: View, asked: Asked) -> tuple[str, ...]:
    return (*_text(view, asked), *_terms(view, asked))


def _terms(view: View, asked: Asked) -> tuple[str, ...]:
    given = _given(view, asked)
    if given is None:
        return ()
    file = clauses.files_in(view.text_of(given.sha256), get_language() or "en")[1]
    return answering.of_fields(view, asked.fields, paper.references(one_text.read(file)))


def _pledged(view: View, asked: Asked) -> tuple[str, ...]:
    """Return what a letter waits for, by the numbers of the newest text."""
    given = _given(view, asked)
    if given is None:
        return ()
    file = clauses.files_in(view.text_of(given.sha256), get_language() or "en")[1]
    return answering.wants_of(view, asked.fields, paper.references(one_text.read(file)))


def _taken_back(view: View, asked: Asked) -> tuple[str, ...]:
    state, item = view.states[asked.lane], str(asked.fields.get("item", ""))
    laid = state.laid if isinstance(state, CircleState) else ()
    for text in laid:
        if text.id == item:
            return (text.name, " · ".join(text.check.words(get_language() or "en")), text.check.digits)
    kept = (getattr(state, name, {}) for name in ("answers", "parts", "letters"))
    one = next((one for listed in kept for one in listed.values() if one.id == item), None)
    initials = [one for one in getattr(state, "initials", {}).values() if one.id == item]
    if initials:
        return _text(view, Asked(asked.lane, "initial", {"sha256": initials[0].sha256}))
    if one is None:
        return ()
    of = Asked(asked.lane, "accept", {"sha256": one.sha256})
    given = _given(view, of)
    clause = reference(view, given, one.clause) if given and one.clause else ""
    return (*_text(view, of), *((_("Clause %(number)s") % {"number": clause},) if clause else ()))


def moved(view: View, asked: Asked) -> str:
    """Return the fingerprint an acceptance is of, if its delegation was given another text since."""
    lane, circle = view.lanes[asked.lane], view.states[asked.lane]
    if isinstance(circle, CircleState):
        return ""
    if asked.kind not in ("accept", "decline") or not asked.fields.get("level") or view.seat.mediates:
        return ""
    newest, sha256 = view.channel(lane.delegation).newest, str(asked.fields.get("sha256", ""))
    return sha256 if newest and newest.sha256 != sha256 else ""


def _found(view: View, asked: Asked) -> tuple[str, ...]:
    given = _given(view, asked)
    check = view.room.checks.get(given.sha256) if given else None
    if given is None or check is None:
        return ()
    if check.same:
        return (_("We compared our copy with %(name)s: it is the same text.") % {"name": given.name},)
    told = [_("We compared our copy with %(name)s: it is another text.") % {"name": given.name}]
    for one in check.differences:
        if one.before or one.after:
            said = {"clause": one.clause, "theirs": one.before, "ours": one.after}
            told.append(_("In %(clause)s you have “%(theirs)s”, our copy has “%(ours)s”.") % said)
        else:
            told.append(_("Our copy differs in %(clause)s.") % {"clause": one.clause})
    return tuple(told)


def _release(view: View, asked: Asked) -> tuple[str, ...]:
    if asked.fields.get("as") == "public":
        return (_("May be carried to everybody, in exactly these words:"),)
    wanted = asked.fields.get("to") or ()
    listed = [wanted] if isinstance(wanted, str) else wanted
    names = ", ".join(view.name_of(one) or one for one in listed)
    return (_("May be carried to %(to)s, in exactly these words:") % {"to": names},)


def _answered(view: View, asked: Asked) -> tuple[str, ...]:
    circle = view.states.get(asked.lane)
    state, item = _channel(view, asked), str(asked.fields.get("item", ""))
    if isinstance(circle, CircleState):
        return (f"“{circle.questions[item].words}”",) if item in circle.questions else ()
    if item in state.questions:
        return (f"“{state.questions[item].words}”",)
    if item in state.understandings:
        return (f"“{state.understandings[item].words}”",)
    anew = (one.corrected for one in state.understandings.values() if one.correction == item != "")
    words = state.unconfirmed.get(item) or next(anew, "")
    return (f"“{words}”",) if words else ()


def _signed(view: View, asked: Asked) -> tuple[str, ...]:
    """Return which text is signed, how far that binds, and who signs, in the signer's own words."""
    how = str(signing.STANDS.get(str(asked.fields.get("how", "")), ""))
    own = [str(asked.fields.get(name, "")) for name in ("name", "capacity", "powers", "place")]
    return (*_text(view, asked), *(part for part in (how, *own) if part))


def _initialled(view: View, asked: Asked) -> tuple[str, ...]:
    own = str(asked.fields.get("name", ""))
    return (*_text(view, asked), *([own] if own else []))


def _ratified(view: View, asked: Asked) -> tuple[str, ...]:
    upheld = asked.fields.get("result") == "passed"
    told = _("The signature was upheld") if upheld else _("The signature was not upheld")
    return (*_text(view, asked), told)


def _objected(view: View, asked: Asked) -> tuple[str, ...]:
    one = _channel(view, asked).corrections.get(str(asked.fields.get("corrected", "")))
    return (one.name, one.check.digits) if one else ()


_QUOTES: Mapping[str, Callable[[View, Asked], tuple[str, ...]]] = {
    "accept": _accepted,
    **dict.fromkeys(("decline", "acknowledge", "pass_on"), _text),
    "pledge": _pledged,
    "initial": _initialled,
    "sign": _signed,
    "ratify": _ratified,
    "object": _objected,
    "withdraw": _taken_back,
    "appoint": _coming,
    "deadline": _due,
    "hold": _found,
    "release": _release,
    **dict.fromkeys(slips.KINDS, slips.quoted),
    **dict.fromkeys(("answer", "confirm", "correct"), _answered),
}
