"""Stories of acceptance: beyond the mandate, headquarters over a poor line, yes if, initialled and ratified."""

import re
from typing import Any

import pytest

from tests.stories.harbour import Chair, Sits, sits

pytestmark = pytest.mark.browser
__all__ = ["sits"]
REFERENDUM = "Our delegation says so, ad referendum: our principals have still to confirm it"
WITHIN = "Our delegation says so, within what it may"
RANDOM = re.compile(r'name="(?:csrfmiddlewaretoken|move)" value="[^"]*"|[fhrw][0-9a-f]{8}')


def still(chair: Chair, name: str = "") -> str:
    """Return a page less what is random on each visit."""
    chair.go(name)
    return RANDOM.sub("", str(chair.page.locator("main").inner_html()))


def accepting(chair: Chair, word: str, clause: str = "") -> Any:
    """Fill the form of an acceptance, and return it."""
    chair.go("answer")
    form = chair.page.locator("form[action$='/answer/put']")
    form.get_by_label(word).check()
    form.get_by_label("Only this clause, not the whole text").fill(clause)
    return form


def keyed(form: Any) -> None:
    """Say by whom and how something came."""
    form.get_by_label("By whose word").fill("The council")
    form.get_by_label("How it came").select_option("by telephone")
    form.get_by_label("When").fill("this morning")
    form.get_by_label("Who can say so beside you").fill("The clerk")


def refer(tarn: Chair) -> None:
    """Refer the newest text to headquarters with three answers, by an hour of its own."""
    tarn.page.locator("#refer").evaluate("one => one.open = true")
    form = tarn.page.locator("form[action$='/mandate/refer']")
    form.get_by_label("What is asked").fill("May we accept the text?")
    for row, (words, means) in enumerate(
        (("Accept it.", "free"), ("Ad referendum.", "refer"), ("No.", "forbidden")), 1
    ):
        form.get_by_label(f"Answer {row}", exact=True).fill(words)
        form.locator(f"#m{row}").select_option(means)
    form.get_by_label("Answer wanted before").fill("2099-03-06T09:00")
    form.get_by_label("by the clock where they are").fill("Asia/Aden")
    form.get_by_role("button").click()


def said(tarn: Chair, place: int) -> tuple[list[str], int]:
    """Open a digest of the list, newest first; return the words of its answers in order, and its bytes."""
    tarn.go("mandate")
    with tarn.page.expect_navigation() as opened:
        tarn.page.get_by_role("link", name="the digest").nth(place).click()
    size = len(opened.value.body())
    tarn.visitor.accessible()
    return [str(one).replace(" · ", " ") for one in tarn.page.locator("ol .words").all_inner_texts()], size


def instruct(tarn: Chair, number: str, words: str) -> None:
    """Key in an answer of headquarters: until Friday noon, and not clause 8."""
    tarn.go("mandate")
    form = tarn.page.locator("form[action$='/mandate/instruct']")
    form.get_by_label("Number", exact=True).fill(number)
    form.get_by_label("Its two words").fill(words)
    form.get_by_label("But not these clauses").fill("8")
    form.get_by_label("It stands until").fill("2099-03-06T12:00")
    form.get_by_label("by the clock of").fill("Asia/Aden")
    keyed(form)
    form.get_by_role("button").click()


def test_d1_and_h1_beyond_the_mandate_is_stopped_in_private_and_referred_over_the_telephone(
    sits: Sits,
) -> None:
    tarn, vell, m1 = sits("tarn-1"), sits("vell-1"), sits("M1")
    before = [still(vell), still(m1, "deal"), still(m1, "with/1/")]
    tarn.go("mandate")
    tarn.page.get_by_text("Key in a mandate that was given").click()
    form = tarn.page.locator("form[action$='/mandate/give']")
    keyed(form)
    form.get_by_label("Clause 8", exact=True).select_option("forbidden")
    form.get_by_role("button").click()
    assert "clause 8: not to be accepted" in tarn.words()
    accepting(tarn, WITHIN).get_by_role("button").click()
    assert "Clause 8 is not to be accepted, by the word of The council." in tarn.words()
    assert "nobody outside your delegation learns of this" in tarn.words()
    assert "Nothing waits here." in tarn.go("tray")
    tarn.go("mandate")
    refer(tarn)
    words, size = said(tarn, 0)
    assert size < 20_000
    assert len(words) == 3
    assert "Saturday" not in tarn.words()
    assert "09:00 (Asia/Aden)" in tarn.words()
    tarn.page.goto(tarn.page.url + "/script")
    assert len(tarn.page.inner_text("body").split()) < 250
    instruct(tarn, "2", words[2])
    assert "These are the words of answer 3, not of answer 2" in tarn.words()
    instruct(tarn, "2", words[1])
    told = tarn.words()
    assert "all else: refer back: ad referendum only" in told
    assert "until Friday 2099-03-06, 12:00 (Asia/Aden)" in told
    assert "by telephone this morning; witness: The clerk" in told
    refer(tarn)
    instruct(tarn, "2", words[1])
    assert "This answers an older question, about version 7" in tarn.words()
    assert [still(vell), still(m1, "deal"), still(m1, "with/1/")] == before


def test_h2_and_h3_principals_confirm_the_text_they_hold_and_see_no_other_side(sits: Sits) -> None:
    council, tarn = sits("tarn-p", 390, "fr"), sits("tarn-1")
    tarn.go("principals")
    tarn.page.locator("form", has=tarn.page.locator("input[value=pass_on]")).get_by_role("button").click()
    tarn.send()
    council.go("mandate")
    assert "Vell" not in council.words()
    council.page.get_by_text("Confirmer ce texte").click()
    council.page.locator("form[action$='/mandate/endorse']").get_by_role("button").click()
    council.page.get_by_text("Confirmer ce texte").click()
    assert "Il a déjà été confirmé." in council.words()
    accepting(tarn, "Our principals have confirmed it").get_by_role("button").click()
    assert "confirmed by the principals" in tarn.send()
    m1 = sits("M1")
    assert "confirmed by the principals" in m1.go("")
    assert council.visitor.go(f"/seat/{council.address}/deal").status == 404


def test_m7_only_the_guarantors_letter_closes_the_ring_and_no_party_is_told(sits: Sits) -> None:
    m1, vell, g = sits("M1"), sits("vell-1"), sits("g-1")
    told, before = m1.go("deal"), still(vell)
    assert told.count("does not hold yet") == 2
    missing = m1.page.locator("h3", has_text="The fewest things").locator("xpath=following-sibling::ul[1]")
    assert missing.locator("li").all_inner_texts() == ["G gives its letter"]
    g.go("answer")
    form = g.page.locator("form[action$='/answer/letter']")
    form.get_by_label("What we will write").fill("We witness every return in person.")
    form.get_by_text("More conditions").click()
    for row, name in ((1, "Tarn"), (2, "Vell")):
        form.get_by_label(f"Condition {row}").select_option(label=f"{name} accepts")
        form.locator(f"#gif{row}l").select_option("referendum")
    form.get_by_role("button").click()
    assert "only if Vell accepts the text (ad referendum" in g.send()
    told = m1.go("deal")
    assert "does not hold yet" not in told
    assert "Nothing is missing." in told
    assert "with a bracket open" in told
    assert "Nothing is agreed until everything is agreed." in told
    assert "%" not in told
    assert still(vell) == before


def test_l1_and_m10_initialled_clauses_fall_with_their_package_and_a_vote_decides_with_no_number(
    sits: Sits,
) -> None:
    m1, tarn, vell = sits("M1"), sits("tarn-1"), sits("vell-1")
    m1.go("deal")
    m1.page.get_by_label("Its name").fill("Commission and lists")
    m1.page.get_by_label("Its clauses").fill("8, 14")
    m1.press("Tie them together")
    for chair in (tarn, vell):
        for clause in ("8", "14"):
            accepting(chair, REFERENDUM, clause).get_by_role("button").click()
            assert f"Clause {clause}" in chair.send()
    board = m1.page.locator("tbody tr", has_text="Commission and lists")
    m1.go("deal")
    assert board.count() == 2
    assert "accepted" in board.first.inner_text()
    tarn.go("answer")
    tarn.page.locator("div.small", has_text="clause 8").get_by_role("button", name="Take it back").click()
    assert "Acceptance taken back" in tarn.send()
    m1.go("deal")
    assert "accepted by Vell" in board.first.inner_text()
    m1.go("with/2/answer")
    m1.page.get_by_label("we do not accept it").check()
    m1.page.get_by_label("It has been ratified").check()
    m1.page.get_by_label("Only this clause, not the whole text").fill("14")
    m1.page.get_by_label("How it came").select_option("on paper, in ink")
    m1.press("Write it down")
    assert "on paper, in ink" in vell.go("mediators")
    m1.go("deal")
    assert "not accepted by Vell" in board.nth(1).inner_text()
    assert "lapsed with its package" in board.first.inner_text()
    assert "Nothing is agreed until everything is agreed." in m1.words()
