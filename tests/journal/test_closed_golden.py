"""Keys of closed talks stored by any earlier version open to what they opened to then."""

import json

import pytest

from goodoffices.journal import codes
from goodoffices.journal.closed import open_kept, open_lane_key
from goodoffices.journal.locks import open_by_code, open_by_passphrase
from goodoffices.journal.pairs import pair_of_code, pair_of_token
from tests.journal import closed_goldens


@pytest.mark.parametrize("path", closed_goldens.files(), ids=lambda path: path.stem)
def test_keys_once_stored_open_to_what_they_always_did(path):
    golden = json.loads(path.read_text(encoding="utf-8"))
    owner, public = golden["owner"], bytes.fromhex(golden["public"]["person"])
    recovery = codes.read(golden["recovery"], codes.LONG)
    person = open_by_passphrase(bytes.fromhex(golden["by_passphrase"]), owner, public, golden["passphrase"])
    assert open_by_code(bytes.fromhex(golden["by_recovery"]), owner, public, recovery) == person
    bearers = {
        "person": person,
        "code": pair_of_code(codes.read(golden["code"], codes.LONG)),
        "token": pair_of_token(golden["token"]),
    }
    place, key = (golden["lane"], golden["epoch"]), bytes.fromhex(golden["lane_key"])
    for name, pair in bearers.items():
        assert pair.public.hex() == golden["public"][name]
        assert open_lane_key(pair, place, bytes.fromhex(golden["sealed"][name])) == key
    kept = open_kept(golden["cookie"], bytes.fromhex(golden["session"]))
    assert (kept.pair, kept.keys) == (person, {place: key})


def test_the_present_form_is_among_the_goldens():
    """Sealed boxes draw their own chance, so all but those is compared."""
    made = closed_goldens.golden(seed=2)
    known = [json.loads(path.read_text(encoding="utf-8")) for path in closed_goldens.files()]
    assert {**made, "sealed": 0} in [{**one, "sealed": 0} for one in known]
