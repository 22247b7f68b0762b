"""`goodoffices match`: which conditional acceptances hold together, what is missing, who waits for whom."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.files import card, naming, print_json, read_json, say
from goodoffices.cli.placed import Value
from goodoffices.core.match import Acceptance, Accepts, Condition, Fact, Match, match

KINDS = ("accepts", "fact", "not_fact")


def register(app: typer.Typer) -> None:
    """Offer the command."""
    app.command("match")(match_file)


def match_file(
    file: Annotated[Path, typer.Argument(help="JSON: acceptances with their conditions, and facts.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say which conditional acceptances hold together, what is missing, and who waits for whom."""
    with naming(file):
        root, digest = read_json(file)
        acceptances, facts = _read(root)
        found = match(acceptances, facts)
    if as_json:
        print_json(_answer(found))
    else:
        say(page(acceptances, found))
        say(card(digest, "match"))


def _answer(found: Match) -> dict[str, object]:
    answer: dict[str, object] = {
        "in_force": [[given.party, given.of] for given in found.in_force],
        "missing": [[_plain(condition) for condition in links] for links in found.missing],
        "circular": _rings(found),
    }
    if not found.complete:
        answer["circular_complete"] = False
    return answer


def _rings(found: Match) -> list[list[str]]:
    """Return the rings by party; what is the same ring of parties over several texts stands once."""
    return [list(ring) for ring in dict.fromkeys(tuple(a.party for a in ring) for ring in found.rings)]


def _plain(condition: Condition) -> dict[str, str]:
    if isinstance(condition, Accepts):
        return {"accepts": condition.party, "of": condition.of}
    return {"fact" if condition.holds else "not_fact": condition.name}


def _read(root: Value) -> tuple[list[Acceptance], dict[str, bool]]:
    fields = root.fields(("acceptances",), ("facts",))
    facts: dict[str, bool] = {}
    if "facts" in fields:
        facts = {m.key.text(): m.value.flag() for m in fields["facts"].members().values()}
    return [_acceptance(value) for value in fields["acceptances"].list()], facts


def _acceptance(value: Value) -> Acceptance:
    fields = value.fields(("by", "of"), ("if",))
    conditions = tuple(_condition(part) for part in fields["if"].list()) if "if" in fields else ()
    return Acceptance(fields["by"].text(), fields["of"].text(), conditions)


def _condition(value: Value) -> Condition:
    fields = value.fields((), (*KINDS, "of"))
    if sum(kind in fields for kind in KINDS) != 1:
        raise value.fault('a condition is one of {"accepts", "of"}, {"fact"} and {"not_fact"}')
    if "accepts" in fields:
        if "of" not in fields:
            raise value.fault('"of" is missing: which text has to be accepted')
        return Accepts(fields["accepts"].text(), fields["of"].text())
    if "of" in fields:
        raise fields["of"].fault("a fact is of no text")
    return Fact(fields["fact"].text()) if "fact" in fields else Fact(fields["not_fact"].text(), holds=False)


def page(acceptances: Sequence[Acceptance], found: Match) -> str:
    """Return the match as a page a person can read."""
    given = dict.fromkeys(entry.gives for entry in acceptances)
    waiting = [one for one in given if one not in found.in_force]
    lines = ["Acceptances with conditions", "", "In force together:", *_each(found.in_force)]
    if waiting:
        lines += ["", "Not in force:", *_each(waiting), "", *_what_is_missing(found)]
    if found.rings:
        lines += ["", "Each of these waits for the next, and the last for the first:"]
        lines += [f"  {' → '.join(ring)} → {ring[0]}" for ring in _rings(found)]
    if not found.complete:
        lines.append(f"  … and more: the first {len(found.rings)} rings were looked at")
    return "\n".join([*lines, "", *_CAUTION])


_CAUTION = (
    "In force means: all its conditions hold, if those listed with it hold. A yes with an open condition is no yes.",
    "What others made their acceptance depend on is theirs to tell.",
)


def _each(given: Sequence[Accepts]) -> list[str]:
    return [f"  {one.party}: {one.of}" for one in given] or ["  nothing"]


def _what_is_missing(found: Match) -> list[str]:
    if not found.missing:
        return ["Nothing could put all of them in force: they ask for opposite things."]
    head = (
        "Missing, so that all are in force:" if len(found.missing) == 1 else "Missing; any one line would do:"
    )
    return [head, *(f"  {'; '.join(map(_words, links))}" for links in found.missing)]


def _words(condition: Condition) -> str:
    if isinstance(condition, Accepts):
        return f"{condition.party} accepts {condition.of}"
    return condition.name if condition.holds else f"not: {condition.name}"
