"""An exchange that holds: an order in which nobody gains by stopping, or what must be at stake; nothing of it is kept."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodoffices.core.errors import BadInput, Fault, Refused
from goodoffices.monitoring.exchange import Delivery, Exchange, order_for, plan
from goodoffices.web import refusals
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def exchange(here: Here) -> HttpResponse:
    """Show the form, and below it what it says: computed in this request, written down nowhere."""
    post = here.request.POST
    parties = "\n".join(one.name for one in here.view.table.delegations)
    told: dict[str, object] = {"said": post or {"parties": parties, "at_once": "1"}, "wrong": ()}
    if here.request.method == "POST":
        try:
            told |= _answered(
                _exchange(post), uncertain="…" in post.get("items", "") or ".." in post.get("items", "")
            )
        except (BadInput, Refused) as no:
            told["wrong"] = refusals.lines(no)
    place = here.work.kind.value
    return here.page_with(400 if told["wrong"] else 200, "talks/exchange.html", place, "days", **told)


def _answered(given: Exchange, *, uncertain: bool) -> dict[str, object]:
    found = plan(given)
    stakes = [_stake(given, vector) for vector in found.deposits] if not found.safe_without_deposit else []
    steps = [
        (", ".join(_counted(step)), found.left[number]) for number, step in enumerate(found.order, start=1)
    ]
    best = plan(given.at_best()) if uncertain else None
    return {
        "found": found,
        "parties": given.parties,
        "start": found.left[0],
        "steps": steps,
        "stakes": stakes,
        "best": best,
    }


def _stake(given: Exchange, vector: tuple[Fraction, ...]) -> tuple[str, str]:
    named = ", ".join(f"{party} {stake}" for party, stake in zip(given.parties, vector, strict=True) if stake)
    order = f" {_('→')} ".join(", ".join(_counted(step)) for step in order_for(given, vector))
    return named, order


def _counted(step: tuple[str, ...]) -> list[str]:
    return [name if step.count(name) == 1 else f"{step.count(name)} × {name}" for name in dict.fromkeys(step)]


def _exchange(post: Mapping[str, str]) -> Exchange:
    parties = tuple(one.strip() for one in post.get("parties", "").splitlines() if one.strip())
    at_once = post.get("at_once", "1").strip() or "1"
    if not at_once.isdecimal():
        raise BadInput(_("How many at once is a whole number."))
    return Exchange(parties, tuple(_items(post.get("items", ""), len(parties))), int(at_once))


def _items(words: str, parties: int) -> Iterator[Delivery]:
    """Yield a delivery a line: name; how many; what one is worth to each party, in the parties' order, ranges as 1..3."""
    for number, line in enumerate(words.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [one.strip() for one in line.split(";")]
        if len(cells) != parties + 2 or not cells[1].isdecimal():
            shape = _("write: name; how many; and one worth for each of the %(n)s parties") % {"n": parties}
            raise BadInput(Fault(shape, line=number))
        ranges = [_range(one, number) for one in cells[2:]]
        least, most = tuple(one[0] for one in ranges), tuple(one[1] for one in ranges)
        yield Delivery(cells[0], int(cells[1]), least, most if most != least else None)


def _range(words: str, line: int) -> tuple[Fraction, Fraction]:
    low, dots, high = words.replace("…", "..").partition("..")
    return _worth(low, line), _worth(high if dots else low, line)


def _worth(words: str, line: int) -> Fraction:
    try:
        if len(words) > 30:
            raise ValueError
        return Fraction(words.strip().replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        raise BadInput(Fault(_("a worth is a number, such as -2, 3 or 5/2"), line=line)) from None
