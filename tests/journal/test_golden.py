"""What was stored by any earlier version opens to what it opened to then."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from goodoffices.journal.chain import verify
from tests.journal import goldens

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", goldens.files(), ids=lambda path: path.stem)
def test_stored_bytes_open_to_what_they_always_did(path):
    golden = json.loads(path.read_text(encoding="utf-8"))
    assert verify(golden["rows"][0]["lane"], goldens.links(golden)) is None
    assert goldens.opened(golden) == golden["opens"]


def test_the_present_format_is_among_the_goldens():
    assert any(
        json.loads(path.read_text(encoding="utf-8")) == goldens.golden_of(goldens.MOVES, seed=1)
        for path in goldens.files()
    )


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="no history here")
def test_goldens_are_only_ever_added():
    """The journal's own bytes from the first commit; moves and views from the first release."""
    assert changed("HEAD", "house-*.json") == changed("HEAD", "closed-*.json") == ""
    released = git("tag", "--list", "v*", "--sort=creatordate").split()
    assert not released or changed(f"{released[0]}..HEAD", "*.json") == ""


def changed(since, names):
    """Return the goldens that a commit changed or took away, or that stand changed here."""
    places = str(goldens.FOLDER.relative_to(ROOT) / "**" / names)
    touched = ["--diff-filter=MDRT", "--no-renames", "--name-only", "--", f":(glob){places}"]
    return git("log", since, "--format=", *touched) + git("diff", "HEAD", *touched)


def git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout
