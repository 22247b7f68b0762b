"""C1: generated calendars, sound and with a fault planted, played and replayed."""

import contextlib
from collections.abc import Iterator, Mapping

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from tests.monitoring import calendars, stepper
from tests.soak import Trial

TITLE = "every fault planted in generated calendars is found, and none in sound ones"
TIMES = 1000
NEVER = ("false", "missed", "besides", "unreplayed")


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """One sound calendar and one with a fault planted."""

    def trial(number: int) -> Mapping[str, int]:
        sound = play(read(calendars.toml(calendars.sound(number))))
        draft = calendars.planted(number)
        source = calendars.toml(draft)
        found = play(read(source)).faults
        kind, clauses = draft.expected
        hits = [one for one in found if one.kind == kind and clauses <= set(one.clauses)]
        replayed = [one for one in found if stepper.replays(source, one.plain())]
        return {
            "false": len(sound.faults),
            "missed": not hits,
            "besides": len(found) - len(hits),
            "unreplayed": len(found) - len(replayed),
            "obligations": len(draft.made),
        }

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['trials']} sound calendars: {counts['false']} faults found; {counts['trials']} with one planted"
        f" ({counts['obligations'] // max(counts['trials'], 1)} obligations on average): {counts['missed']} missed,"
        f" {counts['besides']} found besides, {counts['unreplayed']} schedules that did not replay"
    )
