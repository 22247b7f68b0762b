"""Whatever a program sends, it gets an answer that says what was wrong, and never an error of the site."""

import pytest

from goodoffices.web.talks import showing
from tests.web.talks.fuzzing import counted, tried

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_three_hundred_requests_made_up_at_random_end_in_no_error():
    counts = counted(tried(1, 300))
    assert (counts["errors"], counts["of no known shape"]) == (0, 0)
    assert min(counts[code] for code in ("200", "201", "400", "401", "404", "405", "409")) > 0, counts


def test_an_error_of_the_site_would_be_seen(monkeypatch: pytest.MonkeyPatch):
    def broken(*told: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(showing, "shown", broken)
    assert any(counted(tried(seed, 60))["errors"] for seed in range(1, 30)), (
        "few ask for the one thing broken: by chance"
    )
