"""Rings in a graph: its knots (strongly connected parts), and the shortest ring in one."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence


def rings(edges: Mapping[int, Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the knots that hold a ring, each in rising order, the one with the lowest node first.

    Kosaraju's method, without recursion; linear in edges.
    """
    order = _finished(edges)
    back: dict[int, list[int]] = {node: [] for node in edges}
    for node, others in edges.items():
        for other in others:
            back[other].append(node)
    seen: set[int] = set()
    found = []
    for node in reversed(order):
        knot = _reached(back, node, seen)
        if len(knot) > 1 or (knot and node in edges[node]):
            found.append(tuple(sorted(knot)))
    return sorted(found)


def _finished(edges: Mapping[int, Sequence[int]]) -> list[int]:
    seen: set[int] = set()
    order: list[int] = []
    for root in sorted(edges):
        stack = [(root, iter(edges[root]))] if root not in seen else []
        seen.add(root)
        while stack:
            node, others = stack[-1]
            other = next((one for one in others if one not in seen), None)
            if other is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(other)
                stack.append((other, iter(edges[other])))
    return order


def _reached(back: Mapping[int, Sequence[int]], node: int, seen: set[int]) -> list[int]:
    found: list[int] = []
    stack = [node]
    while stack:
        one = stack.pop()
        if one not in seen:
            seen.add(one)
            found.append(one)
            stack += back[one]
    return found


def shortest_ring(edges: Mapping[int, Sequence[int]], knot: Collection[int]) -> tuple[int, ...]:
    """Return the shortest ring inside a knot; of equals the one that begins at the lowest node."""
    best: tuple[int, ...] = ()
    for start in sorted(knot):
        found = _back_to(edges, start, set(knot))
        if found and (not best or len(found) < len(best)):
            best = found
    return best


def _back_to(edges: Mapping[int, Sequence[int]], start: int, knot: set[int]) -> tuple[int, ...]:
    before: dict[int, int] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in edges[node]:
            if other == start:
                ring = [node]
                while ring[-1] != start:
                    ring.append(before[ring[-1]])
                return tuple(reversed(ring))
            if other in knot and other not in before:
                before[other] = node
                queue.append(other)
    return ()
