"""`goodoffices divide`: adjusted winner from a file of items and points."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.analysis.divide import Division, Item, adjusted_winner
from goodoffices.cli.files import card, columns, exact, naming, print_json, read_json, say
from goodoffices.cli.placed import Value


def register(app: typer.Typer) -> None:
    """Offer the command."""
    app.command("divide")(divide)


def divide(
    file: Annotated[Path, typer.Argument(help="JSON: two parties, and the points each gives every item.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Divide items between two parties so that neither envies the other (adjusted winner)."""
    with naming(file):
        root, digest = read_json(file)
        parties, items = _read(root)
        division = adjusted_winner(items)
    if as_json:
        print_json(
            {
                "shares": {name: exact(share) for name, share in division.shares.items()},
                "totals": [exact(total) for total in division.totals],
                "split": division.split,
            }
        )
    else:
        say(page(parties, items, division))
        say(card(digest, "division"))


def _read(root: Value) -> tuple[tuple[str, str], list[Item]]:
    fields = root.fields(("parties", "items"))
    names = [value.text() for value in fields["parties"].list()]
    if len(names) != 2 or names[0] == names[1]:
        raise fields["parties"].fault("two parties of different names are needed")
    items: list[Item] = []
    seen: set[str] = set()
    for value in fields["items"].list():
        items.append(_item(value))
        if items[-1].name in seen:
            raise value.fault(f"the item {items[-1].name!r} stands here twice")
        seen.add(items[-1].name)
    if not items:
        raise fields["items"].fault("there is nothing to divide: name at least one item")
    return (names[0], names[1]), items


def _item(value: Value) -> Item:
    fields = value.fields(("name", "points"))
    points = fields["points"].list()
    if len(points) != 2:
        raise fields["points"].fault("two numbers are needed, one for each party")
    first, second = (point.number(whole_text=False) for point in points)
    if first < 0 or second < 0:
        raise fields["points"].fault("points cannot be negative")
    return Item(fields["name"].text(), (first, second))


def page(parties: Sequence[str], items: Sequence[Item], division: Division) -> str:
    """Return the division as a page a person can read, with the steps that led to it."""
    first, second = parties
    rows = [["", f"points of {first}", f"points of {second}", "goes to"]]
    rows += [
        [item.name, str(item.points[0]), str(item.points[1]), _goes_to(parties, division.shares[item.name])]
        for item in items
    ]
    lines = [f"A division between {first} and {second}", "", columns(rows), ""]
    lines += [
        f"{first} gets {_mixed(division.totals[0])} of its own points, {second} "
        f"{_mixed(division.totals[1])} of its own: the same share by each side's own measure."
    ]
    lines += [
        f"To be split: {division.split}." if division.split else "No item is split.",
        "",
        "How it came about:",
    ]
    lines += [f"  {line}" for line in _steps(parties, division)]
    return "\n".join([*lines, "", *_CAUTION])


_CAUTION = (
    "No division is better for one and no worse for the other, and neither would rather have the other's part.",
    "This rests on the points as reported, and on items that can be shared and do not depend on one another.",
    "Equal points are not equal welfare. Who knows the other's points can gain by reporting others than its own.",
)


def _steps(parties: Sequence[str], division: Division) -> list[str]:
    begun = [", ".join(n for n, of_first in division.begun.items() if of_first == mine) for mine in (1, 0)]
    steps = [f"first, to {parties[0]}: {begun[0] or 'nothing'}; to {parties[1]}: {begun[1] or 'nothing'}"]
    for move in division.transfers:
        part = "all" if move.part == 1 else str(move.part)
        steps.append(f"then {parties[move.giver]}, being ahead, hands over {part} of {move.item}")
    return steps


def _goes_to(parties: Sequence[str], share: Fraction) -> str:
    if share in (0, 1):
        return parties[1 - int(share)]
    return f"{share} {parties[0]}, {1 - share} {parties[1]}"


def _mixed(number: Fraction) -> str:
    whole, rest = divmod(number.numerator, number.denominator)
    return f"{whole} {rest}/{number.denominator}" if rest and whole else str(number)
