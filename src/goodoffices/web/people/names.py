"""Sign-in names, made by the program: three plain words and two digits."""

import secrets
import unicodedata

from goodoffices.core.text.wordlists import LISTS


def fresh() -> str:
    """Return a name nobody chose, of 36 random bits; whoever keeps it sees to it that it is new."""
    words = (secrets.choice(LISTS["en"]) for _ in range(3))
    return "-".join((*words, str(10 + secrets.randbelow(90))))


def read(typed: str) -> str:
    """Return the name somebody meant: case, blanks and dashes do not matter, nor which digits they use."""
    letters = (_plain(letter) for letter in unicodedata.normalize("NFKC", typed).lower())
    return "-".join("".join(letters).split())[:80]


def _plain(letter: str) -> str:
    if letter == "_" or unicodedata.category(letter) == "Pd":
        return " "
    return str(int(letter)) if letter.isdecimal() else letter
