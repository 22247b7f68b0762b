"""Rules between a delegation and headquarters: giving a mandate, referring, instructing by number and words, confirming."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from goodoffices.core.compared import differences
from goodoffices.core.covering import number_heard
from goodoffices.core.entries import Placed
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.mandates import Mandates, Referred
from goodoffices.core.moves import Endorse, Instruct, Mandate, Refer
from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.moves.mandates import LEAVES, Bound, Course
from goodoffices.core.moves.texts import Difference
from goodoffices.core.people import Role
from goodoffices.core.rules.answers import MOVED, keyed
from goodoffices.core.rules.fields import Fields
from goodoffices.core.rules.plea import NO_TEXT_YET, Plea, need, present
from goodoffices.core.rules.texts import clause_of

MOST_BOUNDS = 60
MOST_COURSES = 6
MOST_SPOKEN = 130
"""Words of a question and its answers together: what can be read out in a minute."""
NO_SUCH_WORDS = (
    "These two words belong to no answer that was asked here. Nothing changed; ask for them again."
)
MISHEARD = "These are the words of answer {meant}, not of answer {number}: one of them was misheard. Nothing changed; ask again."
OLDER = (
    "This answers an older question, about {older}. Nothing changed; the newest is about {newest}. Ask again."
)
OLDER_MOVED = (
    "This answers an older question, about {older}. Nothing changed; the newest is about {newest}. "
    "Since the last instruction these clauses changed: {clauses}. Ask again."
)


def mandate(plea: Plea) -> tuple[Placed, ...]:
    """Write down what the delegation may accept: by its principals, or keyed in with how it came."""
    by = plea.fields.words("by", needed=not _decides(plea)) or plea.view.name_of(plea.lane.delegation)
    made = Mandate(
        by=by,
        rest=plea.fields.one_of("rest", LEAVES, "free"),
        bounds=_bounds(plea, plea.fields),
        until=_until(plea),
        zone=plea.fields.words("zone", needed=False),
        words=plea.fields.words(needed=False),
        heard=_keyed(plea),
    )
    need(made.rest != "range", "A range is of one clause; say of the others that they are free, or to refer.")
    return plea.here(made)


def _decides(plea: Plea) -> bool:
    return plea.view.seat.role is Role.PRINCIPAL


def _keyed(plea: Plea) -> Witnessed | None:
    """Return how it came, where another than a principal keys it in."""
    told = plea.fields.take("heard")
    if _decides(plea):
        return None
    need(
        isinstance(told, Mapping) and told.get("how"), "Say how it came: over what, when, and who can say so."
    )
    return keyed(dict(told or {}), plea.view.name_of(plea.view.seat.id))


def _until(plea: Plea) -> int:
    until = plea.fields.second("until")
    need(not until or until > plea.context.at, "That time has passed; say until when it stands.")
    return until


def _newest(plea: Plea) -> Given:
    """Return the text this seat was given last: by the desk, or by its delegates."""
    own = _decides(plea)
    found = plea.view.principals.newest if own else plea.view.channel(plea.lane.delegation).newest
    if found is None:
        raise Refused(NO_TEXT_YET)
    return found


def _bounds(plea: Plea, fields: Fields) -> tuple[Bound, ...]:
    asked = fields.take("bounds") or ()
    if not isinstance(asked, list | tuple) or not all(isinstance(one, Mapping) for one in asked):
        raise BadInput("bounds: give a list, each with its clause")
    need(
        len(asked) <= MOST_BOUNDS,
        "At most {most} clauses; let the rest stand for the others.",
        most=MOST_BOUNDS,
    )
    return tuple(_bound(plea, Fields(one)) for one in asked)


def _bound(plea: Plea, fields: Fields) -> Bound:
    clause = clause_of(plea.view.text_of(_newest(plea).sha256), fields.words("clause"))
    leave = fields.one_of("leave", LEAVES)
    within = fields.names("within")
    need(leave != "range" or within, "Say which wordings lie within the range.")
    fields.done()
    return Bound(clause, leave, within if leave == "range" else ())


def refer(plea: Plea) -> tuple[Placed, ...]:
    """Ask headquarters about the newest text, with numbered answers."""
    need(not _decides(plea), "A delegate refers; you are the one who is asked.")
    given = _newest(plea)
    state = _state(plea)
    before = list(state.referred.values())[-1:]
    language = plea.fields.words("language", needed=False) or given.languages[0]
    made = Refer(
        sha256=given.sha256,
        name=given.name,
        check=given.check,
        words=plea.fields.words(),
        courses=_courses(plea),
        digest="",
        language=language,
        since=_name_of(plea, state.instructed),
        changed=_changed(plea, state.instructed, given, language),
        until=_until(plea),
        zone=plea.fields.words("zone", needed=False),
    )
    spoken = " ".join((made.words, *(one.words for one in made.courses))).split()
    need(
        len(spoken) <= MOST_SPOKEN,
        "Question and answers are read out: {most} words at most.",
        most=MOST_SPOKEN,
    )
    return plea.here(replace(made, digest=_digest(made, before[0].asked.digest if before else "", plea)))


def _digest(made: Refer, before: str, plea: Plea) -> str:
    told = [before, plea.context.at, made.sha256, made.words, made.until]
    told += [[one.words, one.rest, [bound.clause for bound in one.bounds]] for one in made.courses]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _state(plea: Plea) -> Mandates:
    state = plea.view.states[plea.lane.id]
    if not isinstance(state, Mandates):
        raise Absent
    return state


def _name_of(plea: Plea, sha256: str) -> str:
    given = plea.view.channel(plea.lane.delegation).given
    return next((one.name for one in given if one.sha256 == sha256), "")


def _changed(plea: Plea, since: str, now: Given, language: str) -> tuple[Difference, ...]:
    if since in ("", now.sha256):
        return ()
    ours, theirs = plea.view.text_of(since), plea.view.text_of(now.sha256)
    alone = (language,) if language in ours and language in theirs else (*ours,)
    return differences(
        {one: ours[one] for one in alone}, {one: theirs[one] for one in alone if one in theirs}
    )


def _courses(plea: Plea) -> tuple[Course, ...]:
    asked = plea.fields.take("courses") or ()
    if not isinstance(asked, list | tuple) or not all(isinstance(one, Mapping) for one in asked):
        raise BadInput("courses: give a list of answers, each with its words")
    need(
        2 <= len(asked) <= MOST_COURSES,
        "Give between two and {most} answers to choose from.",
        most=MOST_COURSES,
    )
    made = []
    for one in asked:
        fields = Fields(one)
        words, rest = fields.words(), fields.one_of("rest", LEAVES, "free")
        made.append(Course(words, rest, _bounds(plea, fields)))
        fields.done()
    return tuple(made)


def instruct(plea: Plea) -> tuple[Placed, ...]:
    """Write down which answer headquarters gave; refuse one misheard, and one to an older question."""
    state, number = _state(plea), plea.fields.number("number", 0)
    asked = state.referred[present(plea.fields.words("item"), dict(state.referred))]
    need(1 <= number <= len(asked.asked.courses), "There is no answer of that number.")
    _the_words_of(state, asked, number, plea.fields.words("said"))
    course = asked.asked.courses[number - 1]
    files = plea.view.text_of(asked.asked.sha256)
    but = tuple(Bound(clause_of(files, one), "forbidden") for one in plea.fields.names("but"))
    others = tuple(one for one in course.bounds if one.clause not in {bound.clause for bound in but})
    made = Instruct(
        item=asked.id,
        number=number,
        sha256=asked.asked.sha256,
        by=plea.fields.words("by", needed=not _decides(plea)) or plea.view.name_of(plea.lane.delegation),
        rest=course.rest,
        bounds=(*others, *but),
        until=_until(plea),
        zone=plea.fields.words("zone", needed=False),
        words=plea.fields.words(needed=False),
        heard=_keyed(plea),
    )
    return plea.here(made)


def _the_words_of(state: Mandates, asked: Referred, number: int, said: str) -> None:
    """Refuse words that are not those of this answer to the newest question."""
    newest = list(state.referred.values())[-1]
    meant = number_heard(newest.asked, said)
    if asked.id == newest.id and meant == number:
        return
    if meant:
        raise (
            Refused(MISHEARD, meant=meant, number=number) if asked.id == newest.id else _older(asked, newest)
        )
    older = next((one for one in state.referred.values() if number_heard(one.asked, said)), None)
    raise _older(older, newest) if older else Refused(NO_SUCH_WORDS)


def _older(asked: Referred, newest: Referred) -> Refused:
    places = list(dict.fromkeys(one.clause.rstrip(". ") for one in newest.asked.changed))
    names = {"older": asked.asked.name, "newest": newest.asked.name}
    return Refused(OLDER_MOVED, **names, clauses=", ".join(places)) if places else Refused(OLDER, **names)


def endorse(plea: Plea) -> tuple[Placed, ...]:
    """Confirm or ratify a text by its fingerprint; where the text moved, nothing is confirmed."""
    newest, sha256 = _newest(plea), plea.fields.sha256("sha256")
    plea.view.text_of(sha256)
    need(sha256 == newest.sha256, MOVED, name=newest.name)
    made = Endorse(
        sha256=sha256,
        level=plea.fields.one_of("level", ("principal", "ratified"), "principal"),
        by=plea.fields.words("by", needed=not _decides(plea)),
        words=plea.fields.words(needed=False),
        heard=_keyed(plea),
    )
    return plea.here(made)
