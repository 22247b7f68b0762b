"""Which stretches of a paragraph stand in quotation marks, however the marks are typed."""

from dataclasses import dataclass, field

Span = tuple[int, int]

DOUBLE = frozenset(('"', "“", "”", "„", "«", "»", "‟", "''", "``"))
_SINGLE = frozenset("'‘’‚‛")
_FAR = 3000  # a single quotation closes within so many characters or is none


@dataclass(frozen=True)
class Quotation:
    """A stretch with its marks; `closed` if its end is marked, `resumes` if it goes on from the paragraph before."""

    start: int
    end: int
    closed: bool
    resumes: bool


@dataclass
class _Marks:
    """Quotations found so far in one paragraph, and the one still open (`at` -1 for none)."""

    text: str
    end: int
    found: list[Quotation]
    resuming: int  # where the paragraph begins, if the one before left a quotation open; else -1
    at: int = -1
    mark: str = ""
    closers: dict[str, int] = field(default_factory=dict)

    def open(self, at: int, mark: str) -> None:
        self.at, self.mark = at, mark

    def close(self, end: int, *, marked: bool = True) -> None:
        self.found.append(Quotation(self.at, end, marked, self.at == self.resuming))
        self.at = -1


def quotations(text: str, tokens: list[list[Span]], ends: list[int]) -> list[list[Quotation]]:
    """Return the quotations of each paragraph, outermost only; one never closed runs to the end of its paragraph."""
    found: list[list[Quotation]] = []
    running = False
    for words, end in zip(tokens, ends, strict=True):
        mine = _quoted(text, end, words, words[0][0] if running and words else -1)
        running = bool(mine) and not mine[-1].closed
        found.append(mine)
    return found


def _quoted(text: str, end: int, words: list[Span], resuming: int) -> list[Quotation]:
    marks = _Marks(text, end, [], resuming)
    for start, stop in words:
        char = text[start:stop]
        if char in DOUBLE:
            _double(marks, start, stop, '"' if stop - start > 1 else char)
        elif char in _SINGLE:
            _single(marks, start, stop, char)
    if marks.at >= 0 and marks.mark in DOUBLE:
        marks.close(end, marked=False)
    return marks.found


def _double(marks: _Marks, start: int, stop: int, char: str) -> None:
    if marks.at < 0 or marks.mark in _SINGLE:
        if char != "»" and (char != "”" or _opens(marks.text, start, stop)):
            marks.open(start, char)
    elif _closes_double(marks, start, stop, char):
        marks.close(stop)
    elif char in '"“':
        # a mark that can only open: the quotation before it was never closed
        cut = marks.text.rfind(".", max(marks.at, start - _FAR), start) + 1
        marks.close(cut or start)
        marks.open(start, char)


def _closes_double(marks: _Marks, start: int, stop: int, char: str) -> bool:
    if char in "”»‟":
        return True
    if char == "“":
        return marks.mark == "„"
    return not _opens(marks.text, start, stop) or marks.text[start - 1] in "-—–,"


def _single(marks: _Marks, start: int, stop: int, char: str) -> None:
    if marks.at < 0:
        if char != "’" and _opens(marks.text, start, stop) and _pairs(marks, start):
            marks.open(start, char)
    elif marks.mark in _SINGLE and char != "‘" and _closes_single(marks.text, start):
        marks.close(stop)


def _closes_single(text: str, start: int) -> bool:
    before = text[start - 1]
    return not before.isspace() and (before in ".,?!" or not _possessive(text, start))


def _opens(text: str, start: int, stop: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[stop : stop + 1]
    return (not before or before.isspace() or before in "([—–-―,:") and bool(after) and not after.isspace()


def _pairs(marks: _Marks, start: int) -> bool:
    """Say whether a mark that can close follows, so that this one is no apostrophe."""
    text, close = marks.text, "’" if marks.text[start] == "‘" else "'"
    known = marks.closers.get(close, -1)
    if known <= start:
        known = text.find(close, start + 1, marks.end)
        while known > 0 and (text[known + 1 : known + 2].isalnum() or text[known - 1].isspace()):
            known = text.find(close, known + 1, marks.end)
        marks.closers[close] = known = known if known > 0 else marks.end
    return known < min(marks.end, start + _FAR)


def _possessive(text: str, i: int) -> bool:
    if text[i - 1] != "s" or text[i + 1 : i + 2] != " " or not text[i + 2 : i + 3].islower():
        return False
    return text[i] in text[i + 1 : i + 80]
