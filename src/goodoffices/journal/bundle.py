"""A signed bundle: what one seat may see, in the exact bytes that were kept, to be checked alone and offline."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.journal.archive import packed
from goodoffices.journal.canonical import Plain, encode
from goodoffices.journal.card import Signer
from goodoffices.journal.chain import BEGINNING, Head, Link

FORM = "goodoffices-bundle/1"
STATEMENT = "statement.json"


@dataclass(frozen=True)
class Shown:
    """An entry as a bundle shows it: as it is kept, and, where its holder can open it, what was committed to."""

    link: Link
    salt: bytes | None = field(default=None, repr=False)
    plain: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class LaneShown:
    """A lane of a bundle: what it is, as its holder knows it, and its entries from the first to its head."""

    id: str
    kind: str
    of: str
    entries: tuple[Shown, ...] = field(repr=False)

    @property
    def head(self) -> Head:
        """Where the lane ends in this bundle."""
        return self.entries[-1].link.head if self.entries else BEGINNING


@dataclass(frozen=True)
class TextShown:
    """A version of the text that stands in these lanes, as files by language."""

    sha256: str
    name: str
    files: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Bundle:
    """What a seat takes away; `stamp` is when, in whole seconds since 1970 (UTC)."""

    talks: str
    seat: str
    role: str
    stamp: int
    lanes: tuple[LaneShown, ...]
    texts: tuple[TextShown, ...]


def write(bundle: Bundle, signers: Sequence[Signer]) -> bytes:
    """Return the bundle as one zip, signed by each of these; the same bundle always gives the same bytes."""
    files = {lane_name(lane.id): lane_file(lane.entries) for lane in bundle.lanes}
    for one in bundle.texts:
        files |= {
            text_name(one.sha256, at): words.encode()
            for at, (_, words) in enumerate(sorted(one.files.items()), 1)
        }
    statement = encode(_statement(bundle, files, sorted(one.whose for one in signers)))
    signatures = {
        signature_name(one.whose): one.sign(statement) for one in sorted(signers, key=lambda one: one.whose)
    }
    return packed({STATEMENT: statement, **signatures, **files})


def lane_name(lane: str) -> str:
    """Return the name of a lane's file."""
    return f"lanes/{lane}.jsonl"


def text_name(sha256: str, number: int) -> str:
    """Return the name of a text's file: languages are counted from 1, in the order of their names."""
    return f"texts/{sha256}-{number}.md"


def signature_name(whose: str) -> str:
    """Return the name of a signature's file."""
    return f"signatures/{whose}.sig"


def lane_file(entries: Iterable[Shown]) -> bytes:
    """Return a lane's entries, one canonical line each."""
    return b"".join(encode(_line(one)) + b"\n" for one in entries)


def texts_of(moves: Iterable[Mapping[str, Plain]]) -> tuple[TextShown, ...]:
    """Return the texts that moves quote, each once, in the order in which they first came; what is no text is passed over."""
    found: dict[str, TextShown] = {}
    for move in moves:
        sha256, name, files = move.get("sha256"), move.get("name"), move.get("text")
        if isinstance(sha256, str) and isinstance(name, str) and isinstance(files, Mapping) and files:
            words = {language: one for language, one in files.items() if isinstance(one, str)}
            found.setdefault(sha256, TextShown(sha256, name, words))
    return tuple(found.values())


def _statement(bundle: Bundle, files: Mapping[str, bytes], signed: Sequence[str]) -> Plain:
    return {
        "files": [[name, hashlib.sha256(body).hexdigest()] for name, body in files.items()],
        "form": FORM,
        "lanes": [_lane(lane) for lane in bundle.lanes],
        "role": bundle.role,
        "seat": bundle.seat,
        "signed": list(signed),
        "stamp": bundle.stamp,
        "talks": bundle.talks,
        "texts": [
            {"languages": sorted(one.files), "name": one.name, "sha256": one.sha256} for one in bundle.texts
        ],
    }


def _lane(lane: LaneShown) -> Plain:
    head = lane.head
    return {
        "entries": head.number,
        "head": head.seal.hex(),
        "id": lane.id,
        "kind": lane.kind,
        "of": lane.of,
    }


def _line(one: Shown) -> Plain:
    header, envelope = one.link.header, one.link.envelope
    line: dict[str, Plain] = {
        "body": base64.b64encode(envelope.body).decode("ascii"),
        "commitment": envelope.commitment.hex(),
        "epoch": header.epoch,
        "format": header.format,
        "kind": header.kind,
        "move_id": header.move_id,
        "number": header.number,
        "seal": one.link.seal.hex(),
        "stamp": header.stamp,
        "suite": header.suite,
        "version": header.version,
        "wrap_sha256": hashlib.sha256(envelope.wrap).hexdigest(),
    }
    if one.plain is not None and one.salt is not None:
        line |= {"plain": one.plain.decode("utf-8"), "salt": one.salt.hex()}
    return line
