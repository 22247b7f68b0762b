"""Styles and scripts: their address changes when they do, so that browsers may keep them."""

import hashlib
from pathlib import Path


def stamp(folder: Path) -> str:
    """Return a short hash of all files in a folder."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        whole.update(f"{file.relative_to(folder).as_posix()} {len(raw)}\n".encode() + raw)
    return whole.hexdigest()[:12]
