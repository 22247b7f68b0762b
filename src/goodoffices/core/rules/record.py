"""Rules for the public record and for wordings: they stay with the desk or the room until the desk says one aloud."""

from dataclasses import replace
from typing import get_args

from goodoffices.core import text as one_text
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Enter, Publish, Say, Schedule, Wording
from goodoffices.core.moves.record import Use
from goodoffices.core.rules.plea import Plea, need, present

USES: tuple[Use, ...] = get_args(Use)
MOST = 400  # lines at once; a long report has some dozens
LONGEST = 1_000_000  # characters of all of them; a report may be kept whole
EVERYBODY = ("table",)
SET = "It is set to be said at its minute. Call that off first, if other words are to be said."
SHAPE = "lines: give lines of the record, each as one text of JSON"


def enter(plea: Plea) -> tuple[Placed, ...]:
    """Enter lines in the record kept here."""
    given = plea.fields.take("lines")
    if not isinstance(given, list | tuple) or not given or not all(isinstance(one, str) for one in given):
        raise BadInput(SHAPE)
    if len(given) > MOST or sum(map(len, given)) > LONGEST:
        raise BadInput(
            "lines: at most {most} lines and {longest} characters at once; enter them in parts",
            most=MOST,
            longest=LONGEST,
        )
    return plea.here(Enter(tuple(given)))


def wording(plea: Plea) -> tuple[Placed, ...]:
    """Draft words for the public; a later wording of the same title takes the place of the earlier."""
    title = plea.fields.words("title")
    need(not _set(plea, title), SET)
    words = plea.fields.words()
    _read(words)
    use = plea.fields.one_of("use", USES, "line")
    return plea.here(Wording(title, use, words, plea.fields.second("not_before")))


def publish(plea: Plea) -> tuple[Placed, ...]:
    """Say a wording to everybody: now if its embargo is over, else by itself at that minute."""
    kept = plea.view.desk.wordings
    title = present(plea.fields.words("title"), kept)
    found = kept[title]
    need(not _set(plea, title), SET)
    need(not found.said, "It was said to everybody already.")
    words, minute = found.wording.words, found.wording.not_before
    need(
        not one_text.open_count(_read(words)), "A bracket in it is open; settle it before everybody reads it."
    )
    say = Say(f"{title}\n\n{words}")
    table = plea.view.lane(Kind.TABLE).id
    if minute > plea.context.at:
        set_for = Schedule("", title, EVERYBODY, minute)
        return (Placed(table, say, due=minute), *plea.here(set_for))
    return (Placed(table, say), *plea.here(Publish(title)))


def _set(plea: Plea, title: str) -> bool:
    """Return whether a wording of this title was set to be said at a minute."""
    return any(one.to == EVERYBODY and one.name == title for one in plea.view.desk.scheduled.values())


def _read(words: str) -> one_text.Text:
    try:
        return one_text.read(f"# .\n\n{words}")
    except BadInput as bad:
        raise BadInput(
            *(replace(fault, line=fault.line - 2 if fault.line else None) for fault in bad.faults)
        ) from None
