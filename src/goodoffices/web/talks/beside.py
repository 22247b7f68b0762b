"""A circle's text beside the main text that this seat holds itself: what was found, in sentences, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.circle import Laid
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Lane
from goodoffices.core.reading.consistency import Compared, Found, Unsure, compared
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.view import View
from goodoffices.web.talks import paper
from goodoffices.web.talks.given import name_of_language


@dataclass(frozen=True)
class Told:
    """One thing found: the clause of the circle's text it stands in, the number that shows, a sentence, both wordings."""

    clause: str
    number: str
    said: str
    ours: str = field(repr=False)
    theirs: str = field(repr=False)


@dataclass(frozen=True)
class Language:
    """What came of one language: its code and name, what was found, and what was not checked."""

    code: str
    name: str
    found: tuple[Told, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """The main text that was compared, and what came of each language; `alone` are languages that only one has."""

    name: str
    moved: bool
    languages: tuple[Language, ...]
    alone: tuple[str, ...]


def beside(view: View, place: Lane, laid: Laid) -> Beside | None:
    """Return a circle's text beside the newest main text this seat holds; nothing where it holds none.

    Clauses that changed are those changed since the main text this seat held when the circle's was laid.
    """
    held = _held(view)
    if not held:
        return None
    now, then = held[-1], [one for one in held if one.stamp <= laid.stamp]
    ours, theirs = view.files(place.id, laid.number), view.text_of(now.sha256)
    moved = bool(then) and then[-1].sha256 != now.sha256
    before = view.text_of(then[-1].sha256) if moved else {}
    both = [code for code in ours if code in theirs]
    listed = tuple(_language(code, ours, theirs, before) for code in both)
    return Beside(
        now.name,
        moved,
        listed,
        tuple(dict.fromkeys(name_of_language(one) for one in (*ours, *theirs) if one not in both)),
    )


def _held(view: View) -> tuple[Version | Given, ...]:
    """Return the main texts this seat holds: registered at the desk, or given to its delegation; the newest last."""
    if view.seat.mediates:
        return tuple(view.desk.versions.values()) if newest_version(view) else ()
    return view.channel(view.seat.delegation).given


def _language(
    code: str, ours: Mapping[str, str], theirs: Mapping[str, str], before: Mapping[str, str]
) -> Language:
    letter, main = one_text.read(ours[code]), one_text.read(theirs[code])
    then = one_text.read(before[code]) if code in before else None
    made: Compared = compared(letter, main, then)
    here, there = paper.references(letter), paper.references(main)
    found = tuple(
        Told(
            one.here,
            here.get(one.here, one.here),
            _sentence(one, there.get(one.there, "")),
            one.ours,
            one.theirs,
        )
        for one in made.found
    )
    numbers = {"crowded there": there}
    unsure = tuple(
        _unchecked(one, numbers.get(one.why, here).get(one.clause, one.clause)) for one in made.unsure
    )
    return Language(code, name_of_language(code), found, unsure)


def _sentence(one: Found, there: str) -> str:
    told = {"there": there, "said": one.ours}
    match one.kind:
        case "missing":
            return _("It names %(said)s, and the main text has none.") % told
        case "changed":
            return _("It names clause %(there)s, which read otherwise when this text was laid.") % told
        case "open":
            return _("It takes as settled what stands open in clause %(there)s of the main text.") % told
        case "differs":
            return _("It says otherwise than clause %(there)s of the main text.") % told
        case "defined":
            where = _("It gives a term another meaning than clause %(there)s of the main text.") % told
            return where if there else _("It gives a term another meaning than it does before.")


def _unchecked(one: Unsure, clause: str) -> str:
    told = {"clause": clause, "said": one.said}
    match one.why:
        case "either":
            return (
                _("Clause %(clause)s: “%(said)s” may be of this text or of the main text; say which.") % told
            )
        case "several":
            return (
                _("Clause %(clause)s: “%(said)s” is the number of several clauses of the main text.") % told
            )
        case "crowded here":
            return (
                _("Clause %(clause)s: its brackets allow too many wordings; its quantities were not read.")
                % told
            )
        case "crowded there":
            return (
                _(
                    "Clause %(clause)s of the main text: its brackets allow too many wordings; its quantities were not read."
                )
                % told
            )
