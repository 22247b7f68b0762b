"""What was asked, field by field: each is read once, checked, and no field is passed over in silence."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from goodoffices.core.errors import BadInput
from goodoffices.core.moves.words import Heard

WORDS_LIMIT = 20_000
LAST_SECOND = 253_370_764_799  # the end of the year 9998 in UTC: a day of the calendar in every zone
_HEX64 = re.compile(r"[0-9a-f]{64}")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

T = TypeVar("T", bound=str)


class Fields:
    """The fields of one asked move. `done` refuses what nobody read."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._left = dict(given)

    def take(self, name: str) -> Any:
        """Return a field as it was given, or None where it was not."""
        return self._left.pop(name, None)

    def has(self, name: str) -> bool:
        """Return whether a field was given and nobody read it yet."""
        return name in self._left

    def words(self, name: str = "words", *, needed: bool = True) -> str:
        """Return words fit to be read by others; refuse none where some are needed, and unseen characters."""
        given = self.take(name)
        if given is not None and not isinstance(given, str):
            raise BadInput("{field}: words are needed here, as one text", field=name)
        words = unicodedata.normalize("NFC", given or "").replace("\r\n", "\n").strip()
        if needed and not words:
            raise BadInput("{field}: nothing was written; write what it is to say", field=name)
        _short(words, name)
        return words

    def one_of(self, name: str, choices: Sequence[T], default: T | None = None) -> T:
        """Return a field that must be one of these words."""
        given = self.take(name)
        if given in (None, "") and default is not None:
            return default
        for choice in choices:
            if given == choice:
                return choice
        raise BadInput("{field}: choose one of {choices}", field=name, choices=", ".join(choices))

    def sha256(self, name: str, default: str = "") -> str:
        """Return a fingerprint in full, 64 hexadecimal digits."""
        given = self.take(name) or default
        if not isinstance(given, str) or not _HEX64.fullmatch(given):
            raise BadInput(
                "{field}: give the whole fingerprint, 64 hexadecimal digits in small letters", field=name
            )
        return given

    def names(self, name: str) -> tuple[str, ...]:
        """Return one or several names; a single one may be given bare."""
        given = self.take(name)
        listed = [given] if isinstance(given, str) else given or []
        if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
            raise BadInput("{field}: give a name, or a list of names", field=name)
        for one in listed:
            _short(one, name)
        return tuple(dict.fromkeys(one for one in listed if one))

    def number(self, name: str, default: int) -> int:
        """Return a whole number."""
        given = self.take(name)
        if given in (None, ""):
            return default
        try:
            return int(str(given))
        except ValueError:
            raise BadInput("{field}: a whole number is needed here", field=name) from None

    def second(self, name: str) -> int:
        """Return a time in seconds since 1970, or 0 for none; refuse what no calendar can show to those who read it."""
        at = self.number(name, 0)
        if not 0 <= at <= LAST_SECOND:
            raise BadInput(
                "{field}: give a time in whole seconds since 1970, not in thousandths, and before the year 9999",
                field=name,
            )
        return at

    def flag(self, name: str) -> bool:
        """Return whether a box was ticked."""
        return self.take(name) in (True, "true", "on", "1", "yes")

    def texts(self, name: str = "text") -> Mapping[str, str]:
        """Return files by language; refuse anything else."""
        given = self.take(name)
        if not isinstance(given, Mapping) or not given:
            raise BadInput("{field}: give the text as a file for each language", field=name)
        if not all(isinstance(one, str) and one.strip() for pair in given.items() for one in pair):
            raise BadInput("{field}: each language needs its name and its text", field=name)
        for language in given:
            _short(language, name)
        return dict(given)

    def heard(self, by: str) -> Heard:
        """Return how a party's words were heard by the mediator who writes them down."""
        given = self.take("heard")
        told = given if isinstance(given, Mapping) else {}
        how, when = str(told.get("how") or "orally"), str(told.get("when") or "")
        for words, name in ((how, "heard.how"), (when, "heard.when")):
            seen(words, name)
        return Heard(by, how[:200], when[:100])

    def done(self) -> None:
        """Refuse fields that no rule read."""
        if self._left:
            unknown = ", ".join(sorted(str(name)[:40] for name in self._left))
            raise BadInput("not known here: {unknown}; take it out", unknown=unknown)


def _short(words: str, name: str) -> None:
    """Refuse what is longer than anybody reads, and what cannot be seen."""
    if len(words) > WORDS_LIMIT:
        raise BadInput(
            "{field}: longer than {most} characters; send it in parts", field=name, most=WORDS_LIMIT
        )
    seen(words, name)


def seen(words: str, name: str) -> None:
    """Refuse characters that turn or hide what a reader sees."""
    for character in words:
        if character in _DIRECTION:
            what = unicodedata.name(character, "a direction mark")
            raise BadInput(
                "{field}: holds {what}, which can turn round what others read; take it out",
                field=name,
                what=what,
            )
        if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") and character not in "\n\t":
            raise BadInput("{field}: holds a character that cannot be seen; take it out", field=name)
