"""Where in a TOML file a key stands, so that a fault can name its line and column."""

import re
from collections import Counter
from dataclasses import dataclass, field

from goodoffices.core.errors import Fault

_HEAD = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_-]+)\s*\]\]?")
_KEY = re.compile(r"^(\s*)([A-Za-z0-9_-]+|\"[^\"]*\")\s*=")
_FENCES = ('"""', "'''")


@dataclass(frozen=True)
class Places:
    """The line and column of every table's head and of every key in it, as written."""

    found: dict[tuple[str, int, str], tuple[int, int]] = field(default_factory=dict)

    def fault(self, what: str, table: str = "", index: int = 0, key: str = "") -> Fault:
        """Return the fault at the key, else at its table, else at the file."""
        at = self.found.get((table, index, key)) or self.found.get((table, index, ""))
        return Fault(what, *at) if at else Fault(what)

    def line(self, table: str, index: int) -> int | None:
        """Return the line of a table's head."""
        at = self.found.get((table, index, ""))
        return at[0] if at else None


def places(source: str) -> Places:
    """Return the places of a TOML file's tables and keys; tables of one name are counted from 0."""
    found: dict[tuple[str, int, str], tuple[int, int]] = {}
    seen: Counter[str] = Counter()
    table, index, inside = "", 0, ""
    for number, line in enumerate(source.splitlines(), start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if head := _HEAD.match(line):
            table, index = head[2], seen[head[2]]
            seen[table] += 1
            found[table, index, ""] = (number, line.index("[") + 1)
        elif key := _KEY.match(line):
            found.setdefault((table, index, key[2].strip('"')), (number, len(key[1]) + 1))
        inside = next((fence for fence in _FENCES if line.count(fence) % 2), "")
    return Places(found)
