"""A text laid out for a page: headings and clauses in order, each as its words in the notation of brackets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.core import text as one_text


@dataclass(frozen=True)
class Row:
    """A line of a text on a page: a heading, or a clause; `cells` is a table's rows, `apart` marks an alternative."""

    id: str
    number: str
    words: str
    depth: int = 0
    heading: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    apart: str = ""


def files_in(files: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return the language to show and its file: the reader's if the text has it, else the first."""
    for wanted in (language, language.split("-", maxsplit=1)[0]):
        if wanted in files:
            return wanted, files[wanted]
    first = next(iter(files))
    return first, files[first]


def rows(text: one_text.Text) -> tuple[Row, ...]:
    """Return a text's headings and clauses in order."""
    found = list(_items(text.preamble, ""))
    for article in text.articles:
        heading = one_text.notation(article.heading)
        found.append(Row(article.id, article.number, heading, heading=True))
        found += _items(article.items, "")
    return tuple(found)


def _items(items: Sequence[one_text.Item], apart: str) -> list[Row]:
    found: list[Row] = []
    for item in items:
        if isinstance(item, one_text.Clause):
            cells = tuple(tuple(one_text.notation(cell) for cell in row) for row in item.rows)
            words = one_text.notation(item.pieces)
            found.append(Row(item.id, item.number, words, item.depth, cells=cells, apart=apart))
            continue
        for number, option in enumerate(item.options, 1):
            mark = "first" if number == 1 else "next"
            inner = _items(option.items, apart or "inside")
            found.append(Row("", "", ", ".join(option.parties), apart=mark))
            found += inner
        found.append(Row("", "", "", apart="last"))
    return found


def only_clauses(found: Sequence[Row]) -> tuple[Row, ...]:
    """Return the clauses alone."""
    return tuple(row for row in found if row.id and not row.heading)
