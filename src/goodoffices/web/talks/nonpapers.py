"""Non-papers: words without author, date or status, that lie with a room while their owner lets them, and leave nothing.

A seat keeps its own as drafts; where one is left with somebody, a copy lies under the key of the lane between the two, under
a name of its own. No entry is written anywhere, so that nothing has to be unsaid.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.view import View
from goodoffices.journal.box import Unreadable
from goodoffices.journal.canonical import Plain
from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.store import Sitting

SLOT = "paper:"
MOST = 40
PLACES = (Kind.CHANNEL, Kind.PRIVATE)


@dataclass(frozen=True)
class Paper:
    """A non-paper: its words in our notation; its owner also sees in which lanes it lies, and under which names."""

    id: str
    language: str
    words: str = field(repr=False)
    laid: Mapping[str, str] = field(default_factory=dict)
    lane: str = ""

    @property
    def text(self) -> one_text.Text:
        """Its words as a text."""
        return one_text.read(self.words)

    @property
    def title(self) -> str:
        """What it is headed."""
        return one_text.notation(self.text.title)


def own(sitting: Sitting) -> tuple[Paper, ...]:
    """Return the non-papers of a seat."""
    kept = store.drafts(sitting.seat, SLOT)
    return tuple(
        Paper(slot.removeprefix(SLOT), value["language"], value["words"], value["laid"])
        for slot, value in cast("Mapping[str, Any]", kept).items()
    )


def lying(view: View, mine: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return what others left in the lanes this seat holds with them."""
    lanes = [lane.id for lane in view.lanes.values() if lane.kind in PLACES]
    ours = {name for paper in mine for name in paper.laid.values()}
    found = cast("Mapping[str, tuple[str, Any]]", store.lying(lanes))
    return tuple(
        Paper(name, body["language"], body["words"], lane=lane)
        for name, (lane, body) in found.items()
        if name not in ours
    )


def mine(sitting: Sitting, wanted: str) -> Paper:
    """Return a seat's own non-paper; absent alike where it is another's and where there is none."""
    found = next((one for one in own(sitting) if one.id == wanted), None)
    if found is None:
        raise Absent
    return found


def readable(sitting: Sitting, view: View, wanted: str) -> Paper:
    """Return a non-paper that is this seat's own or lies with it; absent as if it had never been."""
    ours = own(sitting)
    found = next((one for one in (*ours, *lying(view, ours)) if one.id == wanted), None)
    if found is None:
        raise Absent
    return found


def written(title: str, words: str, language: str) -> str:
    """Return what was written as a text in our notation; refuse what is none, with its line."""
    title, words = " ".join(title.split()), words.replace("\r\n", "\n").strip()
    if not words:
        raise BadInput(_("Nothing was written: put the words of the paper in their place."))
    if not words.startswith("# "):
        if not title:
            raise BadInput(_("Give the paper a heading: something that names nobody."))
        words = f"# {title}\nLanguage: {language}\n\n{words}"
    one_text.read(words)
    return words + "\n"


def keep(sitting: Sitting, name: str, words: str, language: str) -> None:
    """Keep a non-paper for its owner alone; the same name again keeps it once."""
    if len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        raise BadInput("The form came without its mark; load the page again and send it from there.")
    kept = own(sitting)
    if any(one.id == name for one in kept):
        return
    if len(kept) >= MOST:
        raise Refused(_("You keep forty papers already; withdraw one of them first."))
    with writer.turn(sitting.seat):
        _keep(sitting, Paper(name, language, words))


def _keep(sitting: Sitting, paper: Paper) -> None:
    kept = {"language": paper.language, "words": paper.words, "laid": dict(paper.laid)}
    store.put_draft(sitting.seat, SLOT + paper.id, cast("Plain", kept))


def leave(sitting: Sitting, paper: Paper, names: Mapping[str, str]) -> None:
    """Leave a copy in each of these lanes, each under the name given; where one lies already, nothing changes."""
    fresh = {lane: name for lane, name in names.items() if lane not in paper.laid}
    with writer.turn(sitting.seat, fresh):
        for lane, name in fresh.items():
            store.lay(lane, name, {"language": paper.language, "words": paper.words})
        _keep(sitting, Paper(paper.id, paper.language, paper.words, {**paper.laid, **fresh}))


def withdraw(sitting: Sitting, paper: Paper) -> None:
    """Take every copy back, and forget the owner's own: of its words nothing is left."""
    with writer.turn(sitting.seat, paper.laid):
        _withdraw(sitting, paper)


def _withdraw(sitting: Sitting, paper: Paper) -> None:
    for lane, name in paper.laid.items():
        store.take_up(lane, name)
    store.drop_draft(sitting.seat, SLOT + paper.id)


def withdraw_all(sitting: Sitting) -> None:
    """Take back all that a seat left anywhere, as it is given up, within a turn to write to the `PLACES` of that seat.

    Where its list does not open to who asks, as to a head of a delegation in closed talks, what it left lies on.
    """
    with suppress(Unreadable):
        for paper in own(sitting):
            _withdraw(sitting, paper)
