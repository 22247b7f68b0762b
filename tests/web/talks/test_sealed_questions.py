"""Sealed questions in a real database: one word at the minute, and before and after it nothing else anywhere."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.web import clock, writer
from goodoffices.web.talks import actions, store
from goodoffices.web.talks.models import BallotRow, QuestionRow
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_record_pages import client
from tests.web.talks.test_seat_pages import page

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
THREE = ("Tarn", "Vell", "G")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings):
    (tmp_path / "operator.key").write_bytes(Path(settings.OPERATOR_KEY_FILE).read_bytes())
    settings.OPERATOR_KEY_FILE = tmp_path / "operator.key"


def posed(
    world: SiteWorld, about: str = "yes", asked=THREE, words: str = "Would 36 days do?", wait: int = 3600
) -> str:
    fields = {"words": words} if about == "yes" else {}
    closes = int(world.at.timestamp()) + 3600
    world.act(
        "M1", "pose", world.lane("M1", Kind.TABLE), about=about, to=list(asked), closes=closes, **fields
    )
    public = list(world.seated("M1").view.table.questions)[-1]
    for who in asked:
        world.act(who, "take_part", world.lane(who, Kind.TABLE), public=public)
    return public


def says(world: SiteWorld, who: str, public: str, said: str) -> bytes:
    """Answer through the page, at the time of the world, and return the reply."""
    from goodoffices.core import sealed

    yes = sealed.answer(public, said)
    with writer.turn(world.seats[who].seat):
        value = None if said == "no" else yes
        store.put_answer(public, world.seats[who].delegation, value, int(world.at.timestamp()))
    return yes


def closed(world: SiteWorld, public: str) -> str:
    actions.ripen_all(world.at + timedelta(hours=1))
    return world.seated("Watch").view.table.questions[public].word


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (("yes", "yes", "yes"), "all"),
        (("yes", "yes", "no"), "not all"),
        (("yes", "yes", ""), "not all"),
        (("", "", ""), "not all"),
    ],
)
def test_one_word_comes_out_at_the_minute_and_everything_else_is_gone(said, word):
    world = SiteWorld()
    public = posed(world)
    assert BallotRow.objects.count() == 3
    assert {len(bytes(one.box)) for one in BallotRow.objects.all()} == {80}
    for who, one in zip(THREE, said, strict=True):
        if one:
            says(world, who, public, one)
    actions.ripen_all(world.at + timedelta(minutes=59))
    assert world.seated("Watch").view.table.questions[public].word == ""
    assert closed(world, public) == word
    assert QuestionRow.objects.count() == 0
    assert BallotRow.objects.count() == 0
    assert list(store.ballots.folder().glob("*")) == []
    assert store.due_lanes(2**40) == ()
    outcomes = [one for one in store.entries(world.lane("M1", Kind.TABLE)) if one.kind == "outcome"]
    assert len(outcomes) == 1


def test_the_last_answer_before_the_minute_counts_and_none_after_it():
    world = SiteWorld()
    public = posed(world)
    for who in THREE:
        says(world, who, public, "no")
        says(world, who, public, "yes")
    world.wait(hours=1)
    with pytest.raises(Refused):
        says(world, "Tarn", public, "no")
    world.at -= timedelta(hours=1)
    assert closed(world, public) == "all"


def test_do_we_all_hold_the_same_text():
    for texts, word in ((("1", "1", "1"), "all"), (("1", "1", "2"), "not all")):
        world = SiteWorld()
        public = posed(world, "same text")
        for who, text in zip(THREE, texts, strict=True):
            says(world, who, public, text * 64)
        assert closed(world, public) == word


def test_a_lost_key_or_somebody_who_takes_no_part_makes_it_void():
    world = SiteWorld()
    public = posed(world)
    for who in THREE:
        says(world, who, public, "yes")
    next(store.ballots.folder().glob("*.key")).unlink()
    assert closed(world, public) == "void"
    closes = int(world.at.timestamp()) + 3600
    world.act("M1", "pose", world.lane("M1", Kind.TABLE), about="yes", words="And now?", closes=closes)
    public = list(world.seated("M1").view.table.questions)[-1]
    world.act("Tarn", "take_part", world.lane("Tarn", Kind.TABLE), public=public)
    assert closed(world, public) == "void"


def test_yes_and_no_and_silence_leave_the_same_trace(monkeypatch):
    """Three questions in a row, answered yes, no and not at all: every reply, page and table is as long in each."""
    world = SiteWorld()
    monkeypatch.setattr(clock, "now", lambda: world.at)
    traces = []
    for said in ("yes", "no.", ""):
        public = posed(world, words="Would 36 days do, once more?", wait=120)
        before = sizes()
        if said:
            reply = client(world, "Tarn").post(
                page(world, "Tarn", "questions/answer"), {"public": public, "answer": said}
            )
            assert reply.status_code == 200
        shown = [
            len(client(world, who).get(page(world, who, "questions")).content)
            for who in ("Tarn", "Vell", "M1", "Watch")
        ]
        traces.append([before, sizes(), shown[0] - shown[1], shown[1] - shown[3]])
        assert closed(world, public) == "not all"
        world.wait(minutes=5)
    changed = [{name: after[name] - before[name] for name in after} for before, after, *_ in traces]
    assert changed[0] == changed[1] == changed[2]
    assert traces[0][2:] == traces[1][2:] == traces[2][2:]


def sizes() -> dict[str, int]:
    """How many rows each table has, and how many bytes the boxes."""
    found = {}
    with connection.cursor() as cursor:
        for table in ("talks_entryrow", "talks_duerow", "talks_ballotrow", "talks_draftrow"):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        cursor.execute("SELECT SUM(LENGTH(box)) FROM talks_ballotrow")
        found["boxes"] = cursor.fetchone()[0]
    return found


def test_the_page_gives_one_reply_whatever_was_answered_and_none_to_who_takes_no_part(monkeypatch):
    world = SiteWorld()
    monkeypatch.setattr(clock, "now", lambda: world.at)
    public = posed(world)
    replies = [
        client(world, "Tarn")
        .post(page(world, "Tarn", "questions/answer"), {"public": public, "answer": said})
        .content
        for said in ("yes", "no.", "yes")
    ]
    tokenless = {reply.replace(b"csrf", b"") and len(reply) for reply in replies}
    assert len(tokenless) == 1
    assert b"sealed" in replies[0]
    for who in ("Watch", "M1"):
        refused = client(world, who).post(
            page(world, who, "questions/answer"), {"public": public, "answer": "yes"}
        )
        assert refused.status_code == 404
    closes = int(world.at.timestamp()) + 3600
    for _ in range(2):
        world.act(
            "M1", "pose", world.lane("M1", Kind.TABLE), about="yes", words="Would 36 days do?", closes=closes
        )
    with pytest.raises(Refused, match="three times"):
        world.act(
            "M1", "pose", world.lane("M1", Kind.TABLE), about="yes", words="Would 36 days do?", closes=closes
        )


def test_after_a_restore_whoever_answers_is_told_that_the_round_ends_void(monkeypatch):
    world = SiteWorld()
    monkeypatch.setattr(clock, "now", lambda: world.at)
    public = posed(world)
    with writer.turn(""):
        store.void_questions()
    replies = [
        client(world, "Tarn").post(
            page(world, "Tarn", "questions/answer"), {"public": public, "answer": said}
        )
        for said in ("yes", "no.")
    ]
    assert [reply.status_code for reply in replies] == [409, 409]
    assert b"will end void" in replies[0].content
    assert len({len(reply.content) for reply in replies}) == 1
    assert closed(world, public) == "void"
    late = client(world, "Tarn").post(
        page(world, "Tarn", "questions/answer"), {"public": public, "answer": "yes"}
    )
    assert late.status_code in (404, 409)


def test_the_private_half_lies_beside_the_operators_key_for_its_owner_alone():
    world = SiteWorld()
    public = posed(world)
    file = store.ballots.folder() / f"{public}.key"
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.parent == Path(settings.OPERATOR_KEY_FILE).parent


def test_private_halves_that_a_crash_left_behind_are_forgotten_and_open_ones_and_new_ones_kept():
    world = SiteWorld()
    public = posed(world)
    stray, young = store.ballots.folder() / f"{'ab' * 32}.key", store.ballots.folder() / f"{'cd' * 32}.key"
    for file in (stray, young):
        file.write_bytes(bytes(32))
    os.utime(stray, (1, 1))
    os.utime(store.ballots.folder() / f"{public}.key", (1, 1))
    store.forget_stray_keys(1000.0)
    assert {file.stem for file in store.ballots.folder().glob("*.key")} == {public, "cd" * 32}


def test_a_principal_and_who_only_prepares_neither_take_part_nor_answer_for_the_delegation():
    world = SiteWorld()
    public = posed(world, asked=("Tarn", "G"))
    closes = int(world.at.timestamp()) + 3600
    other = {"about": "same text", "to": ["Vell", "G"], "closes": closes}
    world.act("M1", "pose", world.lane("M1", Kind.TABLE), **other)
    put_to_vell = list(world.seated("M1").view.table.questions)[-1]
    for who, asked in (("Vell's principal", put_to_vell), ("Tarn's principal", public)):
        shown = client(world, who).get(page(world, who, "questions")).content.decode()
        assert "We take part" not in shown
        assert "questions/answer" not in shown
        with pytest.raises(Refused, match="delegates take part"):
            world.act(who, "take_part", world.lane(who, Kind.TABLE), public=asked)
        said = client(world, who).post(
            page(world, who, "questions/answer"), {"public": public, "answer": "yes"}
        )
        assert said.status_code == 404
