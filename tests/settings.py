"""The site's own settings, with a key and a cheap password hasher for tests."""

import atexit
import shutil
import tempfile
from pathlib import Path

from goodoffices.journal.locks import Work
from goodoffices.web.settings import *  # noqa: F403

SECRET_KEY = "for tests only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OPERATOR_KEY_FILE = Path(__file__).parent / "web" / "operator.key"

# Tests go faster than anybody reads; what holds is tried in tests/web/talks/test_pace.py.
PACE_READING = PACE_WRITING = (10**9, 1)
KEY_WORK = Work(1, 8)

# Halves of keys lie outside the database, so that each run of tests has a folder for them.
SHREDS = Path(tempfile.mkdtemp(prefix="goodoffices-shreds-"))
atexit.register(shutil.rmtree, SHREDS, ignore_errors=True)
