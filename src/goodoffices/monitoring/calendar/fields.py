"""The fields of one table of a calendar file, taken one by one, with every fault kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction

from goodoffices.core.errors import Fault, Phrase
from goodoffices.monitoring.calendar.places import Places
from goodoffices.monitoring.obligations import Order, Window

LONGEST = 36_600
YEARS = range(1000, 9000)  # the longest calendar, begun in any of them, ends on a day that can be written
MOST = 1_000_000_000
_RATIO = re.compile(r"\s*(\d{1,9})\s*[:∶]\s*(\d{1,9})\s*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def keyed(key: str, what: str) -> Phrase:
    """Return what is wrong with a key as a sentence that names the key first."""
    return Phrase("{key}: {what}", key=key, what=Phrase(what))


@dataclass
class Table:
    """One table being read. What is wrong with it goes to `faults`; a default stands in."""

    values: Mapping[str, object]
    places: Places
    faults: list[Fault]
    name: str = ""
    index: int = 0
    inside: str = ""
    taken: set[str] = field(default_factory=set)

    def wrong(self, key: str, what: str) -> None:
        """Keep a fault of this key."""
        where = self.inside or key
        said = f"{self.inside}.{key}" if self.inside else key
        self.faults.append(self.places.fault(keyed(said, what), self.name, self.index, where))

    def has(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self.values

    def take(self, key: str) -> object:
        """Return what stands under the key, or None."""
        self.taken.add(key)
        return self.values.get(key)

    def words(self, key: str, *, needed: bool = False) -> str:
        """Return a line of words; nothing where the key is absent."""
        found = self.take(key)
        if found is None and not needed:
            return ""
        if not isinstance(found, str) or (needed and not found.strip()):
            self.wrong(key, "words in quotation marks are needed")
            return ""
        return found.strip()

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names; one name in quotation marks is a list of one."""
        found = self.take(key)
        if found is None:
            return ()
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
            self.wrong(key, 'a list of names is needed, such as ["c3", "c9"]')
            return ()
        return tuple(dict.fromkeys(one.strip() for one in listed))

    def whole(self, key: str, default: int = 0, low: int = 0, high: int = LONGEST) -> int:
        """Return a whole number between the bounds."""
        if not self.has(key):
            self.taken.add(key)
            return default
        found = self.take(key)
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            self.wrong(key, Phrase("a whole number from {low} to {high} is needed", low=low, high=high))
            return default
        return found

    def maybe(self, key: str, low: int = 0) -> int | None:
        """Return a whole number, or None where the key is absent."""
        return self.whole(key, low=low) if self.has(key) else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        found = self.take(key)
        if found is None:
            return default
        if not isinstance(found, bool):
            self.wrong(key, "true or false is needed")
            return default
        return found

    def day(self, key: str) -> date | None:
        """Return a date, written as TOML's or in quotation marks."""
        found = self.take(key)
        if isinstance(found, str):
            try:
                return date.fromisoformat(found)
            except ValueError:
                found = None
        if isinstance(found, date) and not isinstance(found, datetime) and found.year in YEARS:
            return found
        self.wrong(key, "a date is needed, such as 2031-03-03")
        return None

    def inner(self, key: str) -> "Table":
        """Return the table written under the key."""
        found = self.take(key)
        if not isinstance(found, dict):
            self.wrong(key, "a table is needed, such as { day = 7 }")
            found = {}
        return Table(found, self.places, self.faults, self.name, self.index, inside=key)

    def done(self) -> None:
        """Keep a fault for every key nobody asked for."""
        for key in self.values:
            if key not in self.taken:
                known = ", ".join(sorted(self.taken))
                self.wrong(key, Phrase("no such key here; known are {known}", known=known))


def window(table: Table, key: str) -> Window | None:
    """Return the hours under the key: opening and closing, `24:00` being midnight."""
    found = table.take(key)
    clocks = [_clock(one) for one in found] if isinstance(found, list) else []
    if len(clocks) == 2 and clocks[0] and clocks[1] and clocks[0] != (24, 0) and clocks[0] != clocks[1]:
        opens, closes = clocks[0], clocks[1]
        return Window(time(*opens), None if closes == (24, 0) else time(*closes))
    table.wrong(key, 'an opening and another closing time are needed, such as ["06:00", "16:00"]')
    return None


def _clock(found: object) -> tuple[int, int] | None:
    if isinstance(found, time):
        return (found.hour, found.minute)
    if not isinstance(found, str):
        return None
    if found.strip() == "24:00":
        return (24, 0)
    match = _CLOCK.fullmatch(found.strip())
    return (int(match[1]), int(match[2])) if match else None


def ratio_of(words: str) -> Fraction | None:
    """Return how many of these for one of the others: `12:1` is 12; None where the words are no ratio."""
    match = _RATIO.fullmatch(words)
    if not match or not int(match[1]) or not int(match[2]):
        return None
    return Fraction(int(match[1]), int(match[2]))


def ratio(table: Table, key: str) -> Fraction | None:
    """Return the ratio under the key."""
    if not table.has(key):
        table.taken.add(key)
        return None
    found = ratio_of(table.words(key))
    if found is None:
        table.wrong(key, 'two whole numbers are needed, such as "12:1"')
    return found


def classes_in_order(rule: str) -> tuple[str, ...]:
    """Return the classes of a rule such as `crew before officers`, first to last; none where it is no rule."""
    classes = tuple(" ".join(part.split()) for part in re.split(r"\bbefore\b", rule))
    fit = len(classes) > 1 and all(classes) and len(set(classes)) == len(classes)
    return classes if fit else ()


def orders(table: Table, key: str) -> tuple[Order, ...]:
    """Return the rules under the key: `crew before officers`, several in a list or in a row."""
    found: list[Order] = []
    for rule in table.names(key):
        classes = classes_in_order(rule)
        if not classes:
            table.wrong(key, 'two classes are needed, such as "crew before officers"')
        found += [Order(first, then) for place, first in enumerate(classes) for then in classes[place + 1 :]]
    return tuple(dict.fromkeys(found))


def shares(table: Table, key: str) -> tuple[tuple[str, int], ...]:
    """Return how a count divides into classes, in the order written."""
    if not table.has(key):
        table.taken.add(key)
        return ()
    inner = table.inner(key)
    found = tuple((name, inner.whole(name, low=1, high=MOST)) for name in inner.values)
    return tuple((name, many) for name, many in found if many)


def listed(found: object) -> Sequence[Mapping[str, object]]:
    """Return the tables of an array of tables; nothing where it is not one."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
