"""The one text: reading a bracketed draft, its fingerprint, its differences, settling it."""

from goodoffices.core.text.canonical import canonical, fingerprint, sha256
from goodoffices.core.text.checkwords import CheckWords, check_words, heard, places_heard
from goodoffices.core.text.comparing import Change, compare, numbers
from goodoffices.core.text.control import control_list
from goodoffices.core.text.counting import blanks_count, deals, open_count
from goodoffices.core.text.identifying import with_ids
from goodoffices.core.text.labels import without_labels
from goodoffices.core.text.reader import read
from goodoffices.core.text.settling import settle
from goodoffices.core.text.showing import shown
from goodoffices.core.text.swapping import Swap, swaps
from goodoffices.core.text.tree import (
    Article,
    Block,
    Bracket,
    Clause,
    Footnote,
    Item,
    Option,
    Passage,
    Piece,
    Text,
    Words,
    clauses,
    contents,
    passages,
    placed,
)
from goodoffices.core.text.version import Version, align
from goodoffices.core.text.wordlists import LISTS
from goodoffices.core.text.writer import notation, said, write

__all__ = [
    "Article",
    "Block",
    "Bracket",
    "Change",
    "CheckWords",
    "Clause",
    "Footnote",
    "Item",
    "LISTS",
    "Option",
    "Passage",
    "Piece",
    "Swap",
    "Text",
    "Version",
    "Words",
    "align",
    "blanks_count",
    "canonical",
    "check_words",
    "clauses",
    "compare",
    "contents",
    "control_list",
    "deals",
    "fingerprint",
    "heard",
    "notation",
    "numbers",
    "open_count",
    "passages",
    "placed",
    "places_heard",
    "read",
    "said",
    "settle",
    "shown",
    "sha256",
    "swaps",
    "with_ids",
    "without_labels",
    "write",
]
