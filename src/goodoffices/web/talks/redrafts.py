"""Other words that delegations propose for clauses, as the desk and the delegation itself read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from goodoffices.core import text as one_text
from goodoffices.core.errors import Absent
from goodoffices.core.view import View
from goodoffices.web.talks import clauses, paper


@dataclass(frozen=True)
class Proposed:
    """What one delegation last proposed for one clause; `number` is what the clause showed in the text it was of."""

    who: str
    clause: str
    number: str
    words: str = field(repr=False)
    of: str = ""


def proposed(view: View) -> Sequence[Proposed]:
    """Return what is proposed in the channels this seat holds, in the order of delegations, then as it was said."""
    found = []
    for owner, channel in view.channels():
        names = {one.sha256: one.name for one in channel.given}
        for clause, one in channel.redrafts.items():
            of = names.get(one.sha256, "")
            found.append(Proposed(owner.name, clause, _number(view, one.sha256, clause), one.words, of))
    return found


def _number(view: View, sha256: str, clause: str) -> str:
    try:
        _language, file = clauses.files_in(view.text_of(sha256), get_language() or "en")
    except Absent:
        return clause
    return paper.references(one_text.read(file)).get(clause, clause)
