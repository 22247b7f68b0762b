"""Frozen dataclasses to plain values and back, told by their type hints alone, strict both ways."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from typing import (
    Any,
    Literal,
    NewType,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from goodoffices.core.errors import BadInput
from goodoffices.journal.canonical import Plain

T = TypeVar("T")
Turn: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one type is written and read; each refuses what is not of the type."""

    write: Turn
    read: Turn


class _Misfit(Exception):
    """A value that does not fit, and the way to it from the outside in."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.way: list[str] = []

    def under(self, step: str) -> "_Misfit":
        self.way.insert(0, step)
        return self

    def as_bad_input(self) -> BadInput:
        way = "".join(self.way).lstrip(".")
        return BadInput(f"{way}: {self.what}" if way else self.what)


def to_plain(value: object) -> Plain:
    """Return a dataclass as a mapping of its fields; `BadInput` names a field that is not what its hint says."""
    try:
        return cast("Plain", _shape(cast("Any", type(value)), fill=False).write(value))
    except _Misfit as misfit:
        raise misfit.as_bad_input() from None


def from_plain(kind: type[T], plain: Plain, *, fill: bool = False) -> T:
    """Return the dataclass that a plain value is; `BadInput` names a field unknown, missing or of another type.

    With `fill`, fields left out take their defaults: for what people and programs send, never for what is kept.
    Hints may be str, int, bool, None, Optional, Literal, enums, tuples, mappings with text keys, dataclasses.
    """
    try:
        return cast("T", _shape(cast("Any", kind), fill=fill).read(plain))
    except _Misfit as misfit:
        raise misfit.as_bad_input() from None


@cache
def _shape(hint: Any, *, fill: bool) -> _Shape:
    if isinstance(hint, NewType):
        return _shape(hint.__supertype__, fill=fill)
    if hint in _ATOMS:
        return _atom(hint)
    if is_dataclass(hint):
        return _record(cast("type", hint), fill=fill)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice({member.value: member for member in hint})
    return _compound(hint, fill=fill)


def _compound(hint: Any, *, fill: bool) -> _Shape:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice({value: value for value in inner})
    if origin in {Union, types.UnionType} and len(inner) == 2 and type(None) in inner:
        return _optional(_shape(inner[inner[0] is type(None)], fill=fill))
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _list(_shape(inner[0], fill=fill))
    if origin is tuple:
        return _row([_shape(each, fill=fill) for each in inner])
    return _mapping_of(hint, fill=fill)


def _mapping_of(hint: Any, *, fill: bool) -> _Shape:
    origin, inner = get_origin(hint), get_args(hint)
    if not (isinstance(origin, type) and issubclass(origin, Mapping)):
        raise TypeError(f"{hint} is no shape that can be kept")
    key = getattr(inner[0], "__supertype__", inner[0])
    if key is not str:
        raise TypeError(f"{hint}: keys must be text")
    return _mapping(_shape(inner[1], fill=fill))


_ATOMS = {str: "text", int: "a whole number", bool: "true or false", type(None): "nothing", None: "nothing"}


def _atom(hint: Any) -> _Shape:
    kind = type(None) if hint is None else hint
    name = _ATOMS[hint]

    def same(value: Any) -> Any:
        if type(value) is not kind:
            raise _Misfit(f"{name} is expected here")
        return value

    return _Shape(same, same)


def _choice(members: Mapping[Any, Any]) -> _Shape:
    kept = {(type(plain), plain): member for plain, member in members.items()}
    plains = {(type(member), member): plain for plain, member in members.items()}

    def turned(table: Mapping[Any, Any], value: Any) -> Any:
        try:
            return table[type(value), value]
        except (KeyError, TypeError):
            raise _Misfit("none of the choices") from None

    return _Shape(lambda value: turned(plains, value), lambda plain: turned(kept, plain))


def _optional(inner: _Shape) -> _Shape:
    return _Shape(
        lambda value: None if value is None else inner.write(value),
        lambda plain: None if plain is None else inner.read(plain),
    )


def _list(inner: _Shape) -> _Shape:
    return _Shape(
        lambda value: _each(inner.write, _of(tuple, value, "a list")),
        lambda plain: tuple(_each(inner.read, _of(list, plain, "a list"))),
    )


def _row(inner: list[_Shape]) -> _Shape:
    def turned(turns: list[Turn], items: Any) -> list[Any]:
        if len(items) != len(turns):
            raise _Misfit(f"a list of {len(turns)} is expected here")
        return [
            _under(f"[{at}]", turn, item) for at, (turn, item) in enumerate(zip(turns, items, strict=True))
        ]

    writes, reads = [shape.write for shape in inner], [shape.read for shape in inner]
    return _Shape(
        lambda value: turned(writes, _of(tuple, value, "a list")),
        lambda plain: tuple(turned(reads, _of(list, plain, "a list"))),
    )


def _mapping(inner: _Shape) -> _Shape:
    def turned(turn: Turn, items: Any) -> dict[str, Any]:
        if not isinstance(items, Mapping) or not all(type(key) is str for key in items):
            raise _Misfit("a mapping with text keys is expected here")
        try:
            return {key: turn(item) for key, item in items.items()}
        except _Misfit as misfit:
            raise misfit.under(".…") from None

    return _Shape(lambda value: turned(inner.write, value), lambda plain: turned(inner.read, plain))


class _Record:
    """How a dataclass is written and read.

    Its fields are looked up at the first use and not when made, so that a shape may hold itself.
    """

    def __init__(self, kind: type, *, fill: bool) -> None:
        self.kind = kind
        self.fill = fill

    @cached_property
    def shapes(self) -> dict[str, _Shape]:
        hints = get_type_hints(self.kind)
        return {
            each.name.rstrip("_"): _shape(hints[each.name], fill=self.fill)
            for each in fields(self.kind)
            if each.init
        }

    @cached_property
    def named(self) -> dict[str, str]:
        """The fields by the names they are kept under: `as_` is kept as `as`, a word Python keeps for itself."""
        return {each.name.rstrip("_"): each.name for each in fields(self.kind) if each.init}

    @cached_property
    def writes(self) -> list[tuple[str, str, Turn]]:
        return [(name, self.named[name], shape.write) for name, shape in self.shapes.items()]

    @cached_property
    def reads(self) -> dict[str, tuple[str, Turn]]:
        return {name: (self.named[name], shape.read) for name, shape in self.shapes.items()}

    @cached_property
    def needed(self) -> frozenset[str]:
        kept = [each for each in fields(self.kind) if each.init]
        return frozenset(each.name.rstrip("_") for each in kept if not (self.fill and _has_default(each)))

    def write(self, value: Any) -> dict[str, Any]:
        if type(value) is not self.kind:
            raise _Misfit(f"{self.kind.__name__} is expected here")
        made, name = {}, ""
        try:
            for name, own, write in self.writes:
                made[name] = write(getattr(value, own))
        except _Misfit as misfit:
            raise misfit.under(f".{name}") from None
        return made

    def read(self, plain: Any) -> Any:
        items = _of(dict, plain, "a mapping")
        if not items.keys() <= self.shapes.keys():
            name = next(name for name in items if name not in self.shapes)
            raise _Misfit("no such field").under(_shown(name))
        if not items.keys() >= self.needed:
            name = next(name for name in self.shapes if name in self.needed and name not in items)
            raise _Misfit("missing").under(f".{name}")
        made, name = {}, ""
        try:
            for name, item in items.items():
                own, read = self.reads[name]
                made[own] = read(item)
        except _Misfit as misfit:
            raise misfit.under(f".{name}") from None
        return self.kind(**made)


def _record(kind: type, *, fill: bool) -> _Shape:
    record = _Record(kind, fill=fill)
    return _Shape(record.write, record.read)


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _shown(name: object) -> str:
    """An unknown field's name, if it can be a name at all: what was sent is not repeated at length."""
    return f".{name}" if isinstance(name, str) and name.isidentifier() and len(name) <= 40 else ".…"


def _of(kind: type, value: Any, name: str) -> Any:
    if type(value) is not kind:
        raise _Misfit(f"{name} is expected here")
    return value


def _each(turn: Turn, items: Any) -> list[Any]:
    made: list[Any] = []
    try:
        for item in items:
            made.append(turn(item))
    except _Misfit as misfit:
        raise misfit.under(f"[{len(made)}]") from None
    return made


def _under(step: str, turn: Turn, value: Any) -> Any:
    try:
        return turn(value)
    except _Misfit as misfit:
        raise misfit.under(step) from None
