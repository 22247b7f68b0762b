"""What is filled in by hand: the sheet a room replies on, clause by clause, and the list it goes down beside its copy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goodoffices.core.text import Clause, Text
from goodoffices.documents.printed.leaf import Block, Leaf, Line, Run, Table, plain
from goodoffices.documents.printed.texts import Marks, lines, marked

BOX = "\u2610"
ROOM = 4


@dataclass(frozen=True)
class Asking:
    """The words of a reply sheet in the language of its text.

    `who` is what is to be filled in first, line by line; `reactions` the six, in the order of their keys, from 1;
    `more` stands over the lines at the end.
    """

    title: str
    how: str
    who: Sequence[str]
    reactions: Sequence[str]
    more: str


def reply(text: Text, asking: Asking, marks: Marks) -> Leaf:
    """Return a reply sheet: every clause with a box for each reaction, numbered as it is keyed in, and room to write."""

    def below(clause: Clause) -> Iterator[Line]:
        boxes = "   ".join(f"{BOX} {number}\u00a0{words}" for number, words in enumerate(asking.reactions, 1))
        yield Line("boxes", plain(boxes), depth=clause.depth + 1, kept=True)
        yield Line("room", depth=clause.depth + 1)

    blocks: list[Block] = [Line("small", (Run(asking.title, bold=True),)), Line("small", plain(asking.how))]
    blocks += [Line("room", plain(one)) for one in asking.who]
    blocks += [*lines(text, below), Line("heading", plain(asking.more), kept=True)]
    return marked(text.language or "en", (*blocks, *[Line("room")] * ROOM), marks)


@dataclass(frozen=True)
class Item:
    """One thing to check: the clause by the number it shows, and what it says."""

    clause: str
    words: str = field(repr=False)


def control(language: str, title: str, how: str, listed: Sequence[Item], marks: Marks) -> Leaf:
    """Return a control list: a box for each number, date, name, bracket and “not” of a text, in its order."""
    rows = tuple(
        (
            (Line("words", plain(BOX)),),
            (Line("words", (Run(one.clause, bold=True),)),),
            (Line("words", plain(one.words)),),
        )
        for one in listed
    )
    blocks = (Line("title", plain(title)), Line("small", plain(how)), Table(rows, (1, 2, 9), head=False))
    return marked(language, blocks, marks)
