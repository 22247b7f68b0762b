"""Paper from a seat's own pages: whose it is, in which language, under which name, and what it never tells."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation

from goodoffices.core import text as one_text
from goodoffices.core.lanes import Kind
from goodoffices.documents.printed import pdf as drawing
from goodoffices.web.talks import mandating
from tests import pdf as reading
from tests.core.world import TEXT
from tests.documents.printed.test_docx import told
from tests.office import opened, texts
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_mandate_pages import refers
from tests.web.talks.test_room_pages import given
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
WHAT = ("text", "reply", "list")


def words(content: bytes) -> str:
    """Return all that stands in a DOCX, its parts one after another."""
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def printed(world: SiteWorld, client: Client, who: str, address: str) -> bytes:
    """Return a document as a file; its name tells nothing."""
    got = client.get(page(world, who, f"print/{address}/docx"))
    assert got.status_code == 200, got.content
    what = {"text": "text", "reply": "reply-sheet", "list": "control-list", "digest": "digest"}
    name = what[address.split("/", maxsplit=1)[0]]
    assert got["Content-Disposition"] == f'attachment; filename="{name}-en.docx"'
    return bytes(got.content)


@pytest.mark.parametrize("what", WHAT)
def test_a_room_prints_what_it_was_given_and_another_cannot(what: str):
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    tarn, vell = sits(world, "Tarn"), sits(world, "Vell")
    for form in ("", "/docx"):
        assert tarn.get(page(world, "Tarn", f"print/{what}/{sha256}{form}")).status_code == 200
        theirs = vell.get(page(world, "Vell", f"print/{what}/{sha256}{form}"))
        nothing = vell.get(page(world, "Vell", f"print/{what}/{'0' * 64}{form}"))
        assert theirs.status_code == nothing.status_code == 404
        assert theirs.content.replace(sha256.encode(), b"0" * 64) == nothing.content
    assert told(printed(world, tarn, "Tarn", f"{what}/newest")) == []


@pytest.mark.parametrize("what", WHAT)
def test_the_same_document_for_two_rooms_is_the_same_bytes(what: str):
    world = SiteWorld()
    given(world, "Tarn", "Vell")
    world.wait(hours=5)
    ones = [printed(world, sits(world, who), who, f"{what}/newest") for who in ("Tarn", "Vell")]
    assert ones[0] == ones[1]
    for name in ("M1", "Strait", "18:02", "2027"):
        assert name not in words(ones[0])


def test_check_words_stand_at_the_foot_of_every_page_and_the_page_says_them_too():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    assert newest is not None
    with ZipFile(BytesIO(printed(world, client, "Tarn", "text/newest"))) as archive:
        foot = archive.read("word/footer.xml").decode()
    shown = client.get(page(world, "Tarn", "print/text/newest")).content.decode()
    assert shown.index("<tfoot>") < shown.rindex(newest.check.digits)
    for place in (foot, shown):
        assert " · ".join(newest.check.words("en")) in place
        assert newest.check.digits in place


def test_a_mediator_prints_a_version_before_anybody_was_given_it_and_a_principal_what_was_passed_on():
    world = SiteWorld()
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    clients = {who: sits(world, who) for who in ("M1", "Tarn", "Tarn's principal", "Watch")}
    for who, client in clients.items():
        status = 200 if who == "M1" else 404
        assert client.get(page(world, who, f"print/text/{sha256}")).status_code == status
    world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, "Tarn"), sha256=sha256)
    world.act("Tarn's principal", "let_in", world.lane("Tarn's principal", Kind.PRINCIPALS), seat=world.seats["Tarn"].seat)  # fmt: skip
    world.act("Tarn", "pass_on", world.lane("Tarn", Kind.PRINCIPALS), sha256=sha256)
    assert (
        clients["Tarn's principal"].get(page(world, "Tarn's principal", f"print/text/{sha256}")).status_code
        == 200
    )


def test_who_stands_for_what_is_on_paper_only_where_it_is_on_the_screens_of_rooms():
    text = TEXT + "\n9. It lasts [Tarn: 8 | Vell: 9] days. {#lasts}\n"
    world = SiteWorld()
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": text}, name="version 9")
    made = words(printed(world, sits(world, "M1"), "M1", "text/newest"))
    assert "Tarn:" not in made
    assert "Vell:" not in made


def test_a_digest_is_printed_by_those_behind_whose_back_it_is_not():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    one = refers(world, client, words="May we take it?")
    made = words(printed(world, client, "Tarn", f"digest/{one.id}"))
    assert "May we take it?" in made
    assert "What changed since your last instruction" in made
    for who in ("Vell", "M1"):
        assert sits(world, who).get(page(world, who, f"print/digest/{one.id}")).status_code == 404


@pytest.mark.office
def test_a_digest_opens_in_an_office_with_what_is_asked_and_each_answer_with_its_words(tmp_path: Path):
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    one = refers(world, client, words="May we take [it | them], by day 7?")
    languages = ("en", "ar", "fr")
    files = {
        name: bytes(client.get(page(world, "Tarn", f"print/digest/{one.id}/docx"), {"lang": name}).content)
        for name in languages
    }
    shown = opened(files, tmp_path)
    for language in languages:
        with translation.override(language):
            digest = mandating.digest(one, language, "Strait")
        in_order = ["May we take [it | them], by day 7?"]
        for choice in digest.choices:
            in_order += [choice.words, *choice.said]
        lines, places = texts(shown[language].lines), [0]
        for words_told in in_order:
            places.append(lines.index(words_told, places[-1]))
        assert one.asked.check.digits in texts(shown[language].foot)
        assert shown[language].told == ()
    assert shown["ar"].turned > shown["en"].turned


def test_a_text_is_printed_settled_with_check_words_of_its_own_and_from_a_package_of_the_analysis():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    way = page(world, "Tarn", f"print/settled/{sha256}")
    got = client.get(f"{way}/docx?choose=days:2")
    assert got["Content-Disposition"] == 'attachment; filename="settled-text-en.docx"'
    assert "Movements stop for 36 days." in words(got.content)
    settled = one_text.settle(one_text.read(TEXT), {"days": 2})
    check = one_text.check_words(one_text.fingerprint([settled]))
    assert check.digits in words(got.content)
    assert "/docx?lang=en&amp;choose=days%3A2" in client.get(f"{way}?choose=days:2").content.decode()
    for wrong in ("days:9", "days:x", "nothing:1", "days", "days:2&choose=days" + "9" * 5000):
        assert client.get(f"{way}/docx?choose={wrong}").status_code == 404
    assert client.get(f"{way}/docx").status_code == 200


def test_that_another_seat_printed_the_same_settlement_makes_it_no_quicker_to_print(
    monkeypatch: pytest.MonkeyPatch,
):
    world = SiteWorld()
    plain, made = one_text.check_words, list[str]()
    settled = one_text.fingerprint([one_text.settle(one_text.read(TEXT), {"days": 2})])
    sha256 = given(world, "Tarn")
    monkeypatch.setattr(one_text, "check_words", lambda name: (made.append(name), plain(name))[1])
    clients = {who: sits(world, who) for who in ("M1", "Tarn")}
    for who, times in (("M1", 1), ("Tarn", 2), ("Tarn", 3)):
        got = clients[who].get(page(world, who, f"print/settled/{sha256}/docx?choose=days:2"))
        assert got.status_code == 200
        assert made.count(settled) == times


def test_a_reply_sheet_has_a_box_for_each_reaction_under_every_clause():
    world = SiteWorld()
    given(world, "Tarn")
    made = words(printed(world, sits(world, "Tarn"), "Tarn", "reply/newest"))
    assert made.count("☐ 1\u00a0unclear") == made.count("☐ 6\u00a0question…") == 3


def test_where_no_pdf_can_be_made_the_page_to_print_comes_and_says_why(monkeypatch: pytest.MonkeyPatch):
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    monkeypatch.setattr(drawing, "missing", lambda: "cannot load library 'libpango-1.0-0'")
    for way in ("print/text/newest", "print/text/newest/pdf"):
        shown = client.get(page(world, "Tarn", way))
        assert shown.status_code == 200
        assert "A PDF cannot be made here" in shown.content.decode()
        assert "As PDF" not in shown.content.decode()
    assert client.get(page(world, "Tarn", "print/text/newest/docx")).status_code == 200


@pytest.mark.pdf
def test_a_pdf_of_each_kind_tells_nothing():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    for what in WHAT:
        got = client.get(page(world, "Tarn", f"print/{what}/newest/pdf"))
        assert got["Content-Type"] == "application/pdf"
        assert reading.told(got.content) == []
        assert "M1" not in "".join(reading.pages(got.content))
