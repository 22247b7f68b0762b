"""What the principals' lane amounts to: whom they let in, and which texts were passed on to them."""

from dataclasses import dataclass, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import last
from goodoffices.core.fold.mandates import Mandates, mandated
from goodoffices.core.moves import LetIn, PassOn


@dataclass(frozen=True)
class PrincipalsState(Deadlines, Mandates):
    """The principals' lane of a party, as they and the delegates they let in know it."""

    let_in: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def newest(self) -> Given | None:
        """The text passed on last, or none yet."""
        return self.given[-1] if self.given else None


def step(state: PrincipalsState, entry: Entry) -> PrincipalsState:
    """Return the principals' lane after one more entry."""
    match entry.move:
        case LetIn(seat=seat) if seat not in state.let_in:
            return replace(state, let_in=(*state.let_in, seat))
        case PassOn() as passed:
            given = Given(
                id=entry.id,
                number=entry.number,
                stamp=entry.stamp,
                sha256=passed.sha256,
                name=passed.name,
                languages=tuple(passed.text),
                check=passed.check,
                cover=passed.words,
            )
            return replace(state, given=last(state.given, given))
        case _:
            return mandated(state, entry)
