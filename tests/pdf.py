"""A PDF read without any library of its makers: what it tells besides its words, and the words of each page."""

import re
import zlib
from collections.abc import Iterator, Mapping

TELLING = (
    "Info", "Metadata", "Author", "Creator", "Producer", "CreationDate", "ModDate", "Title", "Subject", "Keywords",
    "PieceInfo", "LastModified", "EmbeddedFiles", "AF", "Names", "OpenAction", "AA", "URI", "Trapped",
)  # fmt: skip
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*(?:stream\r?\n|endobj)", re.DOTALL)
_KEY = re.compile(rb"/(\w+)")
_SAYS = re.compile(
    rb"\((?:\\.|[^\\)])*\)|/(?:S|Type) /\w+", re.DOTALL
)  # words, and what sort of thing something is
_FONT = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-fA-F]+)>|Tm")


def objects(content: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Return every object by its number: its own words, and what its stream holds."""
    found: dict[int, tuple[bytes, bytes]] = {}
    for one in _OBJECT.finditer(content):
        inner = b""
        if b"/FlateDecode" in one[2] and one[0].rstrip().endswith(b"stream"):
            inner = zlib.decompressobj().decompress(content[one.end() :])
        found[int(one[1])] = (one[2], inner)
    for words, inner in list(found.values()):
        if b"/ObjStm" in words:
            found |= dict(_packed(words, inner))
    return found


def _packed(words: bytes, inner: bytes) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    first = int(re.search(rb"/First (\d+)", words)[1])  # type: ignore[index]
    pairs = [int(one) for one in inner[:first].split()]
    numbers, places = pairs[::2], [*pairs[1::2], len(inner) - first]
    for at, number in enumerate(numbers):
        yield number, (inner[first + places[at] : first + places[at + 1]], b"")


def told(content: bytes) -> list[str]:
    """Return what a PDF tells of who made it, when and with what; keys anywhere, XMP, an id of the file, makers' names."""
    found = []
    for number, (words, inner) in sorted(objects(content).items()):
        keys = {one.decode() for one in _KEY.findall(_SAYS.sub(b"", words))}
        keys -= {"Title"} if "Dest" in keys else set()  # a heading, to go to
        found += [f"{number}: {key}" for key in TELLING if key in keys]
        if b"/XRef" in words and b"/ID" in words:
            found.append("an id of the file")
        if re.search(rb"\(D:\d{4}", words):
            found.append(f"{number}: a date")
        found += [
            name
            for name in ("<?xpacket", "x:xmpmeta", "WeasyPrint", "pydyf")
            if name.encode() in words + inner
        ]
    trailer = content[content.rfind(b"endobj") :]
    found += [f"trailer: {key}" for key in ("/Info", "/ID") if key.encode() in trailer]
    return found


def pages(content: bytes) -> list[str]:
    """Return the words of each page, run by run in the order in which they are drawn."""
    known = objects(content)
    letters = {name: _letters(known[number][1]) for name, number in _fonts(known)}
    found = []
    for words, _ in (known[number] for number in sorted(known)):
        if re.search(rb"/Type /Page\b", words):
            contents = int(re.search(rb"/Contents (\d+)", words)[1])  # type: ignore[index]
            found.append(_drawn(known[contents][1], letters))
    return found


def _fonts(known: Mapping[int, tuple[bytes, bytes]]) -> Iterator[tuple[bytes, int]]:
    """Return each font's name on a page, and the object that says which letters its signs are."""
    for words, _ in known.values():
        for name, number in re.findall(rb"/([A-Z0-9a-z-]+) (\d+) 0 R", words):
            of = re.search(rb"/ToUnicode (\d+)", known.get(int(number), (b"", b""))[0])
            if of:
                yield name, int(of[1])


def _letters(table: bytes) -> dict[bytes, str]:
    found = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for sign, letter in re.findall(rb"<(\w+)>\s*<(\w+)>", part):
            found[sign.lower()] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    return found


def _drawn(drawing: bytes, letters: Mapping[bytes, Mapping[bytes, str]]) -> str:
    font: Mapping[bytes, str] = {}
    found: list[str] = []
    for one in _FONT.finditer(drawing):
        if one[0] == b"Tm":
            found.append("\n")
        elif one[1]:
            font = letters.get(one[1], {})
        else:
            signs = [one[2][at : at + 4].lower() for at in range(0, len(one[2]), 4)]
            found += [font.get(sign, "\ufffd") for sign in signs]
    return "".join(found)
