"""Writing a text back in the notation of the file, so that reading it gives the same text."""

import re
from collections.abc import Callable, Iterable, Iterator
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
)

_MARKS = re.compile(r"([\[\]{}|\\])")


@dataclass(frozen=True)
class Shown:
    """What is written besides the words: written names, who stands for what, ties.

    `labels` are the declared parties; words that would be read as a label under them get a backslash.
    """

    names: bool = False
    labels: frozenset[str] | None = None
    ties: bool = True


def write(text: Text) -> str:
    """Return the text as a file: written names kept, made ones left out, labels as they stand."""
    shown = Shown(names=True, labels=frozenset(text.parties))
    lines = [f"# {notation(text.title, shown)}"]
    if text.parties:
        lines.append(f"Parties: {', '.join(text.parties)}")
    if text.language:
        lines.append(f"Language: {text.language}")
    lines += item_lines(text.preamble, shown)
    for article in text.articles:
        lines += ["", _heading(article, shown), *item_lines(article.items, shown)]
    return "\n".join(lines) + "\n"


def _heading(article: Article, shown: Shown) -> str:
    parts = ["##", headed(article.number, notation(article.heading, shown), of_heading)]
    parts.append("{.annex}" if article.kind == "annex" else "")
    parts.append("" if article.made else f"{{#{article.id}}}")
    return " ".join(part for part in parts if part)


def headed(number: str, words: str, of: Callable[[str], str] = of_clause) -> str:
    """Return number and words, with a backslash between where the words would else be read as number or heading."""
    joined = f"{number} {words}".strip(" ")
    if of(joined) != number or joined.startswith("#"):
        return f"{number} \\{words}".strip(" ")
    return joined


def item_lines(items: Iterable[Item], shown: Shown) -> Iterator[str]:
    """Return clauses and whole-clause brackets as lines of a file, a blank line before each."""
    for item in items:
        yield ""
        if isinstance(item, Clause):
            yield from _clause(item, shown)
        else:
            yield from _block(item, shown)


def block_lines(block: Block) -> list[str]:
    """Return a whole-clause bracket as it stands in a file, without blank lines, names and labels."""
    return [line for line in _block(block, Shown()) if line]


def _clause(clause: Clause, shown: Shown) -> Iterator[str]:
    name = f" {{#{clause.id}}}" if shown.names and not clause.made else ""
    lines = said(clause, shown) if clause.rows else headed(clause.number, said(clause, shown))
    for line in (lines + name).split("\n"):
        yield "  " * clause.depth + line


def said(clause: Clause, shown: Shown | None = None) -> str:
    """Return what a clause says in the notation of the file; the rows of a table are its lines."""
    if not clause.rows:
        return notation(clause.pieces, shown)
    return "\n".join("| " + " | ".join(notation(cell, shown) for cell in row) + " |" for row in clause.rows)


def _block(block: Block, shown: Shown) -> Iterator[str]:
    opening = "["
    for option in block.options:
        labelled = option.parties and shown.labels is not None
        yield f"{opening} {', '.join(option.parties)}:" if labelled else opening
        yield from item_lines(option.items, shown)
        yield ""
        opening = "|"
    yield "]" + _names(block, shown)


def notation(pieces: tuple[Piece, ...], shown: Shown | None = None) -> str:
    """Return words in the notation of the file; by default without names and labels, ties as they stand."""
    shown = shown or Shown()
    return "".join(_piece(piece, shown) for piece in pieces)


def _piece(piece: Piece, shown: Shown) -> str:
    if isinstance(piece, Bracket):
        return _bracket(piece, shown)
    words = _MARKS.sub(r"\\\1", piece.text)
    return f"{{note: {words}}}" if isinstance(piece, Footnote) else words


def _bracket(bracket: Bracket, shown: Shown) -> str:
    if not bracket.options:
        return "[…]" + _names(bracket, shown)
    options = [_option(option, shown) for option in bracket.options]
    alone = len(options) == 2 and not options[1]
    if alone and not UNFILLED.fullmatch(notation(bracket.options[0].pieces)):
        return f"[{options[0]}]" + _names(bracket, shown)
    return f"[{' | '.join(options)}]" + _names(bracket, shown)


def _option(option: Option, shown: Shown) -> str:
    words = notation(option.pieces, shown)
    if shown.labels is None:
        return words
    if option.parties:
        return f"{', '.join(option.parties)}: {words}"
    length = label(words, shown.labels, whole=True)[1]
    return f"{words[: length - 1]}\\{words[length - 1 :]}" if length else words


def _names(bracket: Bracket | Block, shown: Shown) -> str:
    name = f"{{#{bracket.id}}}" if shown.names and not bracket.made else ""
    return name + (f"{{={bracket.tied}}}" if bracket.tied and shown.ties else "")
