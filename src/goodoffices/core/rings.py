"""Rings in a graph of who waits for whom: each found once, without recursion."""

from collections.abc import Iterator, Sequence

MOST_STEPS = 1_000_000


class Unfinished(Exception):
    """There are more rings than could be looked for."""


def elementary(waits: Sequence[Sequence[int]], steps: int = MOST_STEPS) -> Iterator[tuple[int, ...]]:
    """Yield each ring that meets no place twice, once, from its lowest place; `waits[a]` are whom *a* waits for.

    Takes time in proportion to the graph for each ring found, so that a caller may stop after enough. Raises `Unfinished` when
    so many steps did not find them all.
    After Johnson (1975), Finding all the elementary circuits of a directed graph, SIAM J. Computing 4.
    """
    graph = _Graph(waits, steps)
    for root in range(len(waits)):
        if root in graph.after:
            knot = graph.around(root)
            if root in knot:
                yield from _through(graph, root, knot)
            graph.remove([root])


class _Graph:
    """The places not yet done with, less those that can lie on no ring."""

    def __init__(self, waits: Sequence[Sequence[int]], steps: int) -> None:
        self._steps = steps
        self.after: dict[int, list[int]] = {place: list(ends) for place, ends in enumerate(waits)}
        self.before: dict[int, list[int]] = {place: [] for place in self.after}
        for place, ends in self.after.items():
            for end in ends:
                self.before[end].append(place)
        self._degrees = (
            {p: len(e) for p, e in self.after.items()},
            {p: len(e) for p, e in self.before.items()},
        )
        self.remove([place for place in self.after if not self.after[place] or not self.before[place]])

    def remove(self, places: list[int]) -> None:
        """Take places out, and then all that nothing leads to or from any more."""
        leading, led = self._degrees
        work = list(places)
        while work:
            place = work.pop()
            if place not in self.after:
                continue
            for ends, degrees in ((self.after.pop(place), led), (self.before.pop(place), leading)):
                for end in ends:
                    degrees[end] -= 1
                    if not degrees[end]:
                        work.append(end)

    def around(self, root: int) -> set[int]:
        """Return what the root leads to and is led to from: where its rings run."""
        return self._reached(self.after, root) & self._reached(self.before, root)

    def step(self, count: int = 1) -> None:
        """Count steps; raise when they are used up."""
        self._steps -= count
        if self._steps < 0:
            raise Unfinished

    def _reached(self, ends: dict[int, list[int]], root: int) -> set[int]:
        found: set[int] = set()
        work = [root]
        while work:
            beyond = ends[work.pop()]
            self.step(1 + len(beyond))
            fresh = [end for end in beyond if end in ends and end not in found]
            found.update(fresh)
            work.extend(fresh)
        return found


def _through(graph: _Graph, root: int, knot: set[int]) -> Iterator[tuple[int, ...]]:
    """Yield the rings through the root: a place stays blocked until a way on from it may be open again."""
    ends = {place: [end for end in graph.after[place] if end in knot] for place in knot}
    path, blocked = [root], {root}
    blocking: dict[int, set[int]] = {place: set() for place in knot}
    closed: set[int] = set()
    work = [iter(ends[root])]
    while work:
        graph.step()
        following = next(work[-1], None)
        if following is None:
            work.pop()
            here = path.pop()
            if here in closed:
                _unblock(here, blocked, blocking)
            else:
                for end in ends[here]:
                    blocking[end].add(here)
        elif following == root:
            graph.step(len(path))
            yield tuple(path)
            closed.update(path)
        elif following not in blocked:
            path.append(following)
            closed.discard(following)
            blocked.add(following)
            work.append(iter(ends[following]))


def _unblock(here: int, blocked: set[int], blocking: dict[int, set[int]]) -> None:
    work = {here}
    while work:
        free = work.pop()
        if free in blocked:
            blocked.discard(free)
            work |= blocking[free]
            blocking[free] = set()
