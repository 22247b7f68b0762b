"""Every address of the site, for every kind of visitor and every method: nobody gets in where they do not sit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from goodoffices.web import writer
from goodoffices.web.talks import store
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
VALUES = {
    "number": "1",
    "clause": "stop",
    "name": "v7-as-carried.md",
    "talks": "0" * 32,
    "lane": "0" * 32,
    "item": "0" * 32,
    "which": "even",
    "place": "0",
    "sha256": "0" * 64,
    "how": "points",
    "what": "text",
    "obligation": "lists",
}

# What an address is for: everybody, whoever is signed in, the one who sits there, mediators, programs, Harbour alone.
EVERYBODY = {
    "",
    "language",
    "what-this-does-not-protect",
    "sign-in",
    "sign-out",
    "way-back",
    "take",
    "take/new",
    "begin",
    "begin/report",
}
SIGNED_IN = {
    "me",
    "me/password",
    "me/second",
    "me/second/off",
    "me/sheet",
    "me/sheet/tried",
    "me/keys",
    "me/keys/new",
    "me/end",
}
HARBOUR = {"harbour", "harbour/leaks", "harbour/paper/<str:name>"}
DESK = {
    *(
        "with/<str:number>/",
        "with/<str:number>/deliver",
        "with/<str:number>/deliver/now",
        "with/<str:number>/sheet",
        "with/<str:number>/sheet/done",
        "text",
        "text/draft",
    ),
    *("after/bind", "after/understandings/propose"),
    *("with/<str:number>/answer", "with/<str:number>/answer/put", "deal", "deal/tie"),
    *("with/<str:number>/signing", "with/<str:number>/signing/ink", "signing/rectify"),
    *("analysis", "analysis/<str:which>/<int:place>"),
    *("text/paper/<str:sha256>", "text/paper/<str:sha256>/left", "heard", "heard/done"),
    *("text/register", "carried", "process", "process/next", "brief", "seats", "seats/invite"),
}
SEAT = {
    "",
    "notes",
    "who-sees-what",
    *("since", "since/seen", "since/again"),
    "act",
    "questions",
    "questions/answer",
    "questions/pose",
    "signing",
    "signing/scan/<str:sha256>",
    "signing/set/<str:sha256>",
    "signing/attested/<int:place>",
    *("deadlines", "deadlines/put", "deadlines/count"),
    "put",
    "tray",
    "tray/send",
    "tray/drop",
    "news",
    *(
        f"papers{one}"
        for one in (
            "",
            "/write",
            "/<str:item>",
            *(f"/<str:item>/{act}" for act in ("leave", "withdraw", "promote")),
        )
    ),
    *(f"print/<str:what>/<str:item>{form}" for form in ("", "/docx", "/pdf")),
    "bundle",
    "bundle/take",
    "end",
    "circles",
    "circle/<str:lane>",
    *(f"circle/<str:lane>/text{one}" for one in ("", "/main", "/answer", "/lay", "/lay/now")),
    "findings",
}
ROOM = {
    *(
        "given/<int:number>",
        "changed",
        "read",
        "react/<str:clause>",
        "react/<str:clause>/words",
        "answer",
        "answer/put",
        "answer/letter",
        "reply",
        "reply/put",
        "signing/ink",
        "room",
    ),
    *(
        "room/ready",
        "room/worth",
        "room/worth/<str:how>",
        "room/worth/<str:which>/<int:place>",
        "room/invite",
        "mediators",
        "mediators/<int:number>",
        "release/<str:lane>/<str:item>",
        "check",
    ),
    *(
        "check/copy",
        "check/list",
        "check/list/done",
        "check/words",
        "principals",
        "principals/given/<int:number>",
    ),
    *("principals/let-in", "table", "mandate", "digest/<str:item>", "digest/<str:item>/script"),
    *(f"mandate/{one}" for one in ("give", "refer", "instruct", "endorse")),
}
KEEPS = {  # whoever works at a desk or in a room keeps a record there
    *("record", "record/statement", "record/alias", "record/bring", "record/file/<str:name>"),
    *("days/exchange", "days/lists", "days", "days/keep", "days/calendar", "days/oblige/<str:clause>"),
    *("record/wordings", "record/wordings/draft"),
    *(
        "after",
        "after/calendar",
        "after/of/<str:obligation>",
        "after/incidents",
        "after/incidents/<str:item>",
    ),
    "after/understandings",
    *("record/report", "record/report/read", "record/report/confirm"),
}


@dataclass(frozen=True)
class Address:
    """One pattern: where it stands, and for whom."""

    pattern: str

    @property
    def of_a_seat(self) -> str | None:
        prefix = "seat/<str:address>/"
        return self.pattern.removeprefix(prefix) if self.pattern.startswith(prefix) else None

    def path(self, seat: str) -> str:
        filled = self.pattern.replace("<str:address>", seat)
        for name, value in VALUES.items():
            for kind in (f"<str:{name}>", f"<{name}>", f"<int:{name}>"):
                filled = filled.replace(kind, value)
        return f"/{filled}"


def patterns(resolver: Any = None, prefix: str = "") -> Iterator[Address]:
    for one in (resolver or get_resolver()).url_patterns:
        here = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one, here)
        elif isinstance(one, URLPattern):
            yield Address(here)


def known(address: Address) -> bool:
    if address.pattern.startswith("api/"):
        return True
    inner = address.of_a_seat
    if inner is None:
        return address.pattern in EVERYBODY | SIGNED_IN | HARBOUR
    return inner in SEAT | DESK | ROOM | KEEPS


def test_every_address_has_a_row_here():
    assert [one.pattern for one in patterns() if not known(one)] == []


def left_member(world: SiteWorld) -> Client:
    """Somebody who sat in Tarn's seat of another set of talks, and left it."""
    client = sits(world, "Tarn")
    with writer.turn(world.seats["Tarn"].seat):
        store.vacate(world.seats["Tarn"].seat, world.at + timedelta(hours=1))
    return client


VISITORS = ("nobody", "Vell", "M1", "M2", "Watch", "G", "Tarn's principal", "other talks", "left")


def visitor(who: str, world: SiteWorld) -> Client:
    if who == "nobody":
        return Client()
    if who == "other talks":
        return sits(SiteWorld(), "Tarn")
    if who == "left":
        return left_member(world)
    return sits(world, who)


@pytest.mark.parametrize("who", VISITORS)
def test_a_seats_pages_are_absent_for_whoever_does_not_sit_there(who: str):
    world = SiteWorld()
    client, theirs = visitor(who, world), world.seats["Tarn"].address
    refused = 302 if who == "nobody" else 404
    for address in patterns():
        if address.of_a_seat is None:
            continue
        absent = Address(address.pattern).path("f" * 32)
        for method in METHODS:
            got = getattr(client, method)(address.path(theirs))
            nothing = getattr(client, method)(absent)
            where = f"{method} {address.pattern}"
            if who == "nobody" and method == "post":
                assert got.status_code == 405 or b"/sign-in" in got.content, where
            else:
                assert got.status_code in (refused, 405), where
            assert got.status_code == nothing.status_code, where
            if method == "get" and got.status_code == 404:
                assert got.content.replace(theirs.encode(), b"f" * 32) == nothing.content, where


@pytest.mark.parametrize("who", ["Tarn", "M1", "Watch", "G", "Tarn's principal"])
def test_who_sits_there_gets_the_pages_of_that_kind_of_seat_and_no_error(who: str):
    world = SiteWorld()
    client, own = sits(world, who), world.seats[who].address
    for address in patterns():
        inner = address.of_a_seat
        if inner is None or inner == "news":
            continue
        for method in METHODS:
            got = getattr(client, method)(address.path(own))
            where = f"{method} {address.pattern}: {got.status_code}"
            assert got.status_code < 500, where
            if inner in DESK and who != "M1" and method == "get":
                assert got.status_code in (404, 405), where


@pytest.mark.parametrize("method", METHODS)
def test_programs_without_a_seats_secret_get_one_answer(method: str):
    for address in patterns():
        if (
            not address.pattern.startswith("api/")
            or "openapi" in address.pattern
            or address.pattern == "api/"
        ):
            continue
        got = getattr(Client(), method)(address.path(""))
        assert got.status_code in (401, 405), address.pattern


@pytest.mark.parametrize("who", ["nobody", "Vell"])
def test_own_pages_and_harbour_are_not_for_strangers(who: str):
    world = SiteWorld()
    client = visitor(who, world)
    for address in patterns():
        for method in METHODS:
            got = getattr(client, method)(address.path(""))
            where = f"{method} {address.pattern}: {got.status_code}"
            assert got.status_code < 500, where
            if address.pattern in HARBOUR:
                assert got.status_code in (404, 405), where
            if address.pattern in SIGNED_IN and who == "nobody":
                asked = got.status_code in (302, 405) or (method == "post" and b"/sign-in" in got.content)
                assert asked, where


def test_the_matrix_would_see_a_page_that_forgot_to_ask_who(monkeypatch: pytest.MonkeyPatch):
    from goodoffices.web.talks import access

    monkeypatch.setattr(access, "sitting", lambda _request, address: store.sitting(address))
    world = SiteWorld()
    got = sits(world, "Vell").get(f"/seat/{world.seats['Tarn'].address}/notes")
    assert got.status_code == 200
