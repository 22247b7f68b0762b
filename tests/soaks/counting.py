"""A pytest plugin for rows that are a group of tests: how many passed and failed, and how many replies they asked for."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

COUNTS: Counter[str] = Counter()
INTO = "GOODOFFICES_COUNTS"


def pytest_configure(config: pytest.Config) -> None:
    """Count every reply that a test's client gets."""
    from django.test import Client

    asked = Client.request

    def counted(self: Any, **request: Any) -> Any:
        COUNTS["replies"] += 1
        return asked(self, **request)

    Client.request = counted  # type: ignore[method-assign]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count each test once; one that was passed over counts as not run."""
    if report.failed:
        COUNTS["failed"] += 1
    elif report.when == "call" or report.skipped:
        COUNTS["passed" if report.passed else "left out"] += 1


def pytest_sessionfinish() -> None:
    """Write the counts where the row looks for them."""
    if into := os.environ.get(INTO):
        Path(into).write_text(json.dumps(COUNTS), encoding="utf-8")
