"""The rule for files of obligations: each desk and each room keeps its own beside the text."""

from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput
from goodoffices.core.moves import Oblige
from goodoffices.core.rules.fields import seen
from goodoffices.core.rules.plea import Plea

LONGEST = 500_000  # characters; sixty obligations have some thirty thousand


def oblige(plea: Plea) -> tuple[Placed, ...]:
    """Keep a file of obligations, in place of the one kept before."""
    given = plea.fields.take("file")
    if not isinstance(given, str) or not given.strip():
        raise BadInput("file: give the obligations as one text of TOML")
    if len(given) > LONGEST:
        raise BadInput("file: longer than {most} characters; leave out what is no obligation", most=LONGEST)
    file = given.replace("\r\n", "\n")
    seen(file, "file")
    return plea.here(Oblige(file))
