"""`goodoffices calendar`: play a text's obligations through before anybody signs."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.calendar.picture import picture
from goodoffices.monitoring.calendar.play import Played, play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.calendar.table import HEADINGS, lined_up, rows
from goodoffices.monitoring.obligations import Calendar


def register(app: typer.Typer) -> None:
    """Offer the command."""
    group = typer.Typer(no_args_is_help=True, help="Obligations over their days.")

    @group.callback()
    def _group() -> None:
        """Obligations over their days."""

    group.command("play")(_play)
    app.add_typer(group, name="calendar")


def _play(
    file: Annotated[Path, typer.Argument(help="The obligations, in TOML (docs/guide/obligations.md).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write the picture here.")] = None,
) -> None:
    """Play the calendar: deadlocks, triggers that never fire, races, cascades, order, clock."""
    played = _played(file)
    if svg:
        _write(svg, picture(played))
    if as_json:
        sys.stdout.write(json.dumps(played.plain(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_said(played)) + "\n")
    if not played.sound:
        raise typer.Exit(1)


def _played(file: Path) -> Played:
    try:
        return play(_calendar(file))
    except BadInput as bad:
        raise bad.within(str(file)) from None


def _calendar(file: Path) -> Calendar:
    try:
        return read(file.read_bytes())
    except OSError as fault:
        raise BadInput(f"cannot be read: {fault.strerror}") from None


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as fault:
        raise BadInput(f"{path}: cannot be written: {fault.strerror}") from None


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
    return [*lines, "", *lined_up(table)]
