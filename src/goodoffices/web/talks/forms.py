"""What was meant: a form's fields as the fields of an asked move."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from goodoffices.core.entries import Asked

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
