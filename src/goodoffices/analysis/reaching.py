"""Who can be brought where: legal sequences of moves in a conflict, and the shortest way between two states."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from goodoffices.analysis.conflict import Conflict

Willing = Callable[[int, int, int], bool]


def answers(conflict: Conflict, movers: Sequence[int], willing: Willing | None = None) -> tuple[int, ...]:
    """Return for each state where legal sequences of (willing) moves by these movers can end.

    At least one move is made; a mover may return, but not twice in a row. Each answer is a set of
    states as a whole number, bit *i* for state *i*. Linear in moves × movers, but for the width of sets.
    """
    count = len(conflict.states)
    steps = [
        [
            [end for end in conflict.moves[mover][state] if willing is None or willing(mover, state, end)]
            for state in range(count)
        ]
        for mover in movers
    ]
    # A node is a state and who moved last; who moved last may not move next.
    successors = [
        [other * count + end for other in range(len(movers)) if other != last for end in steps[other][state]]
        for last in range(len(movers))
        for state in range(count)
    ]
    reached = _closures(successors, [1 << (node % count) for node in range(len(successors))])
    return tuple(
        _union(reached[mover * count + end] for mover in range(len(movers)) for end in steps[mover][state])
        for state in range(count)
    )


def _union(sets: Iterable[int]) -> int:
    union = 0
    for one in sets:
        union |= one
    return union


def _closures(successors: Sequence[Sequence[int]], own: Sequence[int]) -> list[int]:
    """Return for each node the union of `own` over all nodes it reaches, itself included.

    Tarjan's strongly connected components (1972), without recursion: a component is complete only after
    all it leads to, so that each union is made once.
    """
    order = [0] * len(own)
    low = [0] * len(own)
    closed = list(own)
    done = [False] * len(own)
    path: list[int] = []
    clock = 0
    for root in range(len(own)):
        work = [] if order[root] else [(root, iter(successors[root]))]
        while work:
            node, rest = work[-1]
            if not order[node]:
                clock += 1
                order[node] = low[node] = clock
                path.append(node)
            following = next((s for s in rest if not order[s] or not done[s]), None)
            if following is None:
                work.pop()
                if low[node] == order[node]:
                    _close(node, path, (successors, closed, done))
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
            elif not order[following]:
                work.append((following, iter(successors[following])))
            else:
                low[node] = min(low[node], order[following])
    return closed


def _close(node: int, path: list[int], known: tuple[Sequence[Sequence[int]], list[int], list[bool]]) -> None:
    successors, closed, done = known
    cut = path.index(node)
    component = path[cut:]
    del path[cut:]
    union = _union(closed[one] for one in component)
    union |= _union(closed[to] for one in component for to in successors[one])
    for one in component:
        closed[one] = union
        done[one] = True


def as_set(states: Iterable[int]) -> int:
    """Return states, by place, as one whole number with a bit for each."""
    return _union(1 << state for state in states)


def members(states: int) -> tuple[int, ...]:
    """Return the places of the states in a set, in order."""
    return tuple(place for place, bit in enumerate(reversed(bin(states)[2:])) if bit == "1")


def route(conflict: Conflict, start: int, end: int, *, improving: bool) -> tuple[tuple[int, int], ...] | None:
    """Return a shortest legal sequence of (mover, state reached) between two states; None if there is none.

    All parties may move, nobody twice in a row; `improving` asks that each move be surely better for its
    mover. Of equally short ones, the first in the order of parties and of their moves.
    """
    if start == end:
        return ()
    came: dict[tuple[int, int], tuple[int, int]] = {}
    row = [(start, -1)]
    while row:
        reached: list[tuple[int, int]] = []
        for here, last in row:
            for mover, to in _steps(conflict, here, last, improving=improving):
                if (to, mover) not in came:
                    came[to, mover] = (here, last)
                    reached.append((to, mover))
                if to == end:
                    return _back(came, (to, mover))
        row = reached
    return None


def _steps(conflict: Conflict, here: int, last: int, *, improving: bool) -> list[tuple[int, int]]:
    return [
        (mover, to)
        for mover in range(len(conflict.parties))
        if mover != last
        for to in conflict.moves[mover][here]
        if not improving or conflict.surely_better(mover, here, to)
    ]


def _back(
    came: Mapping[tuple[int, int], tuple[int, int]], at: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    steps = []
    while at[1] != -1:
        steps.append((at[1], at[0]))
        at = came[at]
    return tuple(reversed(steps))
