"""Story R-5: the page “who sees what” is made from the settings, and says what is so."""

import json
from http import HTTPStatus

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits, Staged
from tests.stories.programs import Program, programs
from tests.stories.texts import next_version

pytestmark = pytest.mark.browser

CHAIRS = ("M1", "M2", "M3", "tarn-1", "tarn-2", "tarn-p", "vell-1", "vell-p", "g-1", "pilots-1")
NAMES = {"tarn": "Tarn", "vell": "Vell", "g": "G", "pilots": "Pilots of the strait"}
STEP_BEFORE, STEP_AFTER = 5, 30


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


def known_as(chair: str) -> str:
    """Return the name under which the page knows whoever sits in a chair."""
    return NAMES.get(chair.split("-", maxsplit=1)[0], chair)


def told(page: Chair) -> dict[str, tuple[set[str], bool]]:
    """Return what a seat's page says: each place, who reads it, and whether this seat does."""
    page.glance("who-sees-what")
    found = {}
    for row in page.page.locator("tbody tr").all():
        place = row.locator("th").inner_text()
        readers = {one.inner_text() for one in row.locator("bdi").all()}
        found[place] = (readers, row.locator("td").last.inner_text() == "you too")
    return found


def write(asks: dict[str, Program]) -> dict[str, str]:
    """Write a word of its own into every place, by somebody who holds it; return the words by the place's name."""
    found = {}
    for who, program in asks.items():
        for number, lane in enumerate(program.lanes()):
            place = _place(who, lane["name"], lane.get("with") or "")
            if place not in found:
                word = f"kelp-{who}-{number}"
                kind = "note" if lane["name"] == "notes" else "say"
                status, answer = program.acts(word, {"lane": lane["lane"], "kind": kind, "words": word})
                assert status == HTTPStatus.CREATED, (place, answer)
                found[place] = word
    return found


def _place(who: str, name: str, other: str) -> str:
    mine = known_as(who)
    room, chair = (other, mine) if mine == who else (mine, other)
    return {
        "table": "What is said to everybody",
        "desk": "The mediators' desk",
        "room": f"The room of {room}",
        "channel": f"Between {room} and the mediators",
        "private": f"Between {room} and {chair} alone",
        "principals": f"The principals of {room}, and whom they let in",
        "notes": f"notes of {who}",
    }[name]


def test_r5_who_sees_what_says_who_reads_each_place_and_it_is_so(
    site: Site, sits: Sits, staged: Staged
) -> None:
    hours.strikes(site.data, "18:17")
    chair = sits("M1")
    pages = {who: Chair(chair.visitor, staged.seats[who]) for who in CHAIRS}
    asks = dict(zip(CHAIRS, programs(site, *(staged.seats[who] for who in CHAIRS)), strict=True))
    words = write(asks)
    shown = {who: told(pages[who]) for who in CHAIRS}
    places = set(shown["M1"]) - {"One's own notes"}
    assert places == {place for place in words if not place.startswith("notes of")}
    reads = {who: "".join(body.decode() for _status, body in asks[who].replies().values()) for who in CHAIRS}
    for place in places:
        seen = {who for who in CHAIRS if words[place] in reads[who]}
        assert seen == {who for who in CHAIRS if shown[who][place][1]}, place
        for who in CHAIRS:
            assert shown[who][place][0] == {known_as(one) for one in seen}, (place, who)
    for who in CHAIRS:
        assert [one for one in CHAIRS if words[f"notes of {who}"] in reads[one]] == [who]
    _settings(pages, asks)


def _settings(pages: dict[str, Chair], asks: dict[str, Program]) -> None:
    """See each sentence about the process hold, and the other one after an amendment that every room reads."""
    sha256 = next_version(pages["M1"])
    vell, tarn = pages["vell-1"], pages["tarn-1"]
    text = vell.glance("who-sees-what")
    assert f"rounded to {STEP_BEFORE} minutes" in text
    assert "Brackets do not show who stands for which wording." in text
    assert "Only the mediators' desk redrafts the text." in text
    assert "One mediator stands behind a text before it is delivered." in text
    assert _minute(asks["vell-1"], "first") == 15
    assert _delivered(asks["M1"], "Vell", sha256, "one-is-enough")[0] == HTTPStatus.CREATED
    assert "makes every effort" in vell.glance()
    assert "Vell: makes every effort" not in vell.words()
    redraft = {"lane": asks["tarn-1"].lane("channel"), "kind": "redraft", "clause": "lists", "words": "Soon."}
    assert asks["tarn-1"].acts("not-yet-by-anybody", redraft)[0] == HTTPStatus.CONFLICT
    m1 = pages["M1"]
    m1.go("process")
    m1.page.locator("#aw").fill("As agreed on the pier.")
    for field, value in (("#step", str(STEP_AFTER)), ("#cs", "2")):
        m1.page.locator(field).fill(value)
    m1.page.locator("#rd").select_option("anybody")
    m1.page.locator("#at").select_option("yes")
    m1.press("Read the amendment once more")
    m1.send()
    for chair in (vell, tarn, pages["pilots-1"]):
        text = chair.glance("who-sees-what")
        assert f"rounded to {STEP_AFTER} minutes" in text
        assert "Brackets show who stands for which wording." in text
        assert "Anybody may propose a redraft of the text." in text
        assert "2 mediators stand behind a text before it is delivered." in text
    assert _minute(asks["vell-1"], "second") == 0
    status, answer = _delivered(asks["M2"], "Tarn", sha256, "one-is-too-few")
    assert (status, b"1 more of the mediators" in answer) == (HTTPStatus.CONFLICT, True)
    sign = {"lane": asks["M3"].lane("desk"), "kind": "countersign", "sha256": sha256}
    assert asks["M3"].acts("m3-stands-behind", sign)[0] == HTTPStatus.CREATED
    assert _delivered(asks["M2"], "Tarn", sha256, "two-are-enough")[0] == HTTPStatus.CREATED
    assert "Vell: makes every effort" in tarn.glance()
    assert asks["tarn-1"].acts("now-by-anybody", redraft)[0] == HTTPStatus.CREATED


def _minute(program: Program, word: str) -> int:
    """Say something, and return the minute past the hour under which the others see it."""
    lane = program.lane("channel")
    program.acts(f"what-minute-{word}", {"lane": lane, "kind": "say", "words": word})
    entries = json.loads(program.ask(f"/lanes/{lane}?after=0")[1])["entries"]
    return int(entries[-1]["at"]) // 60 % 60


def _delivered(program: Program, to: str, sha256: str, name: str) -> tuple[int, bytes]:
    lane = next(one["lane"] for one in program.lanes() if (one["name"], one["with"]) == ("channel", to))
    return program.acts(name, {"lane": lane, "kind": "deliver", "form": "left", "sha256": sha256})
