"""Every deal that the rules allow, one by one, where they are few."""

from goodoffices.core.errors import Refused
from goodoffices.core.terms import Deal, Space

MOST = 2_000


def every_deal(space: Space) -> list[Deal]:
    """Return all deals in the order of issues and options; `Refused` beyond 2,000, where they must be named."""
    refusal = Refused("there are more than {most} deals; name those in question", most=MOST)
    if space.combinations > 20 * MOST:
        raise refusal
    found: list[dict[str, str]] = [{}]
    for issue in space.issues:
        found = [{**deal, issue.name: option} for deal in found for option in issue.options]
    allowed: list[Deal] = [deal for deal in found if space.allows(deal)]
    if len(allowed) > MOST:
        raise refusal
    return allowed
