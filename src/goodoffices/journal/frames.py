"""Fields put together so that no two lists of fields ever give the same bytes."""


def framed(domain: str, *fields: bytes) -> bytes:
    """Return a domain's name, a zero byte, then each field after its length (8 bytes, big-endian).

    Everything hashed, sealed or bound here goes through this, each use under a domain of its own with its
    version, so that bytes made for one use are never taken for another.
    """
    parts = [domain.encode("ascii"), b"\0"]
    for field in fields:
        parts.append(len(field).to_bytes(8, "big"))
        parts.append(field)
    return b"".join(parts)


def number(value: int) -> bytes:
    """Return a whole number from 0 to 2^64 - 1 as the 8 bytes a field holds."""
    return value.to_bytes(8, "big")
