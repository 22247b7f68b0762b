"""The site's settings, with the pages of the look added."""

from pathlib import Path

from goodoffices.web import settings as site
from goodoffices.web.settings import *  # noqa: F403

ROOT_URLCONF = "tests.web.style.urls"
TEMPLATES = [{**site.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates", site.HERE / "templates"]}]
