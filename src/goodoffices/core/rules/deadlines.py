"""The rule for deadlines: a minute to come, whose clock says so, where it comes from; moved or lifted where it stands."""

import re

from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Deadline
from goodoffices.core.moves.deadlines import WEEK, Weekday
from goodoffices.core.rules.plea import Plea, need, present

_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")


def deadline(plea: Plea) -> tuple[Placed, ...]:
    """Write down a deadline for those who hold this lane, in place of another or beside it; or lift one."""
    need(plea.mediates or plea.lane.kind is not Kind.TABLE, "That is not yours to do here.")
    instead = plea.fields.words("instead", needed=False)
    if instead:
        present(instead, dict(plea.view.states[plea.lane.id].deadlines))
    at = plea.fields.second("at")
    need(at or instead, "Say at which minute, or which deadline is lifted.")
    if not at:
        return plea.here(Deadline(0, instead=instead))
    need(at > plea.context.at, "That minute has passed; name one that is to come.")
    return plea.here(
        Deadline(
            at=at,
            zone=_zone(plea),
            words=plea.fields.words(),
            source=plea.fields.words("source"),
            felt=plea.fields.words("felt", needed=False),
            hard=plea.fields.flag("hard"),
            rest=_rest(plea),
            instead=instead,
        )
    )


def _zone(plea: Plea) -> str:
    zone = plea.fields.words("zone")
    if not _ZONE.fullmatch(zone):
        raise BadInput(
            "{field}: name the place whose clock it is, as Europe/Malta or Asia/Riyadh, or UTC", field="zone"
        )
    return zone


def _rest(plea: Plea) -> tuple[Weekday, ...]:
    named = plea.fields.names("rest")
    if not set(named) <= set(WEEK) or len(named) == len(WEEK):
        raise BadInput(
            "{field}: choose the days of rest among {days}, not all of them",
            field="rest",
            days=", ".join(WEEK),
        )
    return tuple(day for day in WEEK if day in named)
