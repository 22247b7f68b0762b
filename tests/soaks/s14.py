"""S14: every reply of every address bears the headers, and no page holds anything that the policy would have to stop."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.soak import Trial
from tests.soaks import sites

TITLE = "headers and policy on every reply of every address, errors and files among them; nothing inline, nobody else asked, on SQLite"
TIMES = 11
NEVER = ("without a header", "may be kept", "inline", "strangers", "errors")
INLINE = re.compile(rb"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
STRANGER = re.compile(rb'(?:src|href|action|srcset|data|poster)="(?:https?:)?//')
SHARED = re.compile(rb"<(?:iframe|object|embed|base|meta http-equiv)", re.IGNORECASE)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """One kind of visitor at every address of a seat of theirs and of another's, by every method."""
    with sites.site(url), sites.unhurried():
        from tests.web.talks import test_access_matrix as matrix

        who = [*matrix.VISITORS, "Tarn", "M1"]

        def trial(number: int) -> Mapping[str, int]:
            return crawled(matrix, who[number % len(who)], own=number % len(who) >= len(matrix.VISITORS))

        yield trial


def crawled(matrix: Any, who: str, *, own: bool) -> Mapping[str, int]:
    """Ask for everything as one visitor, and look at each reply."""
    from tests.web.talks.watching import peopled

    world = peopled() if own else matrix.SiteWorld()
    client = _in_their_seat(world, who) if own else matrix.visitor(who, world)
    client.raise_request_exception = False
    seat = world.seats[who if own else "Tarn"].address
    counts = Counter[str]()
    for address in [one.path(seat) for one in matrix.patterns() if not one.pattern.endswith("news")] + [
        "/nowhere"
    ]:
        for method in matrix.METHODS:
            counts += looked_at(getattr(client, method)(address))
    return counts


def _in_their_seat(world: Any, who: str) -> Any:
    from django.test import Client

    from goodoffices.web.people.models import Person
    from goodoffices.web.talks import store
    from tests.web.talks.watching import BACKEND

    client = Client()
    client.force_login(Person.objects.get(pk=store.seat_of(world.seats[who].seat).person), backend=BACKEND)
    return client


def looked_at(reply: Any) -> Counter[str]:
    """Count what is wrong with one reply."""
    from tests.web.test_replies import check

    counts = Counter({"replies": 1, "errors": int(reply.status_code >= 500)})
    try:
        check(reply)
    except (AssertionError, KeyError):
        counts["without a header"] = 1
    counts["may be kept"] = int(reply.headers.get("Cache-Control") != "no-store")
    if reply.headers.get("Content-Type", "").startswith("text/html"):
        counts["pages"] = 1
        counts["inline"] = len(INLINE.findall(reply.content))
        counts["strangers"] = len(STRANGER.findall(reply.content)) + len(SHARED.findall(reply.content))
    return counts


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['replies']:,} replies, {counts['pages']:,} of them pages: {counts['without a header']} without a header,"
        f" {counts['may be kept']} that may be kept, {counts['inline']} with script or style of their own,"
        f" {counts['strangers']} that name a stranger, {counts['errors']} errors"
    )
