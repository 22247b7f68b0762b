from pathlib import Path

import pytest

from tests.cli.typed import Typist


@pytest.fixture
def typist(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typist:
    return Typist(tmp_path, capsys, monkeypatch)
