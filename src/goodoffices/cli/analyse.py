"""`goodoffices analyse`: where agreement is possible, and what stands in the way."""

import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.files import print_json, say
from goodoffices.core.errors import BadInput, Fault

if TYPE_CHECKING:
    from goodoffices.analysis.answers import Analysis
    from goodoffices.analysis.effort import Effort
    from goodoffices.documents.cases import Loaded

MOST_SECONDS = 10**7

Cases = Annotated[
    list[Path],
    typer.Argument(
        metavar="CASE…",
        help="A case file (.toml); a bracketed text, with or without one; or GENIUS files (.xml) or their folder.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw the frontier, with its table.")]
Card = Annotated[Path | None, typer.Option("--card", metavar="FILE", help="Write the card of the answer.")]
Limit = Annotated[
    float | None,
    typer.Option("--limit-seconds", metavar="N", help="Stop after so long with the best found so far."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("analyse")(analyse)


def analyse(
    cases: Cases, as_json: AsJson = False, svg: Svg = None, card: Card = None, limit_seconds: Limit = None
) -> None:
    """Say which deals all could accept, which waste nothing, which are fair by which standard, and what is in the way."""
    from goodoffices.analysis.answers import analyse as answers
    from goodoffices.documents.cases import load

    effort = _effort(limit_seconds)
    loaded = load(cases)
    analysis = answers(loaded.case, effort)
    if svg is not None:
        from goodoffices.analysis.chart import chart

        _write(svg, chart(analysis))
    if card is not None:
        from goodoffices.analysis.card import card as made

        _write(card, made(analysis, version("goodoffices"), effort, timed=limit_seconds is not None))
    _print(analysis, loaded, effort, as_json=as_json)


def _effort(limit: float | None) -> "Effort":
    """The effort a command may make: the same everywhere, and within the time if one was given."""
    from goodoffices.analysis.effort import Effort

    if limit is None:
        return Effort()
    if not 0 < limit < MOST_SECONDS:
        raise BadInput(f"--limit-seconds {limit} is no time to work in; give a number above 0")
    began = time.monotonic()
    return Effort(passed=lambda: (time.monotonic() - began) / limit)


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        raise BadInput(Fault(f"cannot be written: {error.strerror}", file=str(path))) from None


def _print(analysis: "Analysis", loaded: "Loaded", effort: "Effort", *, as_json: bool) -> None:
    from goodoffices.analysis import desk, page, telling
    from goodoffices.cli import passages

    case = analysis.case
    drafted = desk.from_draft(case, effort) if case.draft is not None and case.interests else None
    groups = desk.coalitions(case, effort) if analysis.zone_empty and len(case.parties) > 2 else None
    if as_json:
        shape = telling.shape(analysis)
        shape |= {} if loaded.draft is None else passages.shape(loaded.draft, analysis)
        shape |= {} if drafted is None else {"draft": desk.shape(drafted)}
        shape |= {} if groups is None else {"coalitions": [list(group) for group in groups]}
        print_json(shape)
        return
    lines = [] if loaded.draft is None else list(passages.page(loaded.draft, analysis))
    lines += page.page(analysis)
    lines += [] if drafted is None else desk.page(case, drafted)
    if groups:
        lines += ["", "Who could settle without the rest:", *(f"  {', '.join(group)}" for group in groups)]
    say("\n".join(lines))
