"""Refusals of every package as a page in Arabic shows them: no sentence of the program is left in English."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from tests.web.talks.following import Signed
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_days_pages import NEVER, registered
from tests.web.talks.test_possible_pages import MORE, confides
from tests.web.talks.test_record_pages import client
from tests.web.talks.test_seat_pages import page

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
APART = re.compile("<bdi>.*?</bdi>|\u2066.*?\u2069", re.DOTALL)
NOTICE = re.compile(r'<div class="notice refused"[^>]*>.*?</div>', re.DOTALL)
ABBREVIATED = re.compile(r"\b(?:TOML|JSON|UTF|PDF|RTF|zip)\b")


def refusal(html: str) -> str:
    """What a page says no with, less what people wrote and what stands as it is typed."""
    said = " ".join(NOTICE.findall(html))
    assert said, "this page refuses nothing"
    return re.sub(r"<[^>]+>", " ", ABBREVIATED.sub("", APART.sub("", said)))


def english(html: str) -> list[str]:
    """The English words left in what a page says no with."""
    return re.findall(r"[A-Za-z]{3,}", refusal(html))


def arabic(world: SiteWorld, who: str):
    browser = client(world, who)
    browser.cookies["language"] = "ar"
    return browser


def csv(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", words.encode())


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("days/keep", {"file": NEVER.replace('"Tarn"', "7")}, "المطلوب كلمات بين علامتي تنصيص"),
        ("days/keep", {"file": NEVER + "[phase]\nname = 1"}, "بين قوسين معقوفين مزدوجين"),
        ("days/keep", {"file": NEVER + "who = \n"}, "ليس TOML: هذه القيمة غير مفهومة"),
        ("days/keep", {"file": NEVER + 'suspends = ["stop", "lists"]'}, "لا يعلّق نفسه"),
        ("days/exchange", {"parties": "A\nB", "items": "ships; 1; 3..1; 2"}, "مدى <bdi>&#x27;ships&#x27;</bdi> يبدأ بالأكثر"),
        ("days/exchange", {"parties": "A", "items": "ships; 30000; 1"}, "التسليمات (30000) أكثر من أن تُرتَّب"),
        ("days/lists", {"first": csv("x,y\n1,2\n"), "second": csv("name\nA\n")}, "السطر الأول يسمّي الأعمدة"),
        ("record/statement", {"words": "x", "outlet": "Strait Gazette", "said": "2031-13"}, "ليس تاريخًا"),
        ("record/statement", {"words": "x", "outlet": "Strait Gazette"}, "لا بد للقول من مصدر"),
        ("record/bring", {"file": csv("id,words\n1,x\n")}, "لا عمود في الجدول باسم"),
        ("record/bring", {"file": SimpleUploadedFile("a.jsonl", b"{")}, "ليس JSON"),
        ("record/report", {"text": "%PDF-1.7"}, "هذا ملف PDF؛ قدّم التقرير نصًا عاديًا"),
    ],
)  # fmt: skip
def test_a_page_in_arabic_refuses_in_arabic(name, told, said):
    world = SiteWorld()
    answer = arabic(world, "M1").post(page(world, "M1", name), {"move": fresh(), **told})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert said in html
    assert english(html) == []


def test_the_same_page_in_english_refuses_in_english():
    world = SiteWorld()
    told = {"file": NEVER.replace('"Tarn"', "7"), "move": fresh()}
    html = client(world, "M1").post(page(world, "M1", "days/keep"), told).content.decode()
    assert "4:1: <bdi>who</bdi>: words in quotation marks are needed" in html
    assert "quotation" in english(html)


def test_a_refusal_that_is_put_together_before_it_is_said_is_seen(monkeypatch):
    def planted(_words: bytes, prefix: str) -> None:
        raise BadInput(f"no person stands in {prefix}")

    monkeypatch.setattr("goodoffices.web.talks.pages.listing.persons", planted)
    world = SiteWorld()
    files: dict[str, object] = {"first": csv("name\nA\n"), "second": csv("name\nA\n"), "move": fresh()}
    html = arabic(world, "M1").post(page(world, "M1", "days/lists"), files).content.decode()
    assert "person" in english(html)


def test_how_a_calendar_fails_is_told_in_arabic():
    world = SiteWorld()
    registered(world)
    browser = arabic(world, "M1")
    assert browser.post(page(world, "M1", "days/keep"), {"file": NEVER, "move": fresh()}).status_code == 302
    html = browser.get(page(world, "M1", "days")).content.decode()
    assert "<bdi>stop</bdi> ينتظر <bdi>lists</bdi>" in html
    assert "waits for" not in html


def test_the_days_are_a_table_and_a_picture_in_arabic():
    world = SiteWorld()
    registered(world)
    file = "[start]\ndate = 2031-03-03\n[[phase]]\nname = 'one'\ndays = 42\ncontinues = true\n" + NEVER
    browser = arabic(world, "M1")
    assert browser.post(page(world, "M1", "days/keep"), {"file": file, "move": fresh()}).status_code == 302
    html = browser.get(page(world, "M1", "days")).content.decode()
    for said in ("المرحلة <bdi>one</bdi>، وتستمر", "إثنين <bdi>2031-03-03</bdi>", "<bdi>أبدًا</bdi>"):
        assert said in html
    assert "المرحلة \u2068one\u2069، وتستمر: من اليوم 1 إلى اليوم 42</title>" in html
    assert not re.search(
        r"\b(?:never|continues|Mon|marks|days)\b", html.split("<svg")[1].split("</table>")[0]
    )


@pytest.mark.parametrize(
    ("who", "told", "said"),
    [
        ("Tarn", {"kind": "report", "obligation": "lists-vell", "day": 1}, "يبلّغ عن الوفاء من عليه الالتزام"),
        ("Vell", {"kind": "report", "obligation": "lists-vell", "day": 1}, "اذكر ما يطلبه النص دليلًا: <bdi>the receipt of G</bdi>"),
        ("Tarn", {"kind": "allege", "obligation": "nothing", "day": 1, "words": "x"}, "لا التزام كهذا"),
    ],
)  # fmt: skip
def test_what_does_not_fit_what_is_in_force_is_refused_in_arabic(monkeypatch, who, told, said):
    world = Signed(monkeypatch)
    asked = {"lane": world.circle, "move": fresh(), **told}
    html = arabic(world, who).post(page(world, who, "act"), asked).content.decode()
    assert said in html
    assert english(html) == []


def test_interests_that_cannot_be_weighed_are_refused_in_arabic():
    world = SiteWorld()
    lane: Callable[..., str] = world.lane
    world.act("M1", "register", lane("M1", Kind.DESK), text={"en": MORE}, name="version 1")
    (sha256,) = world.seated("M1").view.desk.versions
    world.act("M1", "deliver", lane("M1", Kind.CHANNEL, "Tarn"), sha256=sha256)
    ends = {"points": {"1": "0", "2": "5"}, "upto": {"1": "1", "2": "6"}}
    confides(world, "Tarn", "Fourteen is worth more.", measure="range", passage="by", **ends)
    confides(world, "Tarn", "Rather seven.", measure="rather", terms={"by": 1}, than={"by": 2})
    html = arabic(world, "M1").get(page(world, "M1", "analysis")).content.decode()
    assert "لا يمكن أن يصح كل ما قيل عن هذه النقاط معًا" in html
    assert english(html) == []
