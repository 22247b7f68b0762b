"""The command `goodoffices`: finds the commands and says no in one line per fault."""

import gc
import importlib
import pkgutil
import sys
from importlib.metadata import entry_points

import typer

import goodoffices.cli
from goodoffices.core.errors import BadInput, Refused

GROUP = "goodoffices.commands"


def build(only: str = "") -> typer.Typer:
    """Return the whole command: one file here each, and what other packages offer by entry point.

    A module here offers `register(app)`; so does the object behind an entry point of the group. With `only` the
    command of the module of that name is loaded alone, if there is such a module: it starts in less time.
    """
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_goodoffices)
    names = sorted(module.name for module in pkgutil.iter_modules(goodoffices.cli.__path__))
    for name in [only] if only in names else names:
        module = importlib.import_module(f"goodoffices.cli.{name}")
        if hasattr(module, "register"):
            module.register(app)
    if only in names and app.registered_commands + app.registered_groups:
        return app
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        point.load()(app)
    return app


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
