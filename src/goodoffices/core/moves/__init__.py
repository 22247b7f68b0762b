"""Moves: what a seat does, as plain facts, complete in themselves; and what it asks to do."""

from goodoffices.core.moves import after
from goodoffices.core.moves.after import After
from goodoffices.core.moves.answers import Assent, Dissent, Withdraw
from goodoffices.core.moves.circles import Convene
from goodoffices.core.moves.deadlines import Deadline
from goodoffices.core.moves.interests import Value
from goodoffices.core.moves.linking import Construe, Happen, Link, Package, Pledge, Undo
from goodoffices.core.moves.mandates import Endorse, Instruct, Mandate, Refer
from goodoffices.core.moves.monitoring import Oblige
from goodoffices.core.moves.process import (
    Amend,
    Appoint,
    Approve,
    Arrange,
    Begin,
    CallOff,
    CloseRound,
    End,
    Join,
    Leave,
    LetIn,
    OpenRound,
    Permit,
    Prepare,
    PrepareAlone,
    PrepareWithin,
    Resume,
    Schedule,
    Suspend,
)
from goodoffices.core.moves.record import Enter, Publish, Wording
from goodoffices.core.moves.sealed import Outcome, Pose, TakePart
from goodoffices.core.moves.signing import (
    Attest,
    Declare,
    Deposit,
    Freeze,
    Initial,
    Object,
    Ratify,
    Rectified,
    Rectify,
    Scan,
    Sign,
    Unfreeze,
    Vouch,
)
from goodoffices.core.moves.texts import (
    Accept,
    Acknowledge,
    Announce,
    Check,
    Countersign,
    Decline,
    Deliver,
    Hold,
    PassOn,
    React,
    Redraft,
    Register,
    Status,
)
from goodoffices.core.moves.words import (
    Answer,
    Ask,
    Brought,
    Carry,
    Concern,
    Confide,
    Confided,
    Confirm,
    Correct,
    Matter,
    Note,
    ReadBack,
    Release,
    Revoke,
    Say,
)

Words = (
    Note
    | Say
    | Ask
    | Answer
    | Matter
    | Confide
    | Confided
    | Concern
    | Release
    | Revoke
    | Carry
    | Brought
    | ReadBack
    | Confirm
    | Correct
    | Value
)
Texts = (
    Register
    | Announce
    | Countersign
    | Deliver
    | Acknowledge
    | Check
    | Hold
    | React
    | Redraft
    | Accept
    | Decline
    | Assent
    | Dissent
    | Withdraw
    | Mandate
    | Refer
    | Instruct
    | Endorse
    | Pledge
    | Happen
    | Link
    | Package
    | Undo
    | Construe
    | Status
    | PassOn
)
Process = (
    Begin
    | Arrange
    | Amend
    | Appoint
    | Deadline
    | OpenRound
    | CloseRound
    | Suspend
    | Resume
    | End
    | Join
    | Leave
    | Permit
    | Prepare
    | PrepareAlone
    | PrepareWithin
    | Approve
    | LetIn
    | Schedule
    | CallOff
)
Signing = (
    Attest
    | Declare
    | Deposit
    | Freeze
    | Initial
    | Object
    | Ratify
    | Rectified
    | Rectify
    | Scan
    | Sign
    | Unfreeze
    | Vouch
)
Move = (
    Words
    | Texts
    | Process
    | Signing
    | After
    | Enter
    | Wording
    | Publish
    | Oblige
    | Pose
    | TakePart
    | Outcome
    | Convene
)

MOVES: tuple[type[Move], ...] = (
    *(Note, Say, Ask, Answer, Matter, Confide, Confided, Release, Revoke, Carry, Brought, ReadBack, Confirm),
    *(Correct, Register, Announce, Countersign, Deliver, Acknowledge, Check, Hold, React, Accept, Decline),
    *(Assent, Dissent, Withdraw, Mandate, Refer, Instruct, Endorse),
    *(Pledge, Happen, Link, Package, Undo, Construe, Deadline),
    *(Status, PassOn, Begin, Arrange, Amend, OpenRound, CloseRound, Suspend, Resume, End, Join, Leave),
    *(Permit, Prepare, Approve, LetIn, Schedule, CallOff, Value, Enter),
    *(Wording, Publish, Oblige, Redraft, Pose, TakePart, Outcome, Appoint, PrepareAlone, Convene),
    *(
        PrepareWithin,
        Freeze,
        Unfreeze,
        Initial,
        Sign,
        Ratify,
        Scan,
        Declare,
        Deposit,
        Attest,
        Rectify,
        Object,
    ),
    *(Rectified, Vouch),
    *after.MOVES,
    Concern,
)

__all__ = [
    "Accept",
    "Acknowledge",
    "After",
    "Amend",
    "Announce",
    "Answer",
    "Appoint",
    "Approve",
    "Arrange",
    "Ask",
    "Assent",
    "Attest",
    "Begin",
    "Brought",
    "CallOff",
    "Carry",
    "Check",
    "CloseRound",
    "Concern",
    "Confide",
    "Confided",
    "Confirm",
    "Construe",
    "Convene",
    "Correct",
    "Countersign",
    "Declare",
    "Decline",
    "Deadline",
    "Deliver",
    "Deposit",
    "Dissent",
    "End",
    "Endorse",
    "Enter",
    "Freeze",
    "Happen",
    "Hold",
    "Initial",
    "Instruct",
    "Join",
    "Leave",
    "LetIn",
    "Link",
    "MOVES",
    "Mandate",
    "Matter",
    "Move",
    "Note",
    "Object",
    "Oblige",
    "OpenRound",
    "Outcome",
    "Package",
    "PassOn",
    "Permit",
    "Pledge",
    "Pose",
    "Prepare",
    "PrepareAlone",
    "PrepareWithin",
    "Process",
    "Publish",
    "Ratify",
    "React",
    "ReadBack",
    "Rectified",
    "Rectify",
    "Redraft",
    "Refer",
    "Register",
    "Release",
    "Resume",
    "Revoke",
    "Say",
    "Scan",
    "Schedule",
    "Sign",
    "Signing",
    "Status",
    "Suspend",
    "TakePart",
    "Texts",
    "Undo",
    "Unfreeze",
    "Value",
    "Vouch",
    "Withdraw",
    "Wording",
    "Words",
]
