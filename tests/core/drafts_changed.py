"""What may happen to a random draft: one covered thing changes, or its brackets are settled by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from random import Random

from tests.core.drafts import Choice, Draft, Note, Para, Part, Run, Whole, choices

Items = tuple[Para | Whole, ...]
On = Callable[[Run], Run]


def each_run(made: Draft, on: On) -> Draft:
    """Return the draft with every outermost run of words replaced."""
    parts = tuple(replace(part, heading=on(part.heading), items=_runs(part.items, on)) for part in made.parts)
    return replace(made, title=on(made.title), preamble=_runs(made.preamble, on), parts=parts)


def _runs(items: Items, on: On) -> Items:
    return tuple(
        Whole(tuple(_runs(option, on) for option in item.options), item.key)
        if isinstance(item, Whole)
        else replace(
            item,
            run=on(item.run) if item.run else (),
            rows=tuple(tuple(on(cell) for cell in row) for row in item.rows),
        )
        for item in items
    )


def each_word(made: Draft, on: Callable[[str], str]) -> Draft:
    """Return the draft with every word outside notes replaced."""

    def run(words: Run) -> Run:
        return tuple(
            on(one)
            if isinstance(one, str)
            else replace(one, options=tuple(run(option) for option in one.options))
            if isinstance(one, Choice)
            else one
            for one in words
        )

    return each_run(made, run)


def changed(made: Draft, chance: Random) -> Draft:
    """Return the draft with one thing changed that a fingerprint covers."""
    ways = [_words, _language, _parties, _article, _clause, _order]
    brackets = [one for one in choices(made) if len(one.options) > 1 and not one.tied]
    followed = {one.tied for one in choices(made)}
    free = [one for one in brackets if one.key not in followed and one.options[0] != one.options[1]]
    if free:
        one = chance.choice(free)
        ways += [lambda made, _: _bracket(made, one, replace(one, options=one.options[::-1]))] * 3
        ways += [lambda made, _: _bracket(made, one, replace(one, options=(*one.options, ("quai",) * 9)))]
    tied = [one for one in choices(made) if one.tied and len(set(one.options)) == len(one.options)]
    if tied:
        other = chance.choice(tied)
        ways += [lambda made, _: _bracket(made, other, replace(other, tied=0))] * 3
    return chance.choice(ways)(made, chance)


def _words(made: Draft, chance: Random) -> Draft:
    """Put one word more into one run, outermost or in a bracket or note."""
    runs: list[Run] = []
    each_run(made, lambda run: (runs.append(run), run)[1])
    at, seen = chance.randrange(len(runs)), iter(range(len(runs)))
    return each_run(made, lambda run: _more(run, chance) if next(seen) == at else run)


def _more(run: Run, chance: Random) -> Run:
    at = chance.randrange(len(run))
    one = run[at]
    if isinstance(one, Note):
        return (*run[:at], chance.choice((Note(one.words + " more"), "more")), *run[at + 1 :])
    if isinstance(one, Choice) and any(one.options):
        number = chance.choice([number for number, option in enumerate(one.options) if option])
        more = _more(one.options[number], chance)
        options = (*one.options[:number], more, *one.options[number + 1 :])
        return (*run[:at], replace(one, options=options), *run[at + 1 :])
    return (*run[: at + 1], "more", *run[at + 1 :])


def _language(made: Draft, chance: Random) -> Draft:
    return replace(made, language="de")


def _parties(made: Draft, chance: Random) -> Draft:
    return replace(made, parties=(*made.parties, "Salvors"))


def _article(made: Draft, chance: Random) -> Draft:
    if not made.parts:
        return replace(made, parts=(Part("1", ("quai",), False, ()),))
    at = chance.randrange(len(made.parts))
    part = made.parts[at]
    other = chance.choice(
        (replace(part, annex=not part.annex), replace(part, number="9." if part.number != "9." else "8."))
    )
    return replace(made, parts=(*made.parts[:at], other, *made.parts[at + 1 :]))


def _clause(made: Draft, chance: Random) -> Draft:
    items = (*made.preamble, Para("", 0, ("quai", "quai", "quai", "quai")))
    return replace(made, preamble=items)


def _order(made: Draft, chance: Random) -> Draft:
    for at in range(len(made.preamble) - 1):
        one, other = made.preamble[at : at + 2]
        words = isinstance(one, Para) and isinstance(other, Para) and not one.rows and not other.rows
        if words and one.number != other.number:
            swapped = replace(one, number=other.number), replace(other, number=one.number)
            return replace(made, preamble=(*made.preamble[:at], *swapped, *made.preamble[at + 2 :]))
    return _clause(made, chance)


def _bracket(made: Draft, old: Choice, new: Choice) -> Draft:
    def on(run: Run) -> Run:
        return tuple(put(one) if isinstance(one, Choice) else one for one in run)

    def put(one: Choice) -> Choice:
        return new if one == old else replace(one, options=tuple(on(option) for option in one.options))

    return each_run(made, on)


def deals(made: Draft) -> Iterator[dict[int, int]]:
    """Return every way to settle the draft: for each bracket that arises, the option from 0."""
    runs = [made.title]
    found = [_in_run(made.title), _in_items(made.preamble)]
    for part in made.parts:
        runs.append(part.heading)
        found += [_in_run(part.heading), _in_items(part.items)]
    yield from _joined(found)


def _joined(groups: list[list[dict[int, int]]]) -> list[dict[int, int]]:
    return [{key: value for way in ways for key, value in way.items()} for ways in product(*groups)]


def _in_run(run: Run) -> list[dict[int, int]]:
    groups = []
    for one in run:
        if isinstance(one, Choice) and one.options and not one.tied:
            groups.append(
                [{one.key: at, **way} for at, option in enumerate(one.options) for way in _in_run(option)]
            )
    return _joined(groups)


def _in_items(items: Items) -> list[dict[int, int]]:
    groups = []
    for item in items:
        if isinstance(item, Whole):
            groups.append(
                [{item.key: at, **way} for at, option in enumerate(item.options) for way in _in_items(option)]
            )
        else:
            groups += [_in_run(run) for run in (item.run, *(cell for row in item.rows for cell in row))]
    return _joined(groups)


def settled(made: Draft, deal: dict[int, int]) -> Draft:
    """Return the draft with each bracket replaced by the words chosen, clauses of no words left out."""

    def on(run: Run) -> Run:
        found: list[str | Note | Choice] = []
        for one in run:
            key = (one.tied or one.key) if isinstance(one, Choice) else 0
            found += on(one.options[deal[key]]) if isinstance(one, Choice) and key in deal else [one]
        return tuple(found)

    def within(items: Items) -> Iterator[Para | Whole]:
        for item in items:
            if isinstance(item, Whole):
                yield from within(item.options[deal[item.key]])
                continue
            kept = replace(
                item, run=on(item.run), rows=tuple(tuple(on(cell) for cell in row) for row in item.rows)
            )
            if kept.run or any(cell for row in kept.rows for cell in row):
                yield kept

    parts = tuple(
        replace(part, heading=on(part.heading), items=tuple(within(part.items))) for part in made.parts
    )
    return replace(made, title=on(made.title), preamble=tuple(within(made.preamble)), parts=parts)
