"""What is said of a text beside its analysis: what it leaves open, and which rules clash."""

from collections.abc import Iterator
from typing import Any

from goodoffices.analysis.answers import Analysis
from goodoffices.analysis.clashes import Clash, clashes
from goodoffices.analysis.telling import rule
from goodoffices.documents.passages import Draft


def shape(draft: Draft, analysis: Analysis) -> dict[str, Any]:
    """Return what a text adds to the JSON of its analysis."""
    found = clashes(analysis.case)
    return {
        "open": len(draft.open),
        "blanks": draft.blanks,
        "passages": [
            {"id": one.id, "clause": one.clause, "options": list(one.options)} for one in draft.open
        ],
        "clashes": None if found is None else [_clash(one) for one in found],
    }


def _clash(clash: Clash) -> dict[str, Any]:
    term = None if clash.term is None else {clash.term.issue: clash.term.option}
    return {"option": term, "rules": [rule(one) for one in clash.rules]}


def page(draft: Draft, analysis: Analysis) -> Iterator[str]:
    """Yield the head of a text's page."""
    yield draft.title
    yield ""
    blank = f", and {draft.blanks} that nobody has filled" if draft.blanks else ""
    yield f"{len(draft.open)} open passages{blank}:"
    for one in draft.open:
        yield f"  {one.id} (in {one.clause}): {' | '.join(one.options)}"
    yield ""
    found = clashes(analysis.case)
    if found is None:
        yield "Whether rules clash was not worked out: they bind too many passages at once."
    for clash in found or ():
        told = "no deal is left" if clash.term is None else f"no deal can hold {clash.term}"
        yield f"Rules clash: {told}" + (", because of" if clash.rules else "")
        yield from (f"  {rule(one)}" for one in clash.rules)
    if found:
        yield ""
