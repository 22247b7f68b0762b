"""The text whose open passages are weighed, in one reader's language; and lines of interests brought over to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import Absent
from goodoffices.core.moves import Value
from goodoffices.core.terms import Space, Term, Terms
from goodoffices.core.view import View
from goodoffices.documents.passages import ABSENT, LEFT_OUT, Draft, Open, draft
from goodoffices.web.talks import clauses, paper

LONGEST = 90

T = TypeVar("T")


@dataclass(frozen=True)
class Ground:
    """A text by its fingerprint and name; its open passages as issues; the numbers its clauses show."""

    sha256: str
    name: str
    language: str
    draft: Draft = field(repr=False)
    text: one_text.Text = field(repr=False)
    numbers: Mapping[str, str] = field(repr=False)
    places: Mapping[str, str] = field(repr=False)

    @property
    def space(self) -> Space:
        """What deals there can be."""
        return self.draft.space

    def clause(self, passage: str) -> str:
        """Return the number that the clause of a passage shows."""
        return self.places.get(passage, "")

    def option(self, passage: str, number: int) -> str:
        """Return the words of an option, cut where they are long."""
        return spoken(next((one.options[number - 1] for one in self.draft.open if one.id == passage), ""))

    def terms(self, package: Mapping[str, int]) -> Terms:
        """Return a package as terms."""
        named = {one.id: one.options for one in self.draft.open}
        return frozenset(Term(passage, named[passage][number - 1]) for passage, number in package.items())

    def open(self, passage: str) -> Open:
        """Return an open passage."""
        found = next((one for one in self.draft.open if one.id == passage), None)
        if found is None:
            raise Absent
        return found


def spoken(option: str) -> str:
    """Return an option as a page shows it: cut where it is long, and in the reader's language where it has no words."""
    if option in (LEFT_OUT, ABSENT):
        return _("(left out)") if option == LEFT_OUT else _("(does not arise)")
    return option if len(option) <= LONGEST else option[: LONGEST - 1] + "…"


def ground(view: View, sha256: str, name: str, language: str) -> Ground:
    """Return the text of this fingerprint, which the seat was given or registered, in its reader's language."""
    found, file = clauses.files_in(view.text_of(sha256), language)
    text = one_text.read(file)
    numbers = paper.references(text)
    return Ground(sha256, name, found, draft([(found, file)]), text, numbers, _places(text, numbers))


def _places(text: one_text.Text, numbers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the number of the clause each passage stands in; of whole clauses in brackets, that of the first."""
    found = {}
    for one in one_text.passages(text):
        inner = one.bracket.options[0].items if isinstance(one.bracket, one_text.Block) else ()
        first = next((item.id for item in inner if isinstance(item, one_text.Clause)), one.clause)
        found[one.id] = numbers.get(first, "")
    return found


def brought_over(view: View, line: Value, to: Ground) -> Value | None:
    """Return a line of interests as it stands of another text: its options by their wording; nothing where it is gone.

    An option that reads otherwise now is no longer the option that was valued.
    """
    if line.sha256 == to.sha256:
        return line
    same = _numbers(view, line.sha256, to)
    moved = replace(
        line,
        points=_by_option(line.points, same.get(line.passage, {})),
        upto=_by_option(line.upto, same.get(line.passage, {})),
        ranks=_by_option(line.ranks, same.get(line.passage, {})),
        terms=_package(line.terms, same),
        than=_package(line.than, same),
    )
    lost = len(moved.terms) < len(line.terms) or len(moved.than) < len(line.than)
    kept = not line.passage or moved.points or len(moved.ranks) > 1
    return moved if kept and not lost else None


def _numbers(view: View, sha256: str, to: Ground) -> Mapping[str, Mapping[int, int]]:
    """Return which option of the new text reads as which of the old, passage by passage, in a language both have."""
    try:
        old, new = view.text_of(sha256), view.text_of(to.sha256)
    except Absent:
        return {}
    language = next((one for one in (to.language, *old) if one in old and one in new), "")
    return _alike(old[language], new[language]) if language else {}


def _alike(old: str, new: str) -> Mapping[str, Mapping[int, int]]:
    before = {one.id: one.options for one in draft([("", old)]).open}
    return {
        one.id: {
            before[one.id].index(words) + 1: number
            for number, words in enumerate(one.options, 1)
            if words in before[one.id]
        }
        for one in draft([("", new)]).open
        if one.id in before
    }


def _by_option(given: Mapping[str, T], same: Mapping[int, int]) -> dict[str, T]:
    return {str(same[int(one)]): value for one, value in given.items() if int(one) in same}


def _package(given: Mapping[str, int], same: Mapping[str, Mapping[int, int]]) -> dict[str, int]:
    return {
        passage: same[passage][option] for passage, option in given.items() if option in same.get(passage, {})
    }


def clauses_of(to: Ground, settled: one_text.Text) -> list[tuple[paper.Row, None]]:
    """Return the clauses that read otherwise once some passages are settled, as rows of a page."""
    before: dict[str, str] = {}
    apart = False
    for row in paper.rows(to.text):
        apart = row.sort != "end" and (apart or row.sort == "either")
        before[row.id] = "" if apart else _words(row)
    told = (row for row in paper.rows(settled) if row.sort in ("clause", "table"))
    return [(row, None) for row in told if _words(row) != before.get(row.id)]


def _words(row: paper.Row) -> str:
    return row.words + "".join(cell for cells in row.cells for cell in cells)
