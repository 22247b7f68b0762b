"""A bundle proves what it shows by the keys of a card, and nothing that was changed proves anything."""

import io
import json
import random
import shutil
import subprocess
import zipfile
import zlib

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.journal import archive, card, proof
from goodoffices.journal.bundle import STATEMENT, write
from goodoffices.journal.proof import Unproved, prove
from tests.journal import bundles

KNOWN = card.read_card(bundles.CARD)


def refused(data, known=KNOWN):
    with pytest.raises(Unproved) as fault:
        prove(data, known)
    return str(fault.value)


def test_a_bundle_proves_what_it_shows():
    proved = prove(bundles.whole(), KNOWN)
    assert (proved.entries, proved.shut) == (5, 1)
    assert [one.sha256 for one in proved.texts] == [bundles.SHA256]
    assert (proved.statement.talks, proved.statement.seat) == (bundles.TALKS, bundles.SEAT)
    assert proved.statement.signed == ("seat", "talks")


def test_the_same_bundle_is_the_same_bytes_and_any_zip_program_reads_it():
    data = bundles.whole()
    assert data == bundles.whole()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: file.read(name) for name in file.namelist()} == archive.unpacked(data)


def test_the_archive_of_no_files_and_of_every_byte_reads_back():
    for files in ({}, {"a": bytes(range(256))}, {"a": b"", "b/c": b"PK\3\4"}):
        assert archive.unpacked(archive.packed(files)) == files


def test_the_written_page_has_the_bytes_of_this_very_bundle():
    vector = json.loads((bundles.PAGE / "bundle-vector.json").read_text(encoding="utf-8"))
    assert bytes.fromhex(vector["zip"]) == bundles.whole()
    assert vector["card"] == bundles.CARD
    assert proof.prove(bytes.fromhex(vector["zip"]), card.read_card(vector["card"])).entries == 5


def test_cut_off_at_any_byte_it_is_refused():
    data, other = bundles.whole(), bundles.independent()
    for end in range(len(data)):
        refused(data[:end])
    for end in range(0, len(data), 97):
        assert not bundles._takes(lambda made: other(made, bundles.CARD), data[:end])


def test_changed_in_any_way_it_is_refused_by_both_verifiers():
    data, other = bundles.whole(), bundles.independent()
    assert bundles._takes(lambda made: other(made, bundles.CARD), data)
    for number in range(600):
        made = bundles.mutant(data, random.Random(number))
        told = bundles.counted(made, lambda one: prove(one, KNOWN), lambda one: other(one, bundles.CARD))
        assert told == {"taken": 0, "taken by the other": 0}, number


@pytest.mark.parametrize("asleep", ["signed_by", "unpacked", "_lane"])
def test_control_a_verifier_that_leaves_one_check_out_is_caught(asleep, monkeypatch):
    lax = {"signed_by": lambda *_: True, "unpacked": _any_zip, "_lane": _as_told}
    monkeypatch.setattr(proof, asleep, lax[asleep])
    data = bundles.whole()
    caught = 0
    for number in range(3000):
        caught += bundles._takes(lambda made: prove(made, KNOWN), bundles.mutant(data, random.Random(number)))
        if caught:
            return
    raise AssertionError("the mutants do not reach this check")


def _any_zip(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        # A lax verifier too refuses what `zipfile` cannot read, or the control would fail by breaking and not by being
        # caught. `RuntimeError` is its word for what is encrypted, and stands above its word for unknown compressions.
        raise BadInput("no zip") from None


def test_the_lax_verifier_of_the_control_refuses_what_it_cannot_read_and_never_breaks():
    data = bundles.whole()
    refused = 0
    for at in range(data.index(b"PK\x01\x02"), len(data)):
        for bit in range(8):
            try:
                _any_zip(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
            except BadInput:
                refused += 1
    assert refused


def _as_told(said, files):
    for line in files[f"lanes/{said.id}.jsonl"].splitlines():
        plain = json.loads(line).get("plain")
        yield json.loads(plain).get("move") if plain else None


def test_each_thing_wrong_is_named():
    data = bundles.whole()
    files = archive.unpacked(data)
    assert "cut off" in refused(data[:-1])
    assert "cut off" in refused(b"")
    assert refused(archive.packed({**files, "more": b""})) == "the files are not those that were signed for"
    lane = f"lanes/{bundles.LANE}.jsonl"
    changed = {**files, lane: files[lane].replace(b"36", b"63")}
    assert refused(archive.packed(changed)) == f"{lane} was changed after it was signed for"
    assert "line 1: opens to other words" in refused(bundles.signed_again(changed, bundles.SIGNERS))
    less = {**files, lane: b"".join(files[lane].splitlines(keepends=True)[:-1])}
    assert "does not end where" in refused(bundles.signed_again(less, bundles.SIGNERS))
    strange = write(bundles.bundle(), (bundles.STRANGER,))
    assert refused(strange) == "the signature of the talks is not by the key on the card"
    assert "not signed for its talks" in refused(write(bundles.bundle(), bundles.SIGNERS[1:]))


def test_a_text_under_another_fingerprint_is_refused_though_the_site_signed_it():
    made = bundles.bundle()
    files = archive.unpacked(bundles.whole())
    name = next(one for one in files if one.startswith("texts/"))
    files[name] = files[name].replace(b"42", b"43")
    assert "is not the text that stands in the lanes" in refused(bundles.signed_again(files, bundles.SIGNERS))
    wrong = {"sha256": "0" * 64, "name": "Version 7", "text": bundles.FILES}
    lane = bundles.LaneShown(bundles.LANE, "room", "", bundles.entries([{**bundles.said(""), "move": wrong}]))
    lies = bundles.Bundle(made.talks, made.seat, "delegate", 1, (lane,), bundles.bundles.texts_of([wrong]))
    assert "and has another" in refused(write(lies, bundles.SIGNERS))


def liar(bodies):
    """A bundle of one lane with these bodies, signed by the right keys: the site itself lies."""
    lane = bundles.LaneShown(bundles.LANE, "room", "", bundles.entries(bodies))
    made = bundles.bundle()
    return bundles.Bundle(made.talks, made.seat, "delegate", 1, (lane,), bundles.bundles.texts_of(bodies))


@pytest.mark.parametrize("body", [["no", "move"], "words", 7])
def test_an_entry_that_opens_to_no_move_is_refused(body):
    data = write(liar([bundles.said("a")]), bundles.SIGNERS)
    prove(data, KNOWN)
    lane = bundles.LaneShown(bundles.LANE, "room", "", bundles.entries([body]))
    made = bundles.bundle()
    lies = bundles.Bundle(made.talks, made.seat, "delegate", 1, (lane,), ())
    assert "line 1: opens to no move" in refused(write(lies, bundles.SIGNERS))


def test_an_entry_opened_by_half_is_refused():
    files = archive.unpacked(bundles.whole())
    lane = f"lanes/{bundles.LANE}.jsonl"
    for half in ("plain", "salt"):
        lines = [json.loads(line) for line in files[lane].splitlines()]
        lines[0].pop(half)
        changed = {**files, lane: b"".join(bundles.encode(one) + b"\n" for one in lines)}
        assert "line 1: opened by half" in refused(bundles.signed_again(changed, bundles.SIGNERS))


def test_texts_that_the_lanes_do_not_hold_or_that_cannot_be_read_are_refused():
    files = archive.unpacked(bundles.whole())
    statement = json.loads(files[STATEMENT])
    statement["texts"][0]["name"] = "Version 8"
    files[STATEMENT] = bundles.encode(statement)
    assert "not those that stand in the lanes" in refused(bundles.signed_again(files, bundles.SIGNERS))
    unread = {"sha256": "0" * 64, "name": "Version 7", "text": {"en": "# Harbour\n\nfor [40 | 42 days"}}
    body = {**bundles.said(""), "move": unread}
    lane = bundles.LaneShown(bundles.LANE, "room", "", bundles.entries([body]))
    lies = bundles.Bundle(
        bundles.TALKS, bundles.SEAT, "delegate", 1, (lane,), bundles.bundles.texts_of([unread])
    )
    assert "cannot be read" in refused(write(lies, bundles.SIGNERS))


def test_a_bundle_of_another_form_asks_for_a_newer_program():
    files = archive.unpacked(bundles.whole())
    statement = {**json.loads(files[STATEMENT]), "form": "goodoffices-bundle/99"}
    made = archive.packed({**files, STATEMENT: bundles.encode(statement)})
    assert "a newer program is needed" in refused(made)


def test_no_bundle_of_more_files_than_anybody_keeps_is_made():
    with pytest.raises(BadInput, match="too much for one bundle"):
        archive.packed({str(number): b"" for number in range(archive.MOST_FILES + 1)})


def test_keys_come_from_the_card_alone():
    data = bundles.whole()
    only = {key: value for key, value in KNOWN.items() if key[0] == "talks"}
    assert refused(data, only) == "the card has no key for the signature of this seat"
    assert refused(data, {}) == "the card has no key for the signature of this seat"
    prove(write(bundles.bundle(), bundles.SIGNERS[:1]), only)


def test_a_card_is_read_however_it_was_copied_and_a_slip_is_found():
    assert card.read_card(bundles.CARD.replace(" ", "").replace("\n", " \r\n").replace("talks", " talks ").replace(
        "seat", "seat\n").replace("key", "key ").replace("check", " check ")) == KNOWN  # fmt: skip
    digits = [at for at, one in enumerate(bundles.CARD) if one in "0123456789abcdef" and at > 20]
    for at in random.Random(1).sample(digits, 60):
        slipped = bundles.CARD[:at] + ("0" if bundles.CARD[at] != "0" else "1") + bundles.CARD[at + 1 :]
        with pytest.raises(BadInput):
            card.read_card(slipped)
    talks, seat = bundles.CARD.splitlines()[1:5], bundles.CARD.splitlines()[5:]
    form = bundles.CARD.splitlines()[0]
    for lines, said in (
        ([form, *seat, *seat], "on the card twice"),
        ([form, talks[1], talks[0], *talks[2:]], "only|by 32 digits"),
        ([form, *talks[:2], talks[3]], "a key has 64 digits"),
        ([form, "hello", *talks], "only talks, seat, key and check"),
    ):
        with pytest.raises(BadInput, match=said):
            card.read_card("\n".join(lines))
    for text in ("", "goodoffices-card/2\n", bundles.CARD * 2, bundles.CARD[:-12], "x\n" + bundles.CARD):
        with pytest.raises(BadInput):
            card.read_card(text)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is a second way to check a signature")
def test_openssl_checks_the_same_signature(tmp_path):
    files = archive.unpacked(bundles.whole())
    (tmp_path / "statement").write_bytes(files[STATEMENT])
    (tmp_path / "sig").write_bytes(files["signatures/talks.sig"])
    (tmp_path / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + bundles.SIGNERS[0].public)
    asked = ["openssl", "pkeyutl", "-verify", "-rawin", "-in", "statement", "-sigfile", "sig", "-pubin"]
    done = subprocess.run(
        [*asked, "-inkey", "key", "-keyform", "DER"], cwd=tmp_path, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    (tmp_path / "statement").write_bytes(files[STATEMENT] + b" ")
    done = subprocess.run(
        [*asked, "-inkey", "key", "-keyform", "DER"], cwd=tmp_path, check=False, capture_output=True
    )
    assert done.returncode != 0
