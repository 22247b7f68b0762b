"""What is alleged, reported and proposed elsewhere after signature changes no byte of what a seat gets; leaks of it are seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest

from goodoffices.core.fold import State, fold_lane
from goodoffices.core.lanes import Kind
from goodoffices.core.view import View
from goodoffices.web.demo import leaking
from goodoffices.web.talks import folding, following, store
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import after
from tests.web.talks.following import Signed
from tests.web.talks.site_world import fresh
from tests.web.talks.test_record_pages import client

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SHOT = "A shot across the bow."


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Signed:
    world = Signed(monkeypatch)
    for who in ("Vell", "Watch"):
        client(world, who)
    world.on(9)
    return world


def busy(world: Signed) -> None:
    """Tarn alleges, reports and declares in its channel; M1 proposes there what only Tarn is to see."""
    world.says("Tarn", "allege", obligation="quiet", day=9, words=SHOT, to=["commission", "G"])
    world.says("Tarn", "allege", obligation="fairway", day=8, words="They closed it.")
    world.says("Tarn", "cease", day=9, to=["Vell"])
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    file = world.course("M1").bind.file.replace("day = 7 }", "day = 12 }")
    form = {"number": "1", "words": "By day 12.", "file": file, "lane[]": [lane], "move": fresh()}
    assert world.post_form("M1", "after/understandings/propose", **form).status_code == 302


def replies(world: Signed, who: str) -> dict[str, bytes]:
    return dict(leaking.replies(world.seats[who], world.at))


@pytest.mark.parametrize("who", ["Vell", "Watch"])
def test_what_a_party_says_in_its_channel_changes_no_page_no_diary_and_no_finding_of_others(world, who):
    before = replies(world, who)
    busy(world)
    assert replies(world, who) == before
    known = any(b"hands over its list" in body for body in before.values())
    assert known == (who == "Vell")
    diary = next(body for path, body in before.items() if path.endswith("after/calendar"))
    assert (b"BEGIN:VCALENDAR" in diary) == (who == "Vell")


# Planted leaks: each a mistake somebody could make


def _alleged() -> list[str]:
    """Every allegation in any channel, as a careless page would gather them."""
    found = []
    for seat in store.all_lanes():
        for one in store.entries(seat):
            if one.kind == "allege":
                found.append(str(one.body["move"]["words"]))  # type: ignore[index, call-overload]
    return found


@contextmanager
def on_the_public_page() -> Iterator[None]:
    """The findings page shows what is alleged beside what was found."""
    page = Here.page_with

    def leaks(self: Here, status: int, template: str, *told: Any, **more: Any) -> Any:
        answer = page(self, status, template, *told, **more)
        if template == "talks/findings.html":
            answer.content = answer.content.replace(b"</main>", "".join(_alleged()).encode() + b"</main>")
        return answer

    with mock.patch.object(Here, "page_with", leaks):
        yield


@contextmanager
def in_the_diary() -> Iterator[None]:
    """The diary of every room holds an entry for each allegation."""
    made = after.diary
    with mock.patch.object(
        after, "diary", lambda *told: made(*told).replace("END:VCALENDAR", "".join(_alleged()))
    ):
        yield


def _folded(lane: str) -> State:
    return fold_lane(Kind.CHANNEL, [folding.entry_of(one) for one in store.entries(lane)])


@contextmanager
def in_the_standing() -> Iterator[None]:
    """What is in force is followed from all channels, not from those the seat holds."""
    made = following.happenings

    def leaks(view: View) -> Any:
        others = {one: _folded(one) for one in store.all_lanes() if one not in view.states}
        channel = next(one for one in view.lanes.values() if one.kind is Kind.CHANNEL)
        wide = replace(
            view, lanes={**dict.fromkeys(others, channel), **view.lanes}, states={**others, **view.states}
        )
        return made(wide)

    with mock.patch.object(following, "happenings", leaks):
        yield


LEAKS: dict[str, tuple[str, Callable[[], Any]]] = {
    "an allegation on the public page": ("Watch", on_the_public_page),
    "an allegation in the other room's diary": ("Vell", in_the_diary),
    "what stands is followed from all channels": ("Vell", in_the_standing),
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_seen_and_only_once_something_was_alleged(world, name):
    who, leak = LEAKS[name]
    with leak():
        before = replies(world, who)
        assert replies(world, who) == before
        busy(world)
        assert replies(world, who) != before
