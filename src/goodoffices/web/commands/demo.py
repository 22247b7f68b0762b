"""`goodoffices demo`: Harbour put in place or put back, and what it shows of leaks."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.web.commands import site

Data = Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")]
Day = Annotated[
    int, typer.Option(min=0, max=60, help="So many days after signature, up to 60; 0: in round 3, before it.")
]


def register(app: typer.Typer) -> None:
    """Offer the command."""
    demo = typer.Typer(no_args_is_help=True, help="Harbour, the invented demonstration.")
    demo.command("reset")(reset)
    demo.command("leaks")(leaks)
    app.add_typer(demo, name="demo")


def reset(*, data: Data = Path("data"), onward: Day = 0) -> None:
    """Put Harbour back as it was: its own database is made anew, and nothing else is touched."""
    place = harbour(data)
    if place.exists():
        import os

        os.close(site.alone(place))
        shutil.rmtree(place)
    stage(place, onward)
    typer.echo(
        f"Harbour is on day {onward} after signature." if onward else "Harbour is as it was in round 3."
    )


def harbour(data: Path) -> Path:
    """Return where Harbour is kept: beside the site's own data, never in it."""
    return data / "harbour"


def stage(place: Path, onward: int = 0) -> None:
    """Put Harbour in place where it is not there yet: in round 3, or so many days after signature."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    site.open_site(place)
    site.upgrade()
    from goodoffices.web import clock
    from goodoffices.web.demo.onward import Onward
    from goodoffices.web.demo.scene import Scene
    from goodoffices.web.people.models import Person

    if Person.objects.exists():
        return
    if onward:
        Onward(clock.now(), onward).stage()
    else:
        Scene(clock.now()).stage()


def leaks() -> None:
    """Fill one room of Harbour with 200 confidences, and see that every reply of the other stays the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        site.open_site(Path(folder))
        site.upgrade()
        from goodoffices.web.demo.leaking import show

        if not show(typer.echo):
            raise typer.Exit(1)
