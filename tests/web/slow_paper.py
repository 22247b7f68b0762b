"""Setting a text for reading, the slow and obvious way: every word through the framework's own escaping. An oracle."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain, repeat
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
MOST_COMPARED = 250_000
_RUNS = re.compile(r"\s+|\S+")
_SIGNS = re.compile(r"\{=[^}]*\}|\[|\]|\||\{note:|\}|(?:\\.|[^\s\[\]|{}\\])+", re.DOTALL)


Sort = Literal["heading", "clause", "table", "either", "or", "end"]


@dataclass(frozen=True)
class Row:
    """One line of a text on a page. `ref` is its number in full, as in 14(a); `follows` the clauses it is tied to."""

    sort: Sort
    id: str = ""
    number: str = ""
    ref: str = ""
    words: SafeString = field(default_factory=SafeString, repr=False)
    depth: int = 0
    cells: tuple[tuple[SafeString, ...], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    follows: tuple[str, ...] = ()
    changed: bool = False


def direction(language: str) -> str:
    """Return which way a language runs, as HTML names it."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def title(text: one_text.Text) -> SafeString:
    """Return a text's title."""
    return _Setter({}).pieces(text.title)


def references(text: one_text.Text) -> Mapping[str, str]:
    """Return for each heading and clause the number people say: 14, 14(a), Annex A; of the text's own parts, their name."""
    found = {"title": _("the title"), "language": _("the language"), "parties": _("the parties")}
    headed = [(_plain(one.number) or one_text.notation(one.heading), one.items) for one in text.articles]
    for name, items in (("", text.preamble), *headed):
        above: list[str] = []
        for clause in _clauses(items):
            del above[clause.depth :]
            own = _plain(clause.number)
            above += [""] * (clause.depth - len(above)) + [own]
            found[clause.id] = "".join(above) if own else name or "*"
    bare = [name for name, called in found.items() if called == "*"]
    for place, one in enumerate(bare, 1):
        found[one] = _("the preamble, %(place)s") % {"place": place} if len(bare) > 1 else _("the preamble")
    for article in text.articles:
        found[article.id] = _plain(article.number) or one_text.notation(article.heading)
    return found


def _plain(number: str) -> str:
    return number.rstrip(". :")


def _clauses(items: Iterable[one_text.Item]) -> Iterator[one_text.Clause]:
    for item in items:
        if isinstance(item, one_text.Clause):
            yield item
        else:
            for option in item.options:
                yield from _clauses(option.items)


def rows(text: one_text.Text, before: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Return a text's lines in order.

    `before` gives the wording that a changed clause had, by its id; nothing where the clause is new.
    """
    return tuple(_Setter(references(text), before or {}, _ties(text)).lines(text))


def _ties(text: one_text.Text) -> Mapping[str, tuple[str, ...]]:
    """Return for each clause the clauses whose choice a bracket of it follows."""
    where = {passage.id: passage.clause for passage in one_text.passages(text)}
    found: dict[str, tuple[str, ...]] = {}
    for passage in one_text.passages(text):
        other = where.get(passage.bracket.tied, "")
        if other and other != passage.clause:
            found[passage.clause] = tuple(dict.fromkeys((*found.get(passage.clause, ()), other)))
    return found


def _nothing_new() -> Iterator[bool]:
    return repeat(object=False)


class _Setter:
    """Sets one text, counting its footnotes."""

    def __init__(
        self,
        refs: Mapping[str, str],
        before: Mapping[str, str] | None = None,
        ties: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.refs, self.before, self.ties = refs, before or {}, ties or {}
        self.noted = 0
        self.notes: list[tuple[int, str]] = []
        self.new: Iterator[bool] = _nothing_new()

    def lines(self, text: one_text.Text) -> Iterator[Row]:
        yield from self.items(text.preamble)
        for article in text.articles:
            words = self.marked(article.id, article.heading)
            changed = article.id in self.before
            yield Row("heading", article.id, article.number, words=words, notes=self.taken(), changed=changed)
            yield from self.items(article.items)

    def items(self, items: Iterable[one_text.Item]) -> Iterator[Row]:
        for item in items:
            if isinstance(item, one_text.Clause):
                yield self.clause(item)
                continue
            for number, option in enumerate(item.options):
                yield Row("or" if number else "either", words=_stand(option.parties))
                yield from self.items(option.items)
            yield Row("end")

    def clause(self, clause: one_text.Clause) -> Row:
        words = SafeString() if clause.rows else self.marked(clause.id, clause.pieces)
        cells = tuple(tuple(self.pieces(cell) for cell in row) for row in clause.rows)
        return Row(
            "table" if cells else "clause",
            clause.id,
            clause.number,
            self.refs.get(clause.id, clause.id),
            words,
            clause.depth,
            cells,
            self.taken(),
            tuple(self.refs.get(one, one) for one in self.ties.get(clause.id, ())),
            clause.id in self.before,
        )

    def taken(self) -> tuple[tuple[int, str], ...]:
        notes, self.notes = tuple(self.notes), []
        return notes

    def marked(self, name: str, pieces: tuple[one_text.Piece, ...]) -> SafeString:
        if name in self.before:
            self.new = _new(self.before[name], list(_tokens(pieces)))
        made = self.pieces(pieces)
        self.new = _nothing_new()
        return made

    def pieces(self, pieces: Iterable[one_text.Piece]) -> SafeString:
        return format_html_join("", "{}", [(self.piece(one),) for one in pieces])

    def piece(self, piece: one_text.Piece) -> SafeString:
        match piece:
            case one_text.Words(text=words):
                return self.words(words)
            case one_text.Footnote(text=words):
                self.noted += 1
                self.notes.append((self.noted, words))
                for _token in _tokens((piece,)):
                    next(self.new)
                return format_html('<sup class="ui"><bdi>{}</bdi></sup>', self.noted)
            case one_text.Bracket():
                return self.bracket(piece)

    def words(self, words: str) -> SafeString:
        runs: list[tuple[bool, str]] = []
        for run in _RUNS.findall(words):
            new = bool(runs and runs[-1][0]) if run.isspace() else next(self.new)
            if runs and runs[-1][0] == new:
                runs[-1] = (new, runs[-1][1] + run)
            else:
                runs.append((new, run))
        return format_html_join("", "{}", [(_inserted(new, run),) for new, run in runs])

    def bracket(self, bracket: one_text.Bracket) -> SafeString:
        inner = [self.sign("[")]
        if not bracket.options:
            blank = format_html('<span class="unseen">{}</span>', _("to be filled in"))
            inner += [_inserted(next(self.new), "…"), blank]
        for number, option in enumerate(_offered(bracket)):
            if number:
                inner.append(format_html(" {} ", self.sign("|")))
            stand, words = _stand(option.parties), self.pieces(option.pieces)
            inner.append(format_html("<b><bdi>{}{}</bdi></b>", stand, words))
        inner.append(self.sign("]"))
        made = format_html_join("", "{}", [(one,) for one in inner])
        return format_html('<span class="open">{}</span>', made)

    def sign(self, sign: str) -> SafeString:
        return format_html("<i>{}</i>", _inserted(next(self.new), sign))


def _inserted(new: bool, words: str) -> SafeString:
    if not new:
        return format_html("{}", words)
    bare = words.rstrip()
    return format_html("<ins>{}</ins>{}", bare, words[len(bare) :])


def _stand(parties: tuple[str, ...]) -> SafeString:
    return format_html('<span class="ui small">{}: </span>', ", ".join(parties)) if parties else SafeString()


def _offered(bracket: one_text.Bracket) -> tuple[one_text.Option, ...]:
    """Return the options as they are written: words that may be left out stand alone in their bracket."""
    options = bracket.options
    alone = len(options) == 2 and options[0].pieces and not options[1].pieces
    return options[:1] if alone and not options[1].parties else options


def _tokens(pieces: Iterable[one_text.Piece]) -> Iterator[str]:
    """Return words and signs in the order in which they are set."""
    for piece in pieces:
        match piece:
            case one_text.Words(text=words):
                yield from words.split()
            case one_text.Footnote(text=words):
                yield from ("{note:", *words.split(), "}")
            case one_text.Bracket():
                yield "["
                if not piece.options:
                    yield "…"
                for number, option in enumerate(_offered(piece)):
                    if number:
                        yield "|"
                    yield from _tokens(option.pieces)
                yield "]"


def _new(before: str, now: list[str]) -> Iterator[bool]:
    """Return for each word and sign whether it is new; after the last, nothing is."""
    then = [re.sub(r"\\(.)", r"\1", sign) for sign in _SIGNS.findall(before) if not sign.startswith("{=")]
    flags = [True] * len(now)
    if len(then) * len(now) <= MOST_COMPARED:
        for run in SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks():
            flags[run.b : run.b + run.size] = [False] * run.size
    return chain(flags, _nothing_new())
