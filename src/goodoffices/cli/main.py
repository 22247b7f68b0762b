"""The command `goodoffices`: finds the commands and says no in one line per fault."""

import gc
import importlib
import pkgutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import EntryPoint, entry_points

import typer

import goodoffices.cli
from goodoffices.core.errors import BadInput, Refused

GROUP = "goodoffices.commands"


def build(only: str = "") -> typer.Typer:
    """Return the whole command: one file here each, and what other packages offer by entry point.

    A module here offers `register(app)`; the object behind an entry point of the group is that function. Both are
    called as the command they offer. With `only` the command of that name is loaded alone, if there is one: it starts
    in less time.
    """
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_goodoffices)
    offered = _offered()
    if only in offered:
        offered[only](app)
    if not app.registered_commands + app.registered_groups:
        for name in sorted(offered):
            offered[name](app)
    return app


def _offered() -> Mapping[str, Callable[[typer.Typer], None]]:
    """Return what registers each command, by its name; nothing is loaded before it is called."""
    modules = (module.name for module in pkgutil.iter_modules(goodoffices.cli.__path__))
    points = {point.name: partial(_registered_by, point) for point in entry_points(group=GROUP)}
    return {name: partial(_registered_here, name) for name in modules} | points


def _registered_here(name: str, app: typer.Typer) -> None:
    module = importlib.import_module(f"goodoffices.cli.{name}")
    if hasattr(module, "register"):
        module.register(app)


def _registered_by(point: EntryPoint, app: typer.Typer) -> None:
    point.load()(app)


def _goodoffices() -> None:
    """Good Offices: indirect talks, one text, and a deal that holds."""


def main() -> None:
    """Run the command: exit 0 done, 1 a legitimate no, 2 bad input with one line per fault."""
    gc.set_threshold(200_000, 20, 100)  # one short run over large trees without cycles
    try:
        build(sys.argv[1] if len(sys.argv) > 1 else "")()
    except BadInput as bad:
        sys.exit(_say(str(bad)))
    except Refused as refusal:
        sys.exit(_say(str(refusal)))


def _say(words: str) -> int:
    sys.stderr.write(words.rstrip("\n") + "\n")
    return 2
