"""An exchange as a page a person can read, with the words of caution."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from goodoffices.cli.exchange_file import Barter, Sale
from goodoffices.cli.files import columns
from goodoffices.monitoring.exchange import CAUTION, Plan, order_for
from goodoffices.monitoring.payments import Good, Payment

PEOPLE = (
    "WHERE PEOPLE ARE WHAT IS DELIVERED: this order is an aid to negotiators. It is never a reason to hold",
    "anybody back, to delay a release that can be had, or to trade one person against another; the law that",
    "protects them does not depend on what the other side does.",
)
MEANING = (
    "It holds if, at every point, going on is worth to each party at least what stopping would save it.",
    "That rests on the worths in the file, and on nobody acting out of anything else.",
)


def page_of_barter(barter: Barter, found: Plan, best: Plan | None) -> str:
    """Return the order, what is at stake at each step, and the deposits."""
    parties = barter.exchange.parties
    lines = [f"An exchange between {', '.join(parties)}", "", *(_caution(people=barter.people)), ""]
    lines += _verdict(barter, found)
    if best is not None:
        lines.append(
            "Worths were taken at their least, so this holds whatever they turn out to be; at their most,"
            f" {_penalty(best.least_uniform_penalty)}."
        )
    lines += ["", "An order that needs no more, and what the rest is worth to each party at each point:", ""]
    return "\n".join([*lines, columns(_steps(parties, found)), "", *MEANING])


def _caution(*, people: bool) -> Sequence[str]:
    return PEOPLE if people else (CAUTION,)


def _penalty(least: Fraction) -> str:
    return (
        f"each party must stand to lose {least} by stopping"
        if least
        else "nobody needs to stand to lose anything"
    )


def _verdict(barter: Barter, found: Plan) -> list[str]:
    parties = barter.exchange.parties
    if found.safe_without_deposit:
        return ["It can be made to hold by order alone: at no point would anybody gain by stopping."]
    lines = [
        f"No order holds by itself. If the same is asked of all, {_penalty(found.least_uniform_penalty)}."
    ]
    lines.append("Any one of these deposits is enough, in the order beside it; none of them can be less:")
    for vector in found.deposits:
        given = [f"{party} {deposit}" for party, deposit in zip(parties, vector, strict=True) if deposit]
        order = "" if barter.factors else f": {_in_short(order_for(barter.exchange, vector))}"
        lines.append(f"  {', '.join(given)}{order}")
    return lines


def _in_short(order: Sequence[Sequence[str]]) -> str:
    parts = []
    for step, steps in groupby(order):
        times = len(list(steps))
        parts.append(" and ".join(_counted(step)) + (f" (× {times})" if times > 1 else ""))
    return ", ".join(parts)


def _steps(parties: Sequence[str], found: Plan) -> list[list[str]]:
    rows = [["", "delivered", *parties], ["", "at the start", *map(str, found.left[0])]]
    number = 0
    for step, steps in groupby(enumerate(found.order), key=lambda numbered: numbered[1]):
        places = [place for place, _ in steps]
        label = f"{number + 1}" if len(places) == 1 else f"{number + 1} to {number + len(places)}"
        each = " and ".join(_counted(step))
        worth = found.left[places[-1] + 1]
        rows.append([label, each if len(places) == 1 else f"{each}, {len(places)} times", *map(str, worth)])
        number += len(places)
    return rows


def _counted(step: Sequence[str]) -> list[str]:
    return [name if step.count(name) == 1 else f"{step.count(name)} × {name}" for name in dict.fromkeys(step)]


def page_of_sale(sale: Sale, order: Sequence[Good], least: Fraction, plan: Sequence[Payment] | None) -> str:
    """Return the order of deliveries, what must be at stake, and when to pay where a price is given."""
    lines = [
        f"{sale.seller} delivers to {sale.buyer} against money in parts",
        "",
        *_caution(people=sale.people),
        "",
    ]
    if least:
        lines.append(
            f"No order holds by itself: what {sale.seller} and what {sale.buyer} stand to lose by stopping"
            f" must add up to {least}."
        )
    else:
        lines.append("It can be made to hold by order alone: at no point would anybody gain by stopping.")
    rows = [["", "delivered", f"cost to {sale.seller}", f"worth to {sale.buyer}"]]
    rows += [[str(n), good.name, str(good.cost), str(good.value)] for n, good in enumerate(order, 1)]
    lines += ["", "The order:", "", columns(rows), ""]
    return "\n".join([*lines, *_paying(sale, order, plan), "", *MEANING])


def _paying(sale: Sale, order: Sequence[Good], plan: Sequence[Payment] | None) -> list[str]:
    if plan is None:
        costs = sum((good.cost for good in order), Fraction(0))
        values = sum((good.value for good in order), Fraction(0))
        return [
            f"The price may lie between {costs} less what {sale.seller} stands to lose and {values} and what"
            f" {sale.buyer} stands to lose;",
            'give "price" (and "penalties") in the file to see when to pay what.',
        ]
    steps = [
        f"  pay {payment.pays}" * bool(payment.pays)
        + f"{',' * bool(payment.pays)} deliver {payment.delivers}" * (payment.delivers is not None)
        for payment in plan
    ]
    return [
        f"At a price of {sale.price}, paying as late as may be:",
        *(step for step in steps if step.strip()),
    ]
