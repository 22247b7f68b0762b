"""Writing a text back in the notation of the file, so that reading it gives the same text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodoffices.core.text.inline import UNFILLED, label
from goodoffices.core.text.marks import of_clause, of_heading
from goodoffices.core.text.tree import (
    Article,
    Block,
    Bracket,
    Clause,
    Footnote,
    Item,
    Option,
    Piece,
    Text,
    Words,
)

_MARKS = re.compile(r"([\[\]{}|\\])")
Labels = frozenset[str]
"""The declared parties, where who stands for an option is written; None where it is not."""


def write(text: Text) -> str:
    """Return the text as a file: written names kept, made ones left out, labels as they stand."""
    labels = frozenset(text.parties)
    lines = [f"# {notation(text.title, names=True, labels=labels)}"]
    if text.parties:
        lines.append(f"Parties: {', '.join(text.parties)}")
    if text.language:
        lines.append(f"Language: {text.language}")
    lines += _items(text.preamble, labels)
    for article in text.articles:
        lines += ["", _heading(article, labels), *_items(article.items, labels)]
    return "\n".join(lines) + "\n"


def _heading(article: Article, labels: Labels) -> str:
    words = notation(article.heading, names=True, labels=labels)
    parts = ["##", _headed(article.number, words, of_heading)]
    parts.append("{.annex}" if article.kind == "annex" else "")
    parts.append("" if article.made else f"{{#{article.id}}}")
    return " ".join(part for part in parts if part)


def _headed(number: str, words: str, of: Callable[[str], str]) -> str:
    """Return number and words, with a backslash between where the words would else be read as number or heading."""
    joined = f"{number} {words}".strip(" ")
    if of(joined) != number or joined.startswith("#"):
        return f"{number} \\{words}".strip(" ")
    return joined


def _items(items: tuple[Item, ...], labels: Labels) -> Iterator[str]:
    for item in items:
        yield ""
        if isinstance(item, Clause):
            yield clause_lines(item, labels)
        else:
            yield from _block(item, labels)


def clause_lines(clause: Clause, labels: Labels) -> str:
    """Return a clause as it stands in the file, with its number, indent and written name."""
    name = "" if clause.made else f" {{#{clause.id}}}"
    indent = "  " * clause.depth
    if clause.rows:
        return "\n".join(indent + row for row in table_rows(clause, names=True, labels=labels)) + name
    words = notation(clause.pieces, names=True, labels=labels)
    return f"{indent}{_headed(clause.number, words, of_clause)}{name}"


def table_rows(clause: Clause, *, names: bool, labels: Labels | None, ties: bool = True) -> list[str]:
    """Return a table's rows in the notation of the file."""
    return [
        "| " + " | ".join(notation(cell, names=names, labels=labels, ties=ties) for cell in row) + " |"
        for row in clause.rows
    ]


def block_lines(block: Block) -> list[str]:
    """Return a whole-clause bracket as it stands in a file, without blank lines and who stands for what."""
    return [line for line in _block(block, frozenset()) if line]


def _block(block: Block, labels: Labels) -> Iterator[str]:
    opening = "["
    for option in block.options:
        yield f"{opening} {', '.join(option.parties)}:" if option.parties else opening
        yield from _items(option.items, labels)
        yield ""
        opening = "|"
    yield "]" + _names(block, _Shown(names=True, labels=labels, ties=True))


def notation(
    pieces: tuple[Piece, ...], *, names: bool = False, labels: Labels | None = None, ties: bool = True
) -> str:
    """Return words in the notation of the file; by default without names and labels, ties as they stand."""
    return "".join(_piece(piece, _Shown(names, labels, ties)) for piece in pieces)


@dataclass(frozen=True)
class _Shown:
    """What of a bracket is written besides its options."""

    names: bool
    labels: Labels | None
    ties: bool


def _piece(piece: Piece, shown: _Shown) -> str:
    match piece:
        case Words(text=words):
            return _MARKS.sub(r"\\\1", words)
        case Footnote(text=words):
            return "{note: " + _MARKS.sub(r"\\\1", words) + "}"
        case Bracket():
            return _bracket(piece, shown)


def _bracket(bracket: Bracket, shown: _Shown) -> str:
    if not bracket.options:
        return "[…]" + _names(bracket, shown)
    options = [_option(option, shown) for option in bracket.options]
    if len(options) == 2 and not options[1] and not UNFILLED.fullmatch(options[0]):
        return f"[{options[0]}]" + _names(bracket, shown)
    return f"[{' | '.join(options)}]" + _names(bracket, shown)


def _option(option: Option, shown: _Shown) -> str:
    words = "".join(_piece(piece, shown) for piece in option.pieces)
    if shown.labels is None:
        return words
    if option.parties:
        return f"{', '.join(option.parties)}: {words}"
    length = label(words, shown.labels, whole=True)[1]
    return f"{words[: length - 1]}\\{words[length - 1 :]}" if length else words


def _names(bracket: Bracket | Block, shown: _Shown) -> str:
    name = f"{{#{bracket.id}}}" if shown.names and not bracket.made else ""
    return name + (f"{{={bracket.tied}}}" if bracket.tied and shown.ties else "")
