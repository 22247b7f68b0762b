"""Sealed questions as the store keeps them: boxes in the database, the private half in a file beside it, both gone at closing."""

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from goodoffices.core.moves.sealed import About, Word
from goodoffices.core.sealed import SIZE, word
from goodoffices.journal import ballots
from goodoffices.journal.box import Unreadable
from goodoffices.web import turns
from goodoffices.web.talks.models import BallotRow, QuestionRow
from goodoffices.web.talks.store.values import Absent


def folder() -> Path:
    """Return where the private halves lie: beside the operator's key, never in the database, never in a backup."""
    return Path(settings.OPERATOR_KEY_FILE).parent / "questions"


def fresh_question() -> tuple[str, bytes]:
    """Return a new key pair, of which nothing is kept yet."""
    return ballots.pair(secrets.token_bytes)


def open_question(pair: tuple[str, bytes], lane: str, about: About, closes: int, asked: int) -> None:
    """Keep a question and its private half; the file is on the disk before this returns."""
    turns.may_write(lane)
    public, private = pair
    place = folder()
    place.mkdir(mode=0o700, exist_ok=True)
    with open(
        _file(public), "wb", opener=lambda name, flags: os.open(name, flags | os.O_EXCL, 0o600)
    ) as file:
        file.write(private)
        file.flush()
        os.fsync(file.fileno())
    QuestionRow.objects.create(public=public, lane_id=lane, about=about, closes=closes, asked=asked)


def take_part(public: str, delegation: str) -> None:
    """Give a delegation its box, filled with chance: an answer never given looks like one that was."""
    turns.mine()
    box = ballots.sealed(public, secrets.token_bytes(SIZE))
    BallotRow.objects.get_or_create(question_id=public, delegation=delegation, defaults={"box": box})


def put_answer(public: str, delegation: str, answer: bytes | None, at: int) -> None:
    """Seal an answer in the box of a delegation, in place of what it holds; no is None, and is chance.

    `Absent` alike where there is no such question, it is closed, or this delegation takes no part in it.
    """
    turns.mine()
    box = ballots.sealed(public, answer or secrets.token_bytes(SIZE))
    mine = BallotRow.objects.filter(question=public, delegation=delegation, question__closes__gt=at)
    if not mine.update(box=box):
        raise Absent


def close_questions(lane: str, now: int) -> list[tuple[str, Word]]:
    """Open every box of the questions of a lane whose minute has come, and keep of them one word each.

    A private half that is gone, or fits no longer (a restored backup), makes the question void. Boxes go in this
    transaction, the private half as soon as it holds.
    """
    turns.may_write(lane)
    told = []
    for row in QuestionRow.objects.filter(lane=lane, closes__lte=now).order_by("closes", "public"):
        public = row.public
        told.append((public, _word(row)))
        row.delete()
        transaction.on_commit(partial(_forget, public))
    return told


def _word(row: QuestionRow) -> Word:
    try:
        private = _file(row.public).read_bytes()
        answers = [ballots.opened(private, bytes(one.box)) for one in row.ballots.all()]
    except (OSError, Unreadable):
        return "void"
    about: About = "yes" if row.about == "yes" else "same text"
    return word(about, row.public, answers, row.asked)


def _forget(public: str) -> None:
    with suppress(FileNotFoundError):
        _file(public).unlink()


def void_questions() -> None:
    """Forget the private half of every question that is open, and its boxes: each ends void at its minute."""
    turns.mine()
    BallotRow.objects.all().delete()
    for public in QuestionRow.objects.values_list("public", flat=True):
        _forget(public)


def forget_stray_keys(before: float) -> None:
    """Delete private halves written before a time whose questions are open no more: what a crash between steps leaves."""
    known = set(QuestionRow.objects.values_list("public", flat=True))
    for file in folder().glob("*.key"):
        if file.stem not in known and file.stat().st_mtime < before:
            _forget(file.stem)


def _file(public: str) -> Path:
    if len(public) != 64 or not set(public) <= set("0123456789abcdef"):
        raise Absent
    return folder() / f"{public}.key"


def without_answers(file: Path) -> None:
    """Take the boxes of sealed questions out of a copy: it outlives the round, and must never tell of a lone yes."""
    with closing(sqlite3.connect(file)) as copied, copied:
        copied.execute("PRAGMA secure_delete = ON")
        copied.execute("DELETE FROM talks_ballotrow")
