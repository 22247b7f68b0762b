"""How the deal stands, for the desk: clause by clause, over links and packages; never a share, never a percentage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from goodoffices.core import text as one_text
from goodoffices.core.fold.answers import Answered
from goodoffices.core.fold.channel import ChannelState
from goodoffices.core.moves.answers import LEVELS
from goodoffices.core.people import Delegation, Standing
from goodoffices.core.reading.matching import LETTER, WHOLE, Position, matched
from goodoffices.core.reading.standing import newest_version
from goodoffices.core.signatures import initialled, signatories
from goodoffices.core.view import View

Stands = Literal["open", "some", "bracket", "provisional", "early", "refused", "lapsed", "waits", "reopened"]

Paper = Literal["", "frozen", "initialled", "signed", "concluded"]


@dataclass(frozen=True)
class Stand:
    """How one clause stands.

    `provisional`: every party accepts it, at `level` or above; it is agreed only with all the rest. `early`: the
    same, and every party lets it be carried out before the rest. `bracket`: every party accepts it as it stands,
    and a bracket or a blank in it is open still. `some`: `who` accept it. `refused`: `who` do
    not. `lapsed`: its package fell with another clause. `waits`: it hangs on clauses `on` that are open.
    `reopened`: what it hung on was taken away. `initialled` are the parties whose initials stand under its words;
    they authenticate, and make no clause agreed.
    """

    clause: str
    stands: Stands
    level: str = ""
    who: tuple[Delegation, ...] = ()
    on: tuple[str, ...] = field(default=())
    packages: tuple[str, ...] = ()
    initialled: tuple[Delegation, ...] = ()


@dataclass(frozen=True)
class Deal:
    """How all clauses stand, and whether everything is agreed: every party's yes to the whole, and nothing left open.

    `paper` is how far the newest text has come on paper: `signed` where a signature waits still for those behind it,
    `concluded` only where none does.
    """

    clauses: tuple[Stand, ...]
    agreed: bool
    level: str = ""
    paper: Paper = ""


def deal(view: View, clauses: Sequence[str], at: int) -> Deal:
    """Return how the deal stands over these clauses of the newest text.

    What was accepted on conditions counts where the conditions hold together. Nothing is agreed until everything
    is: `agreed` needs each party's yes to the whole text, and no clause lapsed, waiting or reopened.
    """
    parties = [one for one, _channel in view.channels() if one.standing is Standing.PARTY]
    holds = [one for one in matched(view, at).holds if one.of != LETTER and one.delegation in parties]
    refused = {one.id: _refused(view, one, clauses) for one in parties}
    unsettled = _unsettled(view)
    plain = {clause: _as_it_reads(_plain(clause, parties, holds, refused), unsettled) for clause in clauses}
    fallen = _fallen(view, plain)
    tied = {one: _tied(view, stand, fallen) for one, stand in plain.items()}
    ink = _initialled(view, clauses)
    done = tuple(replace(_waiting(view, tied, stand), initialled=ink[one]) for one, stand in tied.items())
    whole = [one for one in holds if one.of == WHOLE and not refused[one.delegation.id]]
    everybody = bool(parties) and {one.delegation.id for one in whole} >= {one.id for one in parties}
    sound = all(one.stands in ("provisional", "early") for one in done)
    agreed = everybody and sound and not unsettled
    return Deal(done, agreed, _lowest([one.answer for one in whole]) if agreed else "", _paper(view))


def _initialled(view: View, clauses: Sequence[str]) -> Mapping[str, tuple[Delegation, ...]]:
    newest = newest_version(view)
    return initialled(view, clauses, newest.sha256) if newest else dict.fromkeys(clauses, ())


def _paper(view: View) -> Paper:
    """Return how far the newest text has come on paper; a lone signature is no stage of the deal."""
    newest, frozen, listed = newest_version(view), view.table.closing.frozen, signatories(view)
    if newest is None or frozen is None or frozen.sha256 != newest.sha256:
        return ""
    signed = [one.signature for one in listed if one.signature is not None]
    if len(signed) == len(listed) and all(one.decided != "refused" for one in signed):
        return "concluded" if all(one.binds for one in signed) else "signed"
    return "initialled" if all(one.initials for one in listed) else "frozen"


def _unsettled(view: View) -> frozenset[str]:
    """Return the clauses of the newest text that leave a bracket or a blank open; "" stands for a heading."""
    newest = newest_version(view)
    files = view.text_of(newest.sha256).values() if newest else ()
    return frozenset(passage.clause for file in files for passage in one_text.passages(one_text.read(file)))


def _as_it_reads(stand: Stand, unsettled: frozenset[str]) -> Stand:
    if stand.clause in unsettled and stand.stands in ("provisional", "early"):
        return replace(stand, stands="bracket")
    return stand


def _lowest(answers: Sequence[Answered]) -> str:
    ranks = [next((at for at, level in enumerate(LEVELS) if level == one.level), 1) for one in answers]
    return LEVELS[min(ranks)] if ranks else ""


def _refused(view: View, party: Delegation, clauses: Sequence[str]) -> frozenset[str]:
    """Return the clauses whose latest word of a party is no: said of the clause, or later of the whole text."""
    newest, channel = newest_version(view), view.channel(party.id)
    if newest is None:
        return frozenset()
    return frozenset(one for one in clauses if _says_no(channel, one, newest.sha256))


def _says_no(channel: ChannelState, clause: str, sha256: str) -> bool:
    said = [
        one
        for one in (channel.answers.get(sha256), channel.parts.get(clause))
        if one and one.sha256 == sha256
    ]
    latest = max(said, key=lambda one: one.number, default=None)
    return latest is not None and not latest.accepts


def _plain(
    clause: str,
    parties: Sequence[Delegation],
    holds: Sequence[Position],
    refused: Mapping[str, frozenset[str]],
) -> Stand:
    no = tuple(one for one in parties if clause in refused[one.id])
    if no:
        return Stand(clause, "refused", who=no)
    by = {
        one.delegation.id: [
            each.answer for each in holds if each.delegation == one.delegation and each.of in (WHOLE, clause)
        ]
        for one in holds
        if one.of in (WHOLE, clause)
    }
    yes = tuple(one for one in parties if one.id in by)
    if not yes:
        return Stand(clause, "open")
    if len(yes) < len(parties):
        return Stand(clause, "some", who=yes)
    early = all(any(answer.early for answer in by[one.id]) for one in parties)
    best = [
        max(by[one.id], key=lambda each: LEVELS.index(each.level) if each.level in LEVELS else 1)
        for one in parties
    ]
    return Stand(clause, "early" if early else "provisional", _lowest(best), yes)


def _fallen(view: View, plain: Mapping[str, Stand]) -> Mapping[str, tuple[str, ...]]:
    """Return, by clause, the packages that fell because a party refuses one of their clauses."""
    fallen: dict[str, tuple[str, ...]] = {}
    for package in view.desk.packages.values():
        if any(one in plain and plain[one].stands == "refused" for one in package.clauses):
            for clause in package.clauses:
                fallen[clause] = (*fallen.get(clause, ()), package.name)
    return fallen


def _tied(view: View, stand: Stand, fallen: Mapping[str, tuple[str, ...]]) -> Stand:
    names = tuple(one.name for one in view.desk.packages.values() if stand.clause in one.clauses)
    if stand.clause in fallen and stand.stands != "refused":
        return Stand(stand.clause, "lapsed", who=stand.who, packages=fallen[stand.clause])
    if stand.stands in ("provisional", "early") and not _asked_again(view, stand):
        return Stand(stand.clause, "reopened", stand.level, stand.who, packages=names)
    return Stand(stand.clause, stand.stands, stand.level, stand.who, packages=names)


def _asked_again(view: View, stand: Stand) -> bool:
    """Whether every party accepted a clause anew since a link or package it stood in was taken away."""
    undone = view.desk.undone.get(stand.clause)
    if undone is None:
        return True
    found = []
    for one in stand.who:
        channel = view.channel(one.id)
        said = [
            *channel.answers.values(),
            *(each for name, each in channel.parts.items() if name == stand.clause),
        ]
        found.append(any(each.accepts and each.stamp > undone for each in said))
    return all(found)


def _waiting(view: View, tied: Mapping[str, Stand], stand: Stand) -> Stand:
    """Return a clause that hangs on open ones as waiting for them, however far down the open one stands."""
    if stand.stands not in ("provisional", "early"):
        return stand
    on = tuple(sorted(one for one in _beneath(view, stand.clause) if _is_open(tied, one)))
    return Stand(stand.clause, "waits", stand.level, stand.who, on, stand.packages) if on else stand


def _beneath(view: View, clause: str) -> set[str]:
    found: set[str] = set()
    work = [clause]
    while work:
        here = work.pop()
        for link in view.desk.links.values():
            if link.clause == here:
                fresh = [one for one in link.on if one not in found]
                found.update(fresh)
                work += fresh
    return found - {clause}


def _is_open(tied: Mapping[str, Stand], clause: str) -> bool:
    return clause in tied and tied[clause].stands not in ("provisional", "early")
