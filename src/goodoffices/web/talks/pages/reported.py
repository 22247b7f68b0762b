"""Begin talks from a report: what it says of them is suggested, confirmed one by one, and fills the page that begins talks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodoffices.core.errors import BadInput
from goodoffices.record.ledger.book import Ledger
from goodoffices.record.ledger.entries import Report
from goodoffices.record.reading.intake import text_of
from goodoffices.record.reading.reading import read
from goodoffices.record.reading.talks import Hint, What, hints
from goodoffices.web import refusals
from goodoffices.web.people import first
from goodoffices.web.people.models import Person
from goodoffices.web.talks import reporting

HEADS: Mapping[What, Any] = {
    "party": gettext_lazy("Parties"),
    "mediator": gettext_lazy("Mediators"),
    "contact": gettext_lazy("Who speaks to whom, and who does not"),
    "principal": gettext_lazy("Principals elsewhere"),
    "accord": gettext_lazy("Earlier accords"),
    "clock": gettext_lazy("Outside clocks"),
    "stake": gettext_lazy("What is at stake, and by whose account"),
    "demand": gettext_lazy("Open demands"),
}


@dataclass(frozen=True)
class Told:
    """One thing a report says of talks, as a line that a person may tick and correct."""

    id: str
    what: What
    line: str
    quoted: str


@require_http_methods(["GET", "HEAD", "POST"])
def reported(request: HttpRequest) -> HttpResponse:
    """Take a report, show what it says of the talks, and fill the page that begins them; keeps nothing."""
    if not request.user.is_authenticated and Person.objects.exists():
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': reverse('begin-report')})}")
    if request.POST.get("step") == "fill":
        return render(
            request, "talks/begin.html", {"said": _said(request.POST), "new": first.offered(request)}
        )
    if request.method != "POST":
        return render(request, "talks/begin_report.html", {"text": ""})
    try:
        text = text_of(_given(request))
    except BadInput as no:
        told = {"text": request.POST.get("text", ""), "wrong": refusals.lines(no)}
        return render(request, "talks/begin_report.html", told, status=400)
    read_in = read(text, None)
    found = tuple(_told(hints(text, read_in)))
    shown = {"text": text, "groups": _grouped(found), "said": reporting.offers(Ledger(), read_in)}
    return render(request, "talks/begin_report.html", shown | {"reading": read_in})


def _given(request: HttpRequest) -> bytes:
    upload = request.FILES.get("file")
    return upload.read(1_000_001) if upload else request.POST.get("text", "").replace("\r\n", "\n").encode()


def _told(found: Sequence[Hint]) -> Iterator[Told]:
    for number, hint in enumerate(found, start=1):
        yield Told(str(number), hint.what, _line(hint), " … ".join(one.text for one in hint.where[:3]))


def _line(hint: Hint) -> str:
    """Return a hint as a line: its name, the other name, its date or number, and who says so."""
    words = " ".join(hint.name.split())
    if hint.other:
        words = _("%(one)s does not speak to %(other)s") % {"one": words, "other": hint.other}
    if hint.what in ("accord", "clock", "principal") and hint.value:
        words = f"{words} ({hint.value})"
    return _("%(who)s: %(words)s") % {"who": hint.source, "words": words} if hint.source else words


def _grouped(found: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    groups = [(str(head), [one for one in found if one.what == what]) for what, head in HEADS.items()]
    return [(head, listed) for head, listed in groups if listed]


def _said(post: QueryDict) -> dict[str, str]:
    """Return the fields of the page that begins talks, from the lines that were ticked, in their order."""
    lines: dict[str, list[str]] = {what: [] for what in HEADS}
    for name in post.getlist("take"):
        what, line = post.get(f"what.{name}", ""), post.get(f"line.{name}", "").strip()
        if what in lines and line:
            lines[what].append(line)
    rest = [(head, lines[what]) for what, head in HEADS.items() if what not in ("party", "mediator")]
    known = "\n\n".join(
        "\n".join([f"{head}:", *(f"- {line}" for line in listed)]) for head, listed in rest if listed
    )
    return {
        "parties": "\n".join(lines["party"]),
        "mediators": "\n".join(lines["mediator"]),
        "principals": "yes" if lines["principal"] else "",
        "known": known,
    } | _carried(post)


def _carried(post: Mapping[str, str]) -> dict[str, str]:
    """Return the report as the page that begins talks takes it along, where it says its day and who published it is known."""
    outlet, text = post.get("outlet", "").strip(), post.get("text", "").replace("\r\n", "\n")
    return {"outlet": outlet, "report": text} if outlet and begun_with(outlet, text) else {}


def begun_with(outlet: str, words: str) -> Report | None:
    """Return the report that talks were begun from, to be confirmed by their founder; None where its day is unknown."""
    try:
        text = text_of(words.replace("\r\n", "\n").encode())
        dated = read(text, None)
        day = dated.day.isoformat() if dated.day else ""
        return Report(outlet=outlet.strip(), published=day, place=dated.place or "", text=text)
    except BadInput:
        return None
