"""Which words of a clause became which, for a sentence such as “30 days became 36”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"[\[\]|]|[^\s\[\]|]+")
_STOPS = ".,;:،؛"
_MOST_COMPARED = 250_000


@dataclass(frozen=True)
class Swap:
    """The fewest words that differ at one place: these became those, before a word that both have."""

    before: str
    after: str
    then: str = ""


def swaps(before: str, after: str) -> tuple[Swap, ...]:
    """Return the words that differ, place by place; as one place where there are too many words to look closer."""
    ours, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
    found = []
    for a, b, c, d in _places(ours, theirs):
        then = ours[b].rstrip(_STOPS) if a < b < len(ours) and ours[b][0].isalpha() else ""
        found.append(Swap(" ".join(ours[a:b]), " ".join(theirs[c:d]), then))
    return tuple(found)


def _places(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    least = min(len(ours), len(theirs))
    head = next((at for at in range(least) if ours[at] != theirs[at]), least)
    tail = next((at for at in range(least - head) if ours[-1 - at] != theirs[-1 - at]), least - head)
    a, b = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if len(a) * len(b) > _MOST_COMPARED:
        yield head, head + len(a), head, head + len(b)
        return
    for what, begin, end, start, stop in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what != "equal":
            yield head + begin, head + end, head + start, head + stop
