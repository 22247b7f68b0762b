"""The canonical form of a text, to the byte, and its SHA-256. `docs/method/fingerprint.md` describes it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from goodoffices.core.text.tree import (
    Article,
    Block,
    Clause,
    Footnote,
    Item,
    Piece,
    Text,
    Words,
    passages,
)

FORM = b"goodoffices-text/1"


def canonical(text: Text) -> bytes:
    """Return the bytes a fingerprint is taken of.

    Covers title, language, party names, headings with kind, displayed numbers, words, depth and bounds of clauses,
    rows and cells, footnotes, brackets with nesting, ties and options in order. Not names, labels, wrapping.
    """
    order = {passage.id: number for number, passage in enumerate(passages(text))}
    parts = [
        field(b"f", FORM),
        field(b"t", _pieces(text.title, order)),
        field(b"l", text.language.lower().encode()),
        *(field(b"p", party.encode()) for party in text.parties),
        field(b"b", _items(text.preamble, order)),
        *(field(b"a", _article(article, order)) for article in text.articles),
    ]
    return b"".join(parts)


def sha256(text: Text) -> str:
    """Return the fingerprint of one language, in hexadecimal."""
    return hashlib.sha256(canonical(text)).hexdigest()


def fingerprint(texts: Sequence[Text]) -> str:
    """Return the fingerprint of a text in all its languages: of one its own, of several that of their sorted hashes."""
    hashes = sorted(hashlib.sha256(canonical(text)).digest() for text in texts)
    if len(hashes) == 1:
        return hashes[0].hex()
    return hashlib.sha256(field(b"f", FORM) + b"".join(field(b"s", one) for one in hashes)).hexdigest()


def field(tag: bytes, payload: bytes) -> bytes:
    """Return one field: its tag, its length in eight bytes, greatest first, and its bytes."""
    return tag + len(payload).to_bytes(8, "big") + payload


def _article(article: Article, order: Mapping[str, int]) -> bytes:
    head = field(b"k", article.kind.encode()) + field(b"n", _number(article.number))
    return head + field(b"h", _pieces(article.heading, order)) + field(b"b", _items(article.items, order))


def _number(number: str) -> bytes:
    return " ".join(number.split()).encode()


def _items(items: Iterable[Item], order: Mapping[str, int]) -> bytes:
    return b"".join(
        field(b"c", _clause(item, order)) if isinstance(item, Clause) else field(b"B", _block(item, order))
        for item in items
    )


def _clause(clause: Clause, order: Mapping[str, int]) -> bytes:
    head = field(b"d", str(clause.depth).encode()) + field(b"n", _number(clause.number))
    if clause.rows:
        rows = (b"".join(field(b"e", _pieces(cell, order)) for cell in row) for row in clause.rows)
        return head + b"".join(field(b"r", row) for row in rows)
    return head + field(b"w", _pieces(clause.pieces, order))


def _block(block: Block, order: Mapping[str, int]) -> bytes:
    options = (field(b"o", _items(option.items, order)) for option in block.options)
    return b"".join(options) + _tie(block.tied, order)


def _pieces(pieces: Iterable[Piece], order: Mapping[str, int]) -> bytes:
    return b"".join(_piece(piece, order) for piece in pieces)


def _piece(piece: Piece, order: Mapping[str, int]) -> bytes:
    if isinstance(piece, Words):
        return field(b"w", piece.text.encode())
    if isinstance(piece, Footnote):
        return field(b"N", piece.text.encode())
    options = b"".join(field(b"o", _pieces(option.pieces, order)) for option in piece.options)
    return field(b"x", options + _tie(piece.tied, order))


def _tie(tied: str, order: Mapping[str, int]) -> bytes:
    """A tie is told by the place of the passage it follows among all brackets, since names are not covered."""
    return field(b"=", str(order[tied]).encode()) if tied else b""
