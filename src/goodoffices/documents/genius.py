"""GENIUS scenarios: a domain file and one utility-space file for each party, read and written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.interests import Case, Grain, Interest
from goodoffices.core.terms import MOST_OPTIONS, Issue, Space, Term
from goodoffices.documents.elements import Element, parse

GRAIN = Grain(Fraction(1, 10**10), Fraction(1))
SLACK = Fraction(1, 20)


@dataclass(frozen=True)
class Domain:
    """The issues of a scenario and the file they came from."""

    issues: tuple[Issue, ...]
    file: str


def is_domain(root: Element) -> bool:
    """Whether a file says what is negotiated, rather than what one party makes of it."""
    return root.tag == "negotiation_template" or next(root.all("weight"), None) is None


def read_case(files: Mapping[str, bytes]) -> Case:
    """Return the case of a domain file and its utility spaces, parties in the order of the files.

    A worth is the sum of weight × evaluation / largest evaluation of the issue (0 where that is 0), at most 1, read
    to 1e-10; a missing reservation is 0; discounting is ignored. Refuses what is not for this domain.
    """
    roots = {name: _parsed(name, content) for name, content in files.items()}
    domains = [name for name, root in roots.items() if is_domain(root)]
    if len(domains) != 1:
        raise BadInput(
            f"{len(domains)} of these files are a domain and one should be; the others need weights and evaluations"
        )
    domain = read_domain(roots[domains[0]], domains[0])
    interests: dict[str, Interest] = {}
    for name, root in roots.items():
        if name == domains[0]:
            continue
        party = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if party in interests:
            raise BadInput(f"two files are named {party}; parties are named by their files, so rename one")
        interests[party] = read_interest(root, name, domain)
    return Case(Space(domain.issues), interests)


def _parsed(name: str, content: bytes) -> Element:
    try:
        return parse(content)
    except BadInput as bad:
        raise bad.within(name) from None


def read_domain(root: Element, file: str) -> Domain:
    """Return the issues a domain file lists."""
    issues = []
    for element in root.all("issue"):
        try:
            issues.append(Issue(_name(element), tuple(_options(element))))
        except BadInput as bad:
            raise _placed(bad, element, file) from None
    if not issues:
        raise BadInput(Fault("no issue stands in this file; is it a GENIUS domain?", file=file))
    return Domain(tuple(issues), file)


def _placed(bad: BadInput, element: Element, file: str) -> BadInput:
    return BadInput(*(Fault(fault.what, fault.line or element.line, None, file) for fault in bad.faults))


def _name(element: Element) -> str:
    name = element.attributes.get("name", "")
    if not name.strip():
        raise BadInput(Fault("an issue here has no name", element.line))
    return name


def _kind(element: Element) -> str:
    kinds = (element.attributes.get(key) for key in ("vtype", "type", "etype"))
    return next((kind for kind in kinds if kind), "discrete").lower()


def _options(element: Element) -> Iterator[str]:
    kind = _kind(element)
    if kind == "discrete":
        for item in element.own("item"):
            if "value" not in item.attributes:
                raise BadInput(Fault("an item here has no value", item.line))
            yield item.attributes["value"]
    elif kind == "integer":
        low, high = _whole(element, "lowerbound"), _whole(element, "upperbound")
        if high - low >= MOST_OPTIONS:
            raise BadInput(
                f"{high - low + 1:,} options from {low} to {high}; choose steps and list them as items"
            )
        yield from (str(number) for number in range(low, high + 1))
    else:
        raise BadInput(f"issues of type {kind!r} have no finite options; choose steps and list them as items")


def _bound(element: Element, key: str) -> str:
    inner = next(element.own("range"), element)
    return element.attributes.get(key) or inner.attributes.get(key) or ""


def _whole(element: Element, key: str) -> int:
    words = _bound(element, key)
    try:
        return int(words)
    except ValueError:
        raise BadInput(f"{key} {words!r} is no whole number") from None


def _number(element: Element, key: str) -> Fraction:
    words = element.attributes.get(key, "").strip()
    try:
        if len(words) > 60:
            raise ValueError
        number = Fraction(words)
    except (ValueError, ZeroDivisionError):
        raise BadInput(Fault(f"{key} {words[:30]!r} is no number", element.line)) from None
    if abs(number) > 10**15:
        raise BadInput(Fault(f"{key} {words[:30]} is too large", element.line))
    return number


@dataclass(frozen=True)
class _Profile:
    """One party's file while it is read."""

    root: Element
    file: str
    domain: Domain
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_interest(root: Element, file: str, domain: Domain) -> Interest:
    """Return what a utility space makes of a domain's options."""
    known = {issue.name: frozenset(issue.options) for issue in domain.issues}
    try:
        points = _points(_Profile(root, file, domain, known))
        reservations = [_number(one, "value") for one in root.all("reservation")]
        reservation = reservations[0] if reservations else Fraction(0)
    except BadInput as bad:
        raise bad.within(file) from None
    return Interest(points, reservation, grain=GRAIN)


def _points(profile: _Profile) -> dict[Term, Fraction]:
    elements = {_name(element): element for element in profile.root.all("issue")}
    missing = [name for name in profile.known if name not in elements]
    strangers = [name for name in elements if name not in profile.known]
    if missing or strangers:
        first = elements[strangers[0]].line if strangers else profile.root.line
        which = f"it has {strangers[0]!r}" if strangers else f"it lacks {missing[0]!r}"
        raise BadInput(
            Fault(f"this is a profile for another domain than {profile.domain.file}: {which}", first)
        )
    weights = _weights(profile, elements)
    points: dict[Term, Fraction] = {}
    for name, element in elements.items():
        points.update(_of_issue(name, element, weights[name], profile))
    return points


def _weights(profile: _Profile, elements: Mapping[str, Element]) -> dict[str, Fraction]:
    """Return each issue's weight by its index; they make 1, or nearly."""
    by_index: dict[str, Element] = {}
    for weight in profile.root.all("weight"):
        index = weight.attributes.get("index", "")
        if index in by_index:
            raise BadInput(Fault(f"the weights do not fit: index {index!r} stands twice", weight.line))
        by_index[index] = weight
    weights = {}
    for name, element in elements.items():
        index = element.attributes.get("index", "")
        if index not in by_index:
            raise BadInput(
                Fault(f"the weights do not fit: {name!r} (index {index!r}) has none", element.line)
            )
        weights[name] = _number(by_index.pop(index), "value")
        if weights[name] < 0:
            raise BadInput(Fault(f"the weights do not fit: that of {name!r} is below 0", element.line))
    if by_index:
        index, extra = next(iter(by_index.items()))
        raise BadInput(Fault(f"the weights do not fit: index {index!r} belongs to no issue", extra.line))
    total = sum(weights.values(), Fraction(0))
    if abs(total - 1) > SLACK:
        raise BadInput(
            Fault(
                f"the weights do not fit: they make {float(total):.6g} and should make 1", profile.root.line
            )
        )
    return weights


def _of_issue(name: str, element: Element, weight: Fraction, profile: _Profile) -> dict[Term, Fraction]:
    if _kind(element) == "integer":
        return _linear(name, element, weight, sorted(map(int, profile.known[name])))
    evaluations: dict[str, Fraction] = {}
    for item in element.own("item"):
        value = item.attributes.get("value", "")
        if value not in profile.known[name]:
            raise BadInput(
                Fault(
                    f"this is a profile for another domain than {profile.domain.file}: {name!r} has no {value!r}",
                    item.line,
                )
            )
        evaluations[value] = _number(item, "evaluation")
    missing = sorted(profile.known[name] - evaluations.keys())
    if missing:
        raise BadInput(Fault(f"{name!r} has no evaluation for {missing[0]!r}", element.line))
    return {Term(name, value): weight * share for value, share in _shares(evaluations, element).items()}


def _shares(evaluations: Mapping[str, Fraction], element: Element) -> dict[str, Fraction]:
    """Divide by the largest; where that is 0, all are 0."""
    largest = max(evaluations.values())
    if largest < 0:
        raise BadInput(
            Fault(
                "the evaluations of this issue are all below 0; lift them so that the best is above",
                element.line,
            )
        )
    return {value: number / largest if largest else Fraction(0) for value, number in evaluations.items()}


def _linear(name: str, element: Element, weight: Fraction, numbers: Sequence[int]) -> dict[Term, Fraction]:
    """Integer issues: a straight line between two evaluations, or slope and offset."""
    evaluator = next(element.own("evaluator"), None)
    if evaluator is None or evaluator.attributes.get("ftype", "linear").lower() != "linear":
        raise BadInput(
            Fault(f"{name!r} has no linear evaluator; list its options as items instead", element.line)
        )
    offset, slope = _number(evaluator, "offset"), _number(evaluator, "slope")
    shares = _shares({str(number): offset + slope * number for number in numbers}, element)
    return {Term(name, value): weight * share for value, share in shares.items()}
