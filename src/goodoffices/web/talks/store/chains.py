"""Entries: read and opened, shut and appended, and read back before anybody is told."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from goodoffices.core.errors import Refused
from goodoffices.journal import chain
from goodoffices.journal.box import Unreadable
from goodoffices.journal.canonical import decode, encode
from goodoffices.journal.chain import Link, link
from goodoffices.journal.envelope import FORMAT, Envelope, Header, open_salted, open_up, shut
from goodoffices.journal.keyring import Keyring
from goodoffices.web import turns
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.keys import newest, ring
from goodoffices.web.talks.store.lanes import head
from goodoffices.web.talks.store.values import Absent, Draft, Receipt, Unsound, Written

_PAGE = 500
_OF_LANE = f"SELECT {sql.KEPT} FROM talks_entryrow WHERE lane = %s"  # noqa: S608
_IN_LANES = (
    f"SELECT {sql.KEPT} FROM talks_entryrow WHERE lane IN ({{lanes}}) AND move_id IN ({{ids}})"  # noqa: S608
    " ORDER BY lane, number"
)
_of_header = attrgetter(*sql.HEADER.split(", "))
_of_envelope = attrgetter(*sql.ENVELOPE.split(", "))
_ON = f"{_OF_LANE} AND number > %s ORDER BY number"


def entries(
    lane: str, after: int = 0, upto: int | None = None, numbers: Collection[int] | None = None
) -> tuple[Written, ...]:
    """Return a lane's entries in order, opened: those after a number, up to one, or just those asked for."""
    asked, values = f"{_OF_LANE} AND number > %s", [lane, after]
    if upto is not None:
        asked, values = f"{asked} AND number <= %s", [*values, upto]
    if numbers is not None:
        some = sorted(set(numbers)) or [0]
        asked, values = f"{asked} AND number IN ({sql.marks(some)})", [*values, *some]
    keys = ring()
    return tuple(_written(link_of(row), keys) for row in sql.rows(f"{asked} ORDER BY number", *values))


def find(lanes: Iterable[str], move_ids: Collection[str]) -> tuple[tuple[str, Written], ...]:
    """Return those of these moves that stand in these lanes, each with its lane, opened."""
    some, ids = sorted(set(lanes)), sorted(set(move_ids))
    if not some or not ids:
        return ()
    asked = _IN_LANES.format(lanes=sql.marks(some), ids=sql.marks(ids))
    keys = ring()
    found = [link_of(row) for row in sql.rows(asked, *some, *ids)]
    return tuple((each.header.lane, _written(each, keys)) for each in found)


def seal_of(lane: str, number: int) -> bytes:
    """Return the seal of one entry; `Absent` if the lane has no such number."""
    found = sql.rows("SELECT seal FROM talks_entryrow WHERE lane = %s AND number = %s", lane, number)
    if not found:
        raise Absent
    return bytes(found[0][0])


def append(lane: str, drafts: Sequence[Draft]) -> tuple[Receipt, ...]:
    """Write these moves into the lane, in order, and return their receipts once they were read back whole.

    A move whose id is in the lane already is not written again: with the same kind, version and body its first
    receipt is returned, with any other it is `Refused`.
    """
    turns.may_write(lane)
    known = _sent(lane, drafts)
    new = [draft for draft in drafts if draft.move_id not in known]
    if len({draft.move_id for draft in new}) != len(new):
        raise Refused("Two moves carry the same id.")
    return _in_order(drafts, known, join(lane, shut_drafts(lane, new)) if new else [])


def sent_before(lane: str, drafts: Sequence[Draft]) -> tuple[Receipt, ...] | None:
    """Return the receipts if all these moves are in the lane already, and nothing if any is not.

    `Refused` if one is there with another body.
    """
    known = _sent(lane, drafts)
    return tuple(known[draft.move_id] for draft in drafts) if len(known) == len(drafts) else None


def shut_drafts(lane: str, drafts: Iterable[Draft]) -> list[tuple[Header, Envelope]]:
    """Return the drafts under the lane's newest key, with no place in the lane yet."""
    epoch, suite, _ = newest(lane)
    key = ring().lane_key(lane, epoch)
    made = []
    for draft in drafts:
        place = (lane, 0, epoch, draft.move_id)
        header = Header(FORMAT, suite, *place, draft.kind, draft.version, draft.stamp)
        made.append((header, shut(header, encode(draft.body), key, secrets.token_bytes)))
    return made


def join(lane: str, shut_ones: Iterable[tuple[Header, Envelope]]) -> list[Receipt]:
    """Add shut entries at the end of the lane, read them back, and return their receipts.

    `Unsound` if what was read back is not what was written.
    """
    before = last = head(lane)
    links: list[Link] = []
    for header, envelope in shut_ones:
        links.append(link(last, replace(header, number=last.number + 1), envelope))
        last = links[-1].head
    sql.add("talks_entryrow", sql.KEPT, [_row(each) for each in links])
    kept = [link_of(row) for row in sql.rows(_ON, lane, before.number)]
    if kept != links or chain.verify(lane, kept, before):
        raise Unsound(f"entry {before.number + 1} does not read back as written")
    return [Receipt(lane, each.header.number, each.seal) for each in kept]


def stored_links(lane: str, after: int = 0) -> Iterator[Link]:
    """Return a lane's entries after a number, shut, as they are kept; read in pages, each at one moment."""
    while page := [link_of(row) for row in sql.rows(f"{_ON} LIMIT {_PAGE}", lane, after)]:
        yield from page
        after = page[-1].header.number


def openings(lane: str, upto: int) -> Iterator[tuple[Link, bytes | None, bytes | None]]:
    """Return a lane's entries up to a number as they are kept, each with the salt and the plain bytes committed to.

    None for both where whoever asks cannot open the entry.
    """
    keys = ring()
    for each in stored_links(lane):
        if each.header.number > upto:
            return
        try:
            key = keys.lane_key(lane, each.header.epoch)
            yield (each, *open_salted(each.header, each.envelope, key))
        except Unreadable:
            yield each, None, None


def link_of(row: Sequence[Any]) -> Link:
    """Return the entry that a stored row is; `BadInput` if it can be none."""
    header, (body, wrap, commitment, prev, seal) = Header(*row[:9]), map(bytes, row[9:])
    return Link(header, Envelope(body, wrap, commitment), prev, seal)


def opened(header: Header, envelope: Envelope, keys: Keyring) -> bytes:
    """Return an entry's plain bytes."""
    return open_up(header, envelope, keys.lane_key(header.lane, header.epoch))


def _written(each: Link, keys: Keyring) -> Written:
    stands = each.header
    body = decode(opened(stands, each.envelope, keys))
    return Written(stands.number, stands.move_id, stands.kind, stands.version, stands.stamp, body)


def _row(each: Link) -> tuple[Any, ...]:
    return (*_of_header(each.header), *_of_envelope(each.envelope), each.prev, each.seal)


def _sent(lane: str, drafts: Sequence[Draft]) -> dict[str, Receipt]:
    ids = [draft.move_id for draft in drafts] or [""]
    found = sql.rows(f"{_OF_LANE} AND move_id IN ({sql.marks(ids)})", lane, *ids)
    kept = {each.header.move_id: each for each in map(link_of, found)}
    for draft in drafts:
        if draft.move_id in kept:
            same_or_refused(draft, kept[draft.move_id].header, kept[draft.move_id].envelope)
    return {move_id: Receipt(lane, each.header.number, each.seal) for move_id, each in kept.items()}


def same_or_refused(draft: Draft, header: Header, envelope: Envelope) -> None:
    """Let a retry pass; refuse another move under the same id."""
    same = (draft.kind, draft.version) == (header.kind, header.version)
    if not same or encode(draft.body) != opened(header, envelope, ring()):
        raise Refused("Another move was sent under this id before; give this one an id of its own.")


def _in_order(
    drafts: Sequence[Draft], known: dict[str, Receipt], new: Iterable[Receipt]
) -> tuple[Receipt, ...]:
    written = iter(new)
    return tuple(known[draft.move_id] if draft.move_id in known else next(written) for draft in drafts)
