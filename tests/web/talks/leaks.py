"""Leaks to plant, of the kinds that other programs had: each takes a world and lasts as long as its `with`."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from typing import Any
from unittest import mock
from zipfile import ZipFile, ZipInfo

from django.http import HttpResponse

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.documents.printed import docx
from goodoffices.documents.printed.leaf import Leaf
from goodoffices.web.talks import actions, folding, news, pace, showing, store
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.models import DraftRow, LaneRow, SeatRow
from goodoffices.web.talks.pages import signing, taking
from tests.web.talks.site_world import SiteWorld

Leak = Callable[[SiteWorld], AbstractContextManager[None]]


def draft(world: SiteWorld) -> Asked:
    """Something that a mediator has ready for Tarn and has not sent."""
    return Asked(world.lane("M1", Kind.CHANNEL, "Tarn"), "say", {"words": "ready"})


# What no seat may learn


def total() -> int:
    """How many entries all lanes together have."""
    return sum(store.head(lane).number for lane in store.all_lanes())


def _latest() -> int:
    return max(one.stamp for lane in store.all_lanes() for one in store.entries(lane))


def _busiest() -> list[str]:
    return sorted(store.all_lanes(), key=lambda lane: -store.head(lane).number)[:3]


def _somebody(kind: str) -> bool:
    return any(one.kind == kind for lane in store.all_lanes() for one in store.entries(lane))


def _said(words: str) -> bool:
    return any(words in str(one.body) for lane in store.all_lanes() for one in store.entries(lane))


def _circles() -> int:
    return LaneRow.objects.filter(kind="circle").count()


def _seated() -> int:
    return SeatRow.objects.filter(left_at=None).exclude(person=None).count()


# How it gets out


@contextmanager
def patched(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """Put something else in the place of a function."""
    with mock.patch.object(owner, name, make(getattr(owner, name))):
        yield


def on_pages(change: Callable[[HttpResponse], None]) -> AbstractContextManager[None]:
    """Change every page of a seat."""

    def make(made: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def leaks(self: Here, *args: Any, **told: Any) -> HttpResponse:
            answer = made(self, *args, **told)
            change(answer)
            return answer

        return leaks

    return patched(Here, "page_with", make)


def header(name: str, value: Callable[[], str]) -> Leak:
    """Add a header to every page of a seat."""
    return lambda _world: on_pages(lambda answer: answer.headers.__setitem__(name, value()))


def body(extra: Callable[[], bytes]) -> Leak:
    """Add something to the end of every page of a seat."""

    def change(answer: HttpResponse) -> None:
        answer.content = answer.content + extra()

    return lambda _world: on_pages(change)


def shown_with(more: Callable[[], dict[str, Any]]) -> Leak:
    """Add something to what programs are shown."""
    return lambda _world: patched(showing, "shown", lambda made: lambda *now: {**made(*now), **more()})


def numbered_over_all_lanes(_world: SiteWorld) -> AbstractContextManager[None]:
    """Entries bear the number of a table that all lanes share."""
    return patched(
        showing,
        "shown_entries",
        lambda made: lambda *told: [{**one, "number": one["number"] + total()} for one in made(*told)],
    )


def conflicts(world: SiteWorld) -> AbstractContextManager[None]:
    """An act is refused because anybody wrote anything since, not because its own lane moved on."""
    since = total()

    def make(admitted: Callable[..., Any]) -> Callable[..., Any]:
        def leaks(now: Any, *told: Any) -> Any:
            if total() != since and now.sitting.seat == world.seats["Vell"].seat:
                raise Refused(actions.CHANGED)
            return admitted(now, *told)

        return leaks

    return patched(actions, "_admitted", make)


def statuses(world: SiteWorld) -> AbstractContextManager[None]:
    """What is not there for a seat answers 409 and not 404 once others wrote anything."""
    since = total()

    def make(seated: Callable[..., Any]) -> Callable[..., Any]:
        def leaks(sitting: Any) -> Any:
            if total() != since and sitting.seat == world.seats["Vell"].seat:
                raise Refused("Somebody is at work.")
            return seated(sitting)

        return leaks

    return patched(folding, "seated", make)


def errors(world: SiteWorld) -> AbstractContextManager[None]:
    """An entry that cannot be read, in a lane of others, breaks the pages of all."""

    def make(seated: Callable[..., Any]) -> Callable[..., Any]:
        def leaks(sitting: Any) -> Any:
            if _somebody("confide") and sitting.seat == world.seats["Vell"].seat:
                raise ValueError("an entry that cannot be read")
            return seated(sitting)

        return leaks

    return patched(folding, "seated", make)


@contextmanager
def paced_by_talks(_world: SiteWorld) -> Iterator[None]:
    """How fast one may go is counted by talks: what others sent is gone from what one may send oneself."""
    sent: Counter[str] = Counter()

    def keep(seat: str, at: float, *, writes: bool) -> None:
        sent[seat] += writes
        if sent.total() - sent[seat] > 1:
            raise pace.TooFast

    with mock.patch.object(pace, "keep", keep):
        yield


def titled(_world: SiteWorld) -> AbstractContextManager[None]:
    """A DOCX has properties: who wrote last, in whichever room, and the how manieth writing it was."""

    def make(written: Callable[[Leaf], bytes]) -> Callable[[Leaf], bytes]:
        def leaks(leaf: Leaf) -> bytes:
            file = BytesIO(written(leaf))
            with ZipFile(file, "a") as archive:
                member = ZipInfo("docProps/core.xml", (1980, 1, 1, 0, 0, 0))
                archive.writestr(member, f"<lastModifiedBy>{_last()}</lastModifiedBy>")
            return file.getvalue()

        return leaks

    return patched(docx, "written", make)


def _last() -> str:
    """The room or seat that wrote last, as an author in a file's properties."""
    entries = [(one.stamp, lane, one.number) for lane in store.all_lanes() for one in store.entries(lane)]
    return str(max(entries))


def told_to_all(_world: SiteWorld) -> AbstractContextManager[None]:
    """Whatever is written, everybody's open page is told to look again."""
    return patched(news.HUB, "tell", lambda made: lambda lanes: made(lanes and store.all_lanes()))


def exported(_world: SiteWorld) -> AbstractContextManager[None]:
    """A file given out bears the number of a table that all share."""
    return patched(taking.bundling, "taken", lambda made: lambda *told: made(*told) + str(total()).encode())


def signing_told(_world: SiteWorld) -> AbstractContextManager[None]:
    """The page of signing is made of what stands in the channels, and not of what everybody was told."""
    return patched(
        signing, "told_all", lambda made: lambda here: {**made(here), "clauses": "3" * _somebody("initial")}
    )


LEAKS: dict[str, Leak] = {
    "ids: numbers run over all lanes": numbered_over_all_lanes,
    "counts: how many entries there are": shown_with(lambda: {"entries_in_all": total()}),
    "order: lanes by latest work of anybody": shown_with(lambda: {"busiest": _busiest()}),
    "times: when anybody wrote last": header("Last-Modified", lambda: str(_latest())),
    "length: a page padded by what others wrote": body(lambda: b" " * total()),
    "ETag: of everything": header("ETag", lambda: f'"{total()}"'),
    "cache: a page is old once anybody wrote": header("Age", lambda: str(total())),
    "cookies: one set by others' work": header("Set-Cookie", lambda: f"seen={total()}"),
    "status codes: others' lanes answer otherwise": statuses,
    "conflicts: 409 for what stands elsewhere": conflicts,
    "rate limits: counted by talks": paced_by_talks,
    "notifications: everybody is told": told_to_all,
    "errors: broken elsewhere, broken here": errors,
    "exports: numbered over all": exported,
    "metadata: the author of another room in a file": titled,
    "search: words of another room": body(lambda: b"found" if _said("names may follow") else b""),
    "membership: how many come and go elsewhere": shown_with(lambda: {"people": _seated()}),
    "window furniture: a count in the title": body(lambda: f"<title>({total()})</title>".encode()),
    "status words worked out from reactions": body(lambda: b"narrowed" if _somebody("react") else b""),
    "presence: another room was at work": body(lambda: b"busy" if _somebody("confide") else b""),
    "contents: that there is an annex": body(lambda: b"Annex (confidential)" * _circles()),
    "settings: a circle on the page of who sees what": shown_with(
        lambda: {"who_sees_what": ["circle"] * _circles()}
    ),
    "sequence: lanes numbered as they were made": header("X-Lanes", lambda: str(LaneRow.objects.count())),
    "signing: initials of one room alone": signing_told,
    "drafts: somebody has something ready": body(lambda: b"." * DraftRow.objects.count()),
}
