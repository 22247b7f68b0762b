"""What somebody wrote whose session ended before they sent it: kept in the page itself, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict

_NEVER = frozenset({"csrfmiddlewaretoken", "password", "fresh", "code", "first", "back", "kept"})
_MOST = 1000
_PROSE = frozenset({"words", "cover"})  # shown to be read once more, as is whatever holds a blank


@dataclass(frozen=True)
class Kept:
    """Fields of a form that was not sent."""

    fields: tuple[tuple[str, str], ...]

    @property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """What somebody wrote."""
        return tuple(pair for pair in self.fields if _is_prose(*pair))

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """What the form carried along."""
        return tuple(pair for pair in self.fields if not _is_prose(*pair))

    def packed(self) -> str:
        """Return it as one field of another form."""
        return urlencode(self.fields, errors="replace")


def of(request: HttpRequest) -> Kept:
    """Return what a form held, without passwords and codes; files have to be chosen again."""
    return Kept(tuple(_allowed(_pairs(request.POST))))


def unpacked(packed: str) -> Kept:
    """Return what `packed` gave; nothing from anything else."""
    try:
        return Kept(
            tuple(
                _allowed(parse_qsl(packed, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST))
            )
        )
    except ValueError:
        return Kept(())


def _pairs(sent: QueryDict) -> Iterable[tuple[str, str]]:
    return ((name, str(value)) for name, values in sent.lists() for value in values)


def _allowed(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return (pair for pair in pairs if pair[0] not in _NEVER)


def _is_prose(name: str, value: str) -> bool:
    return bool(value.strip()) and (name in _PROSE or any(letter.isspace() for letter in value))
