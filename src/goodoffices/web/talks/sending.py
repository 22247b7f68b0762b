"""How something goes out of a room: straight to the tray, or made ready for somebody who may send it."""

from typing import Any

from django.utils.translation import gettext as _

from goodoffices.web.talks.here import Here


def sending(here: Here, kind: str = "") -> dict[str, Any]:
    """Return where a form that leaves the room is sent to, and what its button says.

    Whoever only prepares, and a kind of move for which the room asks two people, makes it ready in the room.
    """
    permit = here.view.room.permit
    prepares = here.view.seat.id in permit.prepare_only
    if prepares or kind in permit.two:
        return {
            "send": here.url("ready"),
            "send_words": _("Make it ready for a colleague to send"),
            "sends": False,
        }
    return {"send": here.url("put"), "send_words": _("Read once more, then send"), "sends": True}
