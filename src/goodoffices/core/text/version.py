"""A version: one text in one or several languages that go together, clause by clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.text.canonical import fingerprint
from goodoffices.core.text.tree import Block, Clause, Item, Passage, Text, passages


@dataclass(frozen=True)
class Version:
    """Texts that were found to go together, one in each language."""

    texts: tuple[Text, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order of the files."""
        return tuple(text.language for text in self.texts)

    @property
    def sha256(self) -> str:
        """The fingerprint of all languages together."""
        return fingerprint(self.texts)


def align(texts: Sequence[Text]) -> Version:
    """Return the texts as one version; refuse with every place where they do not go together.

    The same clauses (by written id, else by place), the same passages (a clause with two or more names them in
    every language), the same numbers of options; one file for each language.
    """
    if not texts:
        raise BadInput("give at least one file")
    if len(texts) > 1:
        faults = [*_languages(texts), *(fault for text in texts[1:] for fault in _together(texts[0], text))]
        if faults:
            raise BadInput(*faults)
    return Version(tuple(texts))


def _languages(texts: Sequence[Text]) -> Iterator[Fault]:
    seen: set[str] = set()
    for text in texts:
        language = text.language.lower()
        if not language:
            yield Fault(
                "several files are the languages of one text: each says its own, as in “Language: en”"
            )
        elif language in seen:
            yield Fault(f"two files are in one language ({text.language}); give one file for each")
        seen.add(language)


@dataclass(frozen=True)
class _Part:
    """What languages must share at one place."""

    sort: str
    name: str
    written: bool
    line: int


def _parts(text: Text) -> list[_Part]:
    found = list(_items(text.preamble))
    for article in text.articles:
        found.append(_Part(article.kind, article.id, not article.made, article.place.line))
        found += _items(article.items)
    return found


def _items(items: Sequence[Item]) -> Iterator[_Part]:
    for item in items:
        if isinstance(item, Clause):
            sort = f"table of {len(item.rows)} rows" if item.rows else "clause"
            yield _Part(f"{sort} at depth {item.depth}", item.id, not item.made, item.place.line)
        else:
            yield from _block(item)


def _block(block: Block) -> Iterator[_Part]:
    sort = f"bracket of {len(block.options)} options of whole clauses"
    yield _Part(sort, block.id, not block.made, block.place.line)
    for option in block.options:
        yield _Part("option", "", written=False, line=block.place.line)
        yield from _items(option.items)


def _together(one: Text, other: Text) -> Iterator[Fault]:
    ours, theirs = _parts(one), _parts(other)
    renamed: dict[str, str] = {}
    for a, b in zip(ours, theirs, strict=False):
        if a.sort != b.sort or (a.written and b.written and a.name != b.name):
            yield Fault(
                f"{other.language}: {b.sort} “{b.name}” stands where {one.language} has {a.sort} “{a.name}”",
                b.line,
            )
            return
        renamed[b.name] = a.name
    if len(ours) != len(theirs):
        more = theirs[len(ours)] if len(theirs) > len(ours) else ours[len(theirs)]
        has, lacks = (other, one) if len(theirs) > len(ours) else (one, other)
        yield Fault(f"{has.language}: {more.sort} “{more.name}” has no fellow in {lacks.language}", more.line)
        return
    yield from _passages(one, other, renamed)


def _passages(one: Text, other: Text, renamed: dict[str, str]) -> Iterator[Fault]:
    ours, theirs = _by_clause(one, {}), _by_clause(other, renamed)
    for clause in dict.fromkeys((*ours, *theirs)):
        yield from _in_clause(clause, ours.get(clause, []), theirs.get(clause, []), other.language)


def _by_clause(text: Text, renamed: dict[str, str]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages(text):
        if not isinstance(passage.bracket, Block):
            found.setdefault(renamed.get(passage.clause, passage.clause), []).append(passage)
    return found


def _in_clause(clause: str, ours: list[Passage], theirs: list[Passage], language: str) -> Iterator[Fault]:
    line = theirs[0].bracket.place.line if theirs else None
    if len(ours) != len(theirs):
        yield Fault(
            f"{language}: “{clause}” has {len(theirs)} passages, and {len(ours)} in the first language", line
        )
        return
    if len(ours) == 1:
        pairs = [(ours[0], theirs[0])]
        both = not ours[0].bracket.made and not theirs[0].bracket.made
        if both and ours[0].id != theirs[0].id:
            yield Fault(
                f"{language}: the passage of “{clause}” is named otherwise than in the first language", line
            )
    else:
        if any(passage.bracket.made for passage in (*ours, *theirs)):
            yield Fault(f"{language}: “{clause}” has several passages; name each in every language", line)
            return
        named = {passage.id: passage for passage in theirs}
        if set(named) != {passage.id for passage in ours}:
            yield Fault(
                f"{language}: “{clause}” does not name the passages that the first language names", line
            )
            return
        pairs = [(passage, named[passage.id]) for passage in ours]
    for a, b in pairs:
        yield from _unlike(a, b, language)


def _unlike(a: Passage, b: Passage, language: str) -> Iterator[Fault]:
    same = len(a.bracket.options) == len(b.bracket.options) and bool(a.bracket.tied) == bool(b.bracket.tied)
    nested = len(a.under) == len(b.under)
    if not same or not nested:
        what = f"{language}: passage “{b.id}” has other options, ties or nesting than in the first language"
        yield Fault(what, b.bracket.place.line, b.bracket.place.column)
