"""Which passages of two texts are the same, and whether ties and whole-clause brackets go the same way."""

from collections.abc import Iterator

from goodoffices.core.text.pairing import Laid
from goodoffices.core.text.tree import Block, Bracket, Text, Way, passages
from goodoffices.core.text.writer import block_lines


class Fellows:
    """Pairs of passages, met one by one; what was met first stays."""

    def __init__(self, a: Text, b: Text) -> None:
        self.ours = {passage.id: passage.bracket for passage in passages(a)}
        self.theirs = {passage.id: passage.bracket for passage in passages(b)}
        self.met: dict[str, str] = {}
        self.back: dict[str, str] = {}
        self.told: set[str] = set()

    def meet_named(self) -> None:
        """Pair what has the same written id."""
        for name, one in self.ours.items():
            other = self.theirs.get(name)
            if other is not None and not one.made and not other.made:
                self._meet(name, name)

    def _meet(self, one: str, other: str) -> None:
        if one not in self.met and other not in self.back:
            self.met[one], self.back[other] = other, one

    def meet(self, ours: tuple[Bracket, ...], theirs: tuple[Bracket, ...]) -> None:
        """Pair the brackets of one clause with those of its fellow, in order."""
        for one, other in zip(ours, theirs, strict=False):
            self._meet(one.id, other.id)

    def meet_blocks(self, ours: Way, theirs: Way) -> None:
        """Pair the whole-clause brackets that a clause and its fellow stand in."""
        for (one, _), (other, _) in zip(ours, theirs, strict=False):
            self._meet(one, other)

    def tied_alike(self, ours: tuple[Bracket, ...], theirs: tuple[Bracket, ...]) -> bool:
        """Whether each bracket follows the fellow of what its fellow follows."""
        return all(self.met.get(one.tied, "") == other.tied for one, other in zip(ours, theirs, strict=False))

    def lie_alike(self, one: Laid, other: Laid) -> bool:
        """Whether two clauses lie in the same article, as deep, in the same options of the same brackets."""
        way = tuple((self.met.get(name, ""), option) for name, option in one.under)
        return (one.article, one.depth) == (other.article, other.depth) and way == other.under

    def bounds(self, ours: Way, theirs: Way) -> Iterator[tuple[str, str]]:
        """Return whole-clause brackets that have other options or ties than their fellow, each told once."""
        for (name, _), (other, _) in zip(ours, theirs, strict=False):
            if self.met.get(name) == other and name not in self.told:
                self.told.add(name)
                one, two = self.ours[name], self.theirs[other]
                if isinstance(one, Block) and isinstance(two, Block) and not self._bound_alike(one, two):
                    yield "\n".join(block_lines(one)), "\n".join(block_lines(two))

    def _bound_alike(self, one: Block, two: Block) -> bool:
        return len(one.options) == len(two.options) and self.met.get(one.tied, "") == two.tied
