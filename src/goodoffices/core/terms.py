"""What is on the table: issues, the options that settle them, and the rules the text sets between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import assert_never

from goodoffices.core.errors import BadInput

Deal = Mapping[str, str]
"""One option for every issue, by name."""

MOST_ISSUES = 10_000
MOST_OPTIONS = 10_000


@dataclass(frozen=True, order=True)
class Term:
    """One issue settled by one of its options."""

    issue: str
    option: str

    def __str__(self) -> str:
        return f"{self.issue} = {self.option}"


Terms = frozenset[Term]


@dataclass(frozen=True)
class Issue:
    """An open question of the text and the options that would settle it."""

    name: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadInput("an issue needs a name")
        if not self.options:
            raise BadInput("the issue {issue} has no options; write at least one", issue=repr(self.name))
        if len(self.options) > MOST_OPTIONS:
            raise BadInput(
                "the issue {issue} has {many} options and the most is {most}; "
                "put neighbouring options together or split the issue",
                issue=repr(self.name),
                many=f"{len(self.options):,}",
                most=f"{MOST_OPTIONS:,}",
            )
        if len(set(self.options)) < len(self.options):
            raise BadInput("the issue {issue} names an option twice", issue=repr(self.name))


@dataclass(frozen=True)
class Requires:
    """A deal that holds all terms of `when` holds all terms of `then`."""

    when: Terms
    then: Terms


@dataclass(frozen=True)
class Excludes:
    """No deal holds all these terms."""

    terms: Terms


@dataclass(frozen=True)
class Allows:
    """The term `what` may stand only where a term that allows it stands; any one of several is enough."""

    by: Term
    what: Term


@dataclass(frozen=True)
class Together:
    """These terms stand or fall together."""

    terms: Terms


Rule = Requires | Excludes | Allows | Together


@dataclass(frozen=True)
class Clause:
    """What every rule comes down to: a deal with all of `when` has at least one of `some`.

    `some` may be empty: then the terms of `when` exclude one another. `rules` are the places, in the space's
    list, of the rules it came from.
    """

    when: Terms
    some: Terms
    rules: tuple[int, ...]

    def holds(self, deal: Deal) -> bool:
        """Whether a deal obeys it."""
        return not met(self.when, deal) or any(deal[term.issue] == term.option for term in self.some)


def met(terms: Iterable[Term], deal: Deal) -> bool:
    """Whether a deal holds all these terms."""
    return all(deal[term.issue] == term.option for term in terms)


@dataclass(frozen=True)
class Space:
    """All issues of a text and the rules between their options: what deals there can be.

    Two terms of one issue under `when` are refused, and so are rules that go round in a circle.
    """

    issues: tuple[Issue, ...]
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        if len(self.issues) > MOST_ISSUES:
            raise BadInput(
                "{many} issues, and the most is {most}; settle a part of the text at a time",
                many=f"{len(self.issues):,}",
                most=f"{MOST_ISSUES:,}",
            )
        for name, times in Counter(issue.name for issue in self.issues).items():
            if times > 1:
                raise BadInput(
                    "the issue {issue} stands {n} times; give each its own name", issue=repr(name), n=times
                )
        known = {issue.name: dict.fromkeys(issue.options) for issue in self.issues}
        for rule in self.rules:
            _check(rule, known)
        circle = _circle(self.rules)
        if circle:
            chain = " → ".join(str(term) for term in circle)
            raise BadInput(
                "the rules go round in a circle: {chain}; where terms stand or fall together say so with `together`",
                chain=chain,
            )

    def options(self, issue: str) -> tuple[str, ...]:
        """The options of an issue by its name."""
        return next(one.options for one in self.issues if one.name == issue)

    @property
    def combinations(self) -> int:
        """The number of ways to pick one option for each issue, rules set aside."""
        return prod(len(issue.options) for issue in self.issues)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The rules in the one form that every function honours."""
        return tuple(_clauses(self.rules))

    def allows(self, deal: Deal) -> bool:
        """Whether a deal obeys all rules."""
        return all(clause.holds(deal) for clause in self.clauses)

    def check_deal(self, deal: Deal) -> None:
        """Refuse what is not one known option for each issue."""
        known = {issue.name: issue.options for issue in self.issues}
        check_terms(frozenset(Term(name, option) for name, option in deal.items()), known)
        missing = [name for name in known if name not in deal]
        if missing:
            raise BadInput(
                "the deal says nothing on {issue}; give one option for each issue", issue=repr(missing[0])
            )


def check_terms(terms: Iterable[Term], known: Mapping[str, Iterable[str]]) -> None:
    """Refuse a term whose issue or option nobody named."""
    for term in terms:
        if term.issue not in known:
            raise BadInput(
                "there is no issue {issue}; the issues are {known}",
                issue=repr(term.issue),
                known=_names(known),
            )
        if term.option not in known[term.issue]:
            raise BadInput(
                "{option} is no option of {issue}; its options are {known}",
                option=repr(term.option),
                issue=repr(term.issue),
                known=_names(known[term.issue]),
            )


def check_one_each(terms: Terms) -> None:
    """Refuse a set of terms in which an issue stands twice: no deal could hold it."""
    issues = [term.issue for term in terms]
    if len(set(issues)) < len(issues):
        raise BadInput(
            "{terms} name one issue twice; a deal has one option for each issue",
            terms=_names(map(str, sorted(terms))),
        )


def _names(names: Iterable[str]) -> str:
    listed = [repr(name) for name in names]
    return ", ".join(listed[:8]) + (f" and {len(listed) - 8} more" if len(listed) > 8 else "")


def _check(rule: Rule, known: Mapping[str, Iterable[str]]) -> None:
    groups = _groups(rule)
    for terms in groups:
        check_terms(terms, known)
        check_one_each(terms)
        if not terms:
            raise BadInput("a rule needs at least one term on each side")
    check_one_each(frozenset().union(*groups))
    if len(groups) == 1 and len(groups[0]) < 2:
        raise BadInput("a rule needs at least two terms; to rule one option out, take it off the list")
    if len(groups) == 2 and groups[0] & groups[1]:
        raise BadInput(
            "a rule names {term} on both sides; take it off one", term=str(min(groups[0] & groups[1]))
        )


def _groups(rule: Rule) -> tuple[Terms, ...]:
    match rule:
        case Requires(when, then):
            return when, then
        case Allows(by, what):
            return frozenset({by}), frozenset({what})
        case Excludes(terms) | Together(terms):
            return (terms,)
        case _:
            assert_never(rule)


def _clauses(rules: tuple[Rule, ...]) -> Iterator[Clause]:
    allowed: dict[Term, list[int]] = {}
    for place, rule in enumerate(rules):
        match rule:
            case Requires(when, then):
                yield from (Clause(when, frozenset({term}), (place,)) for term in sorted(then))
            case Excludes(terms):
                yield Clause(terms, frozenset(), (place,))
            case Together(terms):
                ring = sorted(terms)
                for here, after in zip(ring, ring[1:] + ring[:1], strict=True):
                    yield Clause(frozenset({here}), frozenset({after}), (place,))
            case Allows(what=what):
                allowed.setdefault(what, []).append(place)
            case _:
                assert_never(rule)
    for what, places in allowed.items():
        by = frozenset(rule.by for place in places if isinstance(rule := rules[place], Allows))
        yield Clause(frozenset({what}), by, tuple(places))


def _circle(rules: tuple[Rule, ...]) -> list[Term]:
    """A ring of terms each of which needs exactly the next, or nothing; `Together` is such a ring on purpose."""
    plain = tuple(rule for rule in rules if not isinstance(rule, Together))
    needs: dict[Term, list[Term]] = {}
    for clause in _clauses(plain):
        if len(clause.when) == len(clause.some) == 1:
            needs.setdefault(min(clause.when), []).append(min(clause.some))
    done: set[Term] = set()
    for start in sorted(needs):
        ring = _ring_from(start, needs, done)
        if ring:
            return ring
    return []


def _ring_from(start: Term, needs: Mapping[Term, list[Term]], done: set[Term]) -> list[Term]:
    """Walk depth first without recursion; return the first ring met."""
    path = [start]
    turns = [iter(sorted(needs.get(start, ())))]
    while path:
        after = next(turns[-1], None)
        if after is None:
            done.add(path.pop())
            turns.pop()
        elif after in path:
            return [*path[path.index(after) :], after]
        elif after not in done:
            path.append(after)
            turns.append(iter(sorted(needs.get(after, ()))))
    return []
