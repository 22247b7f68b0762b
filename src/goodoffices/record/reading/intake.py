"""Take a file for a report: text in UTF-8 as it stands, or a refusal that says where and what to do."""

import hashlib
import re
from pathlib import Path

from goodoffices.core.errors import BadInput, Fault, Phrase

LARGEST = 1_000_000  # bytes; a report has a few thousand
_MAGIC = {
    b"PK\x03\x04": Phrase("a zip archive or office document"),
    b"PK\x05\x06": Phrase("a zip archive"),
    b"%PDF": Phrase("a PDF"),
    b"\x1f\x8b": Phrase("a compressed file"),
    b"\x89PNG": Phrase("a picture"),
    b"\xff\xd8\xff": Phrase("a picture"),
    b"\xd0\xcf\x11\xe0": Phrase("an office document"),
    b"{\\rtf": Phrase("a rich-text document"),
    b"\xff\xfe": Phrase("text in UTF-16"),
    b"\xfe\xff": Phrase("text in UTF-16"),
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|[\u202a-\u202e\u2066-\u2069]")
_HTML_HEAD = re.compile(r"\s{0,2000}<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|a|br|script|style|html|body|table|td|li|ul|h[1-6])(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_TAGS = 3  # a report may quote one or two


def text_of(data: bytes, file: str | None = None) -> str:
    """Return the text of a report, not a character changed.

    Raises `BadInput`, naming line and column, for what is no plain text in UTF-8: another format, a web page, bytes that
    are not UTF-8, control characters, marks that turn the direction of writing over, more than 1 MB, or nothing at all.
    """
    if len(data) > LARGEST:
        raise BadInput(_too_large(len(data), file))
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(
                Fault(Phrase("this is {what}; give the report as plain text in UTF-8", what=what), file=file)
            )
    text = _decoded(data, file)
    if not text.strip("\ufeff \t\r\n\f"):
        raise BadInput(Fault("the file is empty", file=file))
    if (
        _HTML_HEAD.match(text)
        or sum(1 for _, _ in zip(_TAG.finditer(text), range(_TAGS), strict=False)) == _TAGS
    ):
        raise BadInput(Fault("this is a web page; give the words of the report as plain text", 1, 1, file))
    found = CONTROL.search(text)
    if found is not None:
        line, column = place(text, found.start())
        raise BadInput(Fault(_unseen(found.group()), line, column, file))
    return text


def read_file(path: Path) -> tuple[str, str]:
    """Return the text of a report file and the SHA-256 of its bytes, in hex."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
            size = len(data) if len(data) <= LARGEST else path.stat().st_size
    except OSError as error:
        raise BadInput(Fault(Phrase("cannot be read: {why}", why=error.strerror), file=str(path))) from error
    if size > LARGEST:
        raise BadInput(_too_large(size, str(path)))
    return text_of(data, str(path)), hashlib.sha256(data).hexdigest()


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    before = text[:offset]
    line = before.count("\n") + 1
    return line, offset - (before.rfind("\n") + 1) + 1


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line, column = place(good, len(good))
        raise BadInput(
            Fault("this byte is not UTF-8; save the report as UTF-8", line, column, file)
        ) from error


def _too_large(size: int, file: str | None) -> Fault:
    what = Phrase(
        "the file has {size} bytes; a report may have {most}", size=f"{size:,}", most=f"{LARGEST:,}"
    )
    return Fault(what, file=file)


def _unseen(char: str) -> Phrase:
    return Phrase(
        "the direction mark {code} is not allowed in a report; take it out"
        if ord(char) > 0x2000
        else "the control character {code} is not allowed in a report; take it out",
        code=f"U+{ord(char):04X}",
    )
