"""Where the paragraphs of a report begin and end, whether its lines are wrapped or not."""

import re

from goodoffices.record.reading.quotations import Span

_WRAPPED = 100  # a report with a longer line has one line to a paragraph
_FULL = 40  # a shorter line ends its paragraph


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs' offsets; a single line end inside a wrapped paragraph does not part it."""
    lines = [m.span() for m in re.finditer(r"[^\r\n]+", text)]
    wrapped = max((end - start for start, end in lines), default=0) <= _WRAPPED
    found: list[Span] = []
    last = (0, 0)
    for start, end in lines:
        if not text[start:end].strip():
            continue
        if wrapped and found and _joins(text, last, start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = (start, end)
    return found


def _joins(text: str, last: Span, start: int) -> bool:
    gap = text[last[1] : start]
    if gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap) or gap.strip("\r\n"):
        return False
    line = text[last[0] : last[1]].rstrip()
    return len(line) >= _FULL and line[-1] not in '.?!"”’:' and not text[start].isspace()
