"""Each plain value has one form in bytes, and only that form is read."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.journal.canonical import decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
whole = st.integers(-(2**63), 2**63 - 1)
plains = st.recursive(
    st.none() | st.booleans() | whole | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(plains)
def test_what_is_written_reads_back(plain):
    assert decode(encode(plain)) == plain


def test_keys_are_sorted_and_nothing_is_escaped_that_need_not_be():
    assert encode({"b": [1, True, None], "a": "é/\n"}) == '{"a":"é/\\n","b":[1,true,null]}'.encode()


def test_a_tuple_is_written_as_a_list():
    assert encode((1, (2,))) == b"[1,[2]]"


@given(plains, st.sampled_from([", ", ","]), st.sampled_from([": ", ":"]), st.booleans(), st.booleans())
def test_no_second_form_of_a_value_is_read(plain, comma, colon, ascii_only, sort):
    other = json.dumps(plain, separators=(comma, colon), ensure_ascii=ascii_only, sort_keys=sort).encode()
    try:
        assert decode(other) == plain
    except BadInput:
        assert other != encode(plain)
    else:
        assert other == encode(plain)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"a":1,"a":2}', "stands twice"),
        (b"1.0", "not whole"),
        (b"1e3", "not whole"),
        (b"NaN", "not whole"),
        (b"-Infinity", "not whole"),
        (b"-0", "one form"),
        (b" 1", "one form"),
        (b'"\\u0041"', "one form"),
        (b'{"b":1,"a":2}', "one form"),
        ('"e\u0301"'.encode(), "NFC"),
        ('{"e\u0301":1}'.encode(), "NFC"),
        (b'"\\ud800"', "surrogate"),
        (b"9223372036854775808", "64 bits"),
        (b"-9223372036854775809", "64 bits"),
        (b"1" * 5000, "64 bits"),
        (b"[" * 65 + b"]" * 65, "too deep"),
        (b"[" * 100_000, "not JSON"),
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"1 2", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"\xef\xbb\xbf1", "not JSON"),
    ],
)
def test_another_form_is_refused_and_the_reason_named(data, what):
    with pytest.raises(BadInput, match=what):
        decode(data)


def test_a_newline_before_a_combining_mark_is_no_decomposed_letter():
    """Written, the line end is a backslash and an n, which the mark must not be joined to."""
    assert decode(encode("\n\u0303")) == "\n\u0303"


@pytest.mark.parametrize(
    "plain", [1.0, float("nan"), b"x", {1: 2}, {"e\u0301": 1}, "\ud800", [{"a": {1}}], 2**63]
)
def test_what_has_no_form_is_not_written(plain):
    with pytest.raises(BadInput):
        encode(plain)


def test_a_value_that_holds_itself_is_refused():
    ring = []
    ring.append(ring)
    with pytest.raises(BadInput, match="too deep"):
        encode(ring)
