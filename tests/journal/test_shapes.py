"""A dataclass and its plain form tell the same, and what does not fit is refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, ClassVar, Literal, NewType, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.journal.canonical import decode, encode
from goodoffices.journal.shapes import from_plain, to_plain

SeatId = NewType("SeatId", str)


class Form(Enum):
    SPOKEN = "orally"
    LEFT = "left"


@dataclass(frozen=True)
class Branch:
    name: str
    branches: "tuple[Branch, ...]" = ()


@dataclass(frozen=True)
class Everything:
    kind: ClassVar[str] = "everything"
    version: ClassVar[int] = 1

    words: str
    count: int
    firm: bool
    nothing: None
    seat: SeatId
    perhaps: int | None
    older: Optional[str]  # noqa: UP045
    newer: None | str  # noqa: RUF036
    form: Form
    level: Literal["personal", 3, True]
    noted: Annotated[str, "a note"]
    pair: tuple[str, int]
    many: tuple[Branch, ...]
    by_name: Mapping[str, tuple[int, ...]]
    by_seat: dict[SeatId, Branch]
    made: str = field(init=False, default="made")


branches = st.recursive(
    st.builds(Branch, st.text()),
    lambda inner: st.builds(Branch, st.text(), st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
everything = st.builds(
    Everything,
    words=st.text(),
    count=st.integers(),
    firm=st.booleans(),
    nothing=st.none(),
    seat=st.text(),
    perhaps=st.none() | st.integers(),
    older=st.none() | st.text(),
    newer=st.none() | st.text(),
    form=st.sampled_from(Form),
    level=st.sampled_from(["personal", 3, True]),
    noted=st.text(),
    pair=st.tuples(st.text(), st.integers()),
    many=st.lists(branches, max_size=2).map(tuple),
    by_name=st.dictionaries(st.text(), st.lists(st.integers(), max_size=2).map(tuple), max_size=2),
    by_seat=st.dictionaries(st.text(), branches, max_size=2),
)
ONE = Everything(
    "w",
    1,
    True,
    None,
    SeatId("s"),
    None,
    "o",
    None,
    Form.LEFT,
    3,
    "n",
    ("a", 1),
    (Branch("b"),),
    {"x": (1,)},
    {},
)


@given(everything)
def test_what_is_made_plain_becomes_itself_again(value):
    assert from_plain(Everything, to_plain(value)) == value


def test_the_plain_form_is_worked_by_hand_and_can_be_written():
    plain = {
        "words": "w",
        "count": 1,
        "firm": True,
        "nothing": None,
        "seat": "s",
        "perhaps": None,
        "older": "o",
        "newer": None,
        "form": "left",
        "level": 3,
        "noted": "n",
        "pair": ["a", 1],
        "many": [{"name": "b", "branches": []}],
        "by_name": {"x": [1]},
        "by_seat": {},
    }
    assert to_plain(ONE) == plain
    assert decode(encode(to_plain(ONE))) == plain


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"words": 1}, "words: text is expected here"),
        ({"count": True}, "count: a whole number is expected here"),
        ({"count": "1"}, "count: a whole number is expected here"),
        ({"firm": 1}, "firm: true or false is expected here"),
        ({"nothing": 0}, "nothing: nothing is expected here"),
        ({"perhaps": "x"}, "perhaps: a whole number is expected here"),
        ({"form": "written"}, "form: none of the choices"),
        ({"form": []}, "form: none of the choices"),
        ({"level": 1}, "level: none of the choices"),
        ({"level": 3.0}, "level: none of the choices"),
        ({"pair": ["a"]}, "pair: a list of 2 is expected here"),
        ({"pair": ["a", "b"]}, r"pair\[1\]: a whole number is expected here"),
        ({"pair": "ab"}, "pair: a list is expected here"),
        ({"many": {}}, "many: a list is expected here"),
        ({"many": [{"name": "b"}]}, r"many\[0\].branches: missing"),
        ({"many": [{"name": "b", "branches": [], "leaf": 1}]}, r"many\[0\].leaf: no such field"),
        ({"many": [{"name": "b", "branches": [], "a b": 1}]}, r"many\[0\].…: no such field"),
        ({"many": ["b"]}, r"many\[0\]: a mapping is expected here"),
        ({"by_name": []}, "by_name: a mapping with text keys is expected here"),
        ({"by_name": {1: [1]}}, "by_name: a mapping with text keys is expected here"),
        ({"by_name": {"secret": ["1"]}}, r"by_name.…\[0\]: a whole number is expected here"),
        ({"made": "made"}, "made: no such field"),
        ({"kind": "everything"}, "kind: no such field"),
    ],
)
def test_a_misfit_is_refused_by_name_and_its_value_is_not_repeated(change, fault):
    with pytest.raises(BadInput, match=f"^{fault}$"):
        from_plain(Everything, {**to_plain(ONE), **change})


def test_a_misfit_at_the_very_outside_is_refused():
    with pytest.raises(BadInput, match=r"^a mapping is expected here$"):
        from_plain(Everything, [])


def test_defaults_fill_in_only_where_asked():
    with pytest.raises(BadInput, match="branches: missing"):
        from_plain(Branch, {"name": "b"})
    assert from_plain(Branch, {"name": "b"}, fill=True) == Branch("b")
    with pytest.raises(BadInput, match="name: missing"):
        from_plain(Branch, {}, fill=True)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (Branch(1), "name: text is expected here"),
        (Branch("b", [Branch("c")]), "branches: a list is expected here"),
        (Branch("b", ("c",)), r"branches\[0\]: Branch is expected here"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(value, fault):
    with pytest.raises(BadInput, match=f"^{fault}$"):
        to_plain(value)


@dataclass(frozen=True)
class Loose:
    thing: int | str


@dataclass(frozen=True)
class Numbered:
    by_number: Mapping[int, str]


@dataclass(frozen=True)
class Approximate:
    share: float


@pytest.mark.parametrize("kind", [Loose, Numbered, Approximate, list])
def test_a_hint_that_cannot_be_kept_is_an_error_of_the_program(kind):
    with pytest.raises(TypeError):
        from_plain(kind, {"thing": 1, "by_number": {}, "share": 1})
