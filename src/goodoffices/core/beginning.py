"""Beginning talks: from a name and the parties in the order agreed to delegations, seats and lanes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.core.errors import BadInput, Phrase
from goodoffices.core.lanes import Kind, Lane, belongs
from goodoffices.core.moves import Begin
from goodoffices.core.people import COMMISSION, Chair, Delegation, Role, Seat, Settings, Standing, named

MOST = 60
_ROLES: Mapping[Standing, Role] = {
    Standing.PARTY: Role.DELEGATE,
    Standing.GUARANTOR: Role.GUARANTOR,
    Standing.OBSERVER: Role.OBSERVER,
    Standing.MONITOR: Role.MONITOR,
}


@dataclass(frozen=True)
class Wish:
    """What the person who begins talks said. Names stand in the order agreed and are never sorted.

    `principals` names the parties behind whose delegation a principals' seat is made.
    """

    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    guarantors: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        named(self.name, Phrase("the talks' name"))
        if not self.parties:
            raise BadInput("name at least one party, in the order agreed")
        if not self.mediators:
            raise BadInput("name at least one mediator")
        everybody = (*self.parties, *self.guarantors, *self.observers, *self.monitors, *self.mediators)
        for name in everybody:
            named(name, Phrase("each name"))
        if len(everybody) > MOST:
            raise BadInput(
                "more than {most} parties, mediators and others: begin with fewer and add later", most=MOST
            )
        if len({name.casefold() for name in everybody}) < len(everybody):
            raise BadInput("two of those named have the same name; give each one of its own")
        if COMMISSION in everybody:
            raise BadInput(
                "“commission” alone names those who sit together in a commission; say whose, or which one it is"
            )
        if not set(self.principals) <= set(self.parties):
            raise BadInput("principals: name parties that stand in the list of parties")


@dataclass(frozen=True)
class Plan:
    """Talks about to begin: their first entry, the seats, the lanes, and who holds which."""

    begin: Begin
    seats: tuple[Seat, ...]
    lanes: tuple[Lane, ...]

    def held(self, seat: Seat) -> tuple[Lane, ...]:
        """Return the lanes a seat holds from the beginning."""
        return tuple(lane for lane in self.lanes if belongs(seat, lane))


def plan(wish: Wish, fresh: Callable[[], str]) -> Plan:
    """Return the delegations, seats and lanes that a wish makes; `fresh` makes a random id each time."""
    delegations = tuple(
        Delegation(fresh(), name, standing)
        for standing, names in (
            (Standing.PARTY, wish.parties),
            (Standing.GUARANTOR, wish.guarantors),
            (Standing.OBSERVER, wish.observers),
            (Standing.MONITOR, wish.monitors),
        )
        for name in names
    )
    chairs = tuple(Chair(fresh(), name) for name in wish.mediators)
    begin = Begin(wish.name, delegations, chairs, wish.settings)
    seats = (*(Seat(chair.seat, Role.MEDIATOR) for chair in chairs), *_seats(wish, delegations, fresh))
    return Plan(begin, seats, lanes(delegations, seats, fresh))


def _seats(wish: Wish, delegations: Sequence[Delegation], fresh: Callable[[], str]) -> tuple[Seat, ...]:
    made = [Seat(fresh(), _ROLES[one.standing], one.id) for one in delegations]
    made += [Seat(fresh(), Role.PRINCIPAL, one.id) for one in delegations if one.name in wish.principals]
    return tuple(made)


def lanes(
    delegations: Sequence[Delegation], seats: Sequence[Seat], fresh: Callable[[], str]
) -> tuple[Lane, ...]:
    """Return the lanes these delegations and seats need, each under a random id."""
    made = [Lane(fresh(), Kind.TABLE), Lane(fresh(), Kind.DESK)]
    for one in delegations:
        made += [Lane(fresh(), Kind.ROOM, one.id), Lane(fresh(), Kind.CHANNEL, one.id)]
        if one.standing is Standing.PARTY:
            made.append(Lane(fresh(), Kind.PRINCIPALS, one.id))
        made += [Lane(fresh(), Kind.PRIVATE, one.id, seat.id) for seat in seats if seat.mediates]
    return (*made, *(Lane(fresh(), Kind.NOTES, seat=seat.id) for seat in seats))
