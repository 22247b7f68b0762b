"""The rule for lines of interests: of a text the delegation was given, numbers that are numbers, options that exist."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from goodoffices.core import text as one_text
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Confided, Value
from goodoffices.core.moves.interests import MEASURES
from goodoffices.core.rules.plea import Plea, need, present

NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?(/\d{1,6})?")
FULL = Fraction(100)
NO_TEXT = "No text was given yet: points, orders and red lines are of the open passages of a text."


def value(plea: Plea) -> tuple[Placed, ...]:
    """Write a line of interests in the room; or confide one of the room's lines, the mediator one he was told."""
    item = plea.fields.words("item", needed=False)
    if item and plea.lane.kind is Kind.CHANNEL:
        return _confide(plea, item)
    wanted = plea.fields.sha256("sha256", _newest(plea))
    open_ones = _open(plea, wanted)
    line = _line(plea, wanted, {one.id: len(one.bracket.options) for one in open_ones})
    where = {
        one.clause for one in open_ones if one.id == line.passage or one.id in {**line.terms, **line.than}
    }
    line = replace(line, clause=where.pop() if len(where) == 1 else "")
    need(line.gone or _says_something(line), "Nothing was said on this line.")
    return plea.here(line)


def _confide(plea: Plea, item: str) -> tuple[Placed, ...]:
    """Confide a line as it stands in the room, in the words given; marked in the room, so that nobody does it twice."""
    values = plea.view.room.values
    kept = values[present(item, values)]
    need(not kept.confided, "This line was confided already.")
    words = plea.fields.words()
    told = replace(kept.line, words=words, signed=plea.signed())
    return (*plea.into(Kind.ROOM, Confided(item)), *plea.here(told))


def _newest(plea: Plea) -> str:
    newest = plea.view.channel(plea.lane.delegation).newest
    if newest is None:
        raise Refused(NO_TEXT)
    return newest.sha256


def _open(plea: Plea, sha256: str) -> list[one_text.Passage]:
    """Return the passages of a given text in which something can be chosen."""
    channel = plea.view.channel(plea.lane.delegation)
    need(any(one.sha256 == sha256 for one in channel.given), "This delegation was not given that text.")
    text = one_text.read(next(iter(plea.view.text_of(sha256).values())))
    return [one for one in one_text.passages(text) if not one.blank and not one.bracket.tied]


def _line(plea: Plea, sha256: str, options: Mapping[str, int]) -> Value:
    fields = plea.fields
    measure = fields.one_of("measure", MEASURES)
    passage = fields.words("passage", needed=measure in ("points", "order", "range"))
    need(not passage or passage in options, "The text has no such open passage.")
    terms, than = (_package(plea, name, options) for name in ("terms", "than"))
    if measure in ("bonus", "never", "rather"):
        need(terms, "Say which options are meant.")
    need(measure != "rather" or than, "Say which package it is better than.")
    need(measure != "bonus" or 1 < len(terms) < 4, "A bonus is for two or three options that stand together.")
    count = options.get(passage, 0)
    ranks = {one: int(rank) for one, rank in _by_option(plea, "ranks", count, _rank).items() if rank}
    return Value(
        measure=measure,
        sha256=sha256,
        words=fields.words(needed=False),
        passage=passage,
        points=_by_option(plea, "points", count, _number),
        upto=_by_option(plea, "upto", count, _number),
        ranks=ranks,
        terms=terms,
        than=than,
        weight=_share(fields.words("weight", needed=False)),
        worth=_number(fields.words("worth", needed=False), "worth"),
        gone=fields.flag("gone"),
        signed=plea.signed(),
        heard=plea.heard(),
    )


def _says_something(line: Value) -> bool:
    match line.measure:
        case "points":
            return bool(line.points)
        case "range":
            return bool(line.points) and line.points.keys() == line.upto.keys()
        case "order":
            return len(line.ranks) > 1
        case "bonus" | "no_deal":
            return bool(line.worth or (line.measure == "no_deal" and line.terms))
        case _:
            return True


def _package(plea: Plea, name: str, options: Mapping[str, int]) -> Mapping[str, int]:
    given = plea.fields.take(name) or {}
    if not isinstance(given, Mapping):
        raise BadInput("{field}: name passages and the number of the option meant in each", field=name)
    found = {}
    for passage, option in given.items():
        if str(passage) not in options or not _counts(option):
            raise BadInput(
                "{field}: name open passages of the text and the number of an option in each", field=name
            )
        found[str(passage)] = _within(name, int(option), options[str(passage)])
    return found


def _counts(number: object) -> bool:
    """Whether this is the number of an option or a rank; no text has so many that it takes ten digits."""
    return str(number).isdecimal() and len(str(number)) < 10


def _within(name: str, option: int, count: int) -> int:
    if not 1 <= option <= count:
        raise BadInput("{field}: the passage has options 1 to {count}", field=name, count=count)
    return option


def _by_option(
    plea: Plea, name: str, count: int, check: Callable[[str, str], str] = lambda one, _name: one
) -> dict[str, str]:
    given = plea.fields.take(name) or {}
    if not isinstance(given, Mapping):
        raise BadInput("{field}: give a number for each option, by the option's number", field=name)
    found = {}
    for option, number in given.items():
        if not _counts(option):
            raise BadInput("{field}: give a number for each option, by the option's number", field=name)
        found[str(_within(name, int(option), count))] = check(str(number).strip(), name)
    return found


def _rank(words: str, name: str) -> str:
    """Return a rank as written, or nothing; refuse anything else."""
    if words and not _counts(words):
        raise BadInput("{field}: a rank is a whole number: 1 for the best", field=name)
    return words


def _number(words: str, name: str) -> str:
    """Return a number as written, exact: 7, 0.25 or 1/3; refuse anything else."""
    if words and (not NUMBER.fullmatch(words) or ("/" in words and not int(words.rsplit("/", 1)[1]))):
        raise BadInput("{field}: a number is needed here: 7, 0.25 or 1/3", field=name)
    return words


def _share(words: str) -> str:
    number = _number(words, "weight")
    if number and not 0 <= Fraction(number) <= FULL:
        raise BadInput("weight: a part of 100, between 0 and 100")
    return number
