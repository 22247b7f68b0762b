"""The walk through Harbour: five steps across real pages, each looking at one seat's own view to see if it was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodoffices.core.people import Role
from goodoffices.core.reading.standing import alarms, answers
from goodoffices.core.view import View
from goodoffices.web.demo import proving
from goodoffices.web.demo.scene import VISITOR
from goodoffices.web.people.models import Person
from goodoffices.web.talks import folding, store, telling
from goodoffices.web.talks.store import Sitting


@dataclass(frozen=True)
class Step:
    """One step, or a part of one: its number, what to do, on whose page, and whether it was done."""

    number: str
    words: str
    way: str
    done: bool


@dataclass(frozen=True)
class Chair:
    """A seat of Harbour to sit in."""

    name: str
    role: str
    way: str


def chairs() -> Mapping[str, Sitting]:
    """Return the seats the walk uses, by name: M1 to M3, and the first seat of each party."""
    if not settings.DEMONSTRATION:
        return {}
    person = Person.objects.filter(name=VISITOR).first()
    found: dict[str, Sitting] = {}
    for sitting in store.seats_of(str(person.pk)) if person else ():
        view = folding.seated(sitting).view
        name = view.name_of(sitting.delegation) if sitting.delegation else view.name_of(sitting.seat)
        head = not sitting.delegation or view.room.head in ("", sitting.seat)
        if sitting.role != Role.PRINCIPAL and head:
            found[name] = sitting
    return found


def all_chairs() -> Sequence[Chair]:
    """Return every seat of Harbour, for the page of its doors."""
    person = Person.objects.get(name=VISITOR)
    order = {Role.MEDIATOR: 0, Role.DELEGATE: 1, Role.PRINCIPAL: 2, Role.GUARANTOR: 3, Role.OBSERVER: 4}
    found = []
    for sitting in store.seats_of(str(person.pk)):
        view = folding.seated(sitting).view
        own = view.name_of(sitting.seat)
        party = view.name_of(sitting.delegation)
        name = f"{party} · {own}" if party and own else party or own
        role = Role(sitting.role)
        way = reverse("home", args=[sitting.address])
        found.append((order.get(role, 9), Chair(name, str(telling.ROLES[role]), way)))
    return [chair for _at, chair in sorted(found, key=lambda pair: (pair[0], pair[1].name))]


def steps(address: str = "") -> tuple[Step, ...]:
    """Return the steps of the walk; nothing outside the demonstration.

    On a seat's page a step is marked as done only where this very seat knows it, so that no page tells of another.
    """
    seats = chairs()
    views = {name: _Lazy(sitting) for name, sitting in seats.items()}
    found = []
    for number, words, who, page, more, done in _TOLD:
        if who in seats:
            mine = address in ("", seats[who].address)
            way = _way(seats[who], page, more)
            found.append(Step(number, str(words), way, mine and done(views[who].view)))
    if found:
        proof = proving.last() if not address else None
        words = _(
            "Two hundred confidences in one room: every byte of the other stays. One leak is planted, and caught."
        )
        found.append(Step("5", str(words), reverse("harbour-leaks"), proof is not None and proof.holds))
    return tuple(found)


def _way(sitting: Sitting, page: str, more: tuple[str, ...]) -> str:
    return reverse(page, args=[sitting.address, *more])


class _Lazy:
    """A seat's view, read when it is first looked at."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._view: View | None = None

    @property
    def view(self) -> View:
        if self._view is None:
            self._view = folding.seated(self.sitting).view
        return self._view


def _same_words(view: View) -> bool:
    given = [
        channel.newest.sha256
        for one, channel in view.channels()
        if channel.newest and one.standing == "party"
    ]
    return len(given) > 1 and len(set(given)) == 1


def _left(view: View) -> bool:
    return any(len(channel.given) > 3 for _one, channel in view.channels())


def _checked(view: View) -> bool:
    return any(not one.same for one in view.room.checks.values())


def _alarmed(view: View) -> bool:
    return bool(alarms(view))


def _accepted(view: View) -> bool:
    return any(one.sense == "yes" and one.differences for one in answers(view))


def _carried(view: View) -> bool:
    return any(
        one.carried and one.as_ == "mediators"
        for _one, channel in view.channels()
        for one in channel.releases.values()
    )


_TOLD: list[tuple[str, str | Promise, str, str, tuple[str, ...], Callable[[View], bool]]] = [
    ("1", _("At the desk: both rooms hold the same check words."), "M2", "home", (), _same_words),
    ("2a", _("As M3: leave version 7 with Vell, and on paper the altered one."), "M3", "deliver", ("2",), _left),
    ("2b", _("As Vell: check the copy you were left."), "Vell", "check", (), _checked),
    ("2c", _("As Vell: tell the mediators. Only now the alarm stands; Tarn's page is unchanged."), "M2", "home", (), _alarmed),
    ("3", _("As Vell: “we accept”. At the desk: no common text, one difference."), "M2", "home", (), _accepted),
    ("4", _("As Tarn: confide, release in other words; carry it. Vell reads only those."), "M1", "with", ("2",), _carried),
]  # fmt: skip
