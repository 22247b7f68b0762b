"""What a text obliges its parties to do, as a desk or a room keeps it: the file, the text it is held against, one line more."""

from collections.abc import Mapping, Sequence

from goodoffices.core import text as one_text
from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.moves import Oblige
from goodoffices.core.view import View
from goodoffices.monitoring.calendar.quotes import words_of
from goodoffices.monitoring.calendar.reading import read
from goodoffices.web.talks import clauses, paper
from goodoffices.web.talks.folding import Seated, workplace

DUES = ("day", "after", "daily", "date", "free")


def file_of(now: Seated) -> str:
    """Return the file kept here, nothing where none is."""
    number = (now.view.desk if now.view.seat.mediates else now.view.room).obligations
    if not number:
        return ""
    move = now.view.fetch(workplace(now.view).id, number).move
    return move.file if isinstance(move, Oblige) else ""


def check(asked: Sequence[Asked]) -> None:
    """Refuse a file that could not be played: every fault with its line."""
    for one in asked:
        if one.kind == "oblige" and isinstance(one.fields.get("file"), str):
            read(str(one.fields["file"]).replace("\r\n", "\n"))


def text_of(view: View, language: str) -> Mapping[str, tuple[str, str]]:
    """Return number and words of every clause of the newest text this seat knows, by the clause's id."""
    newest = _newest(view)
    if newest is None:
        return {}
    _language, file = clauses.files_in(view.text_of(newest), language)
    text = one_text.read(file)
    numbers = paper.references(text)
    return {name: (numbers[name], words) for name, words in words_of(text).items()}


def words_in_all(view: View) -> Mapping[str, str]:
    """Return the words of every clause of the newest text in all its languages: a quote stands in one of them."""
    newest, found = _newest(view), dict[str, str]()
    for file in view.text_of(newest).values() if newest else ():
        for name, words in words_of(one_text.read(file)).items():
            found[name] = f"{found[name]}\n/\n{words}" if name in found else words
    return found


def _newest(view: View) -> str | None:
    if view.seat.mediates:
        return next(reversed(tuple(view.desk.versions)), None)
    try:
        given = view.channel(view.seat.delegation).newest
    except Absent:
        return None
    return given.sha256 if given else None


def with_one_more(file: str, said: Mapping[str, str], quotes: str) -> str:
    """Return the file with one obligation more, as a form says it; what it leaves empty is left out."""
    lines = ["", "[[obligation]]"]
    plain = ("id", "clause", "who", "what", "to", "order", "ratio", "evidence", "verifier", "remedy", "phase")
    told = {name: said.get(name, "").strip() for name in plain}
    lines += [f"{name} = {_quoted(words)}" for name, words in told.items() if words]
    if quotes:
        lines.append(f"quotes = {_quoted(quotes)}")
    if said.get("count", "").strip():
        lines.append(f"count = {_number(said['count'])}")
    for name in ("after", "suspends"):
        listed = [one.strip() for one in said.get(name, "").split(",") if one.strip()]
        if listed:
            lines.append(f"{name} = [{', '.join(map(_quoted, listed))}]")
    lines += _due(said)
    return file.rstrip() + "\n".join(["", *lines, ""])


def _due(said: Mapping[str, str]) -> list[str]:
    match said.get("due", "free"):
        case "day":
            return [f"due = {{ day = {_number(said.get('day', ''))} }}"]
        case "date":
            return [f"due = {{ date = {_day(said.get('date', ''))} }}"]
        case "after":
            event, days = said.get("event", "").strip(), said.get("days", "")
            return [f"due = {{ days_after = {_quoted(event)}, days = {_number(days)} }}"]
        case "daily":
            hours = (said.get("opens", "").strip(), said.get("closes", "").strip())
            zone = said.get("zone", "").strip()
            where = f", zone = {_quoted(zone)}" if zone else ""
            return [f"due = {{ daily = [{', '.join(map(_quoted, hours))}]{where} }}"]
        case _:
            return []


def _quoted(words: str) -> str:
    """Return words as a TOML string on one line."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _number(words: str) -> str:
    if not words.strip().isdecimal():
        raise BadInput("A whole number is needed for a day, a number of days, or how many.")
    return str(int(words))


def _day(words: str) -> str:
    parts = words.strip().split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise BadInput("Write the date as 2031-03-04.")
    return words.strip()
