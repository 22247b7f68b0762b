"""Writing GENIUS scenarios: the issues, and what one party makes of them."""

from collections.abc import Iterator
from fractions import Fraction
from xml.sax.saxutils import quoteattr

from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Interest
from goodoffices.core.terms import Issue, Space, Term

DIGITS = 17


def write_domain(space: Space) -> str:
    """Return a domain file for the issues; rules have no place in it and are refused."""
    if space.rules:
        raise BadInput("a GENIUS domain holds no rules between options; settle or drop them first")
    lines = [f'<negotiation_template>\n<utility_space number_of_issues="{len(space.issues)}">', OBJECTIVE]
    for number, issue in enumerate(space.issues, 1):
        lines.append(_issue(number, issue))
        lines.extend(
            f'<item index="{n}" value={_words(option)} cost="0"/>'
            for n, option in enumerate(issue.options, 1)
        )
        lines.append("</issue>")
    lines.append("</objective>\n</utility_space>\n</negotiation_template>")
    return "\n".join(lines) + "\n"


OBJECTIVE = '<objective index="0" etype="objective" type="objective" description="" name="any">'


def write_interest(space: Space, interest: Interest) -> str:
    """Return a utility-space file: points become evaluations and weights on a scale from 0 to 1.

    Each issue's least points are taken off (and off the reservation), so that no evaluation is below 0; the rest is
    divided by the greatest worth there can be. Bonuses and red lines have no place in the format and are refused;
    numbers are written to 17 digits.
    """
    if interest.bonuses or interest.red_lines:
        raise BadInput("a GENIUS utility space holds neither bonuses nor red lines")
    points = {issue: _points(issue, interest) for issue in space.issues}
    lows = {issue: min(numbers) for issue, numbers in points.items()}
    spans = {issue: max(numbers) - lows[issue] for issue, numbers in points.items()}
    whole = sum(spans.values(), Fraction(0))
    if not whole:
        raise BadInput("every deal is worth the same to this party; a GENIUS utility space cannot say so")
    lines = ["<utility_space>", OBJECTIVE]
    for number, issue in enumerate(space.issues, 1):
        lines.extend(_evaluated(number, issue, [one - lows[issue] for one in points[issue]]))
    lines.extend(
        f'<weight index="{number}" value="{_digits(spans[issue] / whole)}"/>'
        for number, issue in enumerate(space.issues, 1)
    )
    reservation = (interest.reservation - sum(lows.values(), Fraction(0))) / whole
    lines.append(f'</objective>\n<reservation value="{_digits(reservation)}"/>\n</utility_space>')
    return "\n".join(lines) + "\n"


def _points(issue: Issue, interest: Interest) -> list[Fraction]:
    return [interest.points.get(Term(issue.name, option), Fraction(0)) for option in issue.options]


def _evaluated(number: int, issue: Issue, points: list[Fraction]) -> Iterator[str]:
    yield _issue(number, issue)
    for place, (option, worth) in enumerate(zip(issue.options, points, strict=True), 1):
        yield f'<item index="{place}" value={_words(option)} evaluation="{_digits(worth)}"/>'
    yield "</issue>"


def _digits(number: Fraction) -> str:
    """Write a number in decimal: exactly where 17 places do, else rounded to them."""
    whole = round(number * 10**DIGITS)
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(DIGITS + 1, "0")
    return f"{sign}{digits[:-DIGITS]}.{digits[-DIGITS:].rstrip('0') or '0'}"


def _words(words: str) -> str:
    return quoteattr(words, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _issue(number: int, issue: Issue) -> str:
    return f'<issue index="{number}" name={_words(issue.name)} etype="discrete" type="discrete" vtype="discrete">'
