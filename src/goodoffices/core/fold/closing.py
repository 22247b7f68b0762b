"""What the table knows of signature: which text is frozen, what all have done with it, where it lies, how it was corrected."""

from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import last
from goodoffices.core.moves import Attest, Declare, Deposit, Freeze, Rectified, Unfreeze, Vouch
from goodoffices.core.moves.signing import Signed


@dataclass(frozen=True)
class Closing:
    """How far signature has come, as everybody may know it.

    `stage` is of the frozen text; `clauses` were said to be initialled by all, of `clauses_of`. `turns` counts freezes.
    """

    frozen: Freeze | None = None
    stage: Literal["", "initialled", "signed", "concluded"] = ""
    turns: int = 0
    clauses: tuple[str, ...] = ()
    clauses_of: str = ""
    signatures: tuple[Signed, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    attested: tuple[Attest, ...] = ()
    corrected: tuple[Rectified, ...] = ()
    vouched: tuple[str, ...] = ()

    @property
    def held(self) -> Freeze | None:
        """The text that stands still for signature now; none once it is concluded, for then talks may go on to others."""
        return self.frozen if self.stage != "concluded" else None


def closed(state: Closing, entry: Entry) -> Closing:
    """Return how far signature has come after one more entry of the table."""
    match entry.move:
        case Freeze() as freeze:
            return replace(_afresh(state), frozen=freeze, turns=freeze.turn)
        case Unfreeze():
            return _afresh(state)
        case Declare() as declare:
            return _declared(state, declare)
        case _:
            return _after(state, entry)


def _after(state: Closing, entry: Entry) -> Closing:
    match entry.move:
        case Deposit() as deposit:
            return replace(state, deposits=last(state.deposits, deposit))
        case Attest() as attest:
            return replace(state, attested=last(state.attested, attest))
        case Rectified() as rectified:
            return replace(state, corrected=last(state.corrected, rectified))
        case Vouch(sha256=sha256):
            return replace(state, vouched=last(state.vouched, sha256))
        case _:
            return state


def _afresh(state: Closing) -> Closing:
    """Return the table with no text frozen; what lies where, and what was corrected, stays known."""
    return replace(state, frozen=None, stage="", clauses=(), clauses_of="", signatures=())


def _declared(state: Closing, move: Declare) -> Closing:
    if move.stage == "reopened":
        return _afresh(state)
    if (
        move.clauses or state.frozen is None
    ):  # a list told anew stands for the one before: so initials are untold
        return replace(state, clauses=move.clauses, clauses_of=move.sha256)
    return replace(state, stage=move.stage, signatures=move.signatures or state.signatures)
