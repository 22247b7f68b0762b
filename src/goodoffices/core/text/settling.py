"""Settling: putting one option in the place of a bracket, and of every bracket tied to it."""

from collections.abc import Mapping
from dataclasses import replace

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.text.inline import tidy
from goodoffices.core.text.names import name_all
from goodoffices.core.text.tree import (
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


def settle(text: Text, choose: Mapping[str, int]) -> Text:
    """Return the text with these passages settled on these options (from 1); other brackets stay open.

    Where the chosen option is empty the blank before the bracket goes too; a clause that settles to nothing is
    left out and numbers are not closed up. Brackets that are left keep the names they had, made ones as written.
    """
    _check(text, choose)
    settler = _Settler(choose)
    articles = tuple(
        replace(article, heading=settler.pieces(article.heading), items=settler.items(article.items))
        for article in text.articles
    )
    settled = replace(
        text, title=settler.pieces(text.title), preamble=settler.items(text.preamble), articles=articles
    )
    return name_all(settled)[0]


def _check(text: Text, choose: Mapping[str, int]) -> None:
    known = {passage.id: passage for passage in passages(text)}
    faults = [Fault(what) for name, number in choose.items() if (what := _wrong(known, choose, name, number))]
    if faults:
        raise BadInput(*faults)


def _wrong(known: Mapping[str, Passage], choose: Mapping[str, int], name: str, number: int) -> str:
    passage = known.get(name)
    if passage is None:
        return f"no passage is named “{name}”; `text check` lists the names"
    if passage.bracket.tied:
        return f"“{name}” follows “{passage.bracket.tied}”; choose there"
    if passage.blank:
        return f"“{name}” is a blank that nobody has filled; write its words into the text first"
    if not 1 <= number <= len(passage.bracket.options):
        return f"“{name}” has options 1 to {len(passage.bracket.options)}; {number} is none of them"
    for outer, option in passage.under:
        chosen = choose.get(known[outer].bracket.tied or outer, option)
        if chosen != option:
            return f"“{name}” arises only under option {option} of “{outer}”, and option {chosen} is chosen there"
    return ""


class _Settler:
    """Rebuilds a text with some passages settled."""

    def __init__(self, choose: Mapping[str, int]) -> None:
        self.choose = choose

    def chosen(self, bracket: Bracket | Block) -> int:
        """Return the option chosen for a bracket, from 1; 0 where it stays open."""
        return self.choose.get(bracket.tied or bracket.id, 0)

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
                kept.append(replace(item, options=options, made=False))
        return tuple(kept)

    def clause(self, clause: Clause) -> list[Item]:
        """Return the clause, or nothing where it settles to nothing."""
        if clause.rows:
            rows = tuple(tuple(self.pieces(cell) for cell in row) for row in clause.rows)
            return [replace(clause, rows=rows)]
        pieces = self.pieces(clause.pieces)
        return [replace(clause, pieces=pieces)] if pieces or not clause.pieces else []

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
                kept.append(replace(piece, options=options, made=False))
        return tidy(kept)


def _put(kept: list[Piece], chosen: tuple[Piece, ...]) -> None:
    if not chosen and kept and isinstance(kept[-1], Words):
        kept[-1] = Words(kept[-1].text.removesuffix(" "))
    kept += chosen
