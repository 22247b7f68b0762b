"""The teller of a sealed question: a key pair made for one act, kept only once that act is written."""

from collections.abc import Sequence
from functools import cached_property
from typing import get_args

from goodoffices.core.entries import Placed
from goodoffices.core.moves import Pose
from goodoffices.core.moves.sealed import Word
from goodoffices.web.talks import store
from goodoffices.web.talks.naming import due_id


class Teller:
    """Makes a pair when a rule first asks for its public half; an act that asks no question makes none."""

    @cached_property
    def _pair(self) -> tuple[str, bytes]:
        return store.fresh_question()

    def public(self) -> str:
        """Return the public half, the same however often it is asked for."""
        return self._pair[0]

    def keep(self, placed: Sequence[Placed]) -> None:
        """Keep the question an act put, in the transaction that writes it."""
        for one in placed:
            if isinstance(one.move, Pose) and one.due is None:
                pose = one.move
                asked = len(pose.asked)
                store.open_question(self._pair, one.lane, pose.about, pose.closes, asked)


def tell(lane: str, now: int) -> None:
    """Close the sealed questions of a lane whose minute has come: the outcomes that did not come are dropped unread."""
    for public, word in store.close_questions(lane, now):
        others = [due_id(f"{public}:{each}") for each in get_args(Word) if each != word]
        store.withdraw_due(lane, others)
