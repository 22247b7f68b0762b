"""The text of a circle on its pages: laid, compared, reacted to, accepted through the tray, taken back."""

import re

import pytest

from goodoffices.core.lanes import Kind
from tests.core.test_annexes import LETTER
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_circles import convenes
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def lays(world: SiteWorld, client, who: str, lane: str, **more: str):
    form = {"language": "en", "text.en": LETTER, "name": "version 1", "move": fresh(), **more}
    return client.post(page(world, who, f"circle/{lane}/text/lay/now"), form)


def sends(world: SiteWorld, client, who: str) -> None:
    tray = client.get(page(world, who, "tray")).content.decode()
    for item in dict.fromkeys(re.findall(r'name="item" value="([^"]+)"', tray)):
        client.post(page(world, who, "tray/send"), {"item": item, "move": fresh()})


def test_a_letter_is_laid_answered_changed_and_taken_back():
    world = SiteWorld()
    lane = convenes(world, "Tarn", "G")
    text = f"circle/{lane}/text"
    guarantor, tarn = sits(world, "G"), sits(world, "Tarn")
    assert "No text is laid" in tarn.get(page(world, "Tarn", text)).content.decode()
    assert "Lay it before the circle" in guarantor.get(page(world, "G", f"{text}/lay")).content.decode()
    wrong = lays(world, guarantor, "G", lane, **{"text.en": "# A [b"})
    assert wrong.status_code == 409
    assert "# A [b" in wrong.content.decode()
    assert lays(world, guarantor, "G", lane).status_code == 302
    second = {"text.en": LETTER.replace("clause 2", "clause 3"), "name": "version 2"}
    assert lays(world, guarantor, "G", lane, **second).status_code == 302
    shown = tarn.get(page(world, "Tarn", text)).content.decode()
    assert "version 2" in shown
    assert "became" in re.findall("What changed since.*?</section>", shown, re.S)[0]
    sha256 = world.seated("Tarn").view.circles()[0][1].newest.sha256

    answer = {
        "sha256": sha256,
        "level": "referendum",
        "move": fresh(),
        "if1": "fact",
        "if1words": "the tide turns",
    }
    assert tarn.post(page(world, "Tarn", f"{text}/answer"), answer).status_code == 302
    tray = tarn.get(page(world, "Tarn", "tray")).content.decode()
    assert "version 2" in tray
    assert "the tide turns" in tray
    sends(world, tarn, "Tarn")
    react = {
        "kind": "react",
        "lane": lane,
        "clause": "long",
        "reaction": "prefer",
        "words": "Forty.",
        "move": fresh(),
    }
    tarn.post(page(world, "Tarn", "put"), react)
    sends(world, tarn, "Tarn")
    seen = sits(world, "M1").get(page(world, "M1", text)).content.decode()
    assert "accepts this text" in seen
    assert "Forty." in seen
    before = guarantor.get(page(world, "G", f"{text}?version=2")).content.decode()
    assert "Another version was laid since." in before
    assert "accepts this text" not in before

    yes = next(iter(world.seated("Tarn").view.circles()[0][1].answers.values())).id
    tarn.post(page(world, "Tarn", "put"), {"kind": "withdraw", "lane": lane, "item": yes, "move": fresh()})
    sends(world, tarn, "Tarn")
    assert "taken back" in guarantor.get(page(world, "G", text)).content.decode()
    newest = world.seated("G").view.circles()[0][1].newest.id
    guarantor.post(
        page(world, "G", "put"), {"kind": "withdraw", "lane": lane, "item": newest, "move": fresh()}
    )
    assert "version 2" in guarantor.get(page(world, "G", "tray")).content.decode()
    sends(world, guarantor, "G")
    assert world.seated("Tarn").view.circles()[0][1].newest.name == "version 1"
    assert "version 1" in guarantor.get(page(world, "G", f"circle/{lane}")).content.decode()


def test_an_answer_without_a_level_is_asked_again_and_what_a_preparer_says_waits_in_the_room():
    world = SiteWorld()
    lane = convenes(world, "Tarn")
    tarn = sits(world, "Tarn")
    lays(world, tarn, "Tarn", lane)
    sha256 = world.seated("Tarn").view.circles()[0][1].newest.sha256
    address = page(world, "Tarn", f"circle/{lane}/text/answer")
    assert tarn.post(address, {"sha256": sha256, "move": fresh()}).status_code == 409
    room = world.lane("Tarn", Kind.ROOM)
    world.act("Tarn", "join", room, name="Head")
    world.act("Tarn", "permit", room)
    from goodoffices.web.talks import sharing
    from goodoffices.web.talks.access import folding

    later = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
    world.seats["second"] = later
    second = sits(world, "second")
    world.act("second", "join", room, name="Second")
    world.act("Tarn", "permit", room, prepare_only=[later.seat])
    assert folding.seated(later).view.circles()
    ready = {"kind": "ask", "lane": lane, "words": "Which day?", "move": fresh()}
    assert second.post(page(world, "second", "room/ready"), ready).status_code == 302
    answer = {"sha256": sha256, "level": "delegation", "move": fresh()}
    assert second.post(page(world, "second", f"circle/{lane}/text/answer"), answer).status_code == 302
    waits = tarn.get(page(world, "Tarn", "room")).content.decode()
    assert "Which day?" in waits
    assert "All who are in this circle will read this" in waits
    for item in list(world.seated("Tarn").view.room.prepared):
        world.act("Tarn", "approve", room, item=item)
    state = world.seated("M1").view.circles()[0][1]
    assert len(state.questions) == len(state.answers) == 1


def test_the_pages_of_its_text_are_absent_for_whoever_is_not_in_it():
    world = SiteWorld()
    lane = convenes(world, "Tarn")
    lays(world, sits(world, "Tarn"), "Tarn", lane)
    vell = sits(world, "Vell")
    for inner in ("", "/lay"):
        assert vell.get(page(world, "Vell", f"circle/{lane}/text{inner}")).status_code == 404
    for inner in ("/answer", "/lay/now"):
        assert vell.post(page(world, "Vell", f"circle/{lane}/text{inner}")).status_code == 404


SURE = """# Letter of G
Language: en

## Promise {#promise}

11. G sees to it that the lists of clause 2 are handed over by day 9. {#behind}

12. Movements stop for 36 days, and clause 8 stands. {#long}

13. As clause 11 says. {#own}
"""


def gives(world: SiteWorld, text: str, name: str, *rooms: str) -> None:
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": text}, name=name)
    sha256 = list(world.seated("M1").view.desk.versions)[-1]
    for room in rooms:
        world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, room), sha256=sha256)


def test_each_who_is_in_it_sees_the_letter_beside_the_main_text_they_hold_themselves(time):
    world = SiteWorld()
    time.at = world.at
    lane = convenes(world, "Tarn", "G")
    address = f"circle/{lane}/text/main"
    tarn, guarantor, m1 = sits(world, "Tarn"), sits(world, "G"), sits(world, "M1")
    assert tarn.get(page(world, "Tarn", address)).status_code == 404
    gives(world, TEXT, "version 1", "Tarn")
    lays(world, guarantor, "G", lane, **{"text.en": SURE})
    shown = tarn.get(page(world, "Tarn", address)).content.decode()
    for words in (
        "It says otherwise than clause 2",
        "day 9",
        "day 7",
        "It takes as settled",
        "36 days",
        "It names clause 8",
    ):
        assert words in shown
    assert "read otherwise" not in shown
    assert "numbers written out in words" in shown
    assert "You hold no main text yet" in guarantor.get(page(world, "G", address)).content.decode()

    world.wait(minutes=10)
    time.at = world.at
    changed = TEXT.replace("Lists are", "All lists are")
    gives(world, changed, "version 2")
    assert "read otherwise" not in tarn.get(page(world, "Tarn", address)).content.decode()
    assert "It names clause 2, which read otherwise" in m1.get(page(world, "M1", address)).content.decode()
    assert sits(world, "Vell").get(page(world, "Vell", address)).status_code == 404
    assert "Beside the main text" in tarn.get(page(world, "Tarn", f"circle/{lane}/text")).content.decode()
