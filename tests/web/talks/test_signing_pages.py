"""Signing in the pages: a text stands still, is initialled and signed room by room, and everybody is told at once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.core import text as one_text
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Settings
from tests.core.closings import ARABIC, PEN, SETTLED
from tests.documents.printed.test_docx import told as metadata
from tests.office import opened, texts
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_print_pages import words
from tests.web.talks.test_room_pages import given, sent, shown
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
BYTES = b"\x89PNG not looked into <script>alert(1)</script>"


def does(client: Client, world: SiteWorld, kind: str, **fields: Any) -> None:
    """The desk's own form on the page of signing."""
    lane = fields.pop("lane", world.lane("M1", Kind.TABLE))
    form = {"move": fresh(), "kind": kind, "lane": lane, **fields}
    answer = client.post(page(world, "M1", "act"), form)
    assert answer.status_code == 302, answer.content.decode()


def frozen() -> tuple[SiteWorld, Client, str]:
    world = SiteWorld()
    desk = sits(world, "M1")
    assert "No text is frozen" in shown(desk, world, "M1", "signing")
    sha256 = given(world, "Tarn", "Vell", "G", text=SETTLED)
    tarn, vell = (world.seats[who].delegation for who in ("Tarn", "Vell"))
    does(desk, world, "freeze", sha256=sha256, depositary="The registry", **{"order[]": [vell, tarn]})
    return world, desk, sha256


def signs(world: SiteWorld, who: str, client: Client, how: str, name: str) -> str:
    lane = world.lane(who, Kind.CHANNEL)
    return sent(client, world, who, kind="sign", lane=lane, how=how, **PEN | {"name": name})


def test_signatures_wait_in_their_rooms_until_all_are_told_at_once_in_the_order_agreed():
    world, desk, _sha256 = frozen()
    tarn, vell = sits(world, "Tarn"), sits(world, "Vell")
    told = shown(vell, world, "Vell", "signing")
    assert "<bdi>Vell, Tarn</bdi>" in told
    before = {who: shown(client, world, who, "signing") for who, client in (("Watch", sits(world, "Watch")),)}
    lane = world.lane("Tarn", Kind.CHANNEL)
    assert "N.H." in sent(tarn, world, "Tarn", kind="initial", lane=lane, name="N.H.")
    slip = signs(world, "Tarn", tarn, "full", "Noor Harrow")
    assert "signed in full" in slip
    assert "for the harbour council" in slip
    assert "Noor Harrow" in shown(tarn, world, "Tarn", "signing")
    assert "Noor Harrow" in shown(desk, world, "M1", "signing")
    assert "Tell everybody" not in shown(desk, world, "M1", "signing").split("Clauses initialled by all")[0]
    assert "Noor Harrow" not in shown(vell, world, "Vell", "signing")
    assert "Noor Harrow" not in shown(vell, world, "Vell", "table")
    signs(world, "Vell", vell, "ratification", "Ash Quay")
    does(desk, world, "declare", stage="signed")
    told = shown(sits(world, "G"), world, "G", "signing")
    assert told.index("Ash Quay") < told.index("Noor Harrow")
    assert "subject to ratification: it waits" in told
    assert "It is not agreed while" in told
    assert before["Watch"]
    form = {
        "kind": "ratify",
        "lane": world.lane("Vell", Kind.CHANNEL),
        "result": "passed",
        "words": "The vote.",
    }
    assert "The signature was upheld" in sent(vell, world, "Vell", **form)
    does(desk, world, "declare", stage="concluded")
    assert "no signature waits any more" in shown(tarn, world, "Tarn", "signing")
    assert "Signed by all, and no signature waits" in shown(desk, world, "M1", "deal")


def test_ink_is_keyed_in_with_its_scan_which_comes_back_as_a_file_and_is_never_shown():
    world, desk, sha256 = frozen()
    digits = one_text.check_words(sha256).digits
    form = {
        "kind": "sign",
        "how": "full",
        "name": "Noor Harrow",
        "came": "on paper, in ink",
        "witness": "The clerk",
    }

    def keyed(**more: Any) -> Any:
        scan = SimpleUploadedFile("signed by Harrow.svg", BYTES)
        return desk.post(
            page(world, "M1", "with/1/signing/ink"), {"move": fresh(), "scan": scan, **form, **more}
        )

    answer = keyed(typed="00000 00000 00000 00000 00000 00000")
    assert answer.status_code == 409
    assert "look at the paper again" in answer.content.decode()
    assert keyed(typed=digits, scan="").status_code == 409
    large = SimpleUploadedFile("x", b"x" * 3_000_001)
    assert "at most" in keyed(typed=digits, scan=large).content.decode()
    assert keyed(typed=digits).status_code == 302
    told = shown(desk, world, "M1", "with/1/signing")
    assert "witness: The clerk" in told
    assert "signed by Harrow" not in told
    view = world.seated("M1").view
    state = view.channel(world.seats["Tarn"].delegation)
    (digest,) = state.scans
    got = desk.get(page(world, "M1", f"signing/scan/{digest}"))
    assert (got.content, got["Content-Type"]) == (BYTES, "application/octet-stream")
    assert got["Content-Disposition"] == 'attachment; filename="scan"'
    assert sits(world, "Vell").get(page(world, "Vell", f"signing/scan/{digest}")).status_code == 404
    tarn = sits(world, "Tarn")
    assert tarn.get(page(world, "Tarn", f"signing/scan/{digest}")).content == BYTES
    api = world.get("Tarn", f"lanes/{world.lane('Tarn', Kind.CHANNEL)}") if hasattr(world, "get") else None
    assert api is None or "data" not in str(api)
    again = SimpleUploadedFile("again", BYTES)
    answer = tarn.post(page(world, "Tarn", "signing/ink"), {"move": fresh(), "scan": again})
    assert answer.status_code == 409  # kept already, and nothing else was asked
    answer = tarn.post(page(world, "Tarn", "signing/ink"), {"move": fresh(), "kind": "initial",
        "scan": SimpleUploadedFile("p", b"another page"), "typed": digits})  # fmt: skip
    assert answer.status_code == 302
    assert desk.post(page(world, "M1", "signing/ink"), {}).status_code == 404


def test_the_set_to_print_has_every_language_its_check_words_and_a_box_for_each_on_every_page():
    world = SiteWorld(settings=Settings(languages=("en", "ar")))
    desk = sits(world, "M1")
    text = {"en": SETTLED, "ar": ARABIC}
    world.act("M1", "register", world.lane("M1", Kind.DESK), text=text, name="version 7")
    (sha256,) = world.seated("M1").view.desk.versions
    for who in ("Tarn", "Vell"):
        world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, who), sha256=sha256)
    assert desk.get(page(world, "M1", f"signing/set/{sha256}")).status_code == 404
    does(desk, world, "freeze", sha256=sha256)
    tarn = sits(world, "Tarn")
    told = shown(tarn, world, "Tarn", f"signing/set/{sha256}")
    assert told.count("<tfoot>") == 3
    assert told.count('class="boxes"') == 2
    assert 'lang="ar" dir="rtl"' in told
    for language in ("en", "ar"):
        assert " · ".join(one_text.check_words(sha256).words(language)) in told
    assert (
        "Tarn" not in told.split('class="signs"')[1].split("</table>")[0]
    )  # the page of signatures names nobody
    assert sits(world, "Watch").get(page(world, "Watch", f"signing/set/{sha256}")).status_code == 404
    assert tarn.get(page(world, "Tarn", "signing/attested/0")).status_code == 404
    assert tarn.get(page(world, "Tarn", "print/attestation/0")).status_code == 404
    ready = shown(tarn, world, "Tarn", f"print/settlement/{sha256}?lang=ar")
    assert 'dir="rtl"' in ready
    assert "________ · ________" in ready


def test_what_is_signed_is_deposited_attested_and_corrected():
    world, desk, sha256 = frozen()
    clients = {who: sits(world, who) for who in ("Tarn", "Vell")}
    for who, client in clients.items():
        signs(world, who, client, "full", f"{who}'s hand")
    does(desk, world, "declare", stage="concluded")
    does(desk, world, "deposit", sort="original", holder="The registry", words="One original.")
    does(desk, world, "attest", manner="document", mediator="Ana Reyes", place="Strait")
    told = shown(clients["Tarn"], world, "Tarn", "signing")
    assert "The registry" in told
    told = shown(sits(world, "Watch"), world, "Watch", "signing/attested/0")
    assert "article 4, paragraph 1 (b)" in told
    assert "Ana Reyes" in told
    assert "Tarn&#x27;s hand" in told
    for what, name in ((f"settlement/{sha256}", "settlement-en"), ("attestation/0", "attestation")):
        got = clients["Tarn"].get(page(world, "Tarn", f"print/{what}/docx"))
        assert got["Content-Disposition"] == f'attachment; filename="{name}.docx"'
        assert metadata(got.content) == []
        assert "s hand" in words(got.content)
        assert one_text.check_words(sha256).digits in words(got.content)
    for what in (f"settlement/{'0' * 64}", "attestation/1", "attestation/x", "attestation/99999"):
        assert clients["Tarn"].get(page(world, "Tarn", f"print/{what}")).status_code == 404
    copy = shown(clients["Tarn"], world, "Tarn", f"signing/set/{sha256}?copy=yes")
    assert "true copy of the original held by <bdi>The registry</bdi>" in copy
    fixed = {
        "text.en": SETTLED.replace("Crew", "The crew").replace("\n", "\r\n"),
        "name": "version 7, corrected",
    }
    form = {"move": fresh(), **fixed, "by": "The registry"}
    assert desk.post(page(world, "M1", "signing/rectify"), {**form, "until": "soon"}).status_code == 409
    assert (
        desk.post(page(world, "M1", "signing/rectify"), {**form, "until": "2099-01-01T00:00"}).status_code
        == 409
    )
    until = f"{world.at:%Y-%m-%d}T23:00"
    answer = desk.post(page(world, "M1", "signing/rectify"), {**form, "until": until})
    assert answer.status_code == 302, answer.content.decode()
    told = shown(clients["Vell"], world, "Vell", "signing")
    assert "<ins>The crew return" in told
    (corrected,) = world.seated("M1").view.channel(world.seats["Vell"].delegation).corrections
    lane = world.lane("Vell", Kind.CHANNEL)
    sent(clients["Vell"], world, "Vell", kind="object", lane=lane, corrected=corrected, words="No.")
    assert "<bdi>Vell</bdi> objects" in shown(desk, world, "M1", "signing")
    told = shown(clients["Tarn"], world, "Tarn", "signing")
    assert "objects" not in told
    assert "You objected" not in told
    does(desk, world, "rectified", corrected=corrected, result="dropped")
    assert "is not made" in shown(clients["Tarn"], world, "Tarn", "signing")
    assert desk.get(page(world, "M1", f"signing/set/{corrected}")).status_code == 404


def test_a_language_that_did_not_follow_is_shown_to_the_desk_and_vouched_for():
    world = SiteWorld(settings=Settings(languages=("en", "ar")))
    desk = sits(world, "M1")
    for number, english in enumerate((SETTLED, SETTLED.replace("7", "8"))):
        world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": english, "ar": ARABIC},
                  name=f"version {number}")  # fmt: skip
    assert "The languages are not in step" in shown(desk, world, "M1", "signing")
    sha256 = list(world.seated("M1").view.desk.versions)[-1]
    does(desk, world, "vouch", lane=world.lane("M1", Kind.DESK), sha256=sha256, words="Two interpreters.")
    assert "The languages are not in step" not in shown(desk, world, "M1", "signing")


def test_initials_under_clauses_are_named_to_all_and_taken_back():
    world = SiteWorld()
    given(world, "Tarn", "Vell", text=SETTLED)
    desk, tarn = sits(world, "M1"), sits(world, "Tarn")
    for who, client in (("Tarn", tarn), ("Vell", sits(world, "Vell"))):
        lane = world.lane(who, Kind.CHANNEL)
        assert "Clause 3" in sent(client, world, who, kind="initial", lane=lane, clause="3", name="N.H.")
    told = shown(desk, world, "M1", "signing")
    assert 'name="clauses[]" value="order" checked' in told
    sha256 = list(world.seated("M1").view.desk.versions)[-1]
    does(desk, world, "declare", stage="initialled", sha256=sha256, **{"clauses[]": "order"})
    assert "Clauses initialled by all: <bdi>3</bdi>" in shown(tarn, world, "Tarn", "signing")
    assert "initialled by Tarn, Vell" in shown(desk, world, "M1", "deal")
    view = world.seated("M1").view
    item = view.channel(world.seats["Tarn"].delegation).initials["order"].id
    sent(tarn, world, "Tarn", kind="withdraw", lane=world.lane("Tarn", Kind.CHANNEL), item=item)
    assert "initialled by Vell" in shown(desk, world, "M1", "deal")


@pytest.mark.office
def test_a_settlement_and_its_attestation_open_in_an_office_with_the_words_that_were_signed(tmp_path: Path):
    world, desk, sha256 = frozen()
    for who in ("Tarn", "Vell"):
        world.act(who, "sign", world.lane(who, Kind.CHANNEL), how="full", **PEN | {"name": f"{who}'s hand"})
    does(desk, world, "declare", stage="concluded")
    does(desk, world, "attest", manner="document", mediator="Ana Reyes")
    files = {
        name: desk.get(page(world, "M1", f"print/{what}/docx")).content
        for name, what in (("settlement", f"settlement/{sha256}"), ("attestation", "attestation/0"))
    }
    shown_there = opened(files, tmp_path)
    settlement = texts(shown_there["settlement"].lines)
    for words_signed in (
        "Movements stop for 36 days.",
        "Crew return before officers.",
        "Vell's hand",
        "signed in full",
    ):
        assert words_signed in settlement
    assert settlement.index("Vell's hand") < settlement.index("Tarn's hand")
    assert one_text.check_words(sha256).digits in texts(shown_there["settlement"].foot)
    assert "Ana Reyes" in texts(shown_there["attestation"].lines)
    assert shown_there["settlement"].told == ()
