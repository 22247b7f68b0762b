"""Keys of closed talks once stored, kept for ever; run as a module with a new name to add a file of this form."""

import json
import sys
from pathlib import Path
from typing import Any

from goodoffices.journal import codes
from goodoffices.journal.closed import Kept, seal_lane_key, shut_kept
from goodoffices.journal.locks import Work, lock_by_code, lock_by_passphrase
from goodoffices.journal.pairs import new_pair, pair_of_code, pair_of_token
from tests.journal.cast import EPOCH, LANE, chance

FOLDER = Path(__file__).parent / "golden" / "keys"
OWNER = "5e" * 16


def files() -> list[Path]:
    """Return every golden file there is."""
    return sorted(FOLDER.glob("*.json"))


def golden(seed: int) -> dict[str, Any]:
    """Return a person, a code, a token, and one lane key under each of them and in a session."""
    draw = chance(seed)
    person, key, place = new_pair(draw), draw(32), (LANE, EPOCH)
    recovery, code = (codes.fresh(codes.LONG, draw) for _ in range(2))
    token, cookie, words = draw(32).hex(), draw(16).hex(), "كلمات سرّ four plain words"
    bearers = {
        "person": person,
        "code": pair_of_code(codes.read(code, codes.LONG)),
        "token": pair_of_token(token),
    }
    by_code = lock_by_code(person, OWNER, codes.read(recovery, codes.LONG), draw)
    return {
        "owner": OWNER,
        "passphrase": words,
        "by_passphrase": lock_by_passphrase(person, OWNER, words, Work(), draw).hex(),
        "recovery": recovery,
        "by_recovery": by_code.hex(),
        "code": code,
        "token": token,
        "public": {name: pair.public.hex() for name, pair in bearers.items()},
        "lane": LANE,
        "epoch": EPOCH,
        "lane_key": key.hex(),
        "sealed": {name: seal_lane_key(pair.public, place, key).hex() for name, pair in bearers.items()},
        "cookie": cookie,
        "session": shut_kept(cookie, Kept(person, {place: key}), draw).hex(),
    }


if __name__ == "__main__":
    (path,) = (FOLDER / f"{name}.json" for name in sys.argv[1:])
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        json.dump(golden(seed=2), file, ensure_ascii=False, indent=1)
        file.write("\n")
