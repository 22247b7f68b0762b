"""With the mediators: what was said in the channel, what we confided and its release, what they understood us to say."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodoffices.core import text as one_text
from goodoffices.core.fold.words import Item, Released, Words
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.view import View
from goodoffices.web.parts import move
from goodoffices.web.talks import clauses, deducing, forms, lines, paper, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.deducing import Deduced
from goodoffices.web.talks.ground import ground
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages.room import channel
from goodoffices.web.talks.sending import sending

MOST_ITEMS = 30


@dataclass(frozen=True)
class Leave:
    """A release as its owner sees it: to whom it may go still, to whom it was carried, in which words, as whose."""

    id: str
    may: str
    carried: str
    words: str = field(repr=False)
    guise: str
    revoked: bool
    move: str


@dataclass(frozen=True)
class Confidence:
    """Something we confided: ours, or with the releases we gave for it."""

    id: str
    item: Item
    at: Any
    clause: str
    leaves: tuple[Leave, ...]


@require_safe
@seat_page
def mediators(here: Here) -> HttpResponse:
    """Show what was said between our delegation and the desk."""
    channel(here)
    return _page(here, here.view.lane(Kind.CHANNEL), "mediators")


@require_safe
@seat_page
def alone(here: Here, number: int) -> HttpResponse:
    """Show what was said between our delegation and one mediator alone."""
    return _page(here, alone_lane(here, number), "alone")


def alone_lane(here: Here, number: int) -> Lane:
    """Return the private channel to the mediator of this number, in the order of the table."""
    here.view.lane(Kind.ROOM)
    chairs = here.view.table.mediators
    if not 1 <= number <= len(chairs):
        raise Http404
    return here.view.lane(Kind.PRIVATE, here.view.seat.delegation, chairs[number - 1].seat)


def _page(here: Here, lane: Lane, name: str) -> HttpResponse:
    state = here.view.states[lane.id]
    if not isinstance(state, Words):
        raise Http404
    before, below = here.request.GET.get("before", ""), here.request.GET.get("confided", "")
    text = _newest(here)
    items, older = _items(here, state, text, forms.number(below))
    mine = here.view.seat.delegation
    unanswered = [(item, one) for item, one in state.questions.items() if not one.answered]
    return here.page(
        "talks/mediators.html",
        "room",
        "mediators",
        lane=lane.id,
        audience=lane.kind.value,
        reads=telling.readers(here.view, lane.id),
        who=here.view.name_of(lane.seat),
        tabs_=_tabs(here),
        tab=here.request.path,
        lines=lines.lines(here.now, lane, forms.number(before)),
        first=not before,
        questions=[(item, one, move()) for item, one in unanswered if one.by != mine],
        ours_open=[one for _item, one in unanswered if one.by == mine],
        items=items,
        older_items=older,
        understandings=[
            (item, one, move(), one.corrected_by != lane.delegation)
            for item, one in state.understandings.items()
            if one.standing != "confirmed"
        ],
        unconfirmed=[(item, _heard(words), move()) for item, words in state.unconfirmed.items()],
        clause_list=_clause_list(text),
        alone=name == "alone",
        **sending(here),
    )


def _heard(words: str) -> str:
    return str(telling.KINDS.get(words, words))


def _tabs(here: Here) -> list[tuple[str, str]]:
    chairs = enumerate(here.view.table.mediators, 1)
    each = [(here.url("alone", str(at)), _("%(name)s alone") % {"name": one.name}) for at, one in chairs]
    return [(here.url("mediators"), _("All mediators")), *each]


def _newest(here: Here) -> one_text.Text | None:
    newest = channel(here).newest
    if newest is None:
        return None
    _language, file = clauses.files_in(here.view.text_of(newest.sha256), get_language() or "en")
    return one_text.read(file)


def _clause_list(text: one_text.Text | None) -> list[tuple[str, str]]:
    """Return the clauses one may confide about, each by its name and the number it shows."""
    if text is None:
        return []
    shown = paper.references(text)
    return [(one.id, shown[one.id]) for one in one_text.clauses(text) if one.number]


def _items(here: Here, state: Words, text: one_text.Text | None, below: int) -> tuple[list[Confidence], int]:
    """Return what was confided last, before the entry `below` if that is told, and before which entry there is more."""
    shown = paper.references(text) if text else {}
    all_ = [
        (name, item) for name, item in reversed(list(state.items.items())) if not below or item.number < below
    ]
    found = []
    for name, item in all_[:MOST_ITEMS]:
        given = [(id_, one) for id_, one in state.releases.items() if one.item == name]
        leaves = tuple(_leave(here.view, id_, one) for id_, one in given)
        found.append(
            Confidence(name, item, when(item.stamp), _of(shown.get(item.clause, item.clause)), leaves)
        )
    return found, found[-1].item.number if len(all_) > MOST_ITEMS else 0


def _of(ref: str) -> str:
    """Return a place by its kind and number; a heading such as “Article 9” says its kind itself."""
    said = len(ref) > 1 and ref.split(maxsplit=1)[0].isalpha() if ref else True
    return ref if said else _("Clause %(number)s") % {"number": ref}


def _leave(view: View, name: str, one: Released) -> Leave:
    left = [to for to in one.to if to not in one.carried]
    return Leave(
        name,
        _names(view, left),
        _names(view, list(one.carried)),
        one.words,
        str(telling.GUISES[one.as_]),
        one.revoked,
        move(),
    )


def _names(view: View, listed: list[str]) -> str:
    return ", ".join(view.name_of(one) or _("everybody") for one in listed)


@require_safe
@seat_page
def release(here: Here, lane: str, item: str) -> HttpResponse:
    """Ask to whom, in which words and as whose something confided may be carried."""
    state = here.view.states.get(lane)
    if not isinstance(state, Words) or item not in state.items or here.view.seat.mediates:
        raise Http404
    mine = here.view.seat.delegation
    others = [one for one in here.view.table.delegations if one.id != mine]
    held, told = here.view.lanes[lane], sending(here, "release")
    return here.page(
        "talks/release.html",
        "room",
        "",
        lane=lane,
        id=item,
        item=state.items[item],
        others=others,
        guises=telling.GUISES.items(),
        reads=telling.readers(here.view, lane),
        audience=held.kind.value,
        fresh=move(),
        back=here.url("mediators"),
        deduced=_deduced(here, state, item),
        **told,
    )


def _deduced(here: Here, state: Words, item: str) -> list[Deduced] | None:
    """Return what each other delegation could deduce from a line of interests; nothing is worked out of mere words."""
    line = state.values.get(item)
    if line is None:
        return None
    mine = here.view.seat.delegation
    of = ground(here.view, line.sha256, "", get_language() or "en")
    found: dict[tuple[str, ...], list[str]] = {}
    for one in here.view.table.delegations:
        if one.id != mine:
            sentences = deducing.from_line(line, of, deducing.seen_by(state, one.id, of))
            found.setdefault(sentences, []).append(one.name)
    return [Deduced(", ".join(names), sentences) for sentences, names in found.items()]


def concerns(here: Here) -> list[tuple[str, str]]:
    """Return whose words about somebody's safety this mediator has not written back to, and the way there."""
    found = []
    for number, one in enumerate(here.view.table.delegations, start=1):
        lanes = [
            lane
            for lane in here.view.lanes.values()
            if lane.kind is Kind.PRIVATE and lane.delegation == one.id
        ]
        states = [here.view.states[lane.id] for lane in lanes]
        if any(isinstance(state, Words) and state.concerns for state in states):
            found.append((one.name, here.url("with", str(number))))
    return found
