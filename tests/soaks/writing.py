"""A process that writes acts and acknowledges each, and what must hold of them after it was killed."""

import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from goodoffices.journal.chain import Head

SEATS = 3


def writer(lanes: list[str]) -> Any:
    """Return the work of a child: several seats writing acts of two moves, one into each of two lanes.

    It says `try ID LANE LANE` before an act and `ack ID NUMBER SEAL NUMBER SEAL` once that is kept.
    """

    def work(say: Any, _: Any) -> None:
        threads = [threading.Thread(target=seat, args=[say, str(at)], daemon=True) for at in range(SEATS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def seat(say: Any, name: str) -> None:
        from django.db import DatabaseError

        try:
            while True:
                act(say, name, sorted(secrets.SystemRandom().sample(lanes, 2)))
        except DatabaseError:
            say("end")

    return work


def act(say: Any, seat: str, lanes: list[str], move_id: str = "") -> None:
    """Write one act into two lanes and acknowledge it."""
    from goodoffices.web import writer as writing
    from goodoffices.web.talks import store

    move_id = move_id or secrets.token_hex(16)
    say(f"try {move_id} {' '.join(lanes)}")
    draft = store.Draft(move_id, "say", 1, 1_900_000_000, {"words": move_id * 3})
    with writing.turn(seat, lanes):
        receipts = [store.append(lane, [draft])[0] for lane in lanes]
    say(f"ack {move_id} {' '.join(f'{receipt.number} {receipt.seal.hex()}' for receipt in receipts)}")


class Ledger:
    """What was acknowledged so far, compared with what is kept."""

    def __init__(self, lanes: Iterable[str]) -> None:
        from goodoffices.journal.chain import BEGINNING

        self.heads: dict[str, Head] = dict.fromkeys(lanes, BEGINNING)

    def check(self, told: list[str]) -> Counter[str]:
        """Return counts: acknowledged, lost, torn (kept in one lane of two), faults, and kept unacknowledged."""
        tried = {words[1]: words[2:] for words in map(str.split, told) if words[0] == "try"}
        acked = {words[1]: words[2:] for words in map(str.split, told) if words[0] == "ack"}
        kept, faults = self._new_entries()
        counts: Counter[str] = Counter(acks=len(acked), faults=faults)
        for move_id, lanes in tried.items():
            found = [kept[lane].get(move_id) for lane in lanes]
            counts["torn"] += any(found) and not all(found)
            counts["unacknowledged"] += all(found) and move_id not in acked
            if move_id in acked:
                numbers, seals = acked[move_id][::2], acked[move_id][1::2]
                receipts = [f"{number} {seal}" for number, seal in zip(numbers, seals, strict=True)]
                counts["lost"] += found != receipts
            counts.update(self._retry(move_id, lanes, found) if move_id not in acked else {})
        return counts

    def _new_entries(self) -> tuple[dict[str, dict[str, str]], int]:
        """Verify each lane onwards from where it was, and return its new entries by move."""
        from goodoffices.journal.chain import verify
        from goodoffices.web.talks import store

        kept: dict[str, dict[str, str]] = {}
        faults = 0
        for lane, head in self.heads.items():
            links = list(store.stored_links(lane, head.number))
            faults += verify(lane, links, head) is not None
            kept[lane] = {each.header.move_id: f"{each.header.number} {each.seal.hex()}" for each in links}
            self.heads[lane] = links[-1].head if links else head
        return kept, faults

    def _retry(self, move_id: str, lanes: list[str], found: list[str | None]) -> Mapping[str, int]:
        """Send again what was not acknowledged: it must stand once, where it stood if it did."""
        told: list[str] = []
        act(told.append, "retry", lanes, move_id)
        again = told[-1].split()[2:]
        receipts = [f"{number} {seal}" for number, seal in zip(again[::2], again[1::2], strict=True)]
        self._new_entries()
        return {"doubled": int(all(found) and found != receipts)}


def final(ledger: Ledger) -> int:
    """Return how many faults a check from the beginning finds, SQLite's own included."""
    from django.db import connection

    from goodoffices.web.talks import store

    audit = store.audit()
    faults = len(audit.faults) + sum(audit.heads[lane] != head for lane, head in ledger.heads.items())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            faults += cursor.fetchall() != [("ok",)]
    return faults
