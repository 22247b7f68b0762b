"""Closed talks in a site of their own, one step to a process: `python -m tests.web.closed_site make|read|close DATA`."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

CANARY = "Tarn would live with 36 days if pressed."
ASKED = ("Tarn", "Vell")


def make(told: Any) -> Any:
    """Begin talks; Tarn says something in its room, a colleague's paper lies open, and both say yes to a sealed question."""
    from goodoffices.core import sealed
    from goodoffices.core.lanes import Kind
    from goodoffices.web import upkeep, writer
    from goodoffices.web.people import invitations
    from goodoffices.web.talks import sharing, store
    from tests.web.talks.site_world import START, SiteWorld, fresh

    upkeep.upgrade(START)
    store.make_key_file()
    world = SiteWorld(closed=True, principals=())
    world.act("Tarn", "say", world.lane("Tarn", Kind.ROOM), words=CANARY)
    with world.bearing("Tarn"):
        colleague = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
        paper = sharing.invite(world.seats["Tarn"], colleague.seat, world.at).code
    closes = int(world.at.timestamp()) + 3600
    world.act(
        "M1",
        "pose",
        world.lane("M1", Kind.TABLE),
        about="yes",
        to=list(ASKED),
        closes=closes,
        words="36 days?",
    )
    public = next(iter(world.seated("M1").view.table.questions))
    for who in ASKED:
        world.act(who, "take_part", world.lane(who, Kind.TABLE), public=public)
        with writer.turn(world.seats[who].seat):
            store.put_answer(public, world.seats[who].delegation, sealed.answer(public, "yes"), closes - 60)
    return {
        "tokens": world.tokens,
        "seats": {who: one.seat for who, one in world.seats.items()},
        "paper": paper,
        "public": public,
        "private": (store.ballots.folder() / f"{public}.key").read_bytes().hex(),
        "yes": sealed.answer(public, "yes").hex(),
        "open": invitations.open_until(colleague.seat, world.at) is not None,
    }


def read(told: Any) -> Any:
    """What Tarn's token, what M1's, and what the operator's key opens of Tarn's room; what the paper and the boxes are worth."""
    from goodoffices.core.errors import Refused
    from goodoffices.journal.box import Unreadable
    from goodoffices.journal.pairs import pair_of_token
    from goodoffices.web.people import invitations
    from goodoffices.web.talks import store
    from goodoffices.web.talks.models import BallotRow, BearerRow
    from tests.web.talks.site_world import START

    room = next(one.id for one in store.lanes_of(told["seats"]["Tarn"]) if one.kind == "room")

    def opens(token: str) -> str:
        try:
            if not token:
                return str([one.body for one in store.entries(room)])
            with store.opening_with(pair_of_token(token)):
                return str([one.body for one in store.entries(room)])
        except Unreadable:
            return ""

    try:
        invited = bool(invitations.invited(told["paper"], START))
    except Refused:
        invited = False
    return {
        "tarn": CANARY in opens(told["tokens"]["Tarn"]),
        "others": [who for who in ("M1", "M2", "Vell", "") if opens(told["tokens"].get(who, ""))],
        "invited": invited,
        "papers": BearerRow.objects.filter(kind="paper").count(),
        "boxes": BallotRow.objects.count(),
        "halves of questions": len(list(store.ballots.folder().glob("*"))),
    }


def close(told: Any) -> Any:
    """The word that came out of the question at its minute."""
    from goodoffices.journal.pairs import pair_of_token
    from goodoffices.web.talks import actions, folding, store
    from tests.web.talks.site_world import START

    actions.ripen_all(START + timedelta(hours=2))
    with store.opening_with(pair_of_token(told["tokens"]["M1"])):
        view = folding.seated(store.seat_of(told["seats"]["M1"])).view
    return {
        "word": view.table.questions[told["public"]].word,
        "boxes": len(list(store.ballots.folder().glob("*"))),
    }


if __name__ == "__main__":
    os.umask(0o077)
    os.environ["GOODOFFICES_DATA"] = sys.argv[2]
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodoffices.web.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    django.setup()
    Path(sys.argv[2]).mkdir(exist_ok=True)
    step = {"make": make, "read": read, "close": close}[sys.argv[1]]
    print(json.dumps(step(json.loads(sys.stdin.read() or "null"))))
