"""One party's list of persons, read from CSV; nothing of what a cell holds is ever said aloud."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from goodoffices.core.errors import BadInput, Fault, Phrase, bad

Said = Literal["", "held", "dead", "missing", "not held", "third"]
LARGEST = 50_000_000
MOST = 200_000
_MOST_CLASSES = 20
_NAMES = ("name", "given", "father", "family")
_KNOWN = frozenset({*_NAMES, "id", "born", "place", "status", "holder", "class"})
_ID = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")
_BORN = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2}))?")


@dataclass(frozen=True)
class Person:
    """One row of a list. Only `ref`, the private identifier, may ever leave; the rest does not print itself.

    `born` is a year or a date; `said` is what this list says of the person, `holder` who else holds them.
    """

    ref: str
    name: str = field(repr=False)
    born: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    said: Said = field(default="", repr=False)
    holder: str = field(default="", repr=False)
    group: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.ref


def persons(source: bytes, prefix: str) -> tuple[Person, ...]:
    """Return the persons of a CSV file; a row without an `id` is `prefix` and its row number.

    Faults name line and column head and never what stands there: a shifted column could hold a name.
    """
    if len(source) > LARGEST:
        raise BadInput("a list is at most {n} MB", n=LARGEST // 1_000_000)
    try:
        words = source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput(
            Fault("this is not UTF-8; save it as UTF-8 text", source[: fault.start].count(b"\n") + 1)
        ) from None
    faults: list[Fault] = []
    found = tuple(_rows(words, prefix, faults))
    seen: set[str] = set()
    for number, person in enumerate(found, start=1):
        if person.ref in seen:
            faults.append(
                Fault(Phrase("the id of person {number} stands in this list already", number=number))
            )
        seen.add(person.ref)
    if len({person.group for person in found}) > _MOST_CLASSES:
        faults.append(
            Fault(Phrase("class: more than {most} classes; is a column shifted?", most=_MOST_CLASSES))
        )
    if not found and not faults:
        faults.append(Fault("no person stands in this list", 1))
    bad(faults[:50])
    return found


def _rows(words: str, prefix: str, faults: list[Fault]) -> Iterator[Person]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words), strict=True)
    try:
        heads = [head.strip().lower() for head in next(reader, [])]
        if not _usable(heads):
            faults.append(
                Fault(
                    "the first line must name the columns: name (or given and family), and if known id, father, born, place, status, holder, class",
                    1,
                )
            )
            return
        for number, row in enumerate(reader, start=1):
            if number > MOST:
                raise BadInput("a list is at most {most} persons", most=MOST)
            if any(cell.strip() for cell in row):
                cells = dict(zip(heads, (cell.strip() for cell in row), strict=False))
                yield _person(cells, f"{prefix}{number}", reader.line_num, faults)
    except csv.Error:
        faults.append(Fault("a quotation mark is not closed, or a cell is too long", reader.line_num))


def _delimiter(words: str) -> str:
    head = words.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _usable(heads: list[str]) -> bool:
    known = [head for head in heads if head in _KNOWN]
    return len(set(known)) == len(known) and ("name" in heads or {"given", "family"} <= set(heads))


def _person(cells: Mapping[str, str], ref: str, line: int, faults: list[Fault]) -> Person:
    given = cells.get("id", "")
    if given and not _ID.fullmatch(given):
        faults.append(
            Fault("id: letters, digits, . _ : - and at least one digit, so that no id is a name", line)
        )
    name = " ".join(cells.get(head, "") for head in _NAMES).strip()
    if not name:
        faults.append(Fault("name: nothing stands there", line))
    born = cells.get("born", "")
    if born and not _sensible(born):
        faults.append(Fault("born: a year or a date is needed, such as 1987 or 1987-03-14", line))
    said = cells.get("status", "").lower().replace("_", " ")
    if said not in get_args(Said):
        faults.append(Fault("status: held, dead, missing, not held or third is needed, or nothing", line))
    holder = cells.get("holder", "")
    return Person(
        ref=given or ref,
        name=name,
        born=born,
        place=cells.get("place", ""),
        said="third" if holder and said in {"", "held"} else said,  # type: ignore[arg-type]
        holder=holder,
        group=cells.get("class", ""),
    )


def _sensible(born: str) -> bool:
    match = _BORN.fullmatch(born)
    if match is None:
        return False
    return not match[2] or (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31)
