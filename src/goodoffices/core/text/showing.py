"""A text as plain values, for other programs: what `text show --json` prints."""

from typing import Any

from goodoffices.core.text.counting import blanks_count, deals, open_count
from goodoffices.core.text.labels import unlabelled
from goodoffices.core.text.tree import Block, Bracket, Clause, Item, Passage, Piece, Text, Way, passages
from goodoffices.core.text.writer import Shown, headed, item_lines, notation, said


def shown(text: Text) -> dict[str, Any]:
    """Return a text as values that JSON knows; words in the notation of the file, without ids and labels.

    Read back under the same parties, such words are the same words.
    """
    bare = unlabelled(text)
    words = _Words(frozenset(text.parties))
    return {
        "title": words.of(bare.title),
        "language": text.language,
        "parties": list(text.parties),
        "preamble": words.clauses(bare.preamble, ()),
        "articles": [
            {
                "id": article.id,
                "made": article.made,
                "number": article.number,
                "heading": words.of(article.heading),
                "kind": article.kind,
                "clauses": words.clauses(article.items, ()),
            }
            for article in bare.articles
        ],
        "passages": [
            words.passage(one, other) for one, other in zip(passages(text), passages(bare), strict=True)
        ],
        "open": open_count(text),
        "blanks": blanks_count(text),
        "deals": deals(text),
    }


class _Words:
    """Words in the notation of a file with these parties."""

    def __init__(self, parties: frozenset[str]) -> None:
        self.shown = Shown(labels=parties)

    def of(self, pieces: tuple[Piece, ...]) -> str:
        """Return a run of words."""
        return notation(pieces, self.shown)

    def clause(self, clause: Clause) -> str:
        """Return a clause's words without its number."""
        words = said(clause, self.shown)
        return words if clause.rows else headed(clause.number, words).removeprefix(clause.number).lstrip(" ")

    def clauses(self, items: tuple[Item, ...], under: Way) -> list[dict[str, Any]]:
        """Return clauses in order, those inside whole-clause brackets too."""
        found: list[dict[str, Any]] = []
        for item in items:
            if isinstance(item, Block):
                for number, option in enumerate(item.options, 1):
                    found += self.clauses(option.items, (*under, (item.id, number)))
                continue
            found.append(
                {
                    "id": item.id,
                    "made": item.made,
                    "number": item.number,
                    "text": self.clause(item),
                    "depth": item.depth,
                    "under": [list(step) for step in under],
                }
            )
        return found

    def passage(self, passage: Passage, bare: Passage) -> dict[str, Any]:
        """Return a passage; who stands for what comes from the labelled one."""
        stands = [list(option.parties) for option in passage.bracket.options]
        return {
            "id": passage.id,
            "made": passage.bracket.made,
            "clause": passage.clause,
            "tied_to": passage.bracket.tied or None,
            "under": [list(step) for step in passage.under],
            "options": [
                {"text": words, "parties": parties}
                for words, parties in zip(self.options(bare.bracket), stands, strict=True)
            ],
        }

    def options(self, bracket: Bracket | Block) -> list[str]:
        """Return the wordings a bracket offers; whole clauses as they stand in a file."""
        if isinstance(bracket, Bracket):
            return [self.of(option.pieces) for option in bracket.options]
        return ["\n".join(item_lines(option.items, self.shown)).strip("\n") for option in bracket.options]
