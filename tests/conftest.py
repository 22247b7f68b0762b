"""What every test may ask for."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from django.db import connections

from tests import postgres as servers
from tests.browser import browser, site, site_settings, visitor, visitors
from tests.run import COUNTED, NAMED, ROOT

hashlib.scrypt = cache(
    hashlib.scrypt
)  # a third of a second for each text: here the same few texts come again and again

__all__ = ["browser", "site", "site_settings", "visitor", "visitors"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests under which lines are counted: those of core and journal that leave nothing to chance.

    A test whose file does not name its mark would be in no tier, and is refused.
    """
    named = {path: path.read_text(encoding="utf-8") for path in {item.path for item in items}}
    for item in items:
        by_chance = getattr(getattr(item, "function", None), "is_hypothesis_test", False)
        near = any(item.path.is_relative_to(ROOT / folder) for folder in COUNTED)
        if near and not by_chance and not item.get_closest_marker("slow"):
            item.add_marker("counted")
        for mark in NAMED:
            if item.get_closest_marker(mark) and f"mark.{mark}" not in named[item.path]:
                raise pytest.UsageError(
                    f"{item.path}: name pytest.mark.{mark} in this file, or no tier reads it"
                )


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.Cluster]:
    """A PostgreSQL server of this run; the test makes its own database in it."""
    if not servers.programs():
        pytest.skip("no PostgreSQL server programs (Debian: apt-get install postgresql)")
    with servers.cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """As pytest-django's, but nothing is left open on a PostgreSQL database that is about to be dropped."""
    yield
    with django_db_blocker.unblock():
        for alias in connections:
            if connections[alias].vendor != "sqlite":
                connections[alias].close()


@pytest.fixture(autouse=True)
def _digits() -> Iterator[None]:
    """A command may lift the limit on digits for its own process; a test that runs one here leaves it as it was."""
    most = sys.get_int_max_str_digits()
    yield
    sys.set_int_max_str_digits(most)
