"""What was meant: a form's fields as the fields of an asked move."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from goodoffices.core.entries import Asked
from goodoffices.core.errors import BadInput

OURS = frozenset({"csrfmiddlewaretoken", "move", "kind", "lane", "head", "next", "sure"})


def asked(post: QueryDict) -> Asked:
    """Return the move a form asks for.

    `kind`, `lane` and perhaps `head` name it; all other fields are the move's own. A name that ends in `[]` is a
    list, a name with a dot is a field within a field, an empty field is left out.
    """
    fields: dict[str, Any] = {}
    for name in post:
        if name in OURS:
            continue
        value: Any = [one for one in post.getlist(name) if one] if name.endswith("[]") else post[name]
        if value:
            _put(fields, name.removesuffix("[]"), value)
    return Asked(post.get("lane", ""), post.get("kind", ""), fields, post.get("head", ""))


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    outer, dot, inner = name.partition(".")
    if not dot:
        fields[name] = value
        return
    within = fields.setdefault(outer, {})
    if isinstance(within, dict):
        within[inner] = value


def carried(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return fields as the hidden fields of a form that asks the same again."""
    pairs: list[tuple[str, str]] = []
    for name, value in fields.items():
        if isinstance(value, Mapping):
            pairs += [(f"{name}.{inner}", str(one)) for inner, one in value.items()]
        elif isinstance(value, list | tuple):
            pairs += [(f"{name}[]", str(one)) for one in value]
        else:
            pairs.append((name, "yes" if value is True else str(value)))
    return pairs


def minute(words: str) -> datetime:
    """Return a minute that a form gives, in UTC where it names no zone; refuse what is none."""
    try:
        at = parse_datetime(words)
    except ValueError:  # well formed, and no day of any calendar
        at = None
    if at is None:
        raise BadInput(_("The minute is written as 2027-03-01T18:00, in UTC."))
    return at.replace(tzinfo=UTC) if is_naive(at) else at


def number(words: str) -> int:
    """Return the number that an address names, or 0: for no number, and for one that no list is as long as."""
    return int(words) if words.isdecimal() and len(words) < 10 else 0
