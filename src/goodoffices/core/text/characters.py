"""Characters that a text may not hold, since a reader cannot see them or is turned round by them."""

import re
import unicodedata
from collections.abc import Iterator

from goodoffices.core.errors import Fault, Phrase

VISIBLE_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2")
JOINERS = frozenset("\u200c\u200d")
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS = frozenset("\n\r")
LINE_END = re.compile("\r\n|\n|\r")
MOST_MARKS = 30
_UNSEEN = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINING = (
    *("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL"),
    *("TELUGU", "KANNADA", "MALAYALAM", "SINHALA"),
)


def refused(source: str) -> Iterator[Fault]:
    """Return a fault for each place that holds a character no text may hold.

    Refused is all of Unicode's category C, Zl and Zp but line end, tab and the visible Arabic number signs;
    fillers and variation selectors; and joiners except after a letter or mark of a script that joins.
    """
    if source.isascii() and source.isprintable():
        return
    suspects = {character for character in set(source) if _suspect(character)}
    if not suspects:
        return
    for number, line in enumerate(LINE_END.split(source), 1):
        for at in _hidden(line, suspects):
            yield Fault(_words(line[at]), number, at + 1)


def hidden(line: str) -> Iterator[int]:
    """Return where in one line characters stand that no text may hold."""
    if line.isascii() and line.isprintable():
        return iter(())
    return _hidden(line, {character for character in set(line) if _suspect(character)})


def _hidden(line: str, suspects: set[str]) -> Iterator[int]:
    for at, character in enumerate(line):
        if character in suspects and not _joins(line, at):
            yield at


def piled(source: str) -> Iterator[Fault]:
    """Return a fault for each letter under more marks than any script piles up: nobody can read them."""
    marks = "".join(one for one in set(source) if unicodedata.combining(one))
    if not marks:
        return
    for number, line in enumerate(LINE_END.split(source), 1):
        for found in re.finditer(f"[{marks}]{{{MOST_MARKS + 1},}}", line):
            what = Phrase("more than {most} marks on one letter; take some out", most=MOST_MARKS)
            yield Fault(what, number, found.start() + 1)


def _suspect(character: str) -> bool:
    if character in VISIBLE_SIGNS or character == "\t" or character in LINE_ENDS:
        return False
    return unicodedata.category(character)[0] == "C" or bool(
        unicodedata.category(character) in ("Zl", "Zp") or _UNSEEN.match(character)
    )


def _joins(line: str, at: int) -> bool:
    """Whether a joiner stands where a script needs it: after a letter or mark that joins."""
    if line[at] not in JOINERS or at == 0:
        return False
    before = line[at - 1]
    name = unicodedata.name(before, "")
    return unicodedata.category(before)[0] in "LM" and name.startswith(_JOINING)


def _words(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    if character in DIRECTION:
        return Phrase(
            "a direction mark ({name}) can turn round what is read; take it out (paste offers to)", name=name
        )
    return Phrase("a character that cannot be seen ({name}); take it out", name=name)


def blanks(words: str) -> str:
    """Return words with every run of blanks, no-break ones included, as one blank."""
    if words.isascii() and "  " not in words and "\t" not in words:
        return words
    return _BLANKS.sub(" ", words)


BLANK = "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[{BLANK}]+")
