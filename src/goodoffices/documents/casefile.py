"""A case as people write it down: issues, rules, who wants what; the format is in docs/guide/case-file.md."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.interests import AnyOf, AtLeast, Bonus, Case, Enough, Grain, Interest
from goodoffices.core.terms import Allows, Deal, Excludes, Issue, Requires, Rule, Space, Term, Terms, Together
from goodoffices.documents.placed import Placed, placed

SECTIONS = ("title", "issues", "rule", "enough", "party", "draft", "agreed")
FULL = Fraction(100)


def read_case(source: str, text: Space | None = None) -> Case:
    """Read a case file; with a text's space the file holds only what the parties make of it.

    Every fault names its line. Of a text, options may also be given by number, from 1, as `text settle` does.
    """
    book = placed(source)
    parts = book.fields(*SECTIONS)
    faults: list[Fault] = []
    reader = _Reader(_space(parts, text), numbered=text is not None)
    interests: dict[str, Interest] = {}
    for name, entry in (parts["party"].table() if "party" in parts else {}).items():
        _gather(faults, partial(_add, interests, name, reader, entry))
    if faults:
        raise BadInput(*faults)
    with parts["enough"].blame() if "enough" in parts else book.blame():
        return Case(
            reader.space,
            interests,
            _enough(parts["enough"]) if "enough" in parts else None,
            reader.deal(parts["draft"]) if "draft" in parts else None,
            reader.terms_of(parts["agreed"]) if "agreed" in parts else {},
        )


def _add(interests: dict[str, Interest], name: str, reader: "_Reader", entry: Placed) -> None:
    interests[name] = reader.interest(entry)


def _gather(faults: list[Fault], act: Callable[[], None]) -> None:
    try:
        act()
    except BadInput as bad:
        faults.extend(bad.faults)


def _space(parts: dict[str, Placed], text: Space | None) -> Space:
    """Return the issues with the file's rules."""
    if text is not None and "issues" in parts:
        raise parts["issues"].fault("the text says what is open; take [issues] out of this file")
    if text is None and "issues" not in parts:
        raise BadInput("there is no [issues] table; write one, or name the bracketed text beside this file")
    issues = tuple(_issues(parts["issues"])) if text is None else text.issues
    space = Space(issues, () if text is None else text.rules)
    reader = _Reader(space, numbered=text is not None)
    for entry in parts["rule"].listed() if "rule" in parts else []:
        with entry.blame():
            space = Space(issues, (*space.rules, *_rules(reader, entry)))
    return space


def _issues(entry: Placed) -> Iterator[Issue]:
    for name, options in entry.table().items():
        with options.blame():
            yield Issue(name, tuple(option.text() for option in options.listed()))


def _rules(reader: "_Reader", entry: Placed) -> Iterator[Rule]:
    fields = entry.fields("when", "requires", "excludes", "allows", "together")
    kinds = [kind for kind in ("requires", "excludes", "allows", "together") if kind in fields]
    if len(kinds) != 1:
        raise entry.fault("a rule has one of `requires`, `excludes`, `allows`, `together`")
    kind = kinds[0]
    terms = reader.terms(fields[kind])
    if kind == "together" or (kind == "excludes" and "when" not in fields):
        if "when" in fields:
            raise entry.fault("`together` needs no `when`")
        yield Together(terms) if kind == "together" else Excludes(terms)
        return
    if "when" not in fields:
        raise entry.fault(f"`{kind}` needs `when`: the terms under which it holds")
    yield from _conditional(kind, reader.terms(fields["when"]), terms, entry)


def _conditional(kind: str, when: Terms, terms: Terms, entry: Placed) -> Iterator[Rule]:
    if kind == "requires":
        yield Requires(when, terms)
    elif kind == "excludes":
        yield from (Excludes(when | {term}) for term in sorted(terms))
    elif len(when) > 1:
        raise entry.fault("`allows` takes one term under `when`; write one rule for each term that allows it")
    else:
        yield from (Allows(min(when), term) for term in sorted(terms))


def _enough(entry: Placed) -> Enough:
    fields = entry.fields("at_least", "including", "any_of")
    if "any_of" in fields:
        if len(fields) > 1:
            raise entry.fault("write either `any_of`, or `at_least` with `including`")
        sets = fields["any_of"].listed()
        return AnyOf(tuple(frozenset(name.text() for name in one.listed()) for one in sets))
    if "at_least" not in fields:
        raise entry.fault("`enough` needs `at_least` (how many parties) or `any_of` (which sets of them)")
    including = fields["including"].listed() if "including" in fields else []
    return AtLeast(fields["at_least"].whole(), frozenset(name.text() for name in including))


class _Reader:
    """Reads what refers to issues and options."""

    def __init__(self, space: Space, *, numbered: bool) -> None:
        self.space = space
        self.numbered = numbered
        self.options = {issue.name: issue.options for issue in space.issues}

    def term(self, issue: str, entry: Placed) -> Term:
        if issue not in self.options:
            raise entry.fault(f"there is no issue {issue!r}; the issues are {', '.join(self.options)}")
        return Term(issue, self._option(issue, entry))

    def _option(self, issue: str, entry: Placed) -> str:
        options = self.options[issue]
        if self.numbered and isinstance(entry.value, int):
            place = entry.whole()
            if not 1 <= place <= len(options):
                raise entry.fault(f"{issue} has {len(options)} options; {place} is none of them")
            return options[place - 1]
        option = entry.text()
        if option not in options:
            raise entry.fault(f"{option!r} is no option of {issue!r}; its options are {', '.join(options)}")
        return option

    def terms(self, entry: Placed) -> Terms:
        return frozenset(self.term(issue, option) for issue, option in entry.table().items())

    def terms_of(self, entry: Placed) -> Deal:
        return {term.issue: term.option for term in self.terms(entry)}

    def deal(self, entry: Placed) -> Deal:
        found = self.terms_of(entry)
        with entry.blame():
            self.space.check_deal(found)
        return {name: found[name] for name in self.options}

    def interest(self, entry: Placed) -> Interest:
        fields = entry.fields("points", "weights", "reservation", "bonuses", "red_lines", "quantum")
        if "reservation" not in fields:
            raise entry.fault(
                f"{entry.name} states no reservation: write reservation = (its points for no deal, or a deal just "
                "as good as none)"
            )
        points = self._points(fields["points"]) if "points" in fields else {}
        if "weights" in fields:
            points = self._weighted(points, fields["weights"])
        with entry.blame():
            interest = Interest(
                points,
                Fraction(0),
                tuple(self._bonus(one) for one in fields["bonuses"].listed()) if "bonuses" in fields else (),
                tuple(self.terms(one) for one in fields["red_lines"].listed())
                if "red_lines" in fields
                else (),
                Grain(fields["quantum"].number()) if "quantum" in fields else None,
            )
        return replace(interest, reservation=self._reservation(fields["reservation"], interest))

    def _reservation(self, entry: Placed, interest: Interest) -> Fraction:
        return interest.worth(self.deal(entry)) if isinstance(entry.value, dict) else entry.number()

    def _bonus(self, entry: Placed) -> Bonus:
        fields = entry.fields("with", "points")
        if len(fields) < 2:
            raise entry.fault("a bonus has `with` (two or three terms) and `points`")
        with entry.blame():
            return Bonus(self.terms(fields["with"]), fields["points"].number())

    def _points(self, entry: Placed) -> dict[Term, Fraction]:
        points: dict[Term, Fraction] = {}
        for issue, given in entry.table().items():
            if issue not in self.options:
                raise given.fault(f"there is no issue {issue!r}; the issues are {', '.join(self.options)}")
            points.update(self._of_issue(issue, given))
        return points

    def _of_issue(self, issue: str, given: Placed) -> dict[Term, Fraction]:
        options = self.options[issue]
        if isinstance(given.value, list):
            numbers = [number.number() for number in given.listed()]
            if len(numbers) != len(options):
                raise given.fault(f"{issue} has {len(options)} options and {len(numbers)} numbers of points")
            return {Term(issue, option): number for option, number in zip(options, numbers, strict=True)}
        for option, number in given.table().items():
            if option not in options:
                raise number.fault(
                    f"{option!r} is no option of {issue!r}; its options are {', '.join(options)}"
                )
        return {Term(issue, option): number.number() for option, number in given.table().items()}

    def _weighted(self, points: dict[Term, Fraction], entry: Placed) -> dict[Term, Fraction]:
        """Points from 0 to 100 within each issue, times the issue's weight; the weights make 100."""
        weights = {issue: weight.number() for issue, weight in entry.table().items()}
        strangers = [issue for issue in weights if issue not in self.options]
        missing = [issue for issue in self.options if issue not in weights]
        if strangers or missing:
            raise entry.fault(
                f"the weights do not fit: {(strangers or missing)[0]!r} has no issue or no weight"
            )
        if min(weights.values()) < 0 or sum(weights.values()) != FULL:
            raise entry.fault(
                f"the weights do not fit: they make {sum(weights.values())} and should make 100, none below 0"
            )
        if any(not 0 <= number <= FULL for number in points.values()):
            raise entry.fault("with weights, points run from 0 to 100 within each issue")
        return {term: weights[term.issue] * number / FULL for term, number in points.items()}
