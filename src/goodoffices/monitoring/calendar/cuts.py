"""Which few slips make something come late: the smallest sets, found without trying them all."""

from collections.abc import Generator, Iterable, Sequence

from goodoffices.monitoring.calendar.network import Gate, Network, Step
from goodoffices.monitoring.calendar.times import Times

Slips = frozenset[int]
Family = tuple[Slips, ...]
MOST = 200
_ALWAYS: Family = (frozenset(),)
_NEVER: Family = ()
Question = tuple[int, int]


class Cuts:
    """Answers, for one calendar, which sets of slips make a node come after a day.

    A set is minimal (no slip in it can be left out) and of at most `slips` slips, each at its longest.
    This is the analysis of a fault tree by its minimal cut sets: a delay passes through a step or through
    a gate that needs all its parts if one input is late, and through a gate that needs some if too few are
    in time. Of each answer at most `MOST` sets are kept, the smallest first. Source: as recalled from
    Vesely et al. (1981), Fault Tree Handbook, not opened for this.
    """

    def __init__(self, network: Network, plan: Times) -> None:
        self.network, self.plan = network, plan
        self.most = network.calendar.tolerance.slips
        self.reach = self.most * max(
            (node.late for node in network.nodes if isinstance(node, Step)), default=0
        )
        self.plain = not any(
            isinstance(node, Step) and (node.working or node.weeks) for node in network.nodes
        )
        self.known: dict[Question, Family] = {}

    def later_than(self, node: int, day: int) -> Family:
        """Return the minimal sets of slips under which the node is done after the day, or never."""
        stack: list[_Frame] = [_Frame((node, day), self._answer((node, day)))]
        asked: dict[Question, int] = {(node, day): 0}
        answer: Family | None = None
        while stack:
            frame = stack[-1]
            question, found = frame.on(answer)
            answer = None
            if question is None:
                answer = self._close(stack, asked, found)
            elif (quick := self._quick(question)) is not None:
                answer = quick
            elif question in asked:
                frame.lowest = min(frame.lowest, asked[question])
                answer = _ALWAYS
            else:
                asked[question] = len(stack)
                stack.append(_Frame(question, self._answer(question)))
        assert answer is not None
        return answer

    def _close(self, stack: "list[_Frame]", asked: dict[Question, int], found: Family) -> Family:
        """Take the answered question off the stack; remember it unless it leaned on one still open."""
        frame = stack.pop()
        depth = asked.pop(frame.question)
        if frame.lowest >= depth:
            self.known[frame.question] = found
        elif stack:
            stack[-1].lowest = min(stack[-1].lowest, frame.lowest)
        return found

    def _quick(self, question: Question) -> Family | None:
        node, day = question
        planned = self.plan.done.get(node)
        if planned is None or planned > day:
            return _ALWAYS
        if self.plain and planned + self.reach <= day:
            return _NEVER
        return self.known.get(question)

    def _answer(self, question: Question) -> "Generator[Question, Family, Family]":
        quick = self._quick(question)
        if quick is not None:
            return quick
        node = self.network.nodes[question[0]]
        if isinstance(node, Gate):
            return (yield from self._gate(node, question[1]))
        found = yield from self._inputs(node, question[1])
        if node.late:
            core = yield from self._inputs(node, question[1] - node.late)
            found = (*found, *(one | {question[0]} for one in core))
        return self._smallest(found)

    def _inputs(self, step: Step, day: int) -> Generator[Question, Family, Family]:
        """Sets under which a step could not have been made by the day."""
        if step.base is None and self.network.due(step, None) > day:
            return _ALWAYS
        found: Family = ()
        if step.base is not None:
            found = yield (step.base, self._last_base(step, day))
        for wait in step.waits:
            found = (*found, *(yield (wait, day)))
        return found

    def _last_base(self, step: Step, day: int) -> int:
        """Return the last day of a step's base that lets it fall due by the day."""
        found = day - step.plus
        if step.working or (step.weeks and step.rest):
            while self.network.due(step, found) > day:
                found -= 1
            while self.network.due(step, found + 1) <= day:
                found += 1
        return found

    def _gate(self, gate: Gate, day: int) -> Generator[Question, Family, Family]:
        if len(gate.parts) == 1 and self.network.whole(gate):
            return (yield (gate.parts[0], day))
        families: list[tuple[int, Family]] = []
        for part in gate.parts:
            families.append((self.network.units(gate, part), (yield (part, day))))
        spare = sum(units for units, _ in families) - gate.need
        if spare == 0:
            return self._smallest(one for _, family in families for one in family)
        return self._smallest(self._too_few(families, spare))

    def _too_few(self, families: Sequence[tuple[int, Family]], spare: int) -> Iterable[Slips]:
        """Sets under which more than the spare units come late."""
        seen: set[Slips] = {frozenset()}
        layer: list[Slips] = [frozenset()]
        while layer:
            following: list[Slips] = []
            for chosen in layer:
                late = [any(one <= chosen for one in family) for _, family in families]
                if sum(units for (units, _), is_late in zip(families, late, strict=True) if is_late) > spare:
                    yield chosen
                    continue
                for (_, family), is_late in zip(families, late, strict=True):
                    for more in () if is_late else family:
                        wider = chosen | more
                        if len(wider) <= self.most and wider not in seen:
                            seen.add(wider)
                            following.append(wider)
            layer = following

    def _smallest(self, found: Iterable[Slips]) -> Family:
        """Return the sets that hold no other, those of few slips first, then those of early steps."""
        allowed = {one for one in found if len(one) <= self.most}
        kept: list[Slips] = []
        shorter: list[Slips] = []
        for one in sorted(allowed, key=lambda one: (len(one), sorted(one))):
            if kept and len(kept[-1]) < len(one):
                shorter = list(kept)
            if not any(two <= one for two in shorter):
                kept.append(one)
            if len(kept) == MOST:
                break
        return tuple(kept)


class _Frame:
    """One question being answered; `lowest` is the deepest open question it leaned on."""

    def __init__(self, question: Question, work: Generator[Question, Family, Family]) -> None:
        self.question, self.work = question, work
        self.lowest = 1 << 60

    def on(self, answer: Family | None) -> tuple[Question | None, Family]:
        """Go on with the answer to the last question: the next question, or what was found."""
        try:
            return (next(self.work) if answer is None else self.work.send(answer)), ()
        except StopIteration as over:
            found: Family = over.value
            return None, found
