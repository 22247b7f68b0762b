"""From suggestion to entry: what a person confirmed of a reading, as statements of the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from goodoffices.core.errors import BadInput, Fault
from goodoffices.record.ledger.book import Ledger, next_id
from goodoffices.record.ledger.entries import Alias, Bound, Claim, Entry, Grade, Report, Statement
from goodoffices.record.reading.values import Figure, Reading
from goodoffices.record.reading.values import Statement as Suggested

_GRADES: Mapping[str, Grade] = {"named": "on record", "described": "background", "anonymous": "background"}
_BOUNDS: Mapping[str, Bound] = {"over": "over", "under": "under", "about": "about"}


def confirmed(
    ledger: Ledger, reading: Reading, report: Report, numbers: Sequence[int] | None = None
) -> tuple[Entry, ...]:
    """Return the report and the suggestions of these numbers (from 1; all if None) as entries with free ids.

    Said and published stay apart: the day said is the one the report gives for the statement, if any, and published is
    the report's. A figure inside the words becomes a claim of what it counts. A suggestion that names nobody cannot be
    confirmed as it is, and is refused by its number.
    """
    chosen = list(range(1, len(reading.statements) + 1)) if numbers is None else list(dict.fromkeys(numbers))
    faults = [Fault(why) for number in chosen if (why := _not_possible(reading, number))]
    if faults:
        raise BadInput(*faults)
    name = next_id(ledger, "r")
    first = int(next_id(ledger, "s")[1:])
    made = [Entry(name, report)]
    for offset, number in enumerate(chosen):
        body = statement_of(ledger.aliases, reading, reading.statements[number - 1], report)
        made.append(Entry(f"s{first + offset}", replace(body, report=name)))
    return tuple(made)


def _not_possible(reading: Reading, number: int) -> str:
    if not 1 <= number <= len(reading.statements):
        return f"there is no suggestion {number}; they count from 1 to {len(reading.statements)}"
    return (
        ""
        if reading.statements[number - 1].source
        else f"suggestion {number} names nobody; enter it with its source"
    )


def statement_of(
    aliases: Mapping[str, Alias], reading: Reading, suggested: Suggested, report: Report
) -> Statement:
    """Return a suggestion as a statement; grade and actor are proposals that a person may change."""
    source = suggested.source
    if source is None:
        raise BadInput("a suggestion that names nobody needs its source entered")
    alias = aliases.get(source.words.text.casefold())
    return Statement(
        source=" ".join(source.words.text.split()),
        outlet=report.outlet,
        words=" ".join(suggested.words.text.split()),
        said=suggested.said_on.isoformat() if suggested.said_on else None,
        published=report.published,
        hidden=source.kind,
        grade=_GRADES[source.kind],
        actor=alias.actor if alias else "",
        kind=suggested.kind,
        quotation=suggested.quotation,
        to=suggested.to or "",
        language=report.language,
        claims=tuple(claims_of(reading.figures, suggested)),
        start=suggested.words.start,
        end=suggested.words.end,
    )


def claims_of(figures: Iterable[Figure], suggested: Suggested) -> Iterable[Claim]:
    """Yield a claim for each figure inside the words that says a number and what it counts."""
    for figure in figures:
        inside = suggested.words.start <= figure.words.start and figure.words.end <= suggested.words.end
        if inside and figure.value is not None and figure.counted:
            yield Claim(
                " ".join(figure.counted.split()),
                _digits(figure.value),
                "number",
                "",
                _BOUNDS.get(figure.bound, "exact"),
            )


def _digits(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
