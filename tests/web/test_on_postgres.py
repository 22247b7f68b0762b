"""The suites of stores and actions, once more on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import LONG, SPREAD

ROOT = Path(__file__).parents[2]
SUITES = [
    "tests/web/talks",
    "tests/web/test_turns.py",
    "tests/web/test_database.py",
    "tests/web/test_settings.py",
]
ALIKE = [
    "tests/web/talks/test_access_matrix.py",
    "tests/web/talks/test_after_apart.py",
    "tests/web/talks/test_noninterference_of_replies.py",
]
"""These ask for thousands of pages, and no other thing of the database than the rest; whole replies are row S2-postgres."""
PAGES = [
    *sorted(ROOT.glob("tests/web/talks/test_*_pages.py")),
    *ROOT.glob("tests/web/talks/test_refusals*.py"),
]
"""Pages ask by the same functions as the rest; they too are tried here in a long run, and by stories in a browser."""
NO_LONG_LOOKS = "not every_reply and not changes_no_byte and not no_byte_or_query"


@pytest.mark.postgres
def test_the_suites_hold_on_postgres(postgres):
    """In a process of their own, because Django's databases are chosen once."""
    url = postgres.make("suites")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            *SUITES,
            *SPREAD,
            *(f"--ignore={one}" for one in [*ALIKE, *([] if LONG else PAGES)]),
            "-k",
            NO_LONG_LOOKS,
            "-m",
            "not slow and not browser and not postgres and not strace",
        ],
        cwd=ROOT,
        env={**ours, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
