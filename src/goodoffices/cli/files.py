"""Reading files that people name on the command line, and saying what is wrong with them."""

import sys
from pathlib import Path
from typing import Any

from goodoffices.core.errors import BadInput, Fault

LARGEST = 5_000_000


def file_words(path: Path, largest: int = LARGEST) -> str:
    """Return a UTF-8 file's words, line ends as they stand; refuse what is absent, too large or not text."""
    try:
        if path.stat().st_size > largest:
            raise BadInput(
                Fault(f"the file is larger than {largest // 1_000_000} MB; part it", file=str(path))
            )
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        why = (fault.strerror or "cannot be read").lower()
        raise BadInput(Fault(f"{why}; check the name", file=str(path))) from None
    except UnicodeDecodeError as fault:
        raise BadInput(
            Fault(f"not UTF-8 at byte {fault.start}; save it as UTF-8 text", file=str(path))
        ) from None


def print_json(value: Any) -> None:
    """Write one JSON object to standard output, and nothing else."""
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
