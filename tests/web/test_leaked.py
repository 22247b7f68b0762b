"""Passwords that leaked elsewhere: found in the operator's list wherever they stand in it, and not taken."""

import hashlib
import os
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput, Refused
from goodoffices.web.people import leaked, passwords
from tests.web.people import PASSWORD, Clock, sign_in, somebody

LEAKED = "maple lantern anchor tide"
ENDS = ["\n", "\r\n", ":1\n", ":204711\r\n"]


def digits(plain: str) -> str:
    return hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()


def written(folder: Path, plain: Iterable[str], end: str = "\n", *, last: bool = True) -> Path:
    lines = "".join(f"{one.upper()}{end}" for one in sorted(map(digits, plain)))
    file = folder / "leaked.txt"
    file.write_bytes((lines if last else lines.rstrip("\r\n")).encode())
    return file


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("many", [1, 2, 3, 500])
def test_every_line_is_found_and_nothing_else(tmp_path: Path, end: str, last: bool, many: int) -> None:
    there = [f"word {number}" for number in range(many)]
    file = written(tmp_path, there, end, last=last)
    leaked.check(file)
    assert all(leaked.holds(file, one) for one in there)
    assert not any(leaked.holds(file, f"other {number}") for number in range(many))


@given(st.lists(st.text(max_size=8), min_size=1, max_size=60, unique=True), st.integers(0, 2**30))
def test_it_finds_what_a_set_of_them_has(plain: list[str], chance: int) -> None:
    draw = random.Random(chance)
    there = set(draw.sample(plain, draw.randint(1, len(plain))))
    lines = [f"{one}{draw.choice(ENDS)}".encode() for one in sorted(map(digits, there))]
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(lines))
        file.flush()
        assert {one for one in plain if leaked.holds(Path(file.name), one)} == there


def test_control_a_list_out_of_order_hides_what_is_in_it_and_is_refused(tmp_path: Path) -> None:
    there = [f"word {number}" for number in range(200)]
    file = written(tmp_path, there)
    file.write_bytes(b"".join(reversed(file.read_bytes().splitlines(keepends=True))))
    assert not all(leaked.holds(file, one) for one in there)
    with pytest.raises(BadInput, match="not in ascending order"):
        leaked.check(file)


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\n",
        b"password\n",
        b"0" * 39 + b"\n",
        b"0" * 41 + b"\n",
        b"0" * 40 + b";3\n",
        b"{}",
        b"0" * 40 + b"\nx",
    ],
)
def test_what_is_no_such_list_is_refused_before_the_site_opens(tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "leaked.txt"
    file.write_bytes(words)
    with pytest.raises(BadInput, match="forty hexadecimal digits"):
        leaked.check(file)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for missing in (tmp_path / "none", tmp_path, pipe, Path("/dev/zero")):
        with pytest.raises(BadInput, match="cannot be read"):
            leaked.check(missing)


def test_a_long_list_of_which_an_end_is_missing_is_refused(tmp_path: Path) -> None:
    lines = [f"{number:04x}{'7' * 36}\n" for number in range(0x10000)]
    file = tmp_path / "leaked.txt"
    file.write_text("".join(lines), encoding="ascii")
    leaked.check(file)
    for part, said in ((lines[:50_000], "from 0000 to c34f"), (lines[9_000:], "from 2328 to ffff")):
        file.write_text("".join(part), encoding="ascii")
        with pytest.raises(BadInput, match=said):
            leaked.check(file)


@pytest.mark.django_db(databases=["default", "edge"])
def test_a_leaked_password_is_refused_where_one_signs_in_anew(
    client, time: Clock, settings, tmp_path: Path
) -> None:
    settings.LEAKED = written(tmp_path, ["a word", LEAKED, "and another"])
    sign_in(client, somebody())
    said = {"password": PASSWORD, "code": "", "fresh": LEAKED}
    reply = client.post("/me/password", said)
    assert "among those that leaked elsewhere" in reply.content.decode()
    settings.LEAKED = None
    passwords.fit(LEAKED)


def test_where_the_list_is_gone_nothing_is_changed_and_somebody_is_told(settings, tmp_path: Path) -> None:
    settings.LEAKED = tmp_path / "gone"
    with pytest.raises(Refused, match="nothing was changed"):
        passwords.fit(LEAKED)


def test_a_password_is_looked_up_as_typed_and_as_kept(settings, tmp_path: Path) -> None:
    for leak in ("ﬁne lantern anchor tide", "fine lantern anchor tide"):
        settings.LEAKED = written(tmp_path, [leak])
        with pytest.raises(Refused, match="leaked elsewhere"):
            passwords.fit("ﬁne lantern anchor tide")
