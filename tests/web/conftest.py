"""What tests of the site share."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.web.people import time

__all__ = ["time"]


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leave the language as it was: a reply in another one leaves it active for whoever comes next."""
    with translation.override(None):
        translation.deactivate()
        yield
