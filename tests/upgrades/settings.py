"""The site's settings at a later version, which brings one more app."""

from goodoffices.web.settings import *  # noqa: F403
from goodoffices.web.settings import INSTALLED_APPS as BEFORE

INSTALLED_APPS = [*BEFORE, "tests.upgrades"]
