"""Check words: what people read to one another so as to know that they hold the same text."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.errors import BadInput
from goodoffices.core.text.canonical import FORM
from goodoffices.core.text.wordlists import LISTS

COUNT = 9
DIGITS = 28
MOST_DIGITS_ALIKE = 20
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

    Digits that fail their check or agree with ours in two places of three are a slip; so are words that are in no
    list, too few or too many, or that agree with ours in three places and not in all, for two texts do not share
    that many; so are words and digits that tell different things.
    """
    digits = "".join(str(unicodedata.decimal(one)) for one in spoken if one.isdecimal())
    words = re.findall(r"[^\W\d_]+", _plain(spoken))
    told = {
        *([_heard_digits(ours, digits)] if digits else []),
        *([_heard_words(ours, words)] if words else []),
    }
    if not told:
        raise BadInput("nothing was heard; give the nine words or the thirty digits")
    return told.pop() if len(told) == 1 else "slip"


def places_heard(spoken: str) -> tuple[tuple[int, ...], ...]:
    """Return the places of spoken words in each shipped list that holds them all."""
    words = re.findall(r"[^\W\d_]+", _plain(spoken))
    listed = [{_plain(word): place for place, word in enumerate(one)} for one in LISTS.values()]
    return tuple(tuple(one[word] for word in words) for one in listed if all(word in one for word in words))


def _heard_digits(ours: CheckWords, digits: str) -> Literal["same", "another", "slip"]:
    wanted = ours.digits.replace(" ", "")
    if digits == wanted:
        return "same"
    alike = sum(one == other for one, other in zip(digits, wanted, strict=False))
    sound = len(digits) == DIGITS + 2 and int(digits) % 97 == 1 and alike < MOST_DIGITS_ALIKE
    return "another" if sound else "slip"


def _heard_words(ours: CheckWords, words: Sequence[str]) -> Literal["same", "another", "slip"]:
    for listed in LISTS.values():
        places = {_plain(word): number for number, word in enumerate(listed)}
        if len(words) == COUNT and all(word in places for word in words):
            told = tuple(places[word] for word in words)
            if told == ours.numbers:
                return "same"
            alike = sum(one == other for one, other in zip(told, ours.numbers, strict=True))
            return "slip" if alike >= LIKE or sorted(told) == sorted(ours.numbers) else "another"
    return "slip"


def _plain(words: str) -> str:
    """Return words less case, accents and vowel marks, as they are heard; letters that sound alike as one."""
    parts = unicodedata.normalize("NFD", words.casefold())
    bare = "".join(one for one in parts if unicodedata.category(one) != "Mn")
    return bare.translate(_ALIKE)


_ALIKE = str.maketrans({"\u0640": "", "œ": "oe", "æ": "ae", "ة": "ه", "ى": "ي", "\u200c": "", "\u200d": ""})
