"""S6: what reads people's files, fed with damaged ones: it reads them or refuses them in words, soon, and never breaks."""

import contextlib
import hashlib
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.documents import casefile
from goodoffices.journal import archive, card, proof
from goodoffices.monitoring.calendar import reading as calendar
from goodoffices.monitoring.lists import persons
from goodoffices.record.reading import intake, reading
from tests.journal import bundles
from tests.soak import Trial

TITLE = (
    "one slice of CPU time for each parser: damaged files read or refused, none broken, none over a second"
)
TIMES = 6
SECONDS = int(os.environ.get("SECONDS", "10"))
NEVER = ("broken", "slow", "two forms")
SLOW = 1.0
_CARD = card.read_card(bundles.CARD)
ROOT = Path(__file__).parents[2]
Parser = Callable[[bytes], None]
SPICE = [
    b"[",
    b"]",
    b"|",
    b"{",
    b"}",
    b"\\",
    b"\n",
    b"\n\n",
    b"# ",
    b"## ",
    b"\xd9\xa3",
    b"\xe2\x80\x8f",
    b"\x00",
    b"\xff",
    b"9" * 400,
    b"[" * 200,
]


def parsers() -> dict[str, tuple[list[bytes], Parser]]:
    """Return each parser by name, with sound files to start from."""
    calendars = [(ROOT / "src/goodoffices/web/harbour/obligations.toml").read_bytes()]
    people = ["id,name,born,place,status,holder,class\nA1,Berrin Oktalves,1980-03-04,Tell Iru,held,,women\n"]
    people += ["id\tname\nB1\tQuillan Zumfredo\n", "id;name;born\n1;\u0646\u0648\u0631;1980\n"]
    return {
        "text": (_found("src/goodoffices/web/harbour/v*.md"), _text),
        "report": (_found("tests/record/reports/*.txt"), _report),
        "lists": ([each.encode() for each in people], _lists),
        "calendar": (calendars, _calendar),
        "bundle": ([bundles.whole(), archive.packed({"a": b"b"})], _bundle),
        "case": (
            re.findall(rb"```toml\n(.*?)```", (ROOT / "docs/guide/case-file.md").read_bytes(), re.DOTALL),
            _case,
        ),
    }


def _found(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(ROOT.glob(pattern))]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput("not UTF-8") from None


def _text(data: bytes) -> None:
    read = one_text.read(_decoded(data))
    again = one_text.read(one_text.write(read))
    if one_text.sha256(again) != one_text.sha256(read):
        raise TwoForms


def _report(data: bytes) -> None:
    reading.read(intake.text_of(data))


def _lists(data: bytes) -> None:
    persons.persons(data, "x")


def _calendar(data: bytes) -> None:
    calendar.read(data)


def _case(data: bytes) -> None:
    casefile.read_case(_decoded(data))


def _bundle(data: bytes) -> None:
    try:
        files = archive.unpacked(data)
    except BadInput:
        proof_of(data)
        return
    if archive.packed(files) != data:
        raise TwoForms
    proof_of(data)


def proof_of(data: bytes) -> None:
    """Show it to the verifier, which may only prove it or name what is wrong."""
    with contextlib.suppress(proof.Unproved):
        proof.prove(data, _CARD)


class TwoForms(Exception):
    """One value that was written in two ways."""


def damaged(seeds: list[bytes], rng: random.Random) -> bytes:
    """Return a file with one to eight harms: cut, doubled, spiced, flipped, crossed with another."""
    data = rng.choice(seeds)
    for _ in range(rng.randrange(1, 9)):
        start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        way = rng.randrange(6)
        if way == 0:
            data = data[:start]
        elif way == 1:
            data = data[:start] + data[end:]
        elif way == 2:
            data = (data[:end] + data[start:end] + data[end:])[:200_000]
        elif way == 3:
            data = data[:start] + rng.choice(SPICE) * rng.choice([1, 1, 1, 50]) + data[start:]
        elif way == 4 and data:
            at = rng.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
        else:
            data = data[:start] + rng.choice(seeds)[start:]
    return data


def tried(name: str, parse: Parser, data: bytes) -> Counter[str]:
    """Return what one file came to; a slow one is tried again, for others work on this machine too."""
    counts = Counter({f"{name} files": 1})
    began = time.process_time()
    try:
        parse(data)
    except BadInput:
        counts["refused"] = 1
    except TwoForms:
        counts["two forms"] = 1
    except Exception as fault:  # noqa: BLE001 (what is looked for)
        counts["broken"] = 1
        keep(name, data, fault)
    if time.process_time() - began > SLOW:
        counts["slow"] = 1
        keep(name, data, None)
    return counts


def keep(name: str, data: bytes, fault: Exception | None) -> None:
    """Keep a file that did harm, so that it can be tried again."""
    folder = ROOT / "data" / "soak" / "s6"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}-{type(fault).__name__}").write_bytes(data)


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Give each parser its slice of CPU time in turn."""
    all_of_them = parsers()
    names = sorted(all_of_them)

    def trial(number: int) -> Mapping[str, int]:
        name = names[number % len(names)]
        seeds, parse = all_of_them[name]
        assert seeds, name
        rng, counts = random.Random(number), Counter[str]()
        began = time.process_time()
        while time.process_time() - began < SECONDS:
            counts += tried(name, parse, damaged(seeds, rng))
        counts[f"{name} seconds"] = int(time.process_time() - began)
        return counts

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    each = [
        f"{name[:-6]} {counts[name]} in {counts[f'{name[:-6]} seconds']} s"
        for name in sorted(counts)
        if name.endswith(" files")
    ]
    return (
        f"damaged files by CPU time: {', '.join(each)}: {counts['broken']} broken, {counts['slow']} over a second,"
        f" {counts['two forms']} read in two forms, {counts['refused']} refused in words"
    )
