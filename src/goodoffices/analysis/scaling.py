"""How a party's points become whole numbers, exactly, and how they are read back."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Grain, Interest

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MOST = 2**61
FINEST = 2**28
NEVER = 2**62


@dataclass(frozen=True)
class Scale:
    """How a party's points became whole numbers: a worth is `unit` times a whole number.

    `step` such numbers make one readable step (1 where worths are exact, even otherwise); `cap` is the most that
    counts. A term's points are whole numbers of units exactly, except where a grain is coarser than 2^28 units:
    there terms are rounded to the unit, far below the grain, and the sum is read at the grain.
    """

    unit: Fraction
    step: int = 1
    cap: int | None = None

    def read(self, worths: Ints) -> Ints:
        """Return worths as they count, in readable steps."""
        if self.step == 1:
            return worths
        within = worths if self.cap is None else np.minimum(worths, self.cap)
        return (within + self.step // 2) // self.step

    @property
    def point(self) -> Fraction:
        """The worth of one readable step."""
        return self.unit * self.step

    def whole(self, points: Fraction) -> int:
        """Return points as a whole number of units."""
        return round(points / self.unit)


def scale(party: str, interest: Interest) -> Scale:
    """Return the scale on which the party's points are whole numbers, as coarse as it can be."""
    points = [*interest.points.values(), *(bonus.points for bonus in interest.bonuses)]
    most = sum((abs(number) for number in (*points, interest.reservation)), Fraction(0))
    grain = interest.grain
    if grain is None:
        unit = Fraction(1, lcm(*(number.denominator for number in (*points, interest.reservation))))
        if most / unit >= MOST:
            raise BadInput(
                "the points of {party} need more digits than a 64-bit number holds; write them with fewer digits, "
                "or give a quantum at which its worths are read",
                party=party,
            )
        return Scale(unit)
    return _with_grain(party, points, most, grain)


def _with_grain(party: str, points: list[Fraction], most: Fraction, grain: Grain) -> Scale:
    cap = grain.cap
    even = all((number / grain.quantum).denominator == 1 for number in points)
    if even and most / grain.quantum < MOST and (cap is None or most <= cap):
        return Scale(grain.quantum)
    numbers = [*points, grain.quantum / 2, *([] if cap is None else [cap])]
    unit = Fraction(1, lcm(*(number.denominator for number in numbers)))
    if most / unit >= MOST:
        unit = _finest(party, most, grain.quantum)
    return Scale(unit, int(grain.quantum / unit), None if cap is None else (cap / unit).__floor__())


def _finest(party: str, most: Fraction, quantum: Fraction) -> Fraction:
    parts = FINEST
    while most * parts >= MOST * quantum and parts > 2**7:
        parts //= 2
    if parts < 2**8:
        raise BadInput(
            "the quantum of {party} is too fine for worths so large; give a coarser one", party=party
        )
    return quantum / parts


def nothing(scale: Scale, interest: Interest) -> int:
    """No deal, in readable steps."""
    return int(interest.read(interest.reservation) / scale.point)


def least(scale: Scale, interest: Interest) -> int:
    """The smallest whole number that reads as no worse than no deal; `NEVER` where none does."""
    if scale.step == 1:
        return nothing(scale, interest)
    number = nothing(scale, interest) * scale.step - scale.step // 2
    return number if scale.cap is None or number <= scale.cap else NEVER
