"""Settings nobody may serve with."""

from goodoffices.web.settings import *  # noqa: F403

DEBUG = True
