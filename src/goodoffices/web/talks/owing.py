"""What is owed, and where it stands, in the words of the screens; no word of blame among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodoffices.monitoring.calendar.days import date_of
from goodoffices.monitoring.obligations import Calendar, Daily, DaysAfter, Obligation, OnDay
from goodoffices.monitoring.standings import Standing

STATES = {
    "waiting": (gettext_lazy("waits"), "plain"),
    "ahead": (gettext_lazy("to come"), "plain"),
    "due": (gettext_lazy("due"), "open"),
    "late": (gettext_lazy("not reported yet"), "open"),
    "unperformed": (gettext_lazy("not reported"), "open"),
    "reported": (gettext_lazy("reported"), "changed"),
    "verified": (gettext_lazy("verified"), "agreed"),
    "disputed": (gettext_lazy("contested"), "set-aside"),
    "suspended": (gettext_lazy("suspended"), "set-aside"),
    "over": (gettext_lazy("its time is over"), "plain"),
}
"""The words and the tone of each state; none of them is red, because a day that passed is not a breach."""
_PARTS = {"half": gettext_lazy("half of: %(what)s"), "end": gettext_lazy("the end of: %(what)s")}
RESULTS = {
    "verified": gettext_lazy("verified"),
    "not verified": gettext_lazy("not verified"),
    "undetermined": gettext_lazy("undetermined"),
}


@dataclass(frozen=True)
class Owed:
    """One delivery or window as a line of a table."""

    obligation: str
    label: str
    clause: str
    who: str
    what: str
    many: str
    when: str
    state: str
    tone: str
    because: str


def lines(calendar: Calendar, found: Sequence[Standing], numbers: Mapping[str, str]) -> list[Owed]:
    """Return where everything stands; `numbers` are the numbers that clauses show, by id."""
    return [_line(calendar, one, numbers) for one in found]


def _line(calendar: Calendar, one: Standing, numbers: Mapping[str, str]) -> Owed:
    of = next(each for each in calendar.obligations if each.id == one.obligation)
    words, tone = STATES[one.state]
    many = _("%(done)s of %(all)s") % {"done": one.done, "all": one.units} if one.units > 1 else ""
    daily = isinstance(of.due, Daily)
    return Owed(
        obligation=of.id,
        label=one.label,
        clause=numbers.get(of.clause, of.clause),
        who=of.who,
        what=of.what or of.id,
        many=many,
        when=due(calendar, of) if daily or one.due is None else day(calendar, one.due),
        state=str(words),
        tone=tone,
        because=_because(calendar, one),
    )


def _because(calendar: Calendar, one: Standing) -> str:
    if one.by:
        return _("as long as this stands unreported: %(what)s") % {"what": named(calendar, one.by)}
    return _("for: %(what)s") % {"what": named(calendar, one.waits_for)} if one.waits_for else ""


def named(calendar: Calendar, listed: Sequence[str]) -> str:
    """Return names of the file as people would say them: an obligation by what is owed, as in "2 of: brings them home"."""
    return "; ".join(_named(calendar, one) for one in listed)


def _named(calendar: Calendar, name: str) -> str:
    many, of, rest = name.rpartition(" of ")
    found = calendar.named(rest)
    what = ", ".join(dict.fromkeys(one.what or one.id for one in found)) or rest
    if of and many in _PARTS:
        return str(_PARTS[many]) % {"what": what}
    return _("%(n)s of: %(what)s") % {"n": many, "what": what} if of else what


def _apart(words: str) -> str:
    """Return figures that stay in their order within a line that runs from right to left."""
    return f"\u2066{words}\u2069"


def day(calendar: Calendar, number: int) -> str:
    """Return a day of the calendar with its date."""
    return _("day %(number)s, %(date)s") % {
        "number": number,
        "date": _apart(date_of(calendar, number).isoformat()),
    }


def due(calendar: Calendar, one: Obligation) -> str:
    """Return when something is due, as it was agreed."""
    match one.due:
        case OnDay(day=number, series=series):
            told = day(calendar, number)
            return (
                told
                if not series.every
                else _("from %(day)s, every %(n)s days") % {"day": told, "n": series.every}
            )
        case DaysAfter(event=event, days=0):
            return _("on the day of: %(event)s") % {"event": named(calendar, (event,))}
        case DaysAfter(event=event, days=days):
            return _("%(n)s days after: %(event)s") % {"n": days, "event": named(calendar, (event,))}
        case Daily() as daily:
            hours = _apart(daily.window.words())
            return _("every day, %(hours)s (%(zone)s)") % {"hours": hours, "zone": daily.zone}
        case _:
            return _("as soon as what it waits for has happened")


def facts(calendar: Calendar, one: Obligation) -> list[tuple[str, str]]:
    """Return what was agreed about an obligation, in pairs of a heading and words; what was left open is left out."""
    told = [
        (_("Who owes it"), one.who),
        (_("To whom"), one.to),
        (_("How many"), str(one.count or "")),
        (_("When"), due(calendar, one)),
        (_("Only after"), named(calendar, one.after)),
        (_("Order"), "; ".join(_("%(first)s before %(then)s") % vars(each) for each in one.order)),
        (_("Ratio"), _("%(ratio)s for each of: %(of)s") % {"ratio": _ratio(one.ratio), "of": named(calendar, (one.against,))} if one.ratio else ""),
        (_("What shows that it was done"), one.evidence),
        (_("Who verifies it"), one.verifier),
        (_("Unreported, it suspends"), named(calendar, one.suspends)),
        (_("Remedy"), one.remedy),
    ]  # fmt: skip
    return [(name, words) for name, words in told if words]


def _ratio(ratio: Fraction | None) -> str:
    return str(ratio) if ratio else ""


def differences(
    before: Calendar, after: Sequence[Obligation]
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return, for each restated obligation, what it is and every heading under which it reads otherwise: was, is now."""
    found = []
    for one in after:
        old = next((each for each in before.obligations if each.id == one.id), None)
        was = dict(facts(before, old)) if old else {}
        now = dict(facts(before, one))
        names = dict.fromkeys((*now, *was))
        rows = [
            (name, was.get(name, "–"), now.get(name, "–")) for name in names if was.get(name) != now.get(name)
        ]
        if old and old.what != one.what:
            rows.insert(0, (_("What is owed"), old.what, one.what))
        found.append((one.what or one.id, rows))
    return found
