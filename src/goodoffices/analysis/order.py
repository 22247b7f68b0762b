"""In which order issues are settled, so that as little as possible has to be carried along."""

from collections.abc import Sequence
from itertools import chain

STARTS = 12


def order(sizes: Sequence[int], ties: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Return all issues in the order to settle them.

    `sizes` are the numbers of options that need telling apart, `ties` the sets of issues that a rule, a bonus or a
    red line binds together. Bound issues come first, one connected group after another, each group in the order
    (greedy, from several starts) whose widest boundary has the fewest combinations; free issues follow, large first.
    The boundary is the issues already settled that a tie not yet closed still needs.
    """
    bound = [issue for group in _groups(ties) for issue in _best(sorted(group), sizes, ties)]
    taken = set(bound)
    free = sorted((i for i in range(len(sizes)) if i not in taken), key=lambda i: (-sizes[i], i))
    return (*bound, *free)


def boundary(done: frozenset[int], ties: Sequence[frozenset[int]]) -> frozenset[int]:
    """The settled issues that an open tie still needs."""
    return frozenset(chain.from_iterable(tie & done for tie in ties if not tie <= done))


def _groups(ties: Sequence[frozenset[int]]) -> list[set[int]]:
    groups: list[set[int]] = []
    for tie in ties:
        joined = set(tie)
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return sorted(groups, key=min)


def _best(group: list[int], sizes: Sequence[int], ties: Sequence[frozenset[int]]) -> list[int]:
    here = [tie for tie in ties if tie & set(group)]
    degree = {issue: sum(issue in tie for tie in here) for issue in group}
    starts = sorted(group, key=lambda issue: (degree[issue], issue))[:STARTS]
    return min((_greedy(start, group, sizes, here) for start in starts), key=lambda found: found[0])[1]


def _greedy(
    start: int, group: list[int], sizes: Sequence[int], ties: Sequence[frozenset[int]]
) -> tuple[tuple[int, int], list[int]]:
    """Return (widest boundary, sum of boundaries) and the order."""
    path = [start]
    left = [issue for issue in group if issue != start]
    width = _width(frozenset(path), sizes, ties)
    widest = total = width
    while left:
        done = frozenset(path)
        width, issue = min((_width(done | {issue}, sizes, ties), issue) for issue in _near(left, done, ties))
        path.append(issue)
        left.remove(issue)
        widest, total = max(widest, width), total + width
    return (widest, total), path


def _near(left: list[int], done: frozenset[int], ties: Sequence[frozenset[int]]) -> list[int]:
    touching = frozenset(chain.from_iterable(tie for tie in ties if tie & done))
    return [issue for issue in left if issue in touching] or left


def _width(done: frozenset[int], sizes: Sequence[int], ties: Sequence[frozenset[int]]) -> int:
    width = 1
    for issue in boundary(done, ties):
        width *= sizes[issue]
    return width
