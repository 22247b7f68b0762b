"""`goodoffices lists`: hold two lists of persons against each other; names go in and never come out."""

import csv
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from goodoffices.cli.files import columns, naming, print_json, say
from goodoffices.core.errors import BadInput, Fault
from goodoffices.monitoring.calendar.fields import classes_in_order, ratio_of
from goodoffices.monitoring.lists.batches import Held, Plan, plan
from goodoffices.monitoring.lists.persons import LARGEST, Person, persons
from goodoffices.monitoring.lists.reconcile import Reconciled, reconcile

File = Annotated[Path, typer.Argument(help="A list of persons (CSV).", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
HEAD = ("list", "id", "person", "status", "class")
_SHOWN = 20

app = typer.Typer(no_args_is_help=True, help="Lists of persons: names go in and never come out.")


def register(parent: typer.Typer) -> None:
    """Offer the command."""
    parent.add_typer(app, name="lists")


@app.command("reconcile")
def reconcile_files(
    first: File,
    second: File,
    json: Json = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write one line per entry here (CSV).")
    ] = None,
) -> None:
    """Who is asked for in FIRST and what SECOND, the list of whoever is said to hold them, says of each."""
    found = reconcile(_persons(first, "first:"), _persons(second, "second:"))
    if out:
        _write(out, found)
    if json:
        print_json(_plain(found))
    else:
        say(_said(found))


@app.command("batches")
def batches_of_file(
    file: Annotated[Path, typer.Argument(help="What `reconcile --out` wrote.", show_default=False)],
    size: Annotated[int, typer.Option(help="Persons in a batch.", min=1, show_default=False)],
    order: Annotated[str, typer.Option(help='Such as "crew before officers".')] = "",
    ratios: Annotated[
        list[str] | None, typer.Option("--ratio", help="Such as crew=12:1; once for each class.")
    ] = None,
    json: Json = False,
) -> None:
    """Put everybody confirmed into batches; who is held by others waits and is counted."""
    classes = classes_in_order(order)
    if order and not classes:
        raise BadInput('--order: two classes are needed, such as "crew before officers"')
    made = plan(_confirmed(file), size, classes, dict(_ratio(one) for one in ratios or ()))
    if json:
        print_json(_plan(made))
    else:
        rows = [("batch", "persons", "classes", "come back")]
        rows += [
            (str(one.number), " ".join(one.persons), _classes(one.classes), str(one.answered))
            for one in made.batches
        ]
        say(columns(rows, indent="") + f"\n{len(made.waiting)} held by others wait.")


def _persons(path: Path, prefix: str) -> tuple[Person, ...]:
    with naming(path):
        return persons(_octets(path), prefix)


def _octets(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"a list is at most {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as fault:
        raise BadInput(f"{(fault.strerror or 'cannot be read').lower()}; check the name") from None


def _plain(found: Reconciled) -> dict[str, Any]:
    return {
        "counts": dict(found.counts()),
        "persons": [
            {
                "person": line.person,
                "first": list(line.first),
                "second": list(line.second),
                "status": line.status,
                "class": line.group,
            }
            for line in found.lines
        ],
        "questions": [
            {"where": one.where, "a": one.a, "b": one.b, "agree": list(one.agree), "differ": list(one.differ)}
            for one in found.questions
        ],
    }


def _said(found: Reconciled) -> str:
    counts = [(status, str(many)) for status, many in found.counts().items()]
    lines = [f"{len(found.lines)} persons", columns(counts)]
    if found.questions:
        lines.append(f"{len(found.questions)} pairs for a person to look at:")
        rows = [
            (one.where, one.a, one.b, f"agree: {', '.join(one.agree)}", f"differ: {', '.join(one.differ)}")
            for one in found.questions[:_SHOWN]
        ]
        lines.append(columns(rows))
        more = len(found.questions) - _SHOWN
        lines += [f"  and {more} more (--json has all)"] if more > 0 else []
    return "\n".join(lines)


def _write(path: Path, found: Reconciled) -> None:
    classes = {line.person: line.group for line in found.lines}
    words = io.StringIO()
    writer = csv.writer(words, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((*entry, classes[entry[2]]) for entry in found.entries())
    try:
        path.write_text(words.getvalue(), encoding="utf-8", newline="")
    except OSError as fault:
        raise BadInput(Fault(f"cannot be written: {fault.strerror}", file=str(path))) from None


def _confirmed(path: Path) -> tuple[Held, ...]:
    with naming(path):
        try:
            rows = list(csv.reader(io.StringIO(_octets(path).decode("utf-8"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise BadInput("this is not what `lists reconcile --out` wrote") from None
        if not rows or tuple(rows[0]) != HEAD or any(len(row) != len(HEAD) for row in rows):
            raise BadInput("this is not what `lists reconcile --out` wrote")
    found: dict[str, Held] = {}
    for which, _, person, status, group in rows[1:]:
        if which == "first" and status in {"confirmed", "third"}:
            found[person] = Held(person, group, "held by others" if status == "third" else "")
    return tuple(found.values())


def _ratio(words: str) -> tuple[str, Fraction]:
    group, _, numbers = words.partition("=")
    found = ratio_of(numbers)
    if not group.strip() or found is None:
        raise BadInput(f"--ratio: {words!r} is not of the form crew=12:1")
    return group.strip(), found


def _plan(made: Plan) -> dict[str, Any]:
    return {
        "batches": [
            {
                "number": one.number,
                "persons": list(one.persons),
                "classes": dict(one.classes),
                "answered": one.answered,
            }
            for one in made.batches
        ],
        "waiting": [one.person for one in made.waiting],
    }


def _classes(classes: Mapping[str, int]) -> str:
    return ", ".join(f"{many} {group}".strip() for group, many in classes.items())
