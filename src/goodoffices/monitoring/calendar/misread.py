"""What the reader of TOML says of a file that is none, as sentences that can be said in another language."""

import re

from goodoffices.core.errors import Phrase, known

_SAID = known(
    Phrase("Cannot overwrite a value"),
    Phrase("Escaped character is not a Unicode scalar value"),
    Phrase("Expected '=' after a key in a key/value pair"),
    Phrase("Expected ']' at the end of a table declaration"),
    Phrase("Expected ']]' at the end of an array declaration"),
    Phrase("Expected newline or end of document after a statement"),
    Phrase("Invalid date or datetime"),
    Phrase("Invalid hex value"),
    Phrase("Invalid initial character for a key part"),
    Phrase("Invalid statement"),
    Phrase("Invalid value"),
    Phrase("Unclosed array"),
    Phrase("Unclosed inline table"),
    Phrase("Unescaped '\\' in a string"),
    Phrase("Unterminated string"),
)
_CANNOT = {
    re.compile(r"Cannot declare (.+) twice", re.DOTALL): Phrase("Cannot declare {name} twice"),
    re.compile(r"Cannot mutate immutable namespace (.+)", re.DOTALL): Phrase(
        "Cannot mutate immutable namespace {name}"
    ),
    re.compile(r"Cannot redefine namespace (.+)", re.DOTALL): Phrase("Cannot redefine namespace {name}"),
    re.compile(r"Duplicate inline table key (.+)", re.DOTALL): Phrase("Duplicate inline table key {name}"),
    re.compile(r"Expected (.+)", re.DOTALL): Phrase("Expected {name}"),
    re.compile(r"Found invalid character (.+)", re.DOTALL): Phrase("Found invalid character {name}"),
    re.compile(r"Illegal character (.+)", re.DOTALL): Phrase("Illegal character {name}"),
}


def not_toml(said: str) -> Phrase:
    """Return why a file is not TOML; in English exactly what its reader said, and so where the reader says something new."""
    return Phrase("not TOML: {why}", why=_why(said))


def _why(said: str) -> str:
    if said in _SAID:
        return _SAID[said]
    for shape, template in _CANNOT.items():
        if found := shape.fullmatch(said):
            return Phrase(template, name=found[1])
    return said
