"""Displayed numbers: which words at the head of a clause or heading are its number."""

import re
import unicodedata

from goodoffices.core.text.characters import BLANK

_B = f"[{BLANK}]"
_AGAIN = rf"(?:{_B}+(?:bis|ter|quater))?"
_DIGITS = r"\d+(?:\.\d+)*"
_DOTTED = re.compile(rf"({_DIGITS})([^\W\d_])?(\.)?{_AGAIN}(?={_B})")
_ROUND = re.compile(rf"\((?:(\d+)|([^\W\d_])|([ivxlcdm]+|[IVXLCDM]+))\){_AGAIN}(?={_B})")
_ROMAN = re.compile("m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_BULLET = re.compile(rf"[-–•](?={_B})")
_HEADED = re.compile(rf"({_DIGITS})([^\W\d_])?{_AGAIN}[.:]?(?={_B}|$)")


def of_clause(words: str, at: int = 0) -> str:
    """Return the displayed number at the head of words (those from `at` on), or nothing.

    Digits of one script parted by dots, with a final dot where there is one group, a letter allowed after the
    last digit; or one letter, a number or a Roman numeral in parentheses; each perhaps with bis, ter, quater;
    or a dash or bullet; then a blank.
    """
    found = _DOTTED.match(words, at)
    if found is not None:
        digits, letter, final = found.groups()
        sound = _one_script(digits) and _letter(letter) and (final or "." in digits)
        return found.group() if sound else ""
    found = _ROUND.match(words, at)
    if found is not None:
        digits, letter, roman = found.groups()
        sound = _one_script(digits or "") and _letter(letter) and (roman is None or _roman(roman))
        return found.group() if sound else ""
    found = _BULLET.match(words, at)
    return found.group() if found else ""


def of_heading(words: str, at: int = 0) -> str:
    """Return the displayed number at the head of a heading: no dot is needed, and one word may stand before it."""
    for start in dict.fromkeys((at, _after_word(words, at))):
        found = _HEADED.match(words, start)
        if found is not None and _one_script(found[1]) and _letter(found[2]):
            return words[at : found.end()]
    return of_clause(words, at)


def _after_word(words: str, begin: int) -> int:
    """Return where what follows the first word begins; the begin itself where words open otherwise."""
    at = begin
    while at < len(words) and (
        unicodedata.category(words[at])[0] in "LM" or (at > begin and words[at] in "’'-")
    ):
        at += 1
    word = at
    if at > begin and words[at : at + 1] == ".":
        at += 1
    end = at
    while at < len(words) and words[at] in BLANK:
        at += 1
    return at if word > begin and at > end else begin


def _one_script(digits: str) -> bool:
    return len({ord(one) - unicodedata.decimal(one) for one in digits if one != "."}) <= 1


def _letter(letter: str | None) -> bool:
    return letter is None or letter.isalpha()


def _roman(numeral: str) -> bool:
    return _ROMAN.fullmatch(numeral.lower()) is not None
