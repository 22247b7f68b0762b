"""Which words of a clause became which, for a sentence such as “30 days became 36”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TIE = re.compile(r"\{=[^}]*\}")
_DEEPER = {"[": 1, "]": -1}
_SIGN = re.compile(r"\\.|\[|\]|\s+|[^\\\[\]\s]+", re.DOTALL)
_WORD = re.compile(r"[\[\]|]|[^\s\[\]|]+")
_STOPS = ".,;:،؛"
_MOST_COMPARED = 250_000
_NEAR = 2
_LONG = 100


@dataclass(frozen=True)
class Swap:
    """The fewest words that differ at one place: these became those, before a word that both have."""

    before: str
    after: str
    then: str = ""


def swaps(before: str, after: str) -> tuple[Swap, ...]:
    """Return the words that differ, place by place; as one place where there are too many words to look closer.

    A bracket is said as a whole, unless it is long and became a bracket; places that one or two words part are one.
    `then` is given where a number became a number: it is the word counted.
    """
    ours, theirs = _atoms(before), _atoms(after)
    return tuple(swap for place in _places(ours, theirs, _NEAR) for swap in _said(ours, theirs, place))


def _said(ours: Sequence[str], theirs: Sequence[str], place: tuple[int, int, int, int]) -> Iterator[Swap]:
    a, b, c, d = place
    then, now = " ".join(ours[a:b]), " ".join(theirs[c:d])
    if b - a == d - c == 1 and then[0] == now[0] == "[" and len(then) + len(now) > _LONG:
        inner, outer = _WORD.findall(then), _WORD.findall(now)
        yield from (
            Swap(" ".join(inner[e:f]), " ".join(outer[g:h])) for e, f, g, h in _places(inner, outer, 0)
        )
        return
    counted = then.isdecimal() and now.isdecimal() and b < len(ours) and ours[b][0].isalpha()
    yield _bare(then, now, ours[b].rstrip(_STOPS) if counted else "")


def _bare(then: str, now: str, rest: str) -> Swap:
    """Return a swap less the stop or comma that ends both."""
    while len(then) > 1 and len(now) > 1 and then[-1] == now[-1] and then[-1] in _STOPS:
        then, now = then[:-1], now[:-1]
    return Swap(then, now, rest)


def _atoms(notation: str) -> list[str]:
    """Return the words of a clause, a bracket with all it holds as one word."""
    found, depth = [""], 0
    for sign in _SIGN.findall(_TIE.sub("", notation)):
        depth += _DEEPER.get(sign, 0)
        if sign.isspace() and depth <= 0:
            found.append("")
        else:
            found[-1] += sign
    return [one for one in found if one]


def _places(ours: Sequence[str], theirs: Sequence[str], near: int) -> list[tuple[int, int, int, int]]:
    """Return where the words differ; places parted by no more than so many words are one."""
    least = min(len(ours), len(theirs))
    head = next((at for at in range(least) if ours[at] != theirs[at]), least)
    tail = next((at for at in range(least - head) if ours[-1 - at] != theirs[-1 - at]), least - head)
    a, b = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if len(a) * len(b) > _MOST_COMPARED:
        return [(head, head + len(a), head, head + len(b))]
    found: list[tuple[int, int, int, int]] = []
    for what, begin, end, start, stop in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if found and head + begin - found[-1][1] <= near:
            found[-1] = (found[-1][0], head + end, found[-1][2], head + stop)
        else:
            found.append((head + begin, head + end, head + start, head + stop))
    return found
