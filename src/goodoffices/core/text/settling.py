"""Settling: putting one option in the place of a bracket, and of every bracket tied to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.core.text.alike import reads_alike
from goodoffices.core.text.depths import Ladder, redone
from goodoffices.core.text.inline import tidy
from goodoffices.core.text.marks import of_clause, of_heading
from goodoffices.core.text.tree import (
    Article,
    Block,
    BlockOption,
    Bracket,
    Clause,
    Item,
    Option,
    Passage,
    Piece,
    Text,
    Words,
    passages,
)

_B = TypeVar("_B", Bracket, Block)


def settle(text: Text, choose: Mapping[str, int]) -> Text:
    """Return the text with these passages settled on these options (from 1); other brackets stay open.

    Where the chosen option is empty the blank before the bracket goes too; a clause that settles to nothing is
    left out and numbers are not closed up. What is left keeps the names it had, made ones as written.
    """
    _check(text, choose)
    settler = _Settler(choose)
    settled = replace(
        text,
        title=settler.pieces(text.title),
        preamble=redone(settler.items(text.preamble), Ladder()),
        articles=tuple(settler.article(article) for article in text.articles),
    )
    if not settled.title and text.title:
        settler.faults.append(Fault("the title would be left without words; choose another option in it"))
    if settler.faults:
        raise BadInput(*settler.faults)
    return settled


def _check(text: Text, choose: Mapping[str, int]) -> None:
    known = {passage.id: passage for passage in passages(text)}
    faults = [Fault(what) for name, number in choose.items() if (what := _wrong(known, choose, name, number))]
    if faults:
        raise BadInput(*faults)


def _wrong(known: Mapping[str, Passage], choose: Mapping[str, int], name: str, number: int) -> str:
    passage = known.get(name)
    if passage is None:
        return Phrase("no passage is named “{name}”; `text check` lists the names", name=name)
    if passage.bracket.tied:
        return Phrase("“{name}” follows “{tied}”; choose there", name=name, tied=passage.bracket.tied)
    if passage.blank:
        return Phrase(
            "“{name}” is a blank that nobody has filled; write its words into the text first", name=name
        )
    if not 1 <= number <= len(passage.bracket.options):
        most = len(passage.bracket.options)
        return Phrase(
            "“{name}” has options 1 to {most}; {number} is none of them", name=name, most=most, number=number
        )
    for outer, option in passage.under:
        chosen = choose.get(outer, option)
        if chosen != option:
            return Phrase(
                "“{name}” arises only under option {option} of “{outer}”, and option {chosen} is chosen there",
                name=name,
                option=option,
                outer=outer,
                chosen=chosen,
            )
    return ""


class _Settler:
    """Rebuilds a text with some passages settled; collects what cannot be left as it would come to read."""

    def __init__(self, choose: Mapping[str, int]) -> None:
        self.choose = choose
        self.faults: list[Fault] = []

    def chosen(self, bracket: Bracket | Block) -> int:
        """Return the option chosen for a bracket, from 1; 0 where it stays open."""
        return self.choose.get(bracket.tied or bracket.id, 0)

    def article(self, article: Article) -> Article:
        """Return the article; its heading may come to be empty."""
        pieces = self.pieces(article.heading)
        number, pieces = _headed(article.number, article.heading, pieces, of_heading)
        items = redone(self.items(article.items), Ladder())
        return replace(article, heading=pieces, number=number, items=items, made=False)

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Return clauses and whole-clause brackets, settled ones in their place."""
        kept: list[Item] = []
        for item in items:
            if isinstance(item, Clause):
                kept += self.clause(item)
            elif number := self.chosen(item):
                kept += self.items(item.options[number - 1].items)
            else:
                options = tuple(BlockOption(self.items(one.items), one.parties) for one in item.options)
                kept.append(self.open(replace(item, options=options, made=False)))
        return tuple(kept)

    def clause(self, clause: Clause) -> list[Item]:
        """Return the clause, or nothing where it settles to nothing."""
        if clause.rows:
            rows = tuple(tuple(self.pieces(cell) for cell in row) for row in clause.rows)
            empty = not any(cell for row in rows for cell in row)
            gone = empty and any(cell for row in clause.rows for cell in row)
            return [] if gone else [replace(clause, rows=rows, made=False)]
        pieces = self.pieces(clause.pieces)
        if not pieces:
            return []
        number, pieces = _headed(clause.number, clause.pieces, pieces, of_clause)
        return [replace(clause, pieces=pieces, number=number, made=False)]

    def pieces(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return words with settled brackets replaced by the words chosen."""
        kept: list[Piece] = []
        for piece in pieces:
            if not isinstance(piece, Bracket):
                kept.append(piece)
            elif number := self.chosen(piece):
                _put(kept, self.pieces(piece.options[number - 1].pieces))
            else:
                options = tuple(Option(self.pieces(one.pieces), one.parties) for one in piece.options)
                kept.append(self.open(replace(piece, options=options, made=False)))
        return tidy(kept)

    def open(self, bracket: _B) -> _B:
        """Return a bracket that stays open; two of its options may not come to read the same."""
        if not bracket.tied and reads_alike(bracket.options):
            what = Phrase(
                "two options of “{name}” would come to read the same; choose there too", name=bracket.id
            )
            self.faults.append(Fault(what))
        return bracket


def _put(kept: list[Piece], chosen: tuple[Piece, ...]) -> None:
    if not chosen and kept and isinstance(kept[-1], Words):
        kept[-1] = Words(kept[-1].text.removesuffix(" "))
    kept += chosen


def _headed(
    number: str, before: tuple[Piece, ...], after: tuple[Piece, ...], of: Callable[[str], str]
) -> tuple[str, tuple[Piece, ...]]:
    """Return number and words as a reader of the settled words finds them: “[12. | 13.] Lists” gets a number.

    Words that were written with a backslash so as to be no number stay words.
    """
    shown = of(_head(number, after))
    if shown == number or of(_head(number, before)) != number:
        return number, after
    return shown, tidy((Words(_lead(number, after)[len(shown) :]), *after[1:]))


def _lead(number: str, pieces: tuple[Piece, ...]) -> str:
    lead = pieces[0].text if pieces and isinstance(pieces[0], Words) else ""
    return f"{number} {lead}" if number else lead


def _head(number: str, pieces: tuple[Piece, ...]) -> str:
    plain = bool(pieces) and isinstance(pieces[0], Words)
    return _lead(number, pieces) + ("[" if len(pieces) > plain else "")
