"""Cases with their citations, read from the files beside the tests."""

import json
from pathlib import Path
from typing import Any

PUBLISHED = {"S", "C+S"}


def cases(file: str) -> list[Any]:
    """Return the cases of a file under tests/, such as "analysis/cases/graph_models.json"."""
    return json.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["cases"]


def named(case: Any) -> str:
    """Return the name of a case in test ids; only what was read in a source is called published."""
    return f"published-{case['id']}" if case["status"] in PUBLISHED else str(case["id"])
