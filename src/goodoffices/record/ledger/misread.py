"""What the readers of JSON and of tables say of a file that is neither, as sentences that can be said in another language."""

from goodoffices.core.errors import Phrase, known

_JSON = known(
    Phrase("Expecting ',' delimiter"),
    Phrase("Expecting ':' delimiter"),
    Phrase("Expecting property name enclosed in double quotes"),
    Phrase("Expecting value"),
    Phrase("Extra data"),
    Phrase("Invalid \\escape"),
    Phrase("Invalid \\uXXXX escape"),
    Phrase("Invalid control character at"),
    Phrase("Unterminated string starting at"),
)
_TABLE = known(
    Phrase("',' expected after '\"'"),
    Phrase("field larger than field limit (131072)"),
    Phrase("line contains NUL"),
    Phrase("unexpected end of data"),
)


def not_json(said: str) -> Phrase:
    """Return why a line is not JSON; in English exactly what its reader said, and so where the reader says something new."""
    return Phrase("not JSON: {why}", why=_JSON.get(said, said))


def not_table(said: str) -> Phrase:
    """Return why a file is no table, as `not_json` does."""
    return Phrase("not a table: {why}", why=_TABLE.get(said, said))
