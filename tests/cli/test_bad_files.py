"""Whatever stands in a file, a command says one clear line, names the place, and ends with 2."""

import copy
import random

import pytest

from tests.cases import cases
from tests.cli.typed import Typist

GOOD = {
    "divide": cases("analysis/cases/adjusted_winner.json")[0]["file"],
    "stability": cases("analysis/cases/graph_models.json")[0]["file"],
    "exchange": {**cases("monitoring/cases/barter.json")[0]["file"], "at_once": 1, "discount": {"A": "1/2"}},
    "match": {
        "acceptances": [
            {"by": "North", "of": "T7", "if": [{"accepts": "South", "of": "T7"}, {"fact": "list"}]},
            {"by": "South", "of": "T7", "if": [{"not_fact": "flood"}]},
        ],
        "facts": {"list": False},
    },
}
SALE = cases("monitoring/cases/money.json")[0]["file"]
OPTIONS = {
    "options": [{"name": "Stop", "party": "A"}, {"name": "Go", "party": "B", "change": "take"}],
    "infeasible": [{"Stop": True, "Go": True}],
    "parties": {"A": {"wishes": [{"want": {"Stop": True}}]}, "B": {"order": [["Stop", "Go"], ["nothing"]]}},
    "start": "nothing",
}

NOT_JSON = {
    "": (1, 1),
    "{": (1, 2),
    "[1,]": (1, 4),
    '{"a" 1}': (1, 6),
    '{"a": 1,\n "a": 2}': (2, 2),
    '{"a": NaN}': (1, 7),
    '{"a": -Infinity}': (1, 7),
    '{"a": 01}': (1, 8),
    '{"a": .5}': (1, 7),
    '{"a": "x\ny"}': (1, 9),
    '{"a": 1} x': (1, 10),
    "{'a': 1}": (1, 2),
    '{"a": 1e999}': (1, 7),
    '{"a": ' + "9" * 5000 + "}": (1, 7),
    "[" * 100 + "]" * 100: (1, 52),
    '{"a": tru}': (1, 7),
}


@pytest.mark.parametrize("command", GOOD)
@pytest.mark.parametrize(("text", "place"), NOT_JSON.items(), ids=lambda value: repr(value)[:20])
def test_what_is_not_json_is_refused_at_its_line_and_column(
    typist: Typist, command: str, text: str, place: tuple[int, int]
) -> None:
    ran = typist.gives(command, text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{typist.file}:{place[0]}:{place[1]}: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", GOOD)
def test_a_good_file_passes_so_that_the_refusals_here_mean_something(typist: Typist, command: str) -> None:
    for options in (["--json"], []):
        ran = typist.gives(command, GOOD[command], options)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.strip()
    assert typist.gives("exchange", SALE).code == typist.gives("stability", OPTIONS).code == 0


@pytest.mark.parametrize("command", GOOD)
def test_files_that_cannot_be_read_are_named(typist: Typist, command: str) -> None:
    for content in (b'{"a": "\xff"}', None):
        typist.file.unlink(missing_ok=True)
        if content is not None:
            typist.file.write_bytes(content)
        ran = typist.types(command, str(typist.file), "--json")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"{typist.file}:")
        assert ran.err.count("\n") == 1
    assert typist.types(command, str(typist.file.parent), "--json").code == 2
    assert typist.types(command).code == 2


@pytest.mark.parametrize("command", GOOD)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(typist: Typist, command: str) -> None:
    plain = typist.gives(command, GOOD[command]).out
    marked = typist.file.read_text(encoding="utf-8").replace(", ", ",\r\n")
    typist.file.write_text("\ufeff" + marked, encoding="utf-8", newline="")
    assert typist.types(command, str(typist.file), "--json").out == plain


WRONG: list[tuple[str, object, str]] = [
    ("divide", [], "an object is needed"),
    ("divide", {"parties": ["a", "b"]}, '"items" is missing'),
    ("divide", {"parties": ["a"], "items": []}, "two parties"),
    ("divide", {"parties": ["a", "a"], "items": []}, "two parties"),
    ("divide", {"parties": ["a", "b"], "items": []}, "nothing to divide"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": [1, 2]}]}, "same sum"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": [True, 1]}]}, "true or false"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": ["1/0", 1]}]}, "not a number"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": ["1", 1]}]}, "not a number"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": [-1, -1]}]}, "negative"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": [1]}]}, "two numbers"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "", "points": [1, 1]}]}, "empty"),
    ("divide", {"parties": ["a", "b\x1b[2J"], "items": [{"name": "x", "points": [1, 1]}]}, "control"),
    ("divide", {"parties": ["a", "\ud800"], "items": [{"name": "x", "points": [1, 1]}]}, "control"),
    ("divide", {"parties": ["a", "b"], "items": [{"name": "x", "points": [1, 1]}] * 2}, "twice"),
    ("divide", {"partys": ["a", "b"], "items": []}, 'is "parties" meant'),
    ("stability", {"states": [], "parties": {}}, "at least one state"),
    ("stability", {"states": [1, "1"], "parties": {}}, "twice"),
    ("stability", {"states": [True], "parties": {}}, "whole number"),
    ("stability", {"states": [1], "parties": {}}, "at least one party"),
    ("stability", {"states": [1], "parties": {"a": {"moves": {}, "order": [[1], [1]]}}}, "placed twice"),
    ("stability", {"states": [1, 2], "parties": {"a": {"moves": {}, "order": [[1]]}}}, "not placed"),
    (
        "stability",
        {"states": [1], "parties": {"a": {"moves": {"9": []}, "order": [[1]]}}},
        "not one of the states",
    ),
    (
        "stability",
        {"states": [1], "parties": {"a": {"moves": {"1": [9]}, "order": [[1]]}}},
        "not one of the states",
    ),
    (
        "stability",
        {"states": [1], "parties": {"a": {"moves": {"1": [1]}, "order": [[1]]}}},
        "staying is no move",
    ),
    ("stability", {"states": [1], "parties": {"a": {"moves": [], "order": [[1]]}}}, "an object is needed"),
    ("stability", {"states": [1], "parties": {"a": {"moves": {}, "order": [1]}}}, "a list is needed"),
    ("stability", {"states": [1], "parties": {"a": {"moves": {}, "order": [[1]]}}, "start": 2}, "not one of"),
    ("stability", {**OPTIONS, "infeasible": [{"Fly": True}]}, "not one of the options"),
    ("stability", {**OPTIONS, "infeasible": [{}]}, "nothing can come about"),
    ("stability", {**OPTIONS, "parties": {"A": {"wishes": []}}}, "not one of the parties"),
    ("stability", {**OPTIONS, "parties": {**OPTIONS["parties"], "A": {}}}, "order"),  # type: ignore[dict-item]
    ("exchange", {"parties": ["a", "b"], "items": []}, "nothing to deliver"),
    ("exchange", {"parties": ["a"], "items": []}, "two parties"),
    ("exchange", {"parties": ["a", "a"], "items": []}, "twice"),
    ("exchange", {"parties": ["a", "b"], "items": [{"name": "x", "count": 0, "net": {}}]}, "at least 1"),
    ("exchange", {"parties": ["a", "b"], "items": [{"name": "x", "count": -3, "net": {}}]}, "at least 1"),
    ("exchange", {"parties": ["a", "b"], "items": [{"name": "x", "count": 1.5, "net": {}}]}, "at least 1"),
    ("exchange", {"parties": ["a", "b"], "items": [{"name": "x", "count": True, "net": {}}]}, "whole number"),
    ("exchange", {"parties": ["a", "b"], "items": [{"name": "x", "count": 10**12, "net": {}}]}, "too many"),
    (
        "exchange",
        {"parties": ["a", "b"], "items": [{"name": "x", "count": 1, "net": {"c": 1}}]},
        "not one of",
    ),
    (
        "exchange",
        {"parties": ["a", "b"], "items": [{"name": "x", "count": 1, "net": {"a": True}}]},
        "a number",
    ),
    (
        "exchange",
        {"parties": ["a", "b"], "items": [{"name": "x", "count": 1, "net": {"a": "1/0"}}]},
        "number",
    ),
    (
        "exchange",
        {"parties": ["a", "b"], "items": [{"name": "x", "count": 1, "net": {"a": "nan"}}]},
        "number",
    ),
    (
        "exchange",
        {"parties": ["a", "b"], "items": [{"name": "x", "count": 1, "net": {"a": [2, 1]}}]},
        "range",
    ),
    ("exchange", {**GOOD["exchange"], "at_once": 0}, "at least 1"),
    ("exchange", {**GOOD["exchange"], "discount": {"A": 0}}, "discount"),
    ("exchange", {**GOOD["exchange"], "discount": {"A": "3/2"}}, "discount"),
    ("exchange", {**SALE, "money": False}, "money"),
    ("exchange", {**SALE, "buyer": "S"}, "two"),
    ("exchange", {**SALE, "at_once": 2}, "each delivery is a step"),
    ("exchange", {**SALE, "items": [{"name": "x", "cost": -1, "value": 1}]}, "negative"),
    ("exchange", {**SALE, "price": 1}, "somebody gains by stopping"),
    ("match", {"acceptances": {}}, "a list is needed"),
    ("match", {"acceptances": [{"by": "a"}]}, '"of" is missing'),
    ("match", {"acceptances": [{"by": "a", "of": "t", "if": [{}]}]}, "a condition is one of"),
    ("match", {"acceptances": [{"by": "a", "of": "t", "if": [{"accepts": "b"}]}]}, '"of" is missing'),
    ("match", {"acceptances": [{"by": "a", "of": "t", "if": [{"fact": "x", "not_fact": "x"}]}]}, "one of"),
    ("match", {"acceptances": [{"by": "a", "of": "t", "if": [{"fact": "x", "of": "t"}]}]}, "no text"),
    ("match", {"acceptances": [], "facts": {"x": 1}}, "true or false"),
    ("match", {"acceptances": [], "facts": ["x"]}, "an object is needed"),
]


@pytest.mark.parametrize(("command", "content", "says"), WRONG, ids=lambda value: str(value)[:40])
def test_a_malformed_file_is_refused_in_one_line_that_says_why(
    typist: Typist, command: str, content: object, says: str
) -> None:
    ran = typist.gives(command, content)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(str(typist.file))
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_notes_and_sources_in_a_file_are_left_alone(typist: Typist) -> None:
    assert typist.gives("divide", {**GOOD["divide"], "cite": "a book", "id": 7}).code == 0


SPOILS = [None, True, False, 0, -1, 1.5, "", "x", "1/2", [], {}, [[]], {"a": 1}, 10**30, "A", ["A"], 1]


def spoilt(content: object, chance: random.Random) -> object:
    """Return the content with one part, at random, replaced, doubled or taken out."""
    content = copy.deepcopy(content)
    holders = [part for part in parts(content) if isinstance(part, dict | list) and part]
    holder = chance.choice(holders)
    key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    match chance.randrange(3):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice(SPOILS)
        case _ if isinstance(holder, list):
            holder.append(holder[key])
        case _:
            holder[chance.choice(["A", "x", "parties", "items"])] = holder[key]
    return content


def parts(content: object) -> list[object]:
    inner = (
        list(content.values()) if isinstance(content, dict) else content if isinstance(content, list) else []
    )
    return [content, *(part for value in inner for part in parts(value))]


@pytest.mark.parametrize("content", [*GOOD.items(), ("exchange", SALE), ("stability", OPTIONS)], ids=str)
def test_a_spoilt_file_ends_in_an_answer_or_one_line_never_in_a_traceback(
    typist: Typist, content: tuple[str, object]
) -> None:
    chance = random.Random(5)
    ended = set()
    for _ in range(150):
        command, good = content
        ran = typist.gives(command, spoilt(good, chance), chance.choice([["--json"], []]))
        assert ran.code in (0, 2)
        assert ran.err.count("\n") == (1 if ran.code else 0)
        ended.add(ran.code)
    assert 2 in ended
