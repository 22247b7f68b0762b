"""What a report says of the talks themselves is suggested with its words and its reason, and nothing is guessed beyond."""

from goodoffices.record.reading.reading import read
from goodoffices.record.reading.talks import Hint, hints

TEXT = """\
LOWMARK CITY, May 4, 2031 (HNA) - Reed Front negotiators came to Lowmark City on May 3 for indirect talks on a truce with Ombria, \
with the chief of the Marrow Security Bureau (MSB) also present for the talks.

The Reed Front delegation flew in from the movement's headquarters in Tell, which, together with Lowmark, has sought to mediate since \
a short-lived December ceasefire.

Marrow, while openly shunning the Reed Front, has urged it to sign.

The sides are divided over the Reed Front's old demand for a return of the delta villages to those who fled, and over Ombria, which \
insists that the dyke stays in its hands. Ombria refuses to recognise the Front.

Mediators are pressed by the threat of an early flood, and the harvest begins on May 20.

At least 2,100 villagers have been displaced, according to the Delta Office. Another 60 are missing.
"""


def found(what: str) -> list[Hint]:
    return [hint for hint in hints(TEXT, read(TEXT)) if hint.what == what]


def test_parties_are_those_who_send_delegations_and_take_positions():
    assert [hint.name for hint in found("party")] == ["Reed Front", "Ombria"]


def test_mediators_are_those_who_carry_host_attend_or_urge():
    names = [hint.name for hint in found("mediator")]
    assert names[:2] == ["Tell", "Lowmark"]
    assert {"Marrow Security Bureau", "Marrow"} <= set(names)


def test_who_does_not_speak_to_whom_is_suggested_with_both():
    pairs = [(hint.name, hint.other) for hint in found("contact")]
    assert ("Marrow", "Reed Front") in pairs
    assert ("indirect talks", None) in pairs


def test_principals_elsewhere_earlier_pacts_and_clocks_are_suggested():
    assert [(hint.value, "headquarters" in hint.name) for hint in found("principal")] == [("Tell", True)]
    assert [(hint.name, hint.value) for hint in found("accord")] == [("December ceasefire", "2030-12")]
    assert [hint.name for hint in found("clock")] == ["threat of an early flood", "May 20"]


def test_stakes_keep_their_source_or_none():
    assert [(hint.value, hint.source) for hint in found("stake")] == [
        ("2100", "the Delta Office"),
        ("60", None),
    ]


def test_open_demands_are_the_positions_reported():
    assert [(hint.source, hint.why) for hint in found("demand")] == [
        ("Marrow", "calls for"),
        ("the Reed Front", "demands"),
        ("Ombria", "insists"),
        ("Ombria", "refuses"),
    ]


def test_every_hint_shows_the_words_it_rests_on_and_says_why():
    for hint in hints(TEXT, read(TEXT)):
        assert hint.why
        assert hint.where
        for words in hint.where:
            assert TEXT[words.start : words.end] == words.text


def test_a_report_of_no_talks_suggests_no_parties():
    plain = "TARN, May 4, 2031 - It rained for two days. The market was closed."
    assert [h for h in hints(plain, read(plain)) if h.what in ("party", "mediator", "contact")] == []


def test_whoever_comes_to_talks_mediated_by_others_is_no_mediator():
    report = "ELSTER, March 4, 2031 - A delegation of Vell came for talks mediated by Orland and Sund.\n"
    found = {(hint.what, hint.name) for hint in hints(report, read(report, None))}
    assert ("mediator", "Vell") not in found
    assert {("party", "Vell"), ("mediator", "Orland"), ("mediator", "Sund")} <= found
