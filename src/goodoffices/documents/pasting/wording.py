"""Contested wording as drafters write it: brackets beside one another, strokes within, labelled options in a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.core.text.characters import BLANK
from goodoffices.core.text.inline import UNFILLED
from goodoffices.core.text.marks import of_clause
from goodoffices.documents.pasting.sheet import Line
from goodoffices.documents.pasting.values import Edit, Offer, Reading, Why, applied, reads

_BETWEEN = re.compile(rf"[{BLANK}]*(?P<sign>/|or\b|ou\b|أو\b)?[{BLANK}]*")
LABEL = re.compile(
    rf"(?:Options?|Alternatives?|Variantes?|Alt\.?|الخيار|خيار|البديل|بديل)[{BLANK}]*(?P<n>\d{{1,3}}|[A-Z])?[{BLANK}]*[:.)–—-][{BLANK}]*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\\?[\[\]|/]")


@dataclass(frozen=True)
class _Group:
    """A bracket, from `[` to before what follows `]`; offsets in the bare line.

    `strokes` and `slashes` part it directly, `all` are the signs of it and of the brackets within.
    """

    begin: int
    end: int
    strokes: tuple[int, ...]
    slashes: tuple[int, ...]
    all: tuple[int, ...]


def wording(
    source: str, line: Line, plain: Sequence[Edit], parties: tuple[str, ...], *, ours: bool
) -> Iterator[Offer]:
    """Return an offer for each bracket of a line, or run of brackets side by side; `plain` are the escapes.

    Where the text is in our notation already, a bracket is what it says, and only what may be meant otherwise is asked.
    """
    groups, stray = _groups(line.bare, ours=ours)
    for at in () if ours else stray:
        yield Offer("stray", line.number, *_place(line, at, at + 1), (), advised=0)
    for run in _runs(line.bare, groups):
        made = _Maker(source, line, plain, parties, ours=ours).offer(run)
        if made is not None:
            yield made


def _groups(bare: str, *, ours: bool) -> tuple[list[_Group], list[int]]:
    """Return the outermost brackets that close, and where single ones stand."""
    signs = [found for found in _SIGN.finditer(bare) if not (ours and len(found.group()) > 1)]
    tokens = [(found.end() - 1, bare[found.end() - 1]) for found in signs]
    partner: dict[int, int] = {}
    opened: list[int] = []
    stray: list[int] = []
    for at, sign in tokens:
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            partner[opened.pop()] = at
        elif sign == "]":
            stray.append(at)
    found, last = [], -1
    for begin in sorted(partner):
        if begin > last:
            last = partner[begin]
            found.append(_group([one for one in tokens if begin <= one[0] <= last]))
    return found, sorted([*stray, *opened])


def _group(tokens: Sequence[tuple[int, str]]) -> _Group:
    depth, within = 0, []
    for at, sign in tokens:
        depth += (sign == "[") - (sign == "]")
        within.append((at, sign, depth))
    strokes = tuple(at for at, sign, deep in within if sign == "|" and deep == 1)
    slashes = tuple(at for at, sign, deep in within if sign == "/" and deep == 1)
    signs = tuple(at for at, sign, _ in within if sign != "/")
    return _Group(tokens[0][0], tokens[-1][0] + 1, strokes, slashes, signs)


def _runs(bare: str, groups: Sequence[_Group]) -> Iterator[tuple[_Group, ...]]:
    """Return brackets that stand side by side together: nothing but blanks, a stroke or “or” between them."""
    run: list[_Group] = []
    for group in groups:
        if run and not _BETWEEN.fullmatch(bare, run[-1].end, group.begin):
            yield tuple(run)
            run = []
        run.append(group)
    if run:
        yield tuple(run)


def _place(line: Line, begin: int, end: int) -> tuple[int, int]:
    return line.at[begin], line.at[end - 1] + 1


class _Maker:
    """Makes the offer for one run of brackets in a line."""

    def __init__(
        self, source: str, line: Line, plain: Sequence[Edit], parties: tuple[str, ...], *, ours: bool
    ) -> None:
        self.source, self.line, self.plain, self.parties, self.ours = source, line, plain, parties, ours

    def offer(self, run: tuple[_Group, ...]) -> Offer | None:
        """Return the offer with those readings that can stand, or that nothing can."""
        begin, end = _place(self.line, run[0].begin, run[-1].end)
        readings = [one for one in self._readings(run) if self._stands(one, run)]
        named = self.ours and "{" in self.line.bare[run[0].begin : run[-1].end + 1]
        if self.ours:
            readings = [] if named else [one for one in readings if one.why in ("alternatives", "slash")]
        if not readings:
            return None if self.ours else Offer("stray", self.line.number, begin, end, (), self._left(run), 0)
        return Offer("wording", self.line.number, begin, end, tuple(readings), self._left(run), None)

    def _left(self, run: tuple[_Group, ...]) -> tuple[Edit, ...]:
        if self.ours:
            return ()
        return tuple(self._sign(at, "\\" + self.line.bare[at]) for one in run for at in one.all)

    def _sign(self, at: int, words: str) -> Edit:
        return Edit(self.line.at[at], self.line.at[at] + 1, words)

    def _readings(self, run: tuple[_Group, ...]) -> Iterator[Reading]:
        written = [self._sign(at, self.line.bare[at]) for one in run for at in one.all]
        if len(run) > 1:
            yield Reading("alternatives", (*written, *self._beside(run)))
        if len(run) == 1 and run[0].slashes and not run[0].strokes:
            turned = [self._stroke(at) for at in run[0].slashes]
            yield Reading("slash", (*written, *turned, *self._unlabelled(run[0].begin, run[0].slashes)))
        if len(run) == 1 and self._fills(run[0]):
            yield Reading("whole clause", (*written, *self._whole(run[0])))
        yield Reading(self._plainly(run), tuple(written))

    def _beside(self, run: tuple[_Group, ...]) -> Iterator[Edit]:
        """Return what makes brackets side by side into one: a stroke for the bracket that closes and the next."""
        for one, other in pairwise(run):
            yield self._sign(one.end - 1, " |")
            yield self._sign(other.begin, "" if self._blank(other.begin - 1) else " ")
            sign = _BETWEEN.fullmatch(self.line.bare, one.end, other.begin)
            if sign and sign["sign"]:
                yield from (self._sign(at, "") for at in range(sign.start("sign"), sign.end("sign")))
        for one in run:
            yield from self._unlabelled(one.begin, ())

    def _stroke(self, at: int) -> Edit:
        before, after = ("" if self._blank(one) else " " for one in (at - 1, at + 1))
        return self._sign(at, f"{before}|{after}")

    def _blank(self, at: int) -> bool:
        return self.line.bare[at] in BLANK

    def _unlabelled(self, begin: int, strokes: Sequence[int]) -> Iterator[Edit]:
        """Return what takes out “Option 1:” where an option begins."""
        for at in (begin, *strokes):
            after = len(self.line.bare) - len(self.line.bare[at + 1 :].lstrip(BLANK))
            found = LABEL.match(self.line.bare, after)
            if found and found["n"]:
                yield from (self._sign(one, "") for one in range(found.start(), found.end()))

    def _fills(self, one: _Group) -> bool:
        """Whether a bracket holds its whole line, and what is in it opens with a number.

        What cannot be seen beside it, ends of lines included, may be left and is then written out: no line is whole.
        """
        first, last = self.line.at[one.begin], self.line.at[one.end - 1]
        ends = (self.source[at : at + 1] for at in (self.line.begin - 1, self.line.end) if at >= 0)
        alone = all(first < at < last for at in self.line.unseen) and all(end in "\r\n" for end in ends)
        whole = alone and one.begin == self.line.indent and not self.line.bare[one.end :].strip(BLANK)
        return whole and bool(of_clause(self.line.bare[one.begin + 1 : one.end - 1].lstrip(BLANK)))

    def _whole(self, one: _Group) -> Iterator[Edit]:
        yield self._sign(one.begin, "[\n")
        yield from (self._sign(at, "\n|\n") for at in one.strokes)
        yield self._sign(one.end - 1, "\n]")

    def _plainly(self, run: tuple[_Group, ...]) -> Why:
        if len(run) > 1:
            return "as written"
        inner = self.line.bare[run[0].begin + 1 : run[0].end - 1].strip(BLANK)
        if UNFILLED.fullmatch(inner):
            return "unfilled"
        return "as written" if run[0].strokes else "not agreed"

    def _stands(self, reading: Reading, run: tuple[_Group, ...]) -> bool:
        """Whether a reading can be read where it stands: in its line, with what cannot be seen taken out or kept."""
        out = [Edit(at, at + 1, "") for at in self.line.unseen]
        kept = [Edit(at, at + 1, "x") for at in self.line.unseen]
        begin, end = _place(self.line, run[0].begin, run[-1].end)
        if reading.why == "alternatives" and any(
            UNFILLED.fullmatch(self.line.bare[one.begin + 1 : one.end - 1].strip(BLANK)) for one in run
        ):
            return False
        after = self.line.bare[run[-1].end : run[-1].end + 1]
        tail = after if after.isalnum() else ""
        before = "" if reading.why == "whole clause" else "x "
        drawn = [before + self._drawn(begin, end, away, reading) + tail for away in (out, kept)]
        return all(reads(one, parties) for one in drawn for parties in {(), self.parties})

    def _drawn(self, begin: int, end: int, away: Sequence[Edit], reading: Reading) -> str:
        return applied(self.source, begin, end, self.plain, away, reading.edits)
