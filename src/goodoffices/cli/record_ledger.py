"""The commands of `goodoffices record` that keep a ledger, ask it, and give it out."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import typer

from goodoffices.cli.record_pages import line_plain, series_plain, tally_plain, tally_words, timeline_words
from goodoffices.core.errors import BadInput, Fault
from goodoffices.record.ledger.book import Ledger, next_id
from goodoffices.record.ledger.citations import citations
from goodoffices.record.ledger.codec import to_plain
from goodoffices.record.ledger.confirm import confirmed
from goodoffices.record.ledger.entries import Entry, Report
from goodoffices.record.ledger.file import append, entries_of, load
from goodoffices.record.ledger.pictures import picture, table
from goodoffices.record.ledger.questions import Wanted, figures, known_on, timeline
from goodoffices.record.ledger.tables import codebook, codings_csv, csv_of, entries_of_csv
from goodoffices.record.ledger.tallies import tally, things
from goodoffices.record.reading.dateline import day_in_name
from goodoffices.record.reading.intake import read_file
from goodoffices.record.reading.reading import read

LedgerFile = Annotated[Path, typer.Argument(metavar="LEDGER", help="the ledger: a file of JSON lines")]
Json = Annotated[bool, typer.Option("--json", help="one JSON object on standard output")]
On = Annotated[str | None, typer.Option("--on", help="only what was public by this day")]
By = Annotated[str, typer.Option("--by", help="who enters it")]


def offer(app: typer.Typer) -> None:
    """Add the ledger's commands to `goodoffices record`."""
    for command in (add, confirm, claims, timeline_of, known, figures_of, export):
        app.command(command.__name__.removesuffix("_of"))(command)


def day(words: str | None, option: str) -> date | None:
    """Return the day of `2031-03-04`; `option` names where it was written, for the message."""
    try:
        return None if words is None else date.fromisoformat(words)
    except ValueError as error:
        raise BadInput(f"{option} {words}: write a day as 2031-03-04") from error


def say(value: object) -> None:
    """Print one JSON value."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def add(
    ledger: LedgerFile,
    source: Annotated[Path, typer.Argument(metavar="FILE")],
    by: By = "",
    as_json: Json = False,
) -> None:
    """Add entries from a file of JSON lines or CSV; all of them or none. A correction is a new entry that names the old."""
    book = load(ledger, new=True)
    entries = _imported(book, source)
    stamped = [replace(entry, entered=entry.entered or _now(), by=entry.by or by) for entry in entries]
    append(ledger, book, stamped)
    _told(stamped, as_json=as_json)


def _imported(book: Ledger, source: Path) -> list[Entry]:
    try:
        data = source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(Fault(f"cannot be read: {error.strerror}", file=str(source))) from error
    except UnicodeDecodeError as error:
        raise BadInput(Fault("is not UTF-8", file=str(source))) from error
    if source.suffix.lower() == ".csv":
        return entries_of_csv(data, str(source))
    return entries_of(data, str(source), _free(book))[0]


def _free(book: Ledger) -> Iterator[str]:
    return (f"s{number}" for number in count(int(next_id(book, "s")[1:])))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")  # noqa: TID251 - the command line may read the clock


def _told(entries: list[Entry], *, as_json: bool) -> None:
    if as_json:
        say({"added": [entry.id for entry in entries]})
    else:
        typer.echo(f"{len(entries)} added: {', '.join(entry.id for entry in entries)}")


def confirm(  # noqa: PLR0913
    ledger: LedgerFile,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    *,
    outlet: Annotated[str, typer.Option("--outlet", help="where it was published")],
    take: Annotated[str, typer.Option("--take", help="numbers of the suggestions, such as 1,3-5, or all")],
    published: Annotated[str | None, typer.Option("--date", help="the day it was published")] = None,
    title: Annotated[str, typer.Option("--title")] = "",
    url: Annotated[str, typer.Option("--url")] = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """Enter suggestions of `record read` into the ledger, each by its number; nothing else gets in."""
    text, digest = read_file(report)
    reading = read(text, day(published, "--date") or day_in_name(report.name))
    when = published or (reading.day.isoformat() if reading.day else None)
    if when is None:
        raise BadInput(Fault("the report does not say when it was published; give --date", file=str(report)))
    book = load(ledger, new=True)
    meant = Report(outlet, when, title, url, place=reading.place or "", sha256=digest)
    entries = confirmed(book, reading, meant, _numbers(take))
    stamped = [replace(entry, entered=_now(), by=by) for entry in entries]
    append(ledger, book, stamped)
    _told(stamped, as_json=as_json)


def _numbers(take: str) -> list[int] | None:
    if take.strip() == "all":
        return None
    found: list[int] = []
    for part in take.split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdigit() or not (last or first).isdigit() or int(last or first) - int(first) > 100_000:
            raise BadInput(f"--take {take}: write numbers such as 1,3-5, or all")
        found += range(int(first), int(last or first) + 1)
    return found


def claims(
    ledger: LedgerFile, what: Annotated[str, typer.Argument()] = "", on: On = None, as_json: Json = False
) -> None:
    """Show every value claimed of WHAT, by whom, when and through whom; without WHAT, what there are claims about."""
    book = load(ledger)
    if not what:
        found = things(book)
        say({"things": list(found)}) if as_json else typer.echo("\n".join(found) or "no claims yet")
        return
    made = tally(book, what, day(on, "--on"))
    if as_json:
        say(tally_plain(made))
    else:
        typer.echo(tally_words(made))


def timeline_of(  # noqa: PLR0913
    ledger: LedgerFile,
    *,
    actor: Annotated[str, typer.Option("--actor", help="by the talks' name, or any alias of it")] = "",
    issue: Annotated[str, typer.Option("--issue")] = "",
    what: Annotated[str, typer.Option("--what", help="with a claim about this")] = "",
    since: Annotated[str | None, typer.Option("--since")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Show statements in the order they were said: of an actor, on an issue, with a claim."""
    wanted = Wanted(actor, issue, what, day(since, "--since"), day(until, "--until"), day(on, "--on"))
    lines = timeline(load(ledger), wanted)
    if as_json:
        say({"statements": [line_plain(line) for line in lines]})
    else:
        typer.echo(timeline_words(lines))


def known(
    ledger: LedgerFile, on: Annotated[str, typer.Argument(metavar="DAY")], as_json: Json = False
) -> None:
    """Show what had been published by DAY, with the corrections and denials published by then."""
    lines = known_on(load(ledger), day(on, "DAY") or date.max)
    if as_json:
        say({"on": on, "statements": [line_plain(line) for line in lines]})
    else:
        typer.echo(timeline_words(lines))


def figures_of(
    ledger: LedgerFile,
    what: Annotated[str, typer.Argument()],
    svg: Annotated[Path | None, typer.Option("--svg", help="write the drawing to this file")] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Show the numbers claimed of WHAT over time, by source, as a table and a drawing."""
    series = figures(load(ledger), what, day(on, "--on"))
    if svg is not None:
        _write(svg, picture(what, series) + "\n")
    if as_json:
        say({"what": what, "series": series_plain(series)})
    else:
        typer.echo("\n".join("  ".join(row) for row in table(series)) or "no number was claimed")


def export(  # noqa: PLR0913
    ledger: LedgerFile,
    *,
    csv: Annotated[Path | None, typer.Option("--csv", help="statements and claims as CSV")] = None,
    codebook_file: Annotated[
        Path | None, typer.Option("--codebook", help="what the columns and codes mean, as CSV")
    ] = None,
    codings: Annotated[Path | None, typer.Option("--codings", help="codings of clauses as CSV")] = None,
    csl: Annotated[Path | None, typer.Option("--csl", help="the reports as CSL-JSON")] = None,
    as_json: Json = False,
) -> None:
    """Write the ledger out: CSV with its codebook, citations, or with --json all of it on standard output."""
    book = load(ledger)
    made: list[tuple[Path | None, Any]] = [
        (csv, csv_of),
        (codings, codings_csv),
        (codebook_file, lambda _: codebook()),
    ]
    for path, content in made:
        if path is not None:
            _write(path, content(book))
    if csl is not None:
        _write(csl, json.dumps(citations(book), ensure_ascii=False, indent=1) + "\n")
    if as_json:
        say({"entries": [to_plain(entry) for entry in book.entries]})
    elif not any((csv, codebook_file, codings, csl)):
        raise BadInput("say what to write: --csv, --codebook, --codings, --csl or --json")


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(Fault(f"cannot be written: {error.strerror}", file=str(path))) from error
