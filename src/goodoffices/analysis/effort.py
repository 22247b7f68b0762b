"""How much work may be done and held: counted in partial deals weighed, so that it is the same on every machine."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

Progress = Callable[[], bool]
"""Whether there is time to go on."""

WORK = 400_000_000


def _go_on() -> bool:
    return True


@dataclass
class Meter:
    """Counts partial deals weighed, up to a limit."""

    limit: int = WORK
    spent: int = 0


@dataclass(frozen=True)
class Effort:
    """How many partial deals may be held (`states`), weighed at once and weighed in all, and whether time is left.

    Time is somebody else's: `more` asks for it. Without it the effort is the same everywhere, and so is the answer.
    """

    states: int = 2_000_000
    candidates: int = 4_000_000
    meter: Meter = field(default_factory=Meter)
    more: Progress = field(default=_go_on, repr=False)

    def share(self, part: int) -> "Effort":
        """Return an effort of its own with a part of this one's work; time is shared."""
        return replace(self, meter=Meter(self.meter.limit // part))

    def spend(self, weighed: int) -> None:
        """Count work done."""
        self.meter.spent += weighed

    @property
    def stop(self) -> str:
        """Why to stop now; nothing while there is time and work left."""
        if not self.more():
            return "the time was up"
        return (
            f"{self.meter.limit:,} partial deals had been weighed"
            if self.meter.spent > self.meter.limit
            else ""
        )
