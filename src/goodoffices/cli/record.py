"""`goodoffices record`: read reports; keep, question and export the ledger of what was said in public."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from goodoffices.cli.record_ledger import day, offer
from goodoffices.core.errors import BadInput, Fault
from goodoffices.record.bulk import Done, read_folder
from goodoffices.record.reading.dateline import day_in_name
from goodoffices.record.reading.intake import read_file
from goodoffices.record.reading.plain import plain
from goodoffices.record.reading.readers import reader
from goodoffices.record.reading.values import Reading

app = typer.Typer(no_args_is_help=True, help="The public record: who said what, when, on whose authority.")


def register(parent: typer.Typer) -> None:
    """Offer `goodoffices record`."""
    parent.add_typer(app, name="record")


@app.command()
def read(  # noqa: PLR0913
    path: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="a report in plain text, or a folder of reports")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object on standard output")] = False,
    published: Annotated[
        str | None, typer.Option("--date", help="the day it was published, if it does not say")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="for a folder: the file of JSON lines to write")
    ] = None,
    by: Annotated[str, typer.Option("--reader", help="rules, or one that another package offers")] = "rules",
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="for a folder: how many cores")] = None,
) -> None:
    """Suggest the statements, figures and dates of a report; nothing is recorded."""
    if path.is_dir():
        if published is not None:
            raise BadInput("--date is for one report; in a folder, put the day into the names of the files")
        _folder(path, out or Path(f"{path.resolve().name}.readings.jsonl"), jobs, as_json=as_json)
        return
    text, _ = read_file(path)
    reading = reader(by)(text, day(published, "--date") or day_in_name(path.name))
    if as_json:
        typer.echo(json.dumps(plain(reading), ensure_ascii=False))
        return
    for line in _lines(reading):
        typer.echo(line)


def _folder(folder: Path, out: Path, jobs: int | None, *, as_json: bool) -> None:
    if out.exists() and out.is_dir():
        raise BadInput(Fault("is a folder; name a file for --out", file=str(out)))
    try:
        done = _with_progress(folder, out, jobs)
    except OSError as error:
        raise BadInput(Fault(f"cannot be written: {error.strerror}", file=str(out))) from error
    for fault in done.faults:
        sys.stderr.write(f"skipped: {fault}\n")
    summary = {"read": done.read, "read_before": done.before, "skipped": list(done.faults), "out": str(out)}
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        typer.echo(f"{done.read} read, {done.before} read before, {len(done.faults)} skipped; see {out}")
    if done.faults and not done.read and not done.before:
        raise typer.Exit(2)


def _with_progress(folder: Path, out: Path, jobs: int | None) -> Done:
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        return read_folder(
            folder, out, lambda done, of: progress.update(task, completed=done, total=of), jobs
        )


def _lines(reading: Reading) -> list[str]:
    where = ", ".join(
        part for part in (reading.place, reading.day.isoformat() if reading.day else None) if part
    )
    lines = [where or "no dateline found", "", "Statements"]
    for number, s in enumerate(reading.statements, start=1):
        who = f"{s.source.words.text} ({s.source.kind})" if s.source else "nobody named"
        when = f", on {s.said_on}" if s.said_on else ""
        to = f" to {_one_line(s.to)}" if s.to else ""
        lines.append(
            f"{number:4}  {_one_line(who)} {_one_line(s.cue.text)}{to}{when}: {_one_line(s.words.text)}"
        )
        lines.append(f"      {s.kind}, {s.quotation}; rule: {s.rule}; {s.words.start}-{s.words.end}")
    lines += ["", "Figures"]
    lines += [
        f"      {_one_line(f.words.text)}: {f.bound} {f.value if f.value is not None else '(no number)'} {f.counted};"
        f" source: {_one_line(f.source) if f.source else 'none given'}; as of {f.as_of or 'no day given'}"
        for f in reading.figures
    ]
    lines += ["", "Dates"]
    return lines + [
        f"      {_one_line(d.words.text)}: {d.value or 'unknown'}{f' ({d.modifier})' if d.modifier else ''}"
        for d in reading.dates
    ]


def _one_line(words: str) -> str:
    return " ".join(words.split())


offer(app)
