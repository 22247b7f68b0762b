"""A small bundle for tests, everything in it made from a seed, and the ways in which somebody may tamper with it."""

import hashlib
import importlib.util
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from goodoffices.core import text as one_text
from goodoffices.journal import bundle as bundles
from goodoffices.journal.archive import packed, unpacked
from goodoffices.journal.bundle import Bundle, LaneShown, Shown, write
from goodoffices.journal.canonical import encode
from goodoffices.journal.card import Signer, signer, write_card
from goodoffices.journal.envelope import open_salted
from tests.journal.cast import KEY, LANE, OTHER_LANE, lane_of

TALKS, SEAT = "4d" * 16, "5e" * 16
SIGNERS = (signer("talks", TALKS, bytes(range(32))), signer("seat", SEAT, bytes(range(32, 64))))
CARD = write_card(SIGNERS)
STRANGER = signer("talks", TALKS, b"x" * 32)
FILES = {"en": "# Harbour\nLanguage: en\n\n## 1. Return\n\nwithin [40 | 42]{#days} days\n"}
SHA256 = one_text.align([one_text.read(words) for words in FILES.values()]).sha256
PAGE = Path(__file__).parents[2] / "docs" / "method"

Files = dict[str, bytes]


def entries(bodies: list[Any], lane: str = LANE) -> tuple[Shown, ...]:
    """Return a lane of these bodies, opened."""
    links = lane_of([encode(body) for body in bodies], lane)
    return tuple(Shown(one, *open_salted(one.header, one.envelope, KEY)) for one in links)


def said(words: str) -> Any:
    return {"asked": "", "by": SEAT, "move": {"words": words}}


def bundle() -> Bundle:
    """Return a bundle of two lanes and one text; one of its entries cannot be opened."""
    text = {"sha256": SHA256, "name": "Version 7", "text": FILES}
    first = entries([said("Tarn could live with 36 days."), {**said(""), "move": text}, said("النص ١٢")])
    second = entries([said("a" * 300), said("b")], OTHER_LANE)
    lanes = (
        LaneShown(LANE, "channel", "tarn", first),
        LaneShown(OTHER_LANE, "notes", "", (Shown(second[0].link), second[1])),
    )
    return Bundle(TALKS, SEAT, "delegate", 1_900_000_000, lanes, bundles.texts_of([text]))


def whole() -> bytes:
    """Return the bundle as it is written."""
    return write(bundle(), SIGNERS)


def independent() -> Callable[[bytes, str], Any]:
    """Return the verifier of `docs/method/`, which knows nothing of ours."""
    spec = importlib.util.spec_from_file_location("verify_bundle", PAGE / "verify_bundle.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    verify: Callable[[bytes, str], Any] = module.verify
    return verify


def signed_again(files: Files, by: tuple[Signer, ...]) -> bytes:
    """Return the files with the hashes of their statement made right, signed by these keys: what a liar can do."""
    statement = json.loads(files["statement.json"])
    statement["files"] = [
        [name, hashlib.sha256(body).hexdigest()]
        for name, body in files.items()
        if name != "statement.json" and not name.endswith(".sig")
    ]
    made = {**files, "statement.json": encode(statement)}
    for one in by:
        made[bundles.signature_name(one.whose)] = one.sign(made["statement.json"])
    return packed(made)


def mutant(data: bytes, rng: random.Random) -> bytes:
    """Return the bundle tampered with in one of many ways; never the same bytes."""
    while True:
        made = rng.choice(WAYS)(data, rng)
        if made != data:
            return made


def _bit(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) * 8)
    return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]


def _cut(data: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.randrange(len(data)), rng.randrange(len(data) + 1)))
    return data[:start] + data[end:]


def _put_in(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.randrange(1, 40)) + data[at:]


def _twice(data: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.randrange(len(data)), rng.randrange(len(data) + 1)))
    return data[:end] + data[start:end] + data[end:]


def _files(data: bytes, rng: random.Random) -> bytes:
    """Drop, rename, add, exchange or reorder whole files, packed rightly."""
    files = unpacked(data)
    one, other = rng.sample(sorted(files), 2)
    way = rng.randrange(5)
    if way == 0:
        del files[one]
    elif way == 1:
        files = {(f"{name}x" if name == one else name): body for name, body in files.items()}
    elif way == 2:
        files[f"texts/{rng.randbytes(4).hex()}.md"] = b"# Another\n"
    elif way == 3:
        files[one], files[other] = files[other], files[one]
    else:
        order = sorted(files)
        rng.shuffle(order)
        files = {name: files[name] for name in order}
    return packed(files)


def _inside(data: bytes, rng: random.Random) -> bytes:
    """Change one byte of one file, packed rightly."""
    files = unpacked(data)
    name = rng.choice(sorted(files))
    files[name] = _bit(files[name], rng)
    return packed(files)


def _field(data: bytes, rng: random.Random) -> bytes:
    """Change one field of the statement, written rightly, the signatures left."""
    files = unpacked(data)
    statement = json.loads(files["statement.json"])
    field = rng.choice(sorted(statement))
    before = statement[field]
    statement[field] = (
        before + 1
        if isinstance(before, int)
        else rng.choice(
            [before.upper(), f"{before} ", ""]
            if isinstance(before, str)
            else [[], before[1:], before * 2, before[::-1]]
        )
    )
    files["statement.json"] = encode(statement)
    return packed(files)


def _stranger(data: bytes, rng: random.Random) -> bytes:
    """Change a word and sign all of it anew, with a key that is not on the card."""
    files = unpacked(data)
    name = rng.choice([name for name in files if name.startswith("lanes/")])
    files[name] = files[name].replace(b"b", b"c", 1) + b"\n" * rng.randrange(2)
    return signed_again(files, (STRANGER,))


def _lines(data: bytes, rng: random.Random) -> bytes:
    """Drop, repeat or exchange entries, and sign it with the right key: the site itself lies."""
    files = unpacked(data)
    name = rng.choice([name for name in files if name.startswith("lanes/")])
    lines = files[name].splitlines(keepends=True)
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(3)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(other, lines[at])
    else:
        lines[at], lines[other] = lines[other], lines[at]
    files[name] = b"".join(lines)
    return signed_again(files, SIGNERS)


def _entry(data: bytes, rng: random.Random) -> bytes:
    """Change a field of an entry, and sign it with the right key."""
    files = unpacked(data)
    name = rng.choice([name for name in files if name.startswith("lanes/")])
    lines = [json.loads(line) for line in files[name].splitlines()]
    line = rng.choice(lines)
    field = rng.choice(sorted(set(line) - {"seal"}))
    before = line[field]
    line[field] = before + 1 if isinstance(before, int) else _changed(before, rng)
    files[name] = b"".join(encode(one) + b"\n" for one in lines)
    return signed_again(files, SIGNERS)


def _changed(before: str, rng: random.Random) -> str:
    at = rng.randrange(len(before))
    return before[:at] + ("1" if before[at] != "1" else "2") + before[at + 1 :]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bit, _bit, _cut, _put_in, _twice, _files, _inside, _field, _stranger, _lines, _entry,
)  # fmt: skip


def counted(
    made: bytes, ours: Callable[[bytes], object], other: Callable[[bytes], object]
) -> Mapping[str, int]:
    """Return who took a mutant for whole: a verifier may refuse it in any way but by running on."""
    return {"taken": int(_takes(ours, made)), "taken by the other": int(_takes(other, made))}


def _takes(verify: Callable[[bytes], object], made: bytes) -> bool:
    try:
        verify(made)
    except Exception:  # noqa: BLE001 (whatever it says, it is a no)
        return False
    return True
