"""The rule for the public record: its lines stay with the desk or the room that keeps it."""

from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput
from goodoffices.core.moves import Enter
from goodoffices.core.rules.plea import Plea

MOST = 400  # lines at once; a long report has some dozens
LONGEST = 1_000_000  # characters of all of them; a report may be kept whole
SHAPE = "lines: give lines of the record, each as one text of JSON"


def enter(plea: Plea) -> tuple[Placed, ...]:
    """Enter lines in the record kept here."""
    given = plea.fields.take("lines")
    if not isinstance(given, list | tuple) or not given or not all(isinstance(one, str) for one in given):
        raise BadInput(SHAPE)
    if len(given) > MOST or sum(map(len, given)) > LONGEST:
        raise BadInput(f"lines: at most {MOST} lines and {LONGEST} characters at once; enter them in parts")
    return plea.here(Enter(tuple(given)))
