"""The ledger as a table of comma-separated values, one line a claim, and the codebook that says what each column means."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.record.ledger.book import Ledger, standings
from goodoffices.record.ledger.codec import from_plain
from goodoffices.record.ledger.entries import Claim, Entry, Statement
from goodoffices.record.ledger.misread import not_table
from goodoffices.record.ledger.tallies import NONE

COLUMNS: dict[str, str] = {
    "id": "the statement's id in the ledger; several lines of one id are several claims of one statement",
    "said": "when it was said, ISO 8601 at the granularity known; empty if only its publication is known",
    "published": "when it was published, ISO 8601; empty if unknown",
    "source": "the words that name or describe the speaker, as reported",
    "actor": "the talks' own name for the speaker; empty if none was entered",
    "hidden": "named | described | anonymous: whether the report names the source",
    "grade": "on record | background | deep background | off the record: the ground on which it was said",
    "outlet": "where it was seen",
    "chain": "through whom it came, nearest to the speaker first, parted by ' > '; empty if the outlet had it itself",
    "kind": "what the speaker does: says, confirms, insists, demands, refuses, offers, denies, …",
    "quotation": "direct | indirect | mixed; empty if not recorded",
    "to": "to whom it was said; empty if not reported",
    "language": "language of the words, BCP 47",
    "words": "what was said, as reported or in the keeper's words",
    "translation": "the words in the reader's language; empty if none is needed",
    "about": "issues of the talks it bears on, parted by ' | '",
    "clause": "clause of a public text it bears on; empty if none",
    "what": "what the claim is about; empty for a statement without a claim",
    "value": "the value claimed, as said",
    "value_kind": "number | text | date | yes-no",
    "unit": "unit of the value; empty if none",
    "bound": "exact | over | under | about",
    "report": "id of the report in the ledger; empty if none",
    "start": "first code point of the words in the report's file; empty if not read from one",
    "end": "code point after the words",
    "corrects": "id of the statement this one corrects; that one stays",
    "supersedes": "id of the statement this one takes the place of; that one stays",
    "denies": "id of the statement this one denies; that one stays",
    "corrected_by": "ids of statements that correct this one, parted by blanks",
    "superseded_by": "ids of statements that take its place, parted by blanks",
    "denied_by": "ids of statements that deny it, parted by blanks",
    "entered": "when it was entered, ISO 8601",
    "by": "who entered it",
}
_DERIVED = ("corrected_by", "superseded_by", "denied_by")
_CLAIM = {"what": "what", "value": "value", "value_kind": "kind", "unit": "unit", "bound": "bound"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CODES: dict[str, dict[str, str]] = {
    "PA-X": {
        "groups": "groups and their treatment", "gender": "women, girls and gender", "state definition": "the nature of the state",
        "governance": "political institutions, elections, civil society", "power sharing": "political, territorial, economic, military",
        "human rights": "rights, and the rule of law", "justice sector reform": "courts, police, prisons",
        "socio-economic reconstruction": "development, taxes, business, banks", "land": "land, property and the environment",
        "security sector": "ceasefire, armed forces, weapons, withdrawal", "transitional justice": "amnesty, courts, prisoners, missing",
        "implementation": "signing, guarantees, monitoring, renegotiation",
    },
    "PAM": {"0": "not begun", "1": "a minimum done", "2": "done in part, on course", "3": "done in full"},
}  # fmt: skip


def csv_of(ledger: Ledger) -> str:
    """Return the statements as CSV in UTF-8 with a heading, one line a claim, in the order entered.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(ledger):
        writer.writerow([_safe(row[name]) for name in COLUMNS])
    return made.getvalue()


def rows(ledger: Ledger) -> Iterator[dict[str, str]]:
    """Yield one row a claim, or one for a statement without a claim, every column as text."""
    after = standings(ledger)
    for entry in ledger.entries:
        if isinstance(entry.body, Statement):
            standing = after.get(entry.id, NONE)
            fixed = _fixed(entry, entry.body) | {name: " ".join(getattr(standing, name)) for name in _DERIVED}
            for claim in entry.body.claims or (None,):
                yield fixed | _claim(claim)


def _fixed(entry: Entry, body: Statement) -> dict[str, str]:
    plain = {name: getattr(body, name) for name in COLUMNS if hasattr(body, name)}
    made = {name: "" if value is None else str(value) for name, value in plain.items()}
    lists = {"chain": " > ".join(body.chain), "about": " | ".join(body.about)}
    return made | lists | {"id": entry.id, "entered": entry.entered, "by": entry.by}


def _claim(claim: Claim | None) -> dict[str, str]:
    return {column: getattr(claim, name) if claim else "" for column, name in _CLAIM.items()}


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def codings_csv(ledger: Ledger) -> str:
    """Return the codings of clauses as CSV: clause, scheme, code, its meaning, day, evidence, note."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["id", "clause", "scheme", "code", "meaning", "as_of", "evidence", "note"])
    for name, coding in ledger.codings():
        meaning = CODES[coding.scheme].get(coding.code.casefold(), "")
        cells = [
            name,
            coding.clause,
            coding.scheme,
            coding.code,
            meaning,
            coding.as_of,
            " ".join(coding.evidence),
            coding.note,
        ]
        writer.writerow([_safe(cell) for cell in cells])
    return made.getvalue()


def codebook() -> str:
    """Return the codebook as CSV: each column and what it means, then each code of each scheme."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["name", "scheme", "meaning"])
    writer.writerows([name, "column", meaning] for name, meaning in COLUMNS.items())
    writer.writerows(
        [code, scheme, meaning] for scheme, codes in CODES.items() for code, meaning in codes.items()
    )
    return made.getvalue()


def entries_of_csv(data: str, file: str | None = None) -> list[Entry]:
    """Return the statements of a table written by `csv_of`; `BadInput` names file and line of what is wrong."""
    reader = csv.DictReader(io.StringIO(data), strict=True)
    made: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    try:
        _check_columns(reader.fieldnames or (), file)
        for row in reader:
            _take(made, row, reader.line_num, faults)
    except csv.Error as error:
        faults.append(Fault(not_table(str(error)), max(1, reader.line_num), file=file))
    if faults:
        raise BadInput(*(Fault(f.what, f.line, file=file) for f in faults))
    return [_entry(plain, file) for plain in made.values()]


def _check_columns(columns: Iterable[str], file: str | None) -> None:
    missing = {"id", "source", "outlet", "words"}.difference(columns)
    if missing:
        names = ", ".join(name for name in COLUMNS if name in missing)
        raise BadInput(Fault(Phrase("the table has no column {names}", names=names), 1, file=file))


def _take(made: dict[str, dict[str, Any]], row: dict[str | Any, Any], line: int, faults: list[Fault]) -> None:
    """Take a row into its statement; a second row of one id adds a claim."""
    cells = {
        name: _bare(value)
        for name, value in row.items()
        if isinstance(name, str) and isinstance(value, str) and value
    }
    if None in row or any(value is None for value in row.values()):
        faults.append(Fault("this line has more or fewer cells than the heading", line))
        return
    if "id" not in cells:
        faults.append(Fault("this line has no id", line))
        return
    plain = made.setdefault(cells["id"], {"line": line, "claims": []} | _statement(cells))
    if "what" in cells:
        plain["claims"].append({name: cells[column] for column, name in _CLAIM.items() if column in cells})


def _statement(cells: dict[str, str]) -> dict[str, Any]:
    own = {
        name: value for name, value in cells.items() if name in COLUMNS and name not in (*_CLAIM, *_DERIVED)
    }
    plain: dict[str, Any] = {"entry": "statement", **own}
    for name, mark in (("chain", " > "), ("about", " | ")):
        if name in plain:
            plain[name] = plain[name].split(mark)
    for name in ("start", "end"):
        if name in plain:
            plain[name] = int(plain[name]) if plain[name].isascii() and plain[name].isdigit() else plain[name]
    return plain


def _entry(plain: dict[str, Any], file: str | None) -> Entry:
    line = plain.pop("line")
    try:
        return from_plain(plain)
    except BadInput as bad:
        raise BadInput(*(Fault(f.what, line, file=file) for f in bad.faults)) from bad


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_FORMULA) else cell
