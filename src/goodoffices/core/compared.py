"""Two sets of files compared, clause by displayed number, in the languages both have."""

from collections.abc import Mapping

from goodoffices.core import text as one_text
from goodoffices.core.moves.texts import Difference


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return where two sets of files differ, in the languages both have, clause by displayed number."""
    found: list[Difference] = []
    for language in ours:
        if language in theirs:
            changes = one_text.compare(one_text.read(ours[language]), one_text.read(theirs[language]))
            numbers = one_text.numbers(one_text.read(ours[language]))
            found += [
                Difference(numbers.get(one.clause, one.clause), one.before, one.after) for one in changes
            ]
    return tuple(found)
