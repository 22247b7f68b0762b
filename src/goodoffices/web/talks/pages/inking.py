"""Ink: what came on paper is keyed in with its scan, which is handed back as it came and never opened."""

import base64
import hashlib
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold import ChannelState
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Scan
from goodoffices.core.rules.signing import LARGEST_SCAN
from goodoffices.web import refusals
from goodoffices.web.talks import actions, news
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import signing
from goodoffices.web.talks.pages.entering import delegation

KINDS = ("initial", "sign", "ratify")
FIELDS = ("sha256", "clause", "how", "name", "capacity", "powers", "place", "typed", "result", "words")
HEARD = {"came": "how", "when": "when", "witness": "witness"}


@require_POST
@seat_page
def key_in(here: Here, number: str) -> HttpResponse:
    """Write down at once what a delegation did on paper: its scan and what stands on it, both or neither."""
    one = delegation(here, number)
    post = here.request.POST
    heard = {name: post[field] for field, name in HEARD.items() if post.get(field)}
    no = _made(here, here.lane(Kind.CHANNEL, one.id), {"heard": heard or {"how": "on paper, in ink"}})
    return signing.keyed(here, number, no) if no else here.go("signing-with", number)


@require_POST
@seat_page
def ours(here: Here) -> HttpResponse:
    """Hand in what one's own delegation did on paper."""
    if here.view.seat.mediates:
        raise Http404
    no = _made(here, here.lane(Kind.CHANNEL), {})
    return signing.own(here, no) if no else here.go("signing")


def _made(here: Here, lane: str, more: dict[str, Any]) -> str:
    """Make what a form asks with the scan that came with it; return why not, or nothing."""
    post = here.request.POST
    fields: dict[str, Any] = {name: post[name] for name in FIELDS if post.get(name)}
    try:
        asked = tuple(_asked(here, lane, fields | more))
        done = actions.make(here.now.sitting, Act(post.get("move", ""), asked), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return refusals.told(no)
    news.tell(done.changed)
    return ""


def _asked(here: Here, lane: str, fields: dict[str, Any]) -> list[Asked]:
    """Return the moves asked: the scan first, so that what is signed can name it."""
    post, found = here.request.POST, here.request.FILES.get("scan")
    made = []
    data = b""
    if found is not None:
        if found.size is None or found.size > LARGEST_SCAN:
            raise BadInput(
                "{field}: a scan holds at most {most} bytes; scan it smaller, or page by page",
                field="data",
                most=LARGEST_SCAN,
            )
        data = found.read()
    state = here.view.states[lane]
    digest = hashlib.sha256(data).hexdigest() if data else post.get("kept", "")
    if data and isinstance(state, ChannelState) and digest not in state.scans:
        made.append(Asked(lane, "scan", {"data": base64.b64encode(data).decode()}))
    kind = post.get("kind", "")
    if kind in KINDS:
        scanned = {"scan": digest} if digest and kind != "ratify" else {}
        made.append(Asked(lane, kind, fields | scanned))
    if not made:
        raise BadInput("{field}: choose the scan; it is kept as it is", field="data")
    return made


@require_safe
@seat_page
def scan(here: Here, sha256: str) -> HttpResponse:
    """Hand back a scan as it came, to be saved: nothing here looks into it, and no browser is asked to show it."""
    for lane, state in here.view.states.items():
        if isinstance(state, ChannelState) and sha256 in state.scans:
            kept = here.view.fetch(lane, state.scans[sha256].number).move
            if isinstance(kept, Scan):
                answer = HttpResponse(base64.b64decode(kept.data), content_type="application/octet-stream")
                answer["Content-Disposition"] = 'attachment; filename="scan"'
                return answer
    raise Http404
