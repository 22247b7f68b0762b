"""A version: one text in one or several languages that go together, clause by clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.core.text.canonical import fingerprint
from goodoffices.core.text.tree import Bracket, Clause, Item, Piece, Place, Text, contents


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


def align(texts: Sequence[Text], files: Sequence[str] = ()) -> Version:
    """Return the texts as one version; refuse with every place where they do not go together.

    The same clauses (by written id, else by place), the same passages (a clause with two or more names them in
    every language), the same numbers of options; one file for each language. What is tied to a passage may be
    written out in one language and not in another. Faults name the file, where files are named in the same order.
    """
    if not texts:
        raise BadInput("give at least one file")
    named = dict(enumerate(files))
    faults = []
    for number, text in enumerate(texts):
        found = list(_language(texts[:number], text, several=len(texts) > 1))
        if number:
            found += _together(texts[0], text)
        faults += [replace(fault, file=named.get(number)) for fault in found]
    if faults:
        raise BadInput(*faults)
    return Version(tuple(texts))


def _language(before: Sequence[Text], text: Text, *, several: bool) -> Iterator[Fault]:
    if several and not text.language:
        yield Fault("each file of several says its language under the title, as in “Language: en”", 1, 1)
    elif any(text.language.lower() == other.language.lower() for other in before):
        what = "a second file is in the same language ({language}); give one file for each"
        yield Fault(Phrase(what, language=text.language))


@dataclass(frozen=True)
class _Passage:
    """A bracket in a clause that people choose in, and the option it is nested in."""

    bracket: Bracket
    outer: tuple[str, int]


@dataclass(frozen=True)
class _Part:
    """What languages share at one place: its sort, its passages, and what it holds, group by group."""

    sort: str
    name: str
    made: bool
    place: Place
    passages: tuple[_Passage, ...] = ()
    holds: tuple[tuple["_Part", ...], ...] = ()


def _whole(text: Text) -> _Part:
    articles = tuple(
        _Part(
            article.kind,
            article.id,
            article.made,
            article.place,
            tuple(_passages(article.heading, ("", 0))),
            (tuple(_item(item) for item in article.items),),
        )
        for article in text.articles
    )
    preamble = tuple(_item(item) for item in text.preamble)
    title = tuple(_passages(text.title, ("", 0)))
    return _Part("text", "title", made=False, place=Place(1, 1), passages=title, holds=(preamble, articles))


def _item(item: Item) -> _Part:
    if isinstance(item, Clause):
        rows, depth = len(item.rows), item.depth
        sort = (
            Phrase("table of {rows} rows at depth {depth}", rows=rows, depth=depth)
            if rows
            else Phrase("clause at depth {depth}", depth=depth)
        )
        within = tuple(one for pieces in contents(item) for one in _passages(pieces, ("", 0)))
        return _Part(sort, item.id, item.made, item.place, within)
    many = len(item.options)
    sort = (
        Phrase("tied bracket of {many} options of whole clauses", many=many)
        if item.tied
        else Phrase("bracket of {many} options of whole clauses", many=many)
    )
    holds = tuple(tuple(_item(one) for one in option.items) for option in item.options)
    return _Part(sort, item.id, item.made, item.place, holds=holds)


def _passages(pieces: tuple[Piece, ...], outer: tuple[str, int]) -> Iterator[_Passage]:
    for piece in pieces:
        if isinstance(piece, Bracket) and not piece.tied:
            yield _Passage(piece, outer)
            for number, option in enumerate(piece.options, 1):
                yield from _passages(option.pieces, (piece.id, number))


def _together(one: Text, other: Text) -> Iterator[Fault]:
    yield from _Together(
        one.language or Phrase("the first file"), other.language or Phrase("another file")
    ).parts(_whole(one), _whole(other))


@dataclass(frozen=True)
class _Together:
    """Two languages, by what they are called."""

    first: str
    second: str

    def parts(self, a: _Part, b: _Part) -> Iterator[Fault]:
        """Return a fault for each place where two parts that are fellows do not go together."""
        if a.sort != b.sort or (not a.made and not b.made and a.name != b.name):
            what = "{sort} “{name}” stands where {first} has {other} “{its}”"
            told = {"sort": b.sort, "name": b.name, "other": a.sort, "its": a.name}
            yield self._fault(b.place, Phrase(what, first=self.first, **told))
            return
        yield from self._passages(a, b)
        for ours, theirs in zip(a.holds, b.holds, strict=True):
            yield from self._group(ours, theirs)

    def _group(self, ours: tuple[_Part, ...], theirs: tuple[_Part, ...]) -> Iterator[Fault]:
        """Pair by written id, then what is left by place."""
        named = {part.name: part for part in theirs if not part.made}
        pairs = [(part, named[part.name]) for part in ours if not part.made and part.name in named]
        met = {part.name for part, _ in pairs}
        left = [part for part in ours if part.made or part.name not in met]
        rest = [part for part in theirs if part.made or part.name not in met]
        for a, b in (*pairs, *zip(left, rest, strict=False)):
            yield from self.parts(a, b)
        for part in left[len(rest) :]:
            told = {"sort": part.sort, "name": part.name, "first": self.first}
            yield self._fault(None, Phrase("{sort} “{name}” of {first} is missing", **told))
        for part in rest[len(left) :]:
            told = {"sort": part.sort, "name": part.name, "first": self.first}
            yield self._fault(part.place, Phrase("{sort} “{name}” is not in {first}", **told))

    def _passages(self, a: _Part, b: _Part) -> Iterator[Fault]:
        ours, theirs = a.passages, b.passages
        if len(ours) != len(theirs):
            what = "“{name}” has {theirs} passages, and {ours} in {first}"
            counts = {"theirs": len(theirs), "ours": len(ours)}
            yield self._fault(b.place, Phrase(what, name=b.name, first=self.first, **counts))
            return
        if len(ours) > 1:
            if any(one.bracket.made for one in (*ours, *theirs)):
                what = "“{name}” has several passages; name each in every language"
                yield self._fault(b.place, Phrase(what, name=b.name))
                return
            named = {one.bracket.id: one for one in theirs}
            theirs = tuple(named.get(one.bracket.id, other) for one, other in zip(ours, theirs, strict=True))
        fellows = {"": ""}
        for one, other in zip(ours, theirs, strict=True):
            fellows[one.bracket.id] = other.bracket.id
            yield from self._unlike(one, other, fellows)

    def _unlike(self, one: _Passage, other: _Passage, fellows: dict[str, str]) -> Iterator[Fault]:
        a, b = one.bracket, other.bracket
        outer, option = one.outer
        if not a.made and not b.made and a.id != b.id:
            what = "passage “{name}” stands where {first} has “{its}”"
            yield self._fault(b.place, Phrase(what, name=b.id, first=self.first, its=a.id))
        elif len(a.options) != len(b.options):
            what = "passage “{name}” has {theirs} options, and {ours} in {first}"
            counts = {"theirs": len(b.options), "ours": len(a.options)}
            yield self._fault(b.place, Phrase(what, name=b.id, first=self.first, **counts))
        elif (fellows.get(outer), option) != other.outer:
            what = "passage “{name}” arises elsewhere than in {first}"
            yield self._fault(b.place, Phrase(what, name=b.id, first=self.first))

    def _fault(self, place: Place | None, what: str) -> Fault:
        told = Phrase("{file}: {what}", file=self.second, what=what)
        return Fault(told, place.line if place else None, place.column if place else None)
