"""A mandate, a digest and its reading script, in the words of the screens; and the forms they come by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodoffices.core.covering import Beyond, mandates, spoken
from goodoffices.core.fold.mandates import Mandated, Referred
from goodoffices.core.moves.mandates import Bound
from goodoffices.core.moves.texts import Difference
from goodoffices.web.talks import hours
from goodoffices.web.talks.here import Here

LEAVES = {
    "free": gettext_lazy("free: the delegation may accept it"),
    "refer": gettext_lazy("refer back: ad referendum only"),
    "forbidden": gettext_lazy("not to be accepted"),
}
LEAVES_OF_ONE = {**LEAVES, "range": gettext_lazy("only in the wordings marked")}
SPOKEN = 245
SHOWN, LONG = 12, 300
COURSES = 4


@dataclass(frozen=True)
class Told:
    """A mandate on a page: whose, line by line, and whether its time has passed or comes soon."""

    by: str
    lines: tuple[str, ...] = field(repr=False)
    until: str
    over: bool
    came: str


def told(here: Here, numbers: Mapping[str, str]) -> list[Told]:
    """Return the mandates that this seat knows of."""
    return [_told(one, numbers, int(here.at.timestamp())) for one in mandates(here.view)]


def _told(one: Mandated, numbers: Mapping[str, str], at: int) -> Told:
    lines = [_bound(bound, numbers) for bound in one.bounds]
    rest = _("all else: %(leave)s") if lines else _("everything: %(leave)s")
    lines += [rest % {"leave": LEAVES[one.rest]}, *([one.words] if one.words else [])]
    until = hours.moment(one.until, one.zone) if one.until else ""
    came = one.witnessed
    said = f"{came.by}, {came.how} {came.when}".strip() if came else ""
    said += _("; witness: %(who)s") % {"who": came.witness} if came and came.witness else ""
    return Told(one.by, tuple(lines), until, bool(one.until and at > one.until), said)


def _bound(bound: Bound, numbers: Mapping[str, str]) -> str:
    leave = str(LEAVES_OF_ONE[bound.leave])
    if bound.within:
        leave = _("only as %(wordings)s") % {"wordings": " | ".join(bound.within)}
    return _("clause %(clause)s: %(leave)s") % {
        "clause": numbers.get(bound.clause, bound.clause),
        "leave": leave,
    }


def stops(found: Sequence[Beyond], numbers: Mapping[str, str]) -> list[str]:
    """Return why an acceptance goes beyond the mandate, in sentences."""
    why = {
        "forbidden": _("Clause %(clause)s is not to be accepted, by the word of %(by)s."),
        "refer": _("Clause %(clause)s is to be referred back, by the word of %(by)s."),
        "range": _("Clause %(clause)s stands outside the wordings you may accept, by the word of %(by)s."),
    }
    whole = {
        "forbidden": _("It is not to be accepted, by the word of %(by)s."),
        "refer": _("It is to be referred back, by the word of %(by)s."),
        "lapsed": _("The mandate given by %(by)s has ended."),
    }
    return [
        (why if one.clause else whole)[one.why]
        % {"clause": numbers.get(one.clause, one.clause), "by": one.by}
        for one in found
    ]


@dataclass(frozen=True)
class Choice:
    """One numbered answer of a digest, with the two words to be said with it."""

    number: int
    words: str = field(repr=False)
    said: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Digest:
    """What headquarters is shown: what is asked, what changed, the numbered answers, by when."""

    asked: Referred
    choices: tuple[Choice, ...]
    changed: tuple[Difference, ...] = field(repr=False)
    more: int
    until: str
    script: str = field(repr=False)


def digest(one: Referred, language: str, talks: str) -> Digest:
    """Return a digest in the language now active; `language` is the one its words are read out in."""
    asked = one.asked
    choices = tuple(
        Choice(number, course.words, spoken(asked, number, language))
        for number, course in enumerate(asked.courses, 1)
    )
    changed = tuple(_cut(each) for each in asked.changed[:SHOWN])
    until = hours.moment(asked.until, asked.zone) if asked.until else ""
    script = _script(one, choices, until, talks)
    return Digest(one, choices, changed, max(0, len(asked.changed) - SHOWN), until, script)


def _cut(one: Difference) -> Difference:
    return Difference(one.clause.rstrip(". "), _short(one.before), _short(one.after))


def _short(words: str) -> str:
    return words if len(words) <= LONG else words[:LONG].rsplit(" ", 1)[0] + " …"


def _script(one: Referred, choices: tuple[Choice, ...], until: str, talks: str) -> str:
    """Return what is read out, in under 250 words: as many of the changed clauses as there is room for."""
    asked = one.asked
    before = [
        _("%(talks)s. About %(name)s.") % {"talks": talks, "name": asked.name},
        _("We ask: %(words)s") % {"words": asked.words},
    ]
    after = [_("Answer with a number and its two words.")]
    after += [
        _("Answer %(number)s: %(words)s Say: %(number)s, %(said)s.")
        % {"number": choice.number, "words": choice.words, "said": ", ".join(choice.said)}
        for choice in choices
    ]
    after += [_("Answer before %(when)s.") % {"when": until}] if until else []
    left = SPOKEN - sum(len(line.split()) for line in (*before, *after))
    return "\n".join((*before, *_changes(one, left), *after))


def _changes(one: Referred, left: int) -> list[str]:
    asked = one.asked
    if not asked.since:
        return [_("This is the first question about a text.")] if left > 10 else []
    places = list(dict.fromkeys(each.clause.rstrip(". ") for each in asked.changed))
    if not places:
        return [_("Nothing changed since your last instruction.")]
    told = _("Since your last instruction, on %(name)s, these clauses changed: %(places)s.")
    said = {"name": asked.since, "places": ", ".join(places)}
    if len((told % said).split()) <= left:
        return [told % said]
    counted = ngettext(
        "Since your last instruction %(count)s clause changed.",
        "Since your last instruction %(count)s clauses changed.",
        len(places),
    )
    return [counted % {"count": len(places)}]


def heard(post: QueryDict) -> dict[str, Any]:
    """Return who gave something and how it came, from the form that keys it in."""
    told: dict[str, Any] = {name: post[name] for name in ("by", "zone", "words") if post.get(name)}
    until = hours.seconds(post.get("until", ""), post.get("zone", ""))
    how = {name: post.get(name, "") for name in ("how", "when", "witness")}
    return told | ({"until": until} if until else {}) | ({"heard": how} if how["how"] else {})


def mandate_of(post: QueryDict) -> dict[str, Any]:
    """Return a mandate's fields from its form: `leave.<clause>` and `within.<clause>` for each clause."""
    bounds = []
    for name in post:
        clause = name.removeprefix("leave.")
        if clause != name and post[name]:
            within = post.getlist(f"within.{clause}")
            bounds.append({"clause": clause, "leave": post[name], "within": within})
    return {"rest": post.get("rest", "free"), "bounds": bounds} | heard(post)


def referral_of(post: QueryDict) -> dict[str, Any]:
    """Return a referral's fields from its form: `course1`, `means1` and so on for its answers."""
    courses = [
        {"words": post[f"course{row}"], "rest": post.get(f"means{row}") or "free"}
        for row in range(1, COURSES + 1)
        if post.get(f"course{row}", "").strip()
    ]
    until = hours.seconds(post.get("until", ""), post.get("zone", ""))
    told: dict[str, Any] = {"words": post.get("words", ""), "courses": courses}
    told |= {name: post[name] for name in ("zone", "language") if post.get(name)}
    return told | ({"until": until} if until else {})
