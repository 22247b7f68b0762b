"""Entries as plain values for JSON and back; unknown, missing and mistyped fields are named."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.record.ledger.entries import Alias, Body, Claim, Coding, Entry, Report, Statement

KINDS: dict[str, type[Body]] = {"report": Report, "statement": Statement, "alias": Alias, "coding": Coding}
_NAMES = {body: name for name, body in KINDS.items()}
_HEAD = ("id", "entry", "entered", "by")


def to_plain(entry: Entry) -> dict[str, Any]:
    """Return an entry as one flat object; fields at their default are left out."""
    made: dict[str, Any] = {"id": entry.id, "entry": _NAMES[type(entry.body)]}
    made |= {name: value for name in ("entered", "by") if (value := getattr(entry, name))}
    for field in fields(entry.body):
        value = getattr(entry.body, field.name)
        if value != field.default:
            made[field.name] = [_claim(item) for item in value] if isinstance(value, tuple) else value
    return made


def _claim(item: Claim | str) -> Any:
    if isinstance(item, str):
        return item
    return {f.name: getattr(item, f.name) for f in fields(item) if getattr(item, f.name) != f.default}


def from_plain(plain: object) -> Entry:
    """Return the entry of an object; `BadInput` names each field that is wrong."""
    if not isinstance(plain, Mapping):
        raise BadInput("an entry is an object with an id, what kind of entry it is, and its fields")
    kind = KINDS.get(str(plain.get("entry")))
    if kind is None:
        raise BadInput(
            "entry: {value} is none of: {known}", value=repr(plain.get("entry")), known=", ".join(KINDS)
        )
    rest = {name: value for name, value in plain.items() if name not in _HEAD}
    head = {name: _text(plain.get(name, ""), name) for name in ("id", "entered", "by")}
    return Entry(head["id"], _made(kind, rest), head["entered"], head["by"])


def _made(kind: type[Any], plain: Mapping[str, object]) -> Any:
    known = {field.name: field for field in fields(kind)}
    called = kind.__name__.lower()
    faults = [
        Fault(Phrase("{name}: a {kind} has no such field", name=name, kind=called))
        for name in plain
        if name not in known
    ]
    faults += [
        Fault(Phrase("{name} is missing", name=name))
        for name, f in known.items()
        if f.default is MISSING and name not in plain
    ]
    values: dict[str, object] = {}
    for name, value in plain.items():
        if name in known:
            try:
                values[name] = _value(known[name], value)
            except BadInput as bad:
                faults += bad.faults
    if faults:
        raise BadInput(*faults)
    return kind(**values)


def _value(field: Field[Any], value: object) -> object:
    kind = str(field.type)
    if "tuple" in kind:
        if not isinstance(value, list | tuple):
            raise BadInput("{name} is a list", name=field.name)
        return tuple(_claim_of(item) if "Claim" in kind else _text(item, field.name) for item in value)
    if "int" in kind:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise BadInput("{name} is a whole number", name=field.name)
        return value
    return None if value is None and "None" in kind else _text(value, field.name)


def _claim_of(item: object) -> Claim:
    if not isinstance(item, Mapping):
        raise BadInput("a claim is an object with what it is about, and a value")
    number = item.get("value")
    if isinstance(number, int | float) and not isinstance(number, bool):
        item = {"kind": "number", **item, "value": repr(number)}
    made: Claim = _made(Claim, item)
    return made


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise BadInput("{name} is text", name=name)
    return value
