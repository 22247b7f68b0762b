"""What is printed towards signature: the set of all languages with its boxes, a certified copy, the mediator's attestation."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from goodoffices.core import text as one_text
from goodoffices.core.text import CheckWords
from goodoffices.web.talks import paper, signing
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.paper import Row


@dataclass(frozen=True)
class Leaf:
    """A text in one of its languages, as it is printed for signature, with its check words in that language."""

    language: str
    dir: str
    heading: SafeString
    rows: tuple[tuple[Row, None], ...]
    words: tuple[str, ...]


@require_safe
@seat_page
def printed(here: Here, sha256: str) -> HttpResponse:
    """Show a frozen, signed or corrected text in every language, to be printed, initialled on each page and signed."""
    closing = here.view.table.closing
    frozen = closing.frozen
    corrected = next((one for one in closing.corrected if one.corrected == sha256 and one.made), None)
    if frozen is None or (sha256 != frozen.sha256 and corrected is None):
        raise Http404
    check = corrected.check if corrected else frozen.check
    files = here.view.text_of(sha256)
    copy = bool(here.request.GET.get("copy")) and closing.stage in ("signed", "concluded")
    return here.page(
        "talks/print_set.html",
        "desk" if here.view.seat.mediates else "room",
        "signing",
        frozen=frozen,
        sha256=sha256,
        languages=frozen.languages,
        corrected=corrected,
        check=check,
        leaves=[_leaf(language, files[language], check) for language in frozen.languages],
        boxes=range(len(frozen.order)),
        signed=[] if corrected else _signatures(here, copy=copy),
        copy=copy,
        holder=next((one.holder for one in reversed(closing.deposits) if one.sort == "original"), ""),
        may_copy=closing.stage in ("signed", "concluded") and corrected is None,
        page_language=get_language() or "en",
    )


def _leaf(language: str, file: str, check: CheckWords) -> Leaf:
    text = one_text.read(file)
    rows = tuple((row, None) for row in paper.rows(text))
    return Leaf(language, paper.direction(language), paper.title(text), rows, check.words(language))


def _signatures(here: Here, *, copy: bool) -> list[dict[str, Any]]:
    """Return the places for signatures in the order agreed: empty ones, and on a copy what the signers wrote."""
    closing = here.view.table.closing
    order = closing.frozen.order if closing.frozen else ()
    if not copy:
        return [{"lines": []} for _one in order]
    return [
        {
            "lines": [part for part in (one.name, one.capacity, one.powers, one.place) if part],
            "how": (signing.PASSED if one.confirmed else signing.STANDS)[one.how],
        }
        for one in closing.signatures
    ]


@require_safe
@seat_page
def attested(here: Here, place: int) -> HttpResponse:
    """Show an attestation that the text came of mediation, to be printed and signed by whoever attests it."""
    closing = here.view.table.closing
    if not 0 <= place < len(closing.attested) or closing.frozen is None:
        raise Http404
    one = closing.attested[place]
    if one.sha256 != closing.frozen.sha256:
        raise Http404
    return here.page(
        "talks/attestation.html",
        "desk" if here.view.seat.mediates else "room",
        "signing",
        one=one,
        number=place,
        frozen=closing.frozen,
        manner=signing.MANNERS[one.manner],
        words=closing.frozen.check.words(get_language() or "en"),
        languages=closing.frozen.languages,
        signed=[
            (
                [part for part in (each.name, each.capacity, each.powers, each.place) if part],
                (signing.PASSED if each.confirmed else signing.STANDS)[each.how],
            )
            for each in closing.signatures
        ],
    )
