"""`goodoffices calendar`: play a text's obligations through before anybody signs, and put them in a diary."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.files import columns, file_words, naming, print_json, say
from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput, Fault
from goodoffices.monitoring.calendar.picture import picture
from goodoffices.monitoring.calendar.play import Played, play
from goodoffices.monitoring.calendar.quotes import Readings, readings, without, words_of
from goodoffices.monitoring.calendar.reading import LARGEST, read
from goodoffices.monitoring.calendar.table import HEADINGS, rows
from goodoffices.monitoring.icalendar import diary
from goodoffices.monitoring.obligations import Calendar

File = Annotated[
    Path, typer.Argument(help="The obligations, in TOML (docs/guide/obligations.md).", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Text = Annotated[Path | None, typer.Option("--text", help="The text whose clauses are quoted.")]

app = typer.Typer(no_args_is_help=True, help="Obligations over their days.")


def register(parent: typer.Typer) -> None:
    """Offer the command."""
    parent.add_typer(app, name="calendar")


@app.command("play")
def play_file(
    file: File,
    json: Json = False,
    svg: Annotated[Path | None, typer.Option(help="Write the picture here.")] = None,
    text: Text = None,
) -> None:
    """Find deadlocks, triggers that never fire, races, cascades, broken order, and trouble with the clock."""
    calendar = _calendar(file)
    held = _readings(calendar, file, text)
    with naming(file):
        played = play(without(calendar, held.again) if held else calendar)
    if svg:
        _write(svg, picture(played))
    sound = played.sound and not (held and held.again)
    _tell_readings(held)
    if json:
        print_json({**played.plain(), "sound": sound})
    else:
        say("\n".join(_said(played)))
    if not sound:
        raise typer.Exit(1)


@app.command("diary")
def diary_file(
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", help="Write the diary here.", show_default=False)],
    who: Annotated[str, typer.Option(help="Leave out what others owe.")] = "",
) -> None:
    """Write the planned days as an iCalendar file."""
    with naming(file):
        words = diary(play(_calendar(file)), datetime.now(UTC), who)  # noqa: TID251 - the command line has a clock
    _write(out, words)


def _calendar(file: Path) -> Calendar:
    words = file_words(file, LARGEST).removeprefix("\ufeff").replace("\r\n", "\n")
    with naming(file):
        return read(words)


def _readings(calendar: Calendar, file: Path, given: Path | None) -> Readings | None:
    """Hold the quotes against the text named on the command line, else in the file."""
    path = given or (file.parent / calendar.text if calendar.text else None)
    if path is None:
        return None
    words = file_words(path)
    with naming(path):
        return readings(calendar, words_of(one_text.read(words)))


def _tell_readings(held: Readings | None) -> None:
    if held is None:
        return
    gone = set(held.gone)
    lines = [
        f"read again: {one.id}: "
        + ("its clause is gone" if one in gone else "its clause now reads otherwise")
        for one in held.again
    ]
    if held.unobliged:
        lines.append(f"clauses with no obligation: {', '.join(held.unobliged)}")
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8", newline="")
    except OSError as fault:
        raise BadInput(Fault(f"cannot be written: {fault.strerror}", file=str(path))) from None


def _said(played: Played) -> list[str]:
    """The answer for a person: what is wrong and how it shows, what breaches stop, and the days."""
    calendar = played.network.calendar
    tolerance = calendar.tolerance
    lines = [
        f"{played.days} days, {len(calendar.obligations)} obligations; played with up to "
        f"{tolerance.slips} late deliveries, {tolerance.late} days each unless a clause says otherwise.",
        "Nothing found." if played.sound else f"{len(played.faults)} found:",
    ]
    for fault in played.faults:
        lines += ["", f"{fault.kind}: {', '.join(fault.clauses) or 'no clause'}"]
        lines += [f"  day {one.day:>3}  {one.event}" for one in fault.schedule]
    stops = [one for one in played.stops() if one.stops]
    if stops:
        lines += ["", "What a breach stops:"]
    lines += [
        f"  {one.label} (from day {one.day}): {', '.join(stop.stopped for stop in one.stops)}"
        for one in stops
    ]
    table = [HEADINGS, *(row.cells(calendar) for row in rows(played))]
    return [*lines, "", columns(table, indent="")]
