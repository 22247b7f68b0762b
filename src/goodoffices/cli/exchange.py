"""`goodoffices exchange`: an order of deliveries that holds by itself, or the deposits it needs."""

from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.exchange_file import Barter, Sale, read
from goodoffices.cli.exchange_page import page_of_barter, page_of_sale
from goodoffices.cli.files import card, exact, naming, print_json, read_json, say
from goodoffices.monitoring import discounting
from goodoffices.monitoring.exchange import Plan, plan
from goodoffices.monitoring.payments import in_order, payments, total_penalty


def register(app: typer.Typer) -> None:
    """Offer the command."""
    app.command("exchange")(exchange)


def exchange(
    file: Annotated[Path, typer.Argument(help="JSON: parties, items and what each is worth to whom.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Order an exchange so that nobody gains by stopping half-way, or say what must be at stake."""
    with naming(file):
        root, digest = read_json(file)
        told = read(root)
        answer, page = _sale(told) if isinstance(told, Sale) else _barter(told)
    if as_json:
        print_json(answer)
    else:
        say(page)
        say(card(digest, "exchange"))


def _sale(sale: Sale) -> tuple[dict[str, object], str]:
    order = in_order(sale.goods)
    least = total_penalty(order)
    answer: dict[str, object] = {"least_total_penalty": exact(least), "order": [good.name for good in order]}
    plan_of_payments = None
    if sale.price is not None:
        plan_of_payments = payments(order, sale.price, *(sale.penalties or (least, least - least)))
        answer["payments"] = [
            {"pays": exact(payment.pays), "then": payment.delivers} for payment in plan_of_payments
        ]
    return answer, page_of_sale(sale, order, least, plan_of_payments)


def _barter(barter: Barter) -> tuple[dict[str, object], str]:
    found, best = _plan(barter), None
    answer = _answer(barter, found)
    if any(item.best for item in barter.exchange.items):
        best = _plan(Barter(barter.exchange.at_best(), barter.factors, people=barter.people))
        answer["at_best"] = {
            "least_uniform_penalty": exact(best.least_uniform_penalty),
            "safe_without_deposit": best.safe_without_deposit,
        }
    return answer, page_of_barter(barter, found, best)


def _plan(barter: Barter) -> Plan:
    if barter.factors:
        return discounting.plan(barter.exchange, barter.factors)
    return plan(barter.exchange)


def _answer(barter: Barter, found: Plan) -> dict[str, object]:
    single = barter.exchange.at_once == 1
    return {
        "least_uniform_penalty": exact(found.least_uniform_penalty),
        "deposits": [[exact(deposit) for deposit in vector] for vector in found.deposits],
        "order": [step[0] if single else list(step) for step in found.order],
        "safe_without_deposit": found.safe_without_deposit,
    }
