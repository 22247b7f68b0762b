"""Where it stands: which text each room holds, what each said of each clause, what is common."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import Absent
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.texts import Difference
from goodoffices.core.people import Standing
from goodoffices.core.reading.standing import (
    Answers,
    Holding,
    Row,
    answers,
    board,
    common_text,
    holdings,
    newest_version,
)
from goodoffices.core.view import View
from goodoffices.web.talks import answering, blocking, clauses, drafts, paper, parting, redrafts, telling
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages import mediators

MARKS = {"unclear": "~", "problem": "!", "cannot": "✕", "could": "●", "prefer": "○", "question": "?"}
TONES = {
    "open": "open",
    "narrowed": "open",
    "agreed in principle": "agreed",
    "agreed ad referendum": "agreed",
}


@dataclass(frozen=True)
class Card:
    """Which text a room holds, in words; `another` is the one red thing on the page."""

    who: str
    text: str
    another: str
    check: tuple[str, ...]
    beneath: str
    way: str


def standing(here: Here) -> HttpResponse:
    """Show the desk where it stands."""
    view = here.view
    newest = newest_version(view)
    chosen, at = here.request.GET.get("clause", ""), int(here.at.timestamp())
    return here.page(
        "talks/standing.html",
        "desk",
        "home",
        cards=[card(here, one) for one in holdings(view)],
        concerns=mediators.concerns(here),
        table=_table(here, newest) if newest else None,
        common=common_text(view, at),
        answers=[_answer(here, one) for one in answers(view, at)],
        newest=newest,
        variants=parting.flagged(view),
        **({} if newest else drafts.form(here, drafts.begun(here), {})),
        chosen=_chosen(view, chosen),
        rooms=_rooms(here),
        notes_lane=here.lane(Kind.NOTES),
        desk_lane=here.lane(Kind.DESK),
        words=_words_of_statuses(view),
        statuses=telling.STATUSES,
    )


def _rooms(here: Here) -> list[Mapping[str, str]]:
    return [
        {
            "name": one.name,
            "lane": here.lane(Kind.CHANNEL, one.id),
            "way": here.url("with", str(number)),
            "reads": telling.readers(here.view, here.lane(Kind.CHANNEL, one.id)),
            "title": _("To %(name)s") % {"name": one.name},
            "send": _("Read once more, then send to %(name)s") % {"name": one.name},
        }
        for number, one in enumerate(here.view.table.delegations, 1)
    ]


def card(here: Here, holding: Holding) -> Card:
    """Return which text a delegation holds, in words."""
    language = get_language() or "en"
    number = here.view.table.delegations.index(holding.delegation) + 1
    given = holding.given
    check = given.check.words(language) if given and holding.how != "another" else ()
    return Card(
        holding.delegation.name,
        _held(holding),
        _another(holding),
        check,
        _beneath(holding),
        here.url("with", str(number)),
    )


def _held(holding: Holding) -> str:
    if holding.given is None:
        return _("holds no text yet")
    told = {"version": holding.given.name, "by": holding.given.carrier}
    if holding.how == "holds":
        return _("holds %(version)s") % told
    return _("was left %(version)s, by %(by)s's word") % told


def _another(holding: Holding) -> str:
    if holding.how != "another" or holding.given is None:
        return ""
    told = {"version": holding.given.name, "places": places(holding.differences)}
    if not holding.differences:
        return _("another text under “%(version)s”") % told
    return _("another text under “%(version)s”: %(places)s") % told


def places(differences: tuple[Difference, ...]) -> str:
    """Return where texts differ, in words: clause 14 differs; clauses 12 and 14 differ."""
    numbers = list(dict.fromkeys(one.clause.rstrip(". ") for one in differences))
    if len(numbers) == 1:
        return _("clause %(number)s differs") % {"number": numbers[0]}
    return _("clauses %(numbers)s differ") % {"numbers": ", ".join(numbers)}


def _beneath(holding: Holding) -> str:
    given = holding.given
    if given is None:
        return ""
    found = {
        "delivered": _("found when it was delivered · rooms see none of this"),
        "acknowledged": _("said by the room · rooms see none of this"),
        "checked": _("found by the room's own check · rooms see none of this"),
        "accepted": _("said by the room · rooms see none of this"),
        "listed": _("the room went down the control list and marked nothing; the words were not compared"),
    }
    carried = _("%(form)s by %(by)s, %(when)s") % {
        "form": telling.FORMS[given.form],
        "by": given.carrier,
        "when": given.when or when(given.stamp).strftime("%Y-%m-%d %H:%M UTC"),
    }
    if holding.how == "holds":
        return f"{carried} · {_('checked by the room')}"
    return f"{carried} · {found[holding.found]}" if holding.found else carried


def _answer(here: Here, one: Answers) -> Mapping[str, Any]:
    told = {"name": one.delegation.name, "version": one.of.name if one.of else ""}
    words = _another_text(one, told) or _sense(one, told)
    terms: tuple[str, ...] = ()
    if one.answer is not None and one.answer.accepts and one.answer.level:
        terms = answering.sentences(here.view, one.answer, _numbers(here, one.answer.sha256))
    return {"words": words, "terms": terms, "alone": one.alone}


def _another_text(one: Answers, told: Mapping[str, str]) -> str:
    """Return that an acceptance is of another text, or of this one over another paper; nothing else."""
    if one.answer is None or not one.answer.accepts:
        return ""
    if one.holds_another:
        return _("%(name)s accepts %(version)s, and holds another text") % told + _difference(one)
    if one.of is not None:
        return ""
    if one.against is None:
        return _("%(name)s accepted another text") % told + _difference(one)
    told = {**told, "version": one.against.name}
    return _("%(name)s accepted another text than %(version)s") % told + _difference(one)


def _sense(one: Answers, told: Mapping[str, str]) -> str:
    said = {
        "nothing": _("%(name)s has not answered."),
        "no": _("%(name)s does not accept %(version)s.") if one.of else _("%(name)s does not accept it."),
        "yes": _("%(name)s accepts %(version)s."),
        "yes if": _("%(name)s accepts %(version)s if what it named comes about."),
        "personal": _("Somebody of %(name)s could accept %(version)s; it binds nobody."),
        "counter": _("%(name)s accepts %(version)s with other words: a counter-proposal."),
        "lapsed": _("%(name)s accepted %(version)s; its time has passed."),
        "withdrawn": _("%(name)s took back its acceptance of %(version)s."),
    }
    return said[one.sense] % told


def _numbers(here: Here, sha256: str) -> Mapping[str, str]:
    try:
        file = clauses.files_in(here.view.text_of(sha256), get_language() or "en")[1]
    except Absent:
        return {}
    return paper.references(one_text.read(file))


def _difference(one: Answers) -> str:
    count = len(one.differences)
    if not count:
        return (
            _(": where it differs is not told.")
            if one.holds_another
            else _(": the desk has not seen its words.")
        )
    if count == 1:
        return _(": one difference, %(where)s.") % {"where": places(one.differences)}
    return _(": %(count)s differences, %(where)s.") % {"count": count, "where": places(one.differences)}


def _table(here: Here, newest: Version) -> Mapping[str, Any]:
    language, file = clauses.files_in(here.view.text_of(newest.sha256), get_language() or "en")
    read = one_text.read(file)
    listed = clauses.only_clauses(clauses.rows(read))
    found = board(here.view, [row.id for row in listed])
    delegations = [
        one.name
        for one, channel in here.view.channels()
        if one.standing is Standing.PARTY or channel.reactions
    ]
    return {
        "heads": [_("Clause"), newest.name, *delegations, _("Stands")],
        "rows": [_line(row, said, delegations) for row, said in zip(listed, found, strict=True)],
        "language": language,
        "blocking": blocking.gathered(found, paper.references(read)),
    }


def _line(row: clauses.Row, said: Row, delegations: list[str]) -> Mapping[str, Any]:
    cells = []
    for delegation, reacted in said.reactions:
        name = delegation.name
        if name not in delegations:
            continue
        if reacted is None:
            cells.append({"who": name, "mark": "·", "words": "", "more": ""})
            continue
        heard = _(" (heard by %(by)s)") % {"by": reacted.heard.by} if reacted.heard else ""
        words = f"{telling.REACTIONS[reacted.reaction]}{heard}"
        cells.append({"who": name, "mark": MARKS[reacted.reaction], "words": words, "more": reacted.words})
    status = {"words": telling.STATUSES[said.status], "tone": TONES.get(said.status, "plain")}
    return {"row": row, "cells": cells, "status": status}


def _chosen(view: View, clause: str) -> Mapping[str, Any] | None:
    """Return what rooms confided of one clause, and what of it may be carried."""
    newest = newest_version(view)
    if not clause or newest is None:
        return None
    file = next(iter(view.text_of(newest.sha256).values()))
    number = one_text.numbers(one_text.read(file)).get(clause)
    if number is None:
        return None
    told = [
        {"who": owner.name, "words": item.words, "released": _released(view, channel.releases, name)}
        for owner, channel in view.channels()
        for name, item in channel.items.items()
        if item.clause in (clause, number)
    ]
    return {
        "id": clause,
        "number": number,
        "told": told,
        "readings": [
            (owner.name, channel.readings[clause].words)
            for owner, channel in view.channels()
            if clause in channel.readings
        ],
        "proposed": [one for one in redrafts.proposed(view) if one.clause == clause],
        "status": view.desk.statuses.get(clause, "not discussed"),
    }


def _released(view: View, releases: Mapping[str, Any], item: str) -> list[str]:
    found = []
    for one in releases.values():
        if one.item == item and not one.revoked:
            to = ", ".join(view.name_of(name) or _("everybody") for name in one.to)
            found.append(
                _("may be carried to %(to)s, %(guise)s: %(words)s")
                % {"to": to, "guise": telling.GUISES[one.as_], "words": one.words}
            )
    return found


def _words_of_statuses(view: View) -> list[str]:
    """Return how many clauses stand under each of the desk's own words; no share of anything."""
    counted = Counter(view.desk.statuses.values())
    return [f"{number} {telling.STATUSES[word]}" for word, number in counted.items()]
