"""The public record that a desk or a room keeps for itself: a ledger read from the one lane it is kept in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from goodoffices.core.entries import Asked
from goodoffices.core.errors import BadInput, Fault
from goodoffices.record.ledger.book import Ledger, add, next_id
from goodoffices.record.ledger.codec import to_plain
from goodoffices.record.ledger.entries import Body, Entry
from goodoffices.record.ledger.file import entries_of, line_of
from goodoffices.record.reading.intake import CONTROL
from goodoffices.web.talks import store
from goodoffices.web.talks.folding import Seated, workplace

SLOT = "report"  # where a report waits that is not confirmed yet
LETTERS = {"Report": "r", "Statement": "s", "Alias": "a", "Coding": "c"}


def kept(now: Seated) -> Ledger:
    """Return the ledger of the desk or room where this seat works. Cost: in the entries that hold its lines."""
    numbers = (now.view.desk if now.view.seat.mediates else now.view.room).record
    if not numbers:
        return Ledger()
    rows = store.entries(workplace(now.view).id, numbers=list(numbers))
    lines = [line for row in rows for line in cast("Any", row.body)["move"]["lines"]]
    return add(Ledger(), entries_of("\n".join(lines))[0])


def check(now: Seated, asked: Sequence[Asked]) -> None:
    """Refuse lines that the ledger they are meant for cannot take: malformed, an id used twice, a name of nothing."""
    wanted = [one for one in asked if one.kind == "enter" and one.lane in now.view.lanes]
    if not wanted:
        return
    ledger = kept(now)
    for one in wanted:
        given = one.fields.get("lines")
        lines = [line for line in given if isinstance(line, str)] if isinstance(given, list | tuple) else []
        if any("\n" in line or "\r" in line for line in lines):
            raise BadInput("lines: each line of the record is one line of JSON")
        ledger = add(ledger, _fit(entries_of("\n".join(lines))[0]))


def _fit(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries; refuse unseen characters and marks that turn the direction of writing over."""
    for number, entry in enumerate(entries, start=1):
        if any(CONTROL.search(words) for words in _strings(to_plain(entry))):
            raise BadInput(
                Fault("holds a mark that turns round or hides what others read; take it out", number)
            )
    return entries


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (words for each in value.values() for words in _strings(each))
    elif isinstance(value, list):
        yield from (words for each in value for words in _strings(each))


def lines_of(ledger: Ledger, bodies: Iterable[Body], by: str, at: datetime) -> list[str]:
    """Return bodies as lines for the ledger, each with the next free id of its kind, who entered it and on what day."""
    lines = []
    for body in bodies:
        name = next_id(ledger, LETTERS[type(body).__name__])
        entry = Entry(name, body, at.date().isoformat(), by)
        ledger = add(ledger, (entry,))
        lines.append(line_of(entry))
    return lines


def waits(now: Seated) -> bool:
    """Say whether a report waits for this seat to be confirmed."""
    return store.draft(now.sitting.seat, SLOT) is not None
