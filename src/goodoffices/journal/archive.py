"""Files in one zip that has one form only: stored, in order, of one date, with nothing beside them."""

import struct
import zlib
from collections.abc import Iterator, Mapping

from goodoffices.core.errors import BadInput

MOST_FILES = 10_000
LARGEST = 2**31 - 1

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UNIX = 3 << 8
_DATE = 1 << 5 | 1  # the first of January 1980, where the form begins
_MODE = 0o600 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return these files as a zip, in this order; the same files always give the same bytes.

    Names are ASCII. `BadInput` where the zip would pass two gigabytes or ten thousand files.
    """
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST:
        raise BadInput("too much for one bundle: more than two gigabytes or ten thousand files")
    parts, directory, at = [], [], 0
    for name, body in files.items():
        called, crc, size = name.encode("ascii"), zlib.crc32(body), len(body)
        fixed = (0, 0, 0, _DATE, crc, size, size, len(called), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *fixed) + called + body
        central = (b"PK\1\2", _VERSION | _UNIX, _VERSION, *fixed, 0, 0, 0, _MODE, at)
        directory.append(_CENTRAL.pack(*central) + called)
        parts.append(local)
        at += len(local)
    listed = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(listed), at, 0)
    return b"".join([*parts, listed, end])


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip that `packed` made; `BadInput` for every other sequence of bytes."""
    try:
        files = dict(_files(data))
    except (struct.error, UnicodeDecodeError):
        raise BadInput(_NOT) from None
    if len(files) > MOST_FILES or packed(files) != data:
        raise BadInput(_NOT)
    return files


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while data[at : at + 4] == b"PK\3\4":
        *_, size, _, named, _ = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size + named
        yield data[at + _LOCAL.size : start].decode("ascii"), data[start : start + size]
        at = start + size


_NOT = "not a bundle, or changed or cut off after it was made"
