"""Stories that end in ink: talks with no number in them, labour's initials and vote, a commercial settlement on paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visitors
from tests.core.closings import SETTLED
from tests.core.world import TEXT
from tests.serving import PASSWORD, Site, serving
from tests.stories.harbour import Chair
from tests.stories.signed import NAME, STAGE

pytestmark = pytest.mark.browser
RESTS = TEXT.replace(
    "Movements stop for [30 | 36 | 40]{#days} days.", "Crews rest [ten | eleven]{#days} hours."
)
SUM = TEXT.replace(
    "Movements stop for [30 | 36 | 40]{#days} days.", "Vell pays [120 | 180]{#days} thousand by May."
)
IDEA = {"words": "Vell could pay 150 thousand."}
FULL = {"how": "full", "name": "Ash Quay", "capacity": "for those I speak for"}
TALKS: list[dict[str, Any]] = [
    {"name": "Strait", "parties": ["Tarn", "Vell"], "mediators": ["Ana", "Bo"], "text": {"en": TEXT}, "moves": [
        ["Tarn", "react", "Tarn", "channel", {"clause": "stop", "reaction": "could"}],
        ["Vell", "react", "Vell", "channel", {"clause": "stop", "reaction": "problem", "words": "Crews need a rest."}],
    ]},
    {"name": "Plant", "parties": ["Local", "Works"], "mediators": ["Ana"], "text": {"en": RESTS}, "moves": [
        ["Works", "initial", "Works", "channel", {"clause": "lists", "name": "A. Q."}],
        ["Works", "initial", "Works", "channel", {"clause": "order", "name": "A. Q."}],
    ]},
    {"name": "Berth", "parties": ["Tarn", "Vell"], "mediators": ["Ana"], "text": {"en": SUM}, "moves": [
        ["Vell", "confide", "Vell", "channel", IDEA],
    ]},
]  # fmt: skip
KINDS = """
from goodoffices.core.lanes import Kind
kinds = set()
for lane in store.all_lanes():
    kinds |= {one.kind for one in store.entries(lane)}
answer = sorted(kinds)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all three talks; no story touches the talks of another."""
    with serving(tmp_path_factory.mktemp("signed") / "data") as site:
        yield site


@pytest.fixture(scope="module")
def staged(site: Site) -> dict[str, dict[str, str]]:
    """The three talks, begun once; the addresses of their seats."""
    return dict(site.run(STAGE, name=NAME, password=PASSWORD, talks=TALKS))


class Person:
    """The one person of the story, who goes from seat to seat."""

    def __init__(self, visitors: Visitors, seats: dict[str, str]) -> None:
        visitor = visitors()
        visitor.sign_in(NAME)
        self.site = visitor.site
        self.chairs = {who: Chair(visitor, address) for who, address in seats.items() if who != "sha256"}

    def at(self, who: str, name: str = "signing") -> Chair:
        """Sit down, and open a page."""
        chair = self.chairs[who]
        chair.glance(name)
        return chair

    def form(self, who: str, kind: str, **fields: str) -> Chair:
        """Fill the form of a kind on the page of signing, and press its button."""
        chair = self.at(who)
        for one in chair.page.locator("details").all():
            one.evaluate("one => one.open = true")
        form = chair.page.locator("form", has=chair.page.locator(f"input[name=kind][value={kind}]")).first
        for name, value in fields.items():
            if name in ("how", "result", "manner"):
                form.locator(f"input[name={name}][value={value}]").check()
            else:
                form.locator(f"[name={name}]").fill(value)
        form.get_by_role("button").first.click()
        return chair

    def sends(self, who: str, kind: str, **fields: str) -> str:
        """The same by way of the tray; return how it stood there."""
        return self.form(who, kind, **fields).send()

    def tells(self, who: str, words: str) -> str:
        """Let the desk tell everybody, by the button with these words; return the desk's page."""
        chair = self.at(who)
        chair.press(words)
        return chair.words()

    def drafts(self, who: str, text: str, name: str) -> None:
        """Register a text and deliver it to everybody, in the pages of the desk."""
        chair = self.at(who, "text/draft")
        chair.page.get_by_label("The text in en").fill(text)
        chair.page.get_by_label("Its name").fill(name)
        chair.press("Register it")
        for number in ("1", "2"):
            chair = self.at(who, f"with/{number}/deliver")
            chair.page.get_by_label("Which version").select_option(label=name)
            chair.press("Read it once more as they will")
            chair.send()


def test_m10_from_a_first_draft_to_signature_without_one_number_entered(
    visitors: Visitors, staged: Any
) -> None:
    person = Person(visitors, staged["Strait"])
    person.drafts("Ana", SETTLED, "version 2")
    for who in ("Tarn", "Vell"):
        chair = person.at(who, "answer")
        form = chair.page.locator("form[action$='/answer/put']")
        form.get_by_label("Our delegation says so, within what it may").check()
        form.get_by_role("button").click()
        assert "We accept" in chair.send()
    freezing = person.form("Ana", "freeze", depositary="The port registry")
    freezing.visitor.fits()
    freezing.visitor.accessible()
    assert "It is frozen for signature, by Tarn, Vell, in this order." in freezing.words()
    digits = re.search(r"(?:\d{5} ){5}\d{5}", freezing.words())
    assert digits
    before = person.at("Vell").words()
    assert "Noor Harrow" in person.sends(
        "Tarn", "sign", how="full", name="Noor Harrow", capacity="for the harbour"
    )
    assert person.at("Vell").words() == before
    assert "Tell everybody that all have signed" not in person.at("Ana").words()
    desk = person.at("Ana", "with/2/signing")
    form = desk.page.locator("form", has=desk.page.locator("input[name=kind][value=sign]"))
    for wrong, typed in ((True, "11111 " * 6), (False, digits[0])):
        form.get_by_label("The check words, typed from the paper").fill(typed)
        form.get_by_label("A scan of it").set_input_files(
            {"name": "quay.png", "mimeType": "image/png", "buffer": b"\x89PNG not looked into"}
        )
        form.get_by_label("in full").check()
        form.get_by_label("Who signs").fill("Ash Quay")
        form.get_by_role("button", name="It was signed so").click()
        assert ("look at the paper again" in desk.words()) == wrong
    desk.visitor.accessible()
    told = person.tells("Ana", "Tell everybody that no signature waits any more")
    assert "Signed by all, and no signature waits any more." in told
    told = person.at("Vell").words()
    assert told.index("Noor Harrow") < told.index("Ash Quay")
    assert not {"value", "never", "weight"} & set(person.site.run(KINDS))
    assert "%" not in person.at("Ana", "deal").words()


def test_l1_initials_are_taken_back_until_all_is_agreed_and_a_vote_makes_it_firm_or_opens_it(
    visitors: Visitors, staged: Any
) -> None:
    person = Person(visitors, staged["Plant"])
    for clause in ("2", "3"):
        chair = person.at("Local")
        chair.page.get_by_text("Initial one clause").click()
        form = chair.page.locator("form", has=chair.page.locator("input[name=clause]"))
        form.get_by_label("Clause", exact=True).fill(clause)
        form.get_by_label("Who initials").fill("N. H.")
        form.get_by_role("button").click()
        assert f"Clause {clause}" in chair.send()
    desk = person.at("Ana")
    desk.press("Tell everybody")
    assert "Clauses initialled by all: 2, 3. Nothing is agreed by that" in person.at("Works").words()
    chair = person.at("Local")
    chair.press("Take back the initials under clause 2")
    chair.send()
    deal = person.at("Ana", "deal").page.locator("tbody tr")
    rows = [one.replace("\n", " ") for one in deal.all_inner_texts()]
    assert "initialled by Works" in rows[1]
    assert "initialled by Local, Works" in rows[2]
    assert all("accepted" not in one for one in rows)
    for vote, name in (("refused", "version 2"), ("passed", "version 3")):
        text = RESTS.replace("[ten | eleven]{#days}", "ten" if vote == "refused" else "eleven")
        person.drafts("Ana", text, name)
        assert person.at("Local").words().count("Clause 3 is initialled") == 1  # it stays with its words
        person.form("Ana", "freeze")
        person.sends("Works", "sign", **FULL)
        person.sends("Local", "sign", how="ratification", name="Noor Harrow")
        told = person.tells("Ana", "Tell everybody that all have signed")
        assert "It is not agreed while a signature waits" in told
        said = person.sends("Local", "ratify", result=vote, words="The vote of the members, Friday.")
        assert ("The signature was upheld" in said) == (vote == "passed")
        assert "waits to be ratified" in person.at("Works").words()  # until the desk tells
        if vote == "refused":
            assert "Every party accepts" not in person.at("Ana", "deal").words()
            person.tells("Ana", "Tell everybody that the text is open again")
            assert "No text is frozen for signature." in person.at("Works").words()
    person.tells("Ana", "Tell everybody that no signature waits any more")
    assert "signed subject to ratification, and ratified" in person.at("Works").words()
    assert "Every party accepts version 3, and nothing in it is open" in person.at("Ana", "deal").words()


def test_c1_two_rooms_a_number_moved_a_settlement_on_paper_and_its_evidence(
    visitors: Visitors, staged: Any
) -> None:
    person = Person(visitors, staged["Berth"])
    chair = person.at("Vell", "mediators")
    chair.page.locator("a[href*='/release/']").first.click()
    chair.page.get_by_label("Tarn").check()
    chair.page.get_by_label("in exactly these words").fill(IDEA["words"])
    chair.page.get_by_label("as the mediators' idea").check()
    chair.press("Read once more, then send")
    chair.send()
    desk = person.at("Ana", "with/1/")
    desk.page.locator("form", has=desk.page.locator("input[name=kind][value=carry]")).get_by_role(
        "button"
    ).click()
    told = person.at("Tarn", "mediators").words()
    assert "Vell could pay 150 thousand." in told
    assert "The mediators' idea" in told
    person.drafts("Ana", SUM.replace("[120 | 180]{#days}", "150"), "the mediators' proposal")
    person.form("Ana", "freeze")
    for who in ("Tarn", "Vell"):
        person.sends(who, "sign", **FULL | {"name": f"{who} Owner"})
    person.tells("Ana", "Tell everybody that no signature waits any more")
    done = person.form(
        "Ana", "attest", manner="document", mediator="Ana Reyes", place="Strait", when="6 March"
    )
    done.page.get_by_role("link", name="a document signed by the mediator", exact=False).click()
    done.visitor.accessible()
    told = done.words()
    assert "article 4, paragraph 1 (b)" in told
    assert "Ana Reyes" in told
    assert "Tarn Owner" in told
    room = person.at("Tarn")
    room.page.get_by_role("link", name="The set to print").click()
    room.visitor.accessible()
    room.page.get_by_role("link", name="DOCX and PDF in en").click()
    with room.page.expect_download() as taken:
        room.page.get_by_role("link", name="As DOCX").click()
    assert taken.value.suggested_filename == "settlement-en.docx"
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")
