"""What tests of the site share."""

from tests.web.people import time

__all__ = ["time"]
