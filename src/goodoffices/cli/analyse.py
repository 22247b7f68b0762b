"""`goodoffices analyse`: where agreement is possible, and what stands in the way."""

from pathlib import Path
from typing import Annotated

import typer

Cases = Annotated[
    list[Path], typer.Argument(metavar="CASE…", help="A case file, or GENIUS files or their folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("analyse")(analyse)


def analyse(cases: Cases, as_json: AsJson = False) -> None:
    """Say which deals all could accept, which waste nothing, and which are fair by which standard."""
    from goodoffices.analysis.answers import analyse as answers
    from goodoffices.analysis.page import page
    from goodoffices.analysis.telling import as_json as told
    from goodoffices.documents.cases import load

    analysis = answers(load(cases))
    typer.echo(told(analysis) if as_json else page(analysis), nl=as_json)
