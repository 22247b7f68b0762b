"""Numbers of thousands of digits come out whole."""

from pathlib import Path

from typer.testing import CliRunner

from goodoffices.cli.main import build


def test_a_draft_of_very_many_brackets_is_shown(tmp_path: Path) -> None:
    draft = tmp_path / "many.md"
    draft.write_text("# T\n\n" + "\n\n".join("a [b | c]" for _ in range(15_000)) + "\n", encoding="utf-8")
    done = CliRunner().invoke(build(), ["text", "show", str(draft), "--json"])
    assert done.exit_code == 0
    assert len(done.stdout) > 4_300
