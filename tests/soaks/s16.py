"""S16: what the program is built on, and what looks into its source for what is known to be dangerous."""

import contextlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.soak import ROOT, Trial

TITLE = "direct dependencies, hashes of all, a bill of materials, and the rules of bandit over the source"
TIMES = 1
MOST = 15
NEVER = ("without a hash", "too many", "left out of the bill", "found", "without a reason")
BIN = Path(sys.executable).parent


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Look once. Advisories are not looked up: the service is out of reach where there is no network."""

    def trial(_: int) -> Mapping[str, int]:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        direct = len(project["dependencies"]) + len(project["optional-dependencies"]["postgres"])
        pinned = re.split(r"\n(?=\S)", _uv("requirements.txt").split("-e .")[-1].strip())
        pinned = [one for one in pinned if "==" in one.split("\n")[0]]
        bill = {one["name"] for one in json.loads(_uv("cyclonedx1.5"))["components"]}
        named = {one.split("==")[0] for one in pinned}
        excepted = _ruff("--ignore-noqa")
        return {
            "direct": direct,
            "too many": int(direct > MOST),
            "pinned": len(pinned),
            "without a hash": sum("--hash=sha256:" not in one for one in pinned),
            "left out of the bill": len(named - bill),
            "found": len(_ruff()),
            "excepted": len(excepted),
            "without a reason": sum(not _reason(one) for one in excepted),
        }

    yield trial


def _uv(form: str) -> str:
    command = [
        str(BIN / "uv"),
        "export",
        "--quiet",
        "--frozen",
        "--no-dev",
        "--extra",
        "postgres",
        "--format",
        form,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _ruff(*more: str) -> list[dict[str, object]]:
    """Return what bandit's rules find; assertions are for mypy, and are no checks of what people send."""
    command = [
        str(BIN / "ruff"),
        "check",
        "--select",
        "S",
        "--ignore",
        "S101",
        "--output-format",
        "json",
        *more,
        "src",
    ]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return list(json.loads(found))


def _reason(one: dict[str, object]) -> bool:
    """Whether an exception from a rule is made for that rule alone, where it stands."""
    lines = Path(str(one["filename"])).read_text(encoding="utf-8").splitlines()
    first, last = (dict(one[name])["row"] for name in ("location", "end_location"))  # type: ignore[call-overload]
    within = lines[int(first) - 1 : max(int(last), int(one["noqa_row"] or first))]  # type: ignore[call-overload]
    return any(f"noqa: {one['code']}" in line for line in within)


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['direct']} direct dependencies ({MOST} at most), {counts['pinned']} in all, {counts['without a hash']} without a hash,"
        f" {counts['left out of the bill']} left out of the bill of materials; {counts['found']} findings of bandit's rules,"
        f" {counts['excepted']} exceptions, {counts['without a reason']} of them not at their place; advisories not looked up"
    )
