"""The page a mediator reads before entering a room, and writes after leaving it."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from goodoffices.core.lanes import Kind
from goodoffices.core.people import Delegation
from goodoffices.core.reading.saying import may_not, may_say
from goodoffices.core.reading.standing import holdings
from goodoffices.web.parts import move
from goodoffices.web.talks import forms, lines, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.desk import card
from goodoffices.web.talks.pages.hearing import KINDS, how


def delegation(here: Here, number: str) -> Delegation:
    """Return the delegation of this number, from 1 in the order agreed; for mediators alone."""
    listed = here.view.table.delegations
    if not here.view.seat.mediates or not 1 <= forms.number(number) <= len(listed):
        raise Http404
    return listed[forms.number(number) - 1]


@require_safe
@seat_page
def entering(here: Here, number: str) -> HttpResponse:
    """Show what may and may not be said in a room, what it holds, and what was said between it and the desk."""
    one = delegation(here, number)
    lane = here.view.lane(Kind.CHANNEL, one.id)
    private = here.view.lane(Kind.PRIVATE, one.id, here.view.seat.id)
    state = here.view.channel(one.id)
    before = here.request.GET.get("before", "")
    return here.page(
        "talks/entering.html",
        "desk",
        "",
        who=one,
        number=number,
        card=next(card(here, held) for held in holdings(here.view) if held.delegation == one),
        may=[(found, telling.GUISES[found.as_], move()) for found in may_say(here.view, one.id)],
        may_not=may_not(here.view, one.id),
        lane=lane.id,
        private=private.id,
        lines=lines.lines(here.now, lane, forms.number(before)),
        alone=lines.lines(here.now, private),
        understandings=[
            (name, read, read.corrected_by != one.id) for name, read in state.understandings.items()
        ],
        unconfirmed=[(item, telling.KINDS.get(words, words)) for item, words in state.unconfirmed.items()],
        questions=[(name, asked) for name, asked in state.questions.items() if not asked.answered],
        reads=telling.readers(here.view, lane.id),
        reads_alone=telling.readers(here.view, private.id),
        heard=[(kind, telling.KINDS[kind]) for kind in KINDS],
        how=[(one, words) for one, words in how().items()],
        reactions=telling.REACTIONS,
        newest=state.newest,
        fresh=move(),
    )
