"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.db import connections

from tests import postgres as servers
from tests.browser import browser, site, site_settings, visitor, visitors

__all__ = ["browser", "site", "site_settings", "visitor", "visitors"]


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
