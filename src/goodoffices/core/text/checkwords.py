"""Check words: what people read to one another so as to know that they hold the same text."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.errors import BadInput
from goodoffices.core.text.canonical import FORM
from goodoffices.core.text.wordlists import LISTS

COUNT = 9
DIGITS = 28
LIKE = 3
"""So many words in their place are no accident: chance alone gives two texts that many in one of 10 million."""


@dataclass(frozen=True)
class CheckWords:
    """Nine numbers below 1,024, which are words in every shipped language, and thirty digits in six groups."""

    numbers: tuple[int, ...]
    digits: str

    def words(self, language: str) -> tuple[str, ...]:
        """Return the nine words in a shipped language, in English for others."""
        listed = LISTS.get(language.lower().split("-")[0], LISTS["en"])
        return tuple(listed[number] for number in self.numbers)


def check_words(sha256: str) -> CheckWords:
    """Return the check words of a fingerprint. Costs a third of a second and 128 MB, by design."""
    made = hashlib.scrypt(
        bytes.fromhex(sha256),
        salt=FORM,
        n=2**17,
        r=8,
        p=1,
        maxmem=2**28,
        dklen=32,  # noqa: RUF100
    )
    bits = int.from_bytes(made, "big")
    ninety = bits >> (256 - 90)
    numbers = tuple((ninety >> (10 * (COUNT - 1 - at))) & 1023 for at in range(COUNT))
    digits = f"{((bits >> (256 - 90 - 128)) & (2**128 - 1)) % 10**DIGITS:0{DIGITS}d}"
    digits += f"{98 - int(digits + '00') % 97:02d}"
    return CheckWords(numbers, " ".join(digits[at : at + 5] for at in range(0, DIGITS + 2, 5)))


def heard(ours: CheckWords, spoken: str) -> Literal["same", "another", "slip"]:
    """Return what words or digits read out tell: our text, another text, or a slip of tongue or ear.

    Digits that fail their check are a slip. Words that are in no list, too few or too many, or that agree with ours
    in three places or more and not in all, are a slip, for two texts do not share that many.
    """
    folded = unicodedata.normalize("NFC", spoken)
    digits = "".join(str(unicodedata.digit(one)) for one in folded if one.isdecimal())
    if digits:
        return _heard_digits(ours, digits)
    words = [_plain(word) for word in re.findall(r"[^\W\d_]+", folded)]
    if not words:
        raise BadInput("nothing was heard; give the nine words or the thirty digits")
    return _heard_words(ours, words)


def _heard_digits(ours: CheckWords, digits: str) -> Literal["same", "another", "slip"]:
    if digits == ours.digits.replace(" ", ""):
        return "same"
    sound = len(digits) == DIGITS + 2 and int(digits) % 97 == 1
    return "another" if sound else "slip"


def _heard_words(ours: CheckWords, words: list[str]) -> Literal["same", "another", "slip"]:
    for listed in LISTS.values():
        places = {_plain(word): number for number, word in enumerate(listed)}
        if len(words) == COUNT and all(word in places for word in words):
            told = tuple(places[word] for word in words)
            if told == ours.numbers:
                return "same"
            alike = sum(one == other for one, other in zip(told, ours.numbers, strict=True))
            return "slip" if alike >= LIKE or sorted(told) == sorted(ours.numbers) else "another"
    return "slip"


def _plain(word: str) -> str:
    """Return a word less case, accents and vowel marks, as it is heard."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in parts if unicodedata.category(one) != "Mn" and one != "\u0640")
