"""Whatever befalls the keys of closed talks, and wherever it is cut off: nothing is lost to who sits, nothing kept for who left."""

from collections import Counter
from typing import Any

import pytest

from goodoffices.web.people import locks
from goodoffices.web.people.models import PersonKeyRow
from goodoffices.web.talks import store
from goodoffices.web.talks.models import BearerRow, HoldingRow, SeatRow
from goodoffices.web.talks.store import bearers
from tests.web.talks.key_life import NEVER, lived

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
LIVES = 20


def test_a_few_lives_of_keys() -> None:
    counts: Counter[str] = Counter()
    for seed in range(LIVES):
        counts.update(lived(seed))
    assert {name: counts[name] for name in NEVER if counts[name]} == {}
    assert min(counts[name] for name in ("say", "came in", "invited", "cut off", "nights")) > 0, counts


def _forgets_to_take_keys(seat: str, at: Any) -> None:
    HoldingRow.objects.filter(seat=seat, left_at=None).update(left_at=at)
    SeatRow.objects.filter(id=seat, left_at=None).update(left_at=at)


def _puts_nothing_in_its_place(old: bytes, new: bytes) -> None:
    BearerRow.objects.filter(public=old.hex(), kind="person").delete()


def _locks_nothing(person: Any, pair: Any, password: str) -> None:
    PersonKeyRow.objects.filter(person=person).update(by_password=b"")


_TO_PERSONS = bearers._I_CAN_GIVE.replace("ORDER BY", "AND b.kind <> 'token' ORDER BY")
BUGS: dict[str, tuple[Any, str, Any]] = {
    "leaving takes no key away": (store, "vacate", _forgets_to_take_keys),
    "no key turns at its hour": (store, "turn_old", lambda lanes, day: None),
    "a token given later gets no key": (bearers, "_I_CAN_GIVE", _TO_PERSONS),
    "a new pair is no bearer": (store, "replace_person", _puts_nothing_in_its_place),
    "a withdrawn paper keeps its keys": (store, "drop_bearers", lambda seat, kind: None),
    "an expired paper keeps its keys": (store, "drop_papers", lambda now: None),
    "a new password locks nothing": (locks, "relock", _locks_nothing),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_a_bug_planted_in_the_keys_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each of them comes to light within a few lives."""
    monkeypatch.setattr(*BUGS[name])
    assert any(any(lived(seed)[never] for never in NEVER) for seed in range(40))
