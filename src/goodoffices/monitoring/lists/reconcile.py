"""Two lists held against each other: confirmed, dead, missing, duplicate, not held, held by a third group."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.monitoring.lists.matching import Matched, Pair, candidates, one_to_one
from goodoffices.monitoring.lists.persons import Person, Said
from goodoffices.monitoring.lists.weights import (
    Entry,
    Scale,
    born_weight,
    entry,
    name_weight,
    place_weight,
    scale,
)

Status = Literal[
    "confirmed", "dead", "missing", "duplicate", "not held", "third", "not asked for", "to be seen"
]
STATUSES: tuple[Status, ...] = (
    "confirmed", "dead", "missing", "duplicate", "not held", "third", "not asked for", "to be seen",
)  # fmt: skip

_FIRST: Literal["first"] = "first"
_SECOND: Literal["second"] = "second"
_AS_STATUS: Mapping[Said, Status] = {
    "": "confirmed", "held": "confirmed", "dead": "dead", "missing": "missing", "not held": "not held", "third": "third",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One person as both lists have them, by private identifiers alone.

    `first` and `second` hold the identifiers each list uses, more than one where it names the person more than once.
    """

    person: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    status: Status
    group: str = ""


@dataclass(frozen=True)
class Question:
    """Two entries a person must look at: which lists they stand in, what agrees, what does not.

    `where` is `both` (one from each list), `first` or `second` (a possible duplicate inside one).
    """

    where: Literal["both", "first", "second"]
    a: str
    b: str
    agree: tuple[str, ...]
    differ: tuple[str, ...]


@dataclass(frozen=True)
class Reconciled:
    """What two lists come to, and what is left to a person."""

    lines: tuple[Line, ...]
    questions: tuple[Question, ...]

    def entries(self) -> Iterator[tuple[Literal["first", "second"], str, str, Status]]:
        """Yield list, identifier, person and status of every entry; all but the first of one person are duplicates."""
        for line in self.lines:
            for refs, which in ((line.first, _FIRST), (line.second, _SECOND)):
                for place, ref in enumerate(refs):
                    yield which, ref, line.person, "duplicate" if place else line.status

    def counts(self) -> Mapping[Status, int]:
        """Return how many lines have each status; a duplicate counts once for every entry too many."""
        found: Counter[Status] = Counter(line.status for line in self.lines)
        found["duplicate"] = sum(
            max(len(line.first) - 1, 0) + max(len(line.second) - 1, 0) for line in self.lines
        )
        return {status: found[status] for status in STATUSES}


def reconcile(first: Sequence[Person], second: Sequence[Person]) -> Reconciled:
    """Hold a list of persons asked for against the list of whoever is said to hold them.

    Sure duplicates inside a list are joined, sure matches between the lists taken; everything else that is near is a
    question. The status comes from what the lists say: dead, not held or third where either says so and the other does
    not contradict it; missing where the second list has nobody, or says missing; to be seen where a question is open
    or the lists contradict each other.
    """
    left, right = [entry(one) for one in first], [entry(one) for one in second]
    both = scale([*left, *right], max(len(left), len(right)))
    inside = [one_list(both, left), one_list(both, right)]
    groups = [_groups(len(left), inside[0].sure), _groups(len(right), inside[1].sure)]
    crossed = _crossed(both, (left, right), groups)
    questions = [
        *_questions(both, "both", (left, right), crossed.perhaps),
        *_questions(both, "first", (left, left), inside[0].perhaps),
        *_questions(both, "second", (right, right), inside[1].perhaps),
    ]
    lines = list(_lines((first, second), groups, crossed))
    return Reconciled(_numbered(lines), tuple(questions))


def one_list(scale_: Scale, entries: Sequence[Entry]) -> Matched:
    """Return the sure and possible duplicates inside one list; three of one person are three pairs."""
    pairs = list(candidates(scale_, entries, entries))
    sure = tuple(pair for pair in pairs if pair.bits >= scale_.sure)
    return Matched(sure, tuple(pair for pair in pairs if pair.bits < scale_.sure))


def _groups(size: int, pairs: Iterable[Pair]) -> list[int]:
    """Return for every entry the first entry of its group of duplicates."""
    root = list(range(size))

    def top(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    for pair in pairs:
        a, b = sorted((top(pair.a), top(pair.b)))
        root[b] = a
    return [top(place) for place in range(size)]


def _crossed(
    scale_: Scale, entries: tuple[Sequence[Entry], Sequence[Entry]], groups: Sequence[Sequence[int]]
) -> Matched:
    """Match groups with groups: two groups are as near as their nearest entries."""
    best: dict[tuple[int, int], float] = {}
    for pair in candidates(scale_, *entries):
        key = (groups[0][pair.a], groups[1][pair.b])
        best[key] = max(best.get(key, pair.bits), pair.bits)
    return one_to_one(scale_, [Pair(a, b, bits) for (a, b), bits in best.items()])


def _questions(
    scale_: Scale,
    where: Literal["both", "first", "second"],
    entries: tuple[Sequence[Entry], Sequence[Entry]],
    pairs: Iterable[Pair],
) -> Iterator[Question]:
    for pair in sorted(pairs, key=lambda pair: -pair.bits):
        a, b = entries[0][pair.a], entries[1][pair.b]
        bits = {
            "name": name_weight(scale_, a, b),
            "born": born_weight(a, b),
            "place": place_weight(scale_, a, b),
        }
        agree = tuple(what for what, found in bits.items() if found > 0)
        differ = tuple(what for what, found in bits.items() if found < 0)
        yield Question(where, a.person.ref, b.person.ref, agree, differ)


def _lines(
    lists: tuple[Sequence[Person], Sequence[Person]], groups: Sequence[Sequence[int]], crossed: Matched
) -> Iterator[Line]:
    members = [_members(persons, group) for persons, group in zip(lists, groups, strict=True)]
    partner = {pair.a: pair.b for pair in crossed.sure}
    open_a, open_b = {pair.a for pair in crossed.perhaps}, {pair.b for pair in crossed.perhaps}
    for place, mine in members[0].items():
        theirs = members[1].pop(partner[place], ()) if place in partner else ()
        yield _line(mine, theirs, seen=place not in open_a)
    for place, theirs in members[1].items():
        yield _line((), theirs, seen=place not in open_b)


def _members(persons: Sequence[Person], group: Sequence[int]) -> dict[int, tuple[Person, ...]]:
    found: dict[int, list[Person]] = defaultdict(list)
    for person, top in zip(persons, group, strict=True):
        found[top].append(person)
    return {top: tuple(members) for top, members in found.items()}


def _line(mine: Sequence[Person], theirs: Sequence[Person], *, seen: bool) -> Line:
    refs = tuple(one.ref for one in mine), tuple(one.ref for one in theirs)
    group = next((one.group for one in (*mine, *theirs) if one.group), "")
    status = _status(mine, theirs) if seen else "to be seen"
    return Line("", *refs, status, group)


def _status(mine: Sequence[Person], theirs: Sequence[Person]) -> Status:
    ours: set[Said] = {one.said for one in mine} - {"", "held"}
    said: set[Said] = {one.said for one in theirs} - {""}
    if not theirs:
        return "dead" if ours == {"dead"} else "missing"
    if not mine:
        return "not asked for"
    claims = (said - {"held"}) | ours
    if len(claims) > 1 or (claims and "held" in said):
        return "to be seen"
    return _AS_STATUS[next(iter(claims), "")]


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give every line an identifier of its own, in an order that tells nothing of the order of the lists."""

    def shuffled(line: Line) -> bytes:
        return hashlib.sha256(
            "\0".join(("goodoffices-lists/1", *line.first, "", *line.second)).encode()
        ).digest()

    width = max(4, len(str(len(lines))))
    ordered = sorted(lines, key=shuffled)
    return tuple(
        Line(f"P{number:0{width}d}", line.first, line.second, line.status, line.group)
        for number, line in enumerate(ordered, start=1)
    )
