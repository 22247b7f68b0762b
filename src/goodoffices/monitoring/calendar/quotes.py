"""Obligations held against the clauses they quote: which are to be read again, which clauses oblige nobody."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodoffices.core.text import Text, clauses, said
from goodoffices.monitoring.obligations import Calendar, Event, Obligation


@dataclass(frozen=True)
class Readings:
    """What a text makes of a calendar: obligations that lapsed to "read again", and clauses with none.

    `gone` are the lapsed ones whose clause stands in the text no longer.
    """

    again: tuple[Obligation, ...]
    gone: tuple[Obligation, ...]
    unobliged: tuple[str, ...]


def words_of(text: Text) -> dict[str, str]:
    """Return the words of every clause by its id, in the notation of the file without ids and labels."""
    return {clause.id: said(clause) for clause in clauses(text)}


def stands(quotes: str, words: str) -> bool:
    """Whether the quoted words stand in a clause, whole words, whatever the blanks and line ends between them."""
    quote, whole = _plain(quotes), _plain(words)
    at = whole.find(quote)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(quote) : at + len(quote) + 1]
        if not (_joins(before, quote[:1]) or _joins(quote[-1:], after)):
            return True
        at = whole.find(quote, at + 1)
    return False


def readings(calendar: Calendar, words: Mapping[str, str]) -> Readings:
    """Hold every quote against the words of its clause; an obligation that quotes nothing is not checked."""
    gone = [one for one in calendar.obligations if one.clause not in words]
    again = [
        one
        for one in calendar.obligations
        if one.clause not in words or (one.quotes and not stands(one.quotes, words[one.clause]))
    ]
    named = {one.clause for one in calendar.obligations} | {phase.clause for phase in calendar.phases}
    return Readings(tuple(again), tuple(gone), tuple(clause for clause in words if clause not in named))


def without(calendar: Calendar, lapsed: tuple[Obligation, ...]) -> Calendar:
    """Return the calendar as it stands without the obligations that lapsed; nothing suspends them either."""
    gone = {one.id for one in lapsed}
    kept = tuple(one for one in calendar.obligations if one.id not in gone)
    names = {name for one in kept for name in (one.id, one.clause)}
    return replace(
        calendar,
        obligations=tuple(
            replace(one, suspends=tuple(name for name in one.suspends if name in names)) for one in kept
        ),
        events=tuple(_without(event, names) for event in calendar.events),
    )


def _without(event: Event, names: set[str]) -> Event:
    """Return an event that counts only what is left; one that counted what lapsed alone waits for it."""
    left = tuple(name for name in event.of if name in names)
    return replace(event, of=left) if left else replace(event, of=(), all_of=event.all_of or event.of)


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def _joins(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()
