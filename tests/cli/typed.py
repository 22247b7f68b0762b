"""A command as somebody types it, run inside the test."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from goodoffices.cli.main import main


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Typist:
    """Types commands, with files written first where a command reads one."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capture = capture
        self._patch = patch
        self.file = folder / "case.json"

    def types(self, *words: str) -> Ran:
        self._capture.readouterr()
        self._patch.setattr(sys, "argv", ["goodoffices", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capture.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    def gives(self, command: str, content: object, options: Iterable[str] = ("--json",)) -> Ran:
        """Write a file (text as it is, anything else as JSON) and run a command on it."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.file.write_text(text, encoding="utf-8")
        return self.types(command, str(self.file), *options)
