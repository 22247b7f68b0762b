"""Writing a text back in the notation of the file, so that reading it gives the same text."""

import re
from collections.abc import Iterator

from goodoffices.core.text.inline import label
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
    lines = [f"# {_head(notation(text.title, names=True, labels=labels), heading=False)}"]
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
    parts = ["##", article.number, words if article.number else _head(words, heading=True)]
    parts.append("{.annex}" if article.kind == "annex" else "")
    parts.append("" if article.made else f"{{#{article.id}}}")
    return " ".join(part for part in parts if part)


def _head(words: str, *, heading: bool) -> str:
    """Return words that open a line, with a backslash where they would else be read as a mark or a number."""
    mark = (of_heading(words) if heading else "") or of_clause(words)
    return "\\" + words if mark or words.startswith("#") else words


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
    if clause.number:
        return f"{indent}{clause.number} {words}{name}"
    plain = _head(words, heading=False)
    if plain == words and _opens_otherwise(words):
        plain = "\\" + words
    return f"{indent}{plain}{name}"


def _opens_otherwise(words: str) -> bool:
    """Whether a line of these words alone would be read as a line under the title."""
    return words.startswith(("Parties:", "Language:"))


def table_rows(clause: Clause, *, names: bool, labels: Labels | None) -> list[str]:
    """Return a table's rows in the notation of the file."""
    return [
        "| " + " | ".join(notation(cell, names=names, labels=labels) for cell in row) + " |"
        for row in clause.rows
    ]


def _block(block: Block, labels: Labels) -> Iterator[str]:
    opening = "["
    for option in block.options:
        yield f"{opening} {', '.join(option.parties)}:" if option.parties else opening
        yield from _items(option.items, labels)
        yield ""
        opening = "|"
    yield "]" + _names(block, names=True)


def notation(pieces: tuple[Piece, ...], *, names: bool = False, labels: Labels | None = None) -> str:
    """Return words in the notation of the file; by default without names, ties and labels."""
    return "".join(_piece(piece, names=names, labels=labels) for piece in pieces)


def _piece(piece: Piece, *, names: bool, labels: Labels | None) -> str:
    match piece:
        case Words(text=words):
            return _MARKS.sub(r"\\\1", words)
        case Footnote(text=words):
            return "{note: " + _MARKS.sub(r"\\\1", words) + "}"
        case Bracket():
            return _bracket(piece, names=names, labels=labels)


def _bracket(bracket: Bracket, *, names: bool, labels: Labels | None) -> str:
    if not bracket.options:
        return "[…]" + _names(bracket, names=names)
    options = [_option(option, names=names, labels=labels) for option in bracket.options]
    if len(options) == 2 and not options[1] and options[0]:
        return f"[{options[0]}]" + _names(bracket, names=names)
    return f"[{' | '.join(options)}]" + _names(bracket, names=names)


def _option(option: Option, *, names: bool, labels: Labels | None) -> str:
    words = notation(option.pieces, names=names, labels=labels)
    if labels is None:
        return words
    if option.parties:
        return f"{', '.join(option.parties)}: {words}"
    length = label(words, labels, whole=True)[1]
    return f"{words[: length - 1]}\\{words[length - 1 :]}" if length else words


def _names(bracket: Bracket | Block, *, names: bool) -> str:
    if not names:
        return ""
    name = "" if bracket.made else f"{{#{bracket.id}}}"
    return name + (f"{{={bracket.tied}}}" if bracket.tied else "")
