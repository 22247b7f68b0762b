"""Texts brought to signature: a world whose text is settled and frozen, and a course of signing at random."""

import base64
import random
from typing import Any

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from tests.core.world import TEXT, World, check_words

SETTLED = TEXT.replace("[30 | 36 | 40]{#days}", "36")
ARABIC = (
    SETTLED.replace("Language: en", "Language: ar")
    .replace("Movements stop for 36 days.", "تتوقف التحركات 36 يوما.")
    .replace("Lists are handed over by day 7.", "تسلم القوائم في اليوم 7.")
    .replace("Crew return before officers.", "يعود الطاقم قبل الضباط.")
)
SCAN = base64.b64encode(b"%PDF not opened by anybody").decode()
PEN = {"name": "N. Harrow", "capacity": "for the harbour council", "place": "Strait"}


def settled(**more: Any) -> tuple[World, str]:
    """A world in which both parties and the guarantor hold a text with nothing open in it."""
    world = World(**more)
    sha256 = world.registers(text=SETTLED)
    for party in ("Tarn", "Vell", "G"):
        world.delivers(party, sha256)
    return world, sha256


def desk(world: World, kind: str, /, **fields: Any) -> list[str]:
    """The desk's move on the table."""
    return world.asks("M1", kind, world.lane(Kind.TABLE), **fields)


def frozen(**more: Any) -> tuple[World, str]:
    """As `settled`, with the text frozen for signature by both parties."""
    world, sha256 = settled()
    desk(world, "freeze", sha256=sha256, **more)
    return world, sha256


def signed(tarn: str = "full", vell: str = "full") -> tuple[World, str]:
    """As `frozen`, signed by both, and everybody told."""
    world, sha256 = frozen()
    for who, how in (("Tarn", tarn), ("Vell", vell)):
        world.says(who, "sign", how=how, **PEN)
    desk(world, "declare", stage="signed")
    return world, sha256


def digits(sha256: str) -> str:
    """The check digits of a text as somebody types them from paper."""
    return check_words(sha256).digits


def course(chance: random.Random, world: World) -> None:
    """Bring a text to signature, with turns at random; what the rules refuse was not done."""
    sha256 = _held(world)
    other = {"text": {"en": SETTLED.replace("Crew", "The crew")}, "name": "corrected", "by": "The depositary"}
    hows = [chance.choice(("full", "referendum", "ratification")) for _ in range(2)]
    keyed = {"heard": {"how": "on paper, in ink", "witness": "The clerk"}}
    steps: list[tuple[str, str, Kind, dict[str, Any]]] = [
        ("Tarn", "initial", Kind.CHANNEL, {"clause": "order"}),
        ("M1", "vouch", Kind.DESK, {"sha256": sha256, "words": "The interpreters."}),
        ("M1", "freeze", Kind.TABLE, {"sha256": sha256, "depositary": "The registry"}),
        ("M1", "unfreeze", Kind.TABLE, {"words": "One day more."}),
        ("M1", "freeze", Kind.TABLE, {"sha256": sha256}),
        ("Vell", "initial", Kind.CHANNEL, {}),
        ("Vell", "scan", Kind.CHANNEL, {"data": SCAN}),
        ("Tarn", "initial", Kind.CHANNEL, {}),
        ("M2", "declare", Kind.TABLE, {"stage": "initialled"}),
        ("Tarn", "sign", Kind.CHANNEL, {"how": hows[0], **PEN}),
        ("Vell", "sign", Kind.CHANNEL, {"how": hows[1], **PEN}),
        ("M1", "declare", Kind.TABLE, {"stage": "signed"}),
        ("Tarn", "ratify", Kind.CHANNEL, {"result": "passed", "words": "The vote of the members."}),
        ("Vell", "ratify", Kind.CHANNEL, {"result": "passed", "words": "The council."}),
        ("M1", "declare", Kind.TABLE, {"stage": "concluded"}),
        ("M1", "deposit", Kind.TABLE, {"sort": "original", "holder": "The registry"}),
        ("M1", "attest", Kind.TABLE, {"manner": "document", "mediator": "M1"}),
        ("M2", "rectify", Kind.DESK, {**other, "until": world.at + 200_000}),
        ("Tarn", "object", Kind.CHANNEL, {"corrected": "", **keyed}),
        ("M1", "rectified", Kind.TABLE, {"corrected": "", "result": "dropped"}),
    ]
    upto = len(steps) if chance.random() < 0.5 else chance.randrange(4, len(steps))
    for who, kind, lane, fields in steps[:upto]:
        if chance.random() < 0.02:
            continue
        _step(world, (who, kind, lane), fields)


def _held(world: World) -> str:
    """Register the settled text and deliver it to both; the fingerprint of the newest version where that may not be."""
    try:
        world.asks(
            "M1", "register", world.lane(Kind.DESK), text={"en": SETTLED, "ar": ARABIC}, name="to sign"
        )
        for party in ("Tarn", "Vell"):
            world.delivers(party, list(world.view(world.seat("M1")).desk.versions)[-1])
        later = {"en": SETTLED.replace("7", "8"), "ar": ARABIC}
        world.asks("M1", "register", world.lane(Kind.DESK), text=later, name="to sign, later")
        for party in ("Tarn", "Vell"):
            world.delivers(party, list(world.view(world.seat("M1")).desk.versions)[-1])
    except (Refused, BadInput):
        pass
    return list(world.view(world.seat("M1")).desk.versions)[-1]


def _step(world: World, what: tuple[str, str, Kind], fields: dict[str, Any]) -> None:
    who, kind, lane_kind = what
    view = world.view(world.seat("M1"))
    corrections = list(view.channel(world.seat("Tarn").delegation).corrections)
    if "corrected" in fields:
        fields = {**fields, "corrected": (corrections or ["0" * 64])[-1]}
    if "text" in fields:
        fields = {**fields, "text": {**fields["text"], "ar": ARABIC}}
    mine = world.seat(who).mediates
    fields = {name: one for name, one in fields.items() if mine or name != "heard"}
    lane = world.lane(lane_kind, "" if mine else who)
    try:
        world.asks(who, kind, lane, **fields)
    except (Refused, BadInput):
        return
