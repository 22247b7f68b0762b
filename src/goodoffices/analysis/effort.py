"""How much work may be done and held: counted in partial deals weighed, so that it is the same on every machine."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

Clock = Callable[[], float]
"""Which part of the time allowed has passed: 0 at the beginning, 1 at the end."""

WORK = 400_000_000


def _no_time() -> float:
    return 0.0


class Halt(Exception):
    """The effort is used up in the middle of something; caught where a partial answer can be given."""


@dataclass
class Meter:
    """Counts partial deals weighed, up to a limit."""

    limit: int = WORK
    spent: int = 0


@dataclass(frozen=True)
class Effort:
    """How many partial deals may be held (`states`), weighed at once and weighed in all, and until when.

    Time is somebody else's: `passed` tells it, and `until` is the part of it that may be used. Without it the effort
    is the same everywhere, and so is the answer.
    """

    states: int = 2_000_000
    candidates: int = 4_000_000
    meter: Meter = field(default_factory=Meter)
    passed: Clock = field(default=_no_time, repr=False)
    until: float = 1.0

    def share(self, part: int, until: float = 1.0) -> "Effort":
        """Return an effort of its own with a part of this one's work, to be done before a part of the time is over."""
        return replace(self, meter=Meter(self.meter.limit // part), until=min(until, self.until))

    def spend(self, weighed: int) -> None:
        """Count work done."""
        self.meter.spent += weighed

    @property
    def stop(self) -> str:
        """Why to stop now; nothing while there is time and work left."""
        if self.passed() >= self.until:
            return "the time was up"
        return (
            f"{self.meter.limit:,} partial deals had been weighed"
            if self.meter.spent > self.meter.limit
            else ""
        )

    def check(self) -> None:
        """Halt if the time is up."""
        if self.passed() >= self.until:
            raise Halt
