"""After signature on the site: reports and their verification, incidents, understandings, what continues, diaries."""

import re

import pytest

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from tests.web.talks.following import FILE, Signed
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_record_pages import client
from tests.web.talks.test_seat_pages import page

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
REPORT = {"obligation": "lists-vell", "evidence": ["receipt 12"]}
ALLEGED = {"obligation": "quiet", "words": "A shot across the bow."}
U1 = FILE.replace("day = 7 }", "day = 12 }").replace('["07:00", "16:00"]', '["08:00", "16:00"]')


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Signed:
    return Signed(monkeypatch)


def main(world: Signed, who: str, name: str = "findings") -> str:
    return world.shown(who, name).split("<main")[1].split("</main>")[0]


def test_the_desk_puts_its_obligations_in_force_where_it_chooses(monkeypatch):
    world = SiteWorld()
    monkeypatch.setattr("goodoffices.web.clock.now", lambda: world.at)
    desk = client(world, "M1")
    assert "Write them down first" in desk.get(page(world, "M1", "after/bind")).content.decode()
    assert "No obligations are in force here yet" in desk.get(page(world, "M1", "after")).content.decode()
    assert "In force" not in desk.get(page(world, "M1", "days")).content.decode()
    world.act("M1", "oblige", world.lane("M1", Kind.DESK), file=FILE)
    told = desk.get(page(world, "M1", "after/bind")).content.decode()
    lanes = re.findall(r'name="lane\[\]" value="(\w+)"', told)
    assert len(lanes) == 3, "Tarn, Vell and G; an observer is bound by nothing"
    form = {"parties[]": ["Tarn", "Vell"], "move": fresh()}
    nowhere = desk.post(page(world, "M1", "after/bind"), form)
    assert (nowhere.status_code, "Choose where" in nowhere.content.decode()) == (400, True)
    for more, why in (
        ({"phase": "third"}, "Say which phase"),
        ({"phase": "third", "ended_by[]": ["Tarn", "Vell"]}, "continues"),
    ):
        refused = desk.post(page(world, "M1", "after/bind"), form | {"lane[]": lanes[:2]} | more)
        assert (refused.status_code, why in refused.content.decode()) == (400, True)
    assert desk.post(page(world, "M1", "after/bind"), form | {"lane[]": lanes[:2]}).status_code == 302
    assert "hands over its list" in client(world, "Vell").get(page(world, "Vell", "after")).content.decode()
    assert "In force" in client(world, "Vell").get(page(world, "Vell", "days")).content.decode()
    assert "No obligations" in client(world, "G").get(page(world, "G", "after")).content.decode()
    assert client(world, "G").get(page(world, "G", "after/incidents")).status_code == 404
    undated = FILE.replace("date = 2027-03-01", "")
    with pytest.raises(BadInput, match="when day 1 is"):
        world.act("M1", "bind", lanes[2], file=undated, parties=["Tarn", "Vell"])


def test_days_stand_as_due_reported_verified_contested_and_suspended_with_no_word_of_blame(world):
    world.on(7)
    assert world.states("Tarn")["lists-vell"] == "due"
    world.on(11)
    assert world.states("Tarn") | {
        "lists-vell": "unperformed",
        "fairway": "suspended",
        "quiet": "due",
    } == world.states("Tarn")
    told = world.shown("Tarn")
    assert "A day that has passed is not a breach" in told
    assert "as long as this stands unreported: hands over its list" in told
    assert not re.search(r"(?i)violat|overdue|is-red|guilt", told)
    report = world.meets("Vell", "report", **REPORT, day=11)
    assert world.states("Tarn")["fairway"] == "due"
    assert world.states("Tarn")["lists-vell"] == "reported"
    world.meets("Tarn", "contest", report=report, day=11, words="Two are missing from it.")
    assert world.states("Vell")["lists-vell"] == "disputed"
    world.meets("G", "verify", report=report, day=11, result="verified", words="I hold it.")
    assert world.states("Vell")["lists-vell"] == "verified"
    told = world.shown("Tarn", "after/of/lists-vell")
    for words in ("receipt 12", "Two are missing from it.", "I hold it.", "We no longer contest it"):
        assert words in told
    world.meets("Tarn", "contest", report=report, day=11, over="on")
    assert "contested, no longer" in world.shown("G", "after/of/lists-vell")
    assert client(world, "Tarn").get(page(world, "Tarn", "after/of/nothing")).status_code == 404


@pytest.mark.parametrize(
    ("who", "kind", "said", "why"),
    [
        ("Tarn", "report", REPORT | {"day": 1}, "whoever owes it"),
        ("Vell", "report", REPORT | {"day": 2}, "has not come"),
        ("Vell", "report", {"obligation": "lists-vell", "day": 1}, "name the evidence"),
        ("Tarn", "allege", {"obligation": "nothing", "day": 1, "words": "x"}, "no such obligation"),
        ("G", "cease", {"day": 2}, "has not come"),
    ],
)
def test_what_does_not_fit_what_is_in_force_is_refused(world, who, kind, said, why):
    with pytest.raises(Refused, match=why):
        world.meets(who, kind, **said)


def test_nothing_can_be_said_where_nothing_is_in_force():
    world = SiteWorld()
    with pytest.raises(Refused, match="in force here yet"):
        world.act("Vell", "report", world.lane("Vell", Kind.CHANNEL), **REPORT, day=1)


def test_a_report_stays_in_its_channel_until_it_is_told_on_to_whom_its_author_chose(world):
    world.on(6)
    report = world.says("Vell", "report", **REPORT, day=6, to=["G"])
    assert world.states("G")["lists-vell"] == "ahead"
    assert "receipt 12" not in world.shown("G", "after/of/lists-vell")
    told = world.shown("M2")
    assert "Tell it on to G" in told
    form = dict(
        re.findall(
            r'name="(kind|lane|item)" value="([^"]+)"', told.split("Tell it on")[0].split("To be told on")[1]
        )
    )
    assert world.post_form("M2", "act", **form).status_code == 302
    assert "Tell it on" not in world.shown("M2")
    assert world.states("G")["lists-vell"] == "reported"
    assert world.states("Tarn")["lists-vell"] == "ahead"
    world.says("G", "verify", report=report, day=6, result="verified")
    assert world.states("M1")["lists-vell"] == "verified"
    assert world.states("Vell")["lists-vell"] == "reported"
    assert "Told on" in client(world, "Vell").get(page(world, "Vell", "mediators")).content.decode()


def test_of_two_commissions_that_alone_is_offered_in_which_the_author_sits(world):
    world.on(9)
    asked = {"name": "Prisoners", "purpose": "commission", "rooms": ["Tarn", "G"]}
    other = world.act("M1", "convene", world.lane("M1", Kind.DESK), **asked).receipts[0].lane
    world.says("Vell", "allege", **ALLEGED, day=9, to=["commission"])
    shown = world.shown("M1")
    assert shown.count("Tell it on to the commission") == 1
    assert f'name="lane" value="{world.circle}"' in shown
    assert f'name="lane" value="{other}"' not in shown
    world.says("Tarn", "allege", **ALLEGED, day=9, to=["commission"])
    shown = world.shown("M1")
    assert ("Tell it on to Commission" in shown, "Tell it on to Prisoners" in shown) == (True, True)


def test_o7_an_allegation_is_never_a_finding(world):
    world.on(9)
    before = {who: main(world, who) for who in ("Watch", "Tarn", "G")}
    item = world.says("Vell", "allege", **ALLEGED, day=9, to=["commission"])
    assert world.course("Tarn").cases == {}
    assert client(world, "Tarn").get(page(world, "Tarn", f"after/incidents/{item}")).status_code == 404
    world.act("M1", "relay", world.circle, item=item)
    told = world.shown("G", f"after/incidents/{item}")
    assert "alleged by Vell" in told
    assert "The commission has received it" in told
    assert not re.search("VIOLATION|guilty", told)
    world.meets("Tarn", "characterise", incident=item, day=9, words="A flare.")
    with pytest.raises(Refused, match="joint review"):
        world.meets("G", "find", incident=item, day=9, finding="undetermined", words="x")
    world.meets("G", "review", incident=item, day=9, stage="received")
    assert "The joint review begins" in world.shown("Vell", f"after/incidents/{item}")
    world.meets("G", "review", incident=item, day=9, stage="in review")
    assert {who: main(world, who) for who in before} == before
    found = world.meets(
        "G", "find", incident=item, day=9, finding="undetermined", words="No trace of a shot."
    )
    assert {who: main(world, who) for who in before} == before
    told = world.shown("M1", f"after/incidents/{item}")
    for words in ("A shot across the bow.", "A flare.", "undetermined, no attribution", "Tell everybody"):
        assert words in told
    world.act("M1", "finding", world.lane("M1", Kind.TABLE), item=found, clause="1")
    told = world.shown("Watch", "findings")
    assert "No trace of a shot." in told
    assert "undetermined" in told
    for words in ("Vell", "shot across", "flare"):
        assert words not in told.split("<main")[1]
    assert "Tell everybody" not in world.shown("M1", f"after/incidents/{item}")


def test_whose_an_incident_was_is_said_by_all_parties_together_or_not_at_all(world):
    world.on(9)
    item = world.meets("Vell", "allege", **ALLEGED, day=9)
    for stage in ("received", "in review"):
        world.meets("G", "review", incident=item, day=9, stage=stage)
    with pytest.raises(Refused, match="no finding yet"):
        world.meets("Vell", "attribute", incident=item, day=9, whose="Tarn")
    world.meets("G", "find", incident=item, day=9, finding="verified", words="A flare was fired.")
    world.meets("Vell", "attribute", incident=item, day=9, whose="Tarn")
    told = world.shown("Tarn", f"after/incidents/{item}")
    assert "no attribution" in told
    assert "nothing until all parties say the same" in told
    with pytest.raises(Refused, match="all parties together"):
        world.meets("G", "attribute", incident=item, day=9, whose="Tarn")
    world.meets("Tarn", "attribute", incident=item, day=9, whose="Vell")
    assert world.course("G").cases[item].incident.attributed is None
    world.meets("Tarn", "attribute", incident=item, day=9, whose="Tarn")
    assert "attributed to Tarn by all parties" in world.shown("G", f"after/incidents/{item}")
    for party in ("Tarn", "Vell"):
        world.meets(party, "attribute", incident=item, day=9, grade="slight")
    assert world.course("M1").cases[item].incident.classified.word == "slight"
    world.meets("G", "close", incident=item, day=9, words="Flares are announced.")
    with pytest.raises(Refused, match="closed"):
        world.meets("Tarn", "characterise", incident=item, day=9, words="Still a flare.")
    assert "closed, attributed to Tarn" in world.shown("G", "after/incidents")


def test_o2_an_order_not_met_suspends_only_what_hangs_on_it_and_an_understanding_cures_it(world):
    world.on(6)
    world.meets("Vell", "report", **REPORT, day=6)
    world.on(12)
    world.meets("Vell", "report", obligation="returns-officers", day=12, units=4)
    told = world.shown("Tarn", "after/of/returns-officers")
    assert "The order is not met" in told
    assert "brings the crew home" in told
    assert "this program does not decide it" in told
    found = world.states("Tarn")
    assert (found["returns-crew#1"], found["fairway"], found["quiet"]) == ("unperformed", "suspended", "due")
    item = world.meets(
        "Tarn", "allege", obligation="returns-officers", day=12, words="Soldiers before civilians."
    )
    world.meets("Vell", "characterise", incident=item, day=12, words="She is held by the Salvors, not by us.")
    for stage in ("received", "in review"):
        world.meets("G", "review", incident=item, day=12, stage=stage)
    world.meets(
        "G", "find", incident=item, day=12, finding="undetermined", words="Who holds her is not known."
    )
    amended = FILE.replace("{ day = 8, every", "{ day = 13, every").replace("day = 7 }", "day = 12 }")
    form = {
        "number": "1",
        "words": "The crew return from Saturday; the list comes anew.",
        "file": amended.replace("\n", "\r\n"),
    }
    wrong = world.post_form("M1", "after/understandings/propose", **form)
    assert (wrong.status_code, "Choose to whom" in wrong.content.decode()) == (400, True)
    made = world.post_form(
        "M1", "after/understandings/propose", **form, **{"lane[]": [world.circle], "cures[]": [item]}
    )
    assert made.status_code == 302
    told = world.shown("Tarn", "after/understandings")
    assert "day 8, 2027-03-08" in told
    assert "day 13, 2027-03-13" in told
    assert "proposed" in told
    (sha256,) = set(re.findall(r'name="sha256" value="(\w+)"', told))
    world.meets("Tarn", "agree", sha256=sha256, day=12)
    assert world.states("Vell")["fairway"] == "suspended"
    with pytest.raises(Refused, match="those who are bound"):
        world.meets("G", "agree", sha256=sha256, day=12)
    world.meets("Vell", "agree", sha256=sha256, day=12)
    found = world.states("Vell")
    assert (found["returns-crew#1"], found["fairway"]) == ("ahead", "due")
    assert [one.due for one in world.course("M1").standings if one.label == "returns-crew#1"] == [13]
    assert "in force" in world.shown("Tarn", "after/understandings")
    world.meets("G", "close", incident=item, day=12, understanding=sha256)
    assert "undetermined, resolved by understanding, no attribution" in world.shown(
        "Tarn", f"after/incidents/{item}"
    )
    assert "Understanding 1" in world.shown("Tarn", f"after/incidents/{item}")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"number": "x"}, "whole number"),
        ({"number": "0"}, "numbered from 1"),
        ({"words": " "}, "written down in words"),
        ({"file": "x = "}, "TOML"),
        ({"file": U1.replace("days = 42", "days = 40")}, "stay as they were signed"),
    ],
)
def test_what_is_no_understanding_is_refused_with_what_was_written(world, more, why):
    form = {"number": "1", "words": "Otherwise.", "file": U1, "lane[]": [world.circle]} | more
    refused = world.post_form("M1", "after/understandings/propose", **form)
    assert (refused.status_code, why in refused.content.decode()) == (400, True)
    assert world.post_form("Tarn", "after/understandings/propose", **form).status_code == 404
    asked = {"number": 1, "day": 1, "words": "x", "file": U1, "sha256": "ab" * 32}
    bound = world.course("M1").bound
    with pytest.raises(BadInput, match="not the fingerprint"):
        world.meets("M1", "understand", bound=bound, **asked)


def test_an_understanding_holds_in_channels_too_once_each_has_agreed_to_the_same_check_words(world):
    lanes = [world.lane("M1", Kind.CHANNEL, one) for one in ("Tarn", "Vell")]
    form = {"number": "1", "words": "By day 12.", "file": U1, "lane[]": lanes}
    assert world.post_form("M1", "after/understandings/propose", **form).status_code == 302
    (one,) = world.course("M1").understandings
    for party, other in (("Tarn", "Vell"), ("Vell", "Tarn")):
        assert world.course(party).understandings[0].means == one.means
        world.says(party, "agree", sha256=one.move.sha256, day=1, to=[other])
    assert world.course("M1").understandings[0].in_force
    assert not world.course("Tarn").understandings[0].in_force
    shown = world.shown("M1")
    assert shown.count("Tell it on to") == 2


def test_o5_what_continues_is_ended_by_all_who_were_named_and_by_nobody_alone(world):
    world.on(6)
    world.meets("Vell", "report", **REPORT, day=6)
    world.on(43)
    world.meets("Vell", "report", obligation="returns-crew", day=42, units=4)
    assert world.states("Tarn")["quiet"] == "due"
    assert "“first” continues" in world.shown("Tarn")
    with pytest.raises(Refused, match="day has turned"):
        world.meets("Tarn", "cease", day=42)
    for who in ("Tarn", "G"):
        world.meets(who, "cease", day=43)
    assert world.states("Tarn")["quiet"] == "due"
    assert "Tarn" in world.shown("Vell").split("So far this was said here by:")[1].split("</p>")[0]
    with pytest.raises(Refused, match="those the clause names"):
        world.meets("M1", "cease", day=43)
    world.on(44)
    world.meets("G", "cease", day=44, goes_on="on")
    world.meets("Vell", "cease", day=44)
    assert world.states("Tarn")["quiet"] == "due"
    world.meets("G", "cease", day=44)
    world.on(45)
    assert world.states("Tarn")["quiet"] == "over"
    assert "ended on day 44" in world.shown("Vell")
    with pytest.raises(Refused, match="has ended"):
        world.meets("Tarn", "cease", day=45, goes_on="on")


def test_a_seats_diary_has_what_its_own_delegation_owes_across_a_change_of_clock_and_no_more(world):
    world.on(9)
    world.says("Tarn", "allege", **ALLEGED, day=9)
    vell = client(world, "Vell").get(page(world, "Vell", "after/calendar"))
    told = vell.content.decode()
    assert vell["Content-Type"].startswith("text/calendar")
    assert "hands over its list" in told
    assert "keeps its boats" not in told
    assert told.count("keep the fairway open") == 1, "owed by both"
    assert "DTSTART;TZID=Europe/Malta:20270301T070000" in told
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in told
    assert "shot" not in told + client(world, "M1").get(page(world, "M1", "after/calendar")).content.decode()
    assert (
        "keeps its boats" in client(world, "Tarn").get(page(world, "Tarn", "after/calendar")).content.decode()
    )
    assert client(world, "Watch").get(page(world, "Watch", "after/calendar")).status_code == 404


def test_what_waits_in_the_tray_says_what_it_is_of_and_to_whom_it_may_go(world):
    world.on(9)
    lane = world.lane("Vell", Kind.CHANNEL)
    form = {"kind": "report", "lane": lane, "obligation": "lists-vell", "day": "6", "units": "1"}
    world.post_form("Vell", "put", **form, **{"evidence[]": ["receipt 12"], "to[]": ["G", "commission"]})
    told = world.shown("Vell", "tray")
    for words in ("hands over its list", "day 6, 2027-03-06", "receipt 12", "G, the commission"):
        assert words in told
    item = world.meets("Vell", "allege", **ALLEGED, day=9)
    report = world.meets("Vell", "report", **REPORT, day=9)
    slips = [
        ("Vell", {"kind": "cease", "lane": lane, "day": "9"}, "The talks have ended."),
        ("Vell", {"kind": "cease", "lane": lane, "day": "9", "goes_on": "yes"}, "go on after all"),
        (
            "Tarn",
            {"kind": "contest", "lane": world.circle, "report": report, "over": "yes"},
            "no longer contest",
        ),
        ("G", {"kind": "verify", "lane": world.circle, "report": report, "result": "verified"}, "verified"),
        ("Tarn", {"kind": "attribute", "lane": world.circle, "incident": item, "grade": "grave"}, "grave"),
    ]
    for who, slip, why in slips:
        world.post_form(who, "put", **slip)
        assert why in world.shown(who, "tray")
    for stage in ("received", "in review"):
        world.meets("G", "review", incident=item, day=9, stage=stage)
    found = world.meets("G", "find", incident=item, day=9, finding="verified", words="A flare was fired.")
    world.post_form("M1", "put", kind="finding", lane=world.lane("M1", Kind.TABLE), item=found)
    told = world.shown("M1", "tray")
    assert "verified: A flare was fired." in told
    assert "keeps its boats" not in told
    world.post_form(
        "M1", "after/understandings/propose", number="1", words="x", file=U1, **{"lane[]": [world.circle]}
    )
    sha256 = world.course("M1").understandings[0].move.sha256
    world.post_form("Tarn", "put", kind="agree", lane=world.circle, sha256=sha256, day="9")
    assert "Understanding 1" in world.shown("Tarn", "tray")
