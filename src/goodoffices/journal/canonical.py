"""Plain values and the one way to write each of them as bytes."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from goodoffices.core.errors import BadInput

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"

DEEPEST = 64
LARGEST = 2**63 - 1
_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def encode(plain: Plain) -> bytes:
    """Return the one form of a plain value: UTF-8 JSON, keys sorted by code point, no blanks, no fractions.

    Strings are NFC, whole numbers fit 64 bits with sign, nesting is at most 64 deep; all else is `BadInput`.
    """
    _check(plain, 1)
    return _written(plain)


def decode(data: bytes) -> Plain:
    """Return the value these bytes are the one form of; any other way to write it is `BadInput`."""
    try:
        plain: Plain = _READER.decode(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadInput("not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadInput("not JSON") from None
    _check(plain, 1)
    if _written(plain) != data:
        raise BadInput("not in the one form: blanks, order of keys or escapes differ")
    return plain


def _check(plain: object, depth: int) -> None:
    kind = type(plain)
    if kind is str:
        _check_text(plain)  # type: ignore[arg-type]
    elif kind is int:
        if not -LARGEST - 1 <= plain <= LARGEST:  # type: ignore[operator]
            raise BadInput("a whole number beyond 64 bits")
    elif kind is dict or kind is list or kind is tuple:
        _check_inside(plain, depth)
    elif plain is not None and kind is not bool:
        raise BadInput("a value that is no text, whole number, truth value, list or mapping")


def _check_inside(plain: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise BadInput("nested too deep")
    if type(plain) is dict:
        for key, value in plain.items():
            if type(key) is not str:
                raise BadInput("a key that is no text")
            _check_text(key)
            _check(value, depth + 1)
    else:
        for value in plain:
            _check(value, depth + 1)


def _check_text(text: str) -> None:
    if text.isascii():
        return
    if not unicodedata.is_normalized("NFC", text):
        raise BadInput("text that is not in Unicode's composed form (NFC)")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("half of a surrogate pair")


def _written(plain: Plain) -> bytes:
    return _WRITER.encode(plain).encode("utf-8")


def _once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise BadInput("a key that stands twice")
    return mapping


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise BadInput("a whole number beyond 64 bits")
    return int(digits)


def _no_fraction(_: str) -> int:
    raise BadInput("a number that is not whole")


_READER = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_no_fraction, parse_constant=_no_fraction
)
