"""Words planted where confidences go, and a search for them in every form a leak could take."""

import base64
import gzip
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

MARK = "zqKanarie"
"""Every planted word opens with this, so that one search finds them all, however many there are."""
_STREAMS = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LARGEST = 1 << 24


def word(draw: random.Random) -> str:
    """Return a new word to plant."""
    return MARK + "".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=24))


def forms() -> dict[str, bytes]:
    """Return how the mark would stand in a file, by the name of the form."""
    plain = MARK.encode()
    found = {
        "utf-8": plain,
        "utf-16 little": MARK.encode("utf-16-le"),
        "utf-16 big": MARK.encode("utf-16-be"),
    }
    found |= {"hex": plain.hex().encode(), "HEX": plain.hex().upper().encode(), "reversed": plain[::-1]}
    for shift in range(3):
        inner = base64.b64encode(b"\0" * shift + plain)
        found[f"base64 +{shift}"] = inner[4 if shift else 0 : len(inner) // 4 * 4 - 4]
    return found


def found_in(data: bytes) -> list[str]:
    """Return the forms in which a planted word stands in these bytes, compressed streams looked into."""
    named = [name for name, form in forms().items() if form in data]
    return named + [f"{name}, compressed" for inner in _streams(data) for name in found_in(inner)]


def found_under(folder: Path) -> list[tuple[str, str]]:
    """Return every file of the folder in which a planted word stands, with the form."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(str(path.relative_to(folder)), form) for path in files for form in found_in(path.read_bytes())]


def _streams(data: bytes) -> Iterator[bytes]:
    for opening in _STREAMS:
        at = data.find(opening)
        while at >= 0:
            try:
                inner = zlib.decompressobj(47).decompress(data[at:], _LARGEST)
            except zlib.error:
                inner = b""
            if len(inner) > len(MARK):
                yield inner
            at = data.find(opening, at + 1)


def control(folder: Path) -> int:
    """Plant a word openly in every form, and return how many forms there are: all of them must be found."""
    text = word(random.Random(0))
    written = {
        "plain": text.encode(),
        "sixteen": text.encode("utf-16"),
        "big": text.encode("utf-16-be"),
        "hex": text.encode().hex().encode(),
        "HEX": text.encode().hex().upper().encode(),
        "json": json.dumps({"words": text}).encode(),
        "quoted": quote(text).encode(),
        "gzip": gzip.compress(b"before " + text.encode()),
        "zlib": b"xx" + zlib.compress(text.encode() * 3, 9),
        "reversed": text.encode()[::-1],
        **{f"base64-{shift}": base64.b64encode(b"x" * shift + text.encode()) for shift in range(3)},
    }
    for name, data in written.items():
        (folder / name).write_bytes(b"\0\1\2" + data)
    return len(written)
