"""What any released version wrote reads, and folds, as it did then."""

import json

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.core.moves import MOVES
from goodoffices.journal.shapes import from_plain, to_plain
from tests.web.talks import goldens

KNOWN = {(move.kind, move.version): move for move in MOVES}
KEPT = [one for path in sorted(goldens.FOLDER.glob("moves/*.json")) for one in json.loads(path.read_text())]
VIEWS = [one for path in sorted(goldens.FOLDER.glob("views/*.json")) for one in json.loads(path.read_text())]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept['kind']}-{kept['version']}")
def test_a_move_once_kept_reads_as_it_was(kept):
    assert to_plain(from_plain(KNOWN[kept["kind"], kept["version"]], kept["move"])) == kept["move"]


def test_every_kind_and_version_of_today_is_kept_among_them():
    """If this fails: add a file with `python -m tests.web.talks.goldens moves NAME`."""
    assert {(kept["kind"], kept["version"]) for kept in KEPT} >= set(KNOWN)


@pytest.mark.parametrize("kept", VIEWS, ids=lambda kept: kept["lane_kind"])
def test_a_lane_once_kept_folds_to_what_it_did(kept):
    """Before the first release a file may be made anew; after it, a changed fold must read old entries as before."""
    assert goldens.still_says(goldens.folded(kept), kept["state"])


def test_the_control_a_changed_move_and_a_changed_view_are_seen():
    kept = next(kept for kept in KEPT if kept["kind"] == "say")
    for changed in ({**kept["move"], "louder": True}, {"words": "x"}, {**kept["move"], "words": 1}):
        with pytest.raises(BadInput):
            from_plain(KNOWN["say", 1], changed)
    view = next(kept for kept in VIEWS if kept["lane_kind"] == "table")
    assert not goldens.still_says({**goldens.folded(view), "name": "Other"}, view["state"])
    assert not goldens.still_says({}, view["state"])
    assert not goldens.still_says({"a": [1, 2]}, {"a": [1]})
    assert goldens.still_says({"a": 1, "new": 2}, {"a": 1})
