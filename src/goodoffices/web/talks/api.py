"""The interface for programs: the same view, the same acts, the same refusals as the pages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.journal.pairs import pair_of_token
from goodoffices.web import clock
from goodoffices.web.talks import actions, ending, folding, news, pace, sharing, showing, store
from goodoffices.web.talks.store import Sitting

LARGEST = 16_000_000
PAGE = 500


class Token(HttpBearer):
    """A seat's secret; a request without a good one is answered alike whatever is wrong with it."""

    def authenticate(self, request: HttpRequest, token: str) -> Sitting | None:
        """Return the seat a token holds."""
        del request
        try:
            sitting = store.seat_of_token(token)
        except Absent:
            return None
        if sitting.closed:
            store.open_as(pair_of_token(token))
        return sitting


class ActAsked(Schema):
    """Moves made together, under an id their author made up; a retry carries the same id.

    Each move names its `lane`, its `kind`, perhaps `v` (1) and the `head` it saw, and the fields of its kind.
    """

    id: str
    moves: list[dict[str, Any]]


class ReceiptShown(Schema):
    """That a move stands in a lane, where, and under which seal."""

    lane: str
    number: int
    seal: str


class Receipts(Schema):
    """The receipts of an act, in the order of its moves; what is set for a time has none yet."""

    receipts: list[ReceiptShown]


api = NinjaAPI(
    title="Good Offices",
    version="1",
    urls_namespace="api",
    auth=Token(),
    docs_url=None,
    openapi_url="/openapi.json",
)


def _sitting(request: HttpRequest, talks: str) -> Sitting:
    sitting: Sitting = request.auth  # type: ignore[attr-defined]
    if sitting.talks != talks:
        raise Absent
    at = clock.now()
    if ending.shredded(talks):
        raise Refused("These talks are over. What was written was shredded.")
    pace.keep(sitting.seat, at.timestamp(), writes=request.method == "POST")
    sharing.settle(sitting, at)
    news.tell(actions.ripen(sitting, at))
    return sitting


@api.get("/talks/{talks}", response={200: dict[str, Any]})
def view(request: HttpRequest, talks: str) -> Any:
    """Return what this seat knows."""
    return showing.shown(folding.seated(_sitting(request, talks)), int(clock.now().timestamp()))


@api.get("/talks/{talks}/lanes/{lane}", response={200: dict[str, Any]})
def lane(request: HttpRequest, talks: str, lane: str, after: int = 0) -> Any:
    """Return entries of a lane this seat holds, after a number, at most 500 at once."""
    now = folding.seated(_sitting(request, talks))
    held = now.lanes.get(lane)
    if held is None:
        raise Absent
    start = min(max(after, 0), held.number)
    found = store.entries(lane, after=start, upto=min(held.number, start + PAGE))
    entries = showing.shown_entries(now.view, [folding.entry_of(one) for one in found])
    return {"lane": lane, "head": held.seal.hex(), "entries": entries}


@api.post("/talks/{talks}/acts", response={201: Receipts})
def act(request: HttpRequest, talks: str, asked: ActAsked) -> Any:
    """Make an act: all its moves or none."""
    sitting = _sitting(request, talks)
    done = actions.make(sitting, actions.act_of(asked.id, asked.moves), clock.now())
    news.tell(done.changed)
    listed = [ReceiptShown(lane=one.lane, number=one.number, seal=one.seal.hex()) for one in done.receipts]
    return Status(201, Receipts(receipts=listed))


def _answer(status: int, told: Mapping[str, object]) -> HttpResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(Absent)
def absent(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Give one answer for what does not exist and what is not this seat's."""
    del request, fault
    return _answer(404, {"absent": Absent().reason})


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """Say why a move may not be made now."""
    del request
    return (
        _answer(404, {"absent": fault.reason})
        if isinstance(fault, Absent)
        else _answer(409, {"refused": fault.reason})
    )


@api.exception_handler(pace.TooFast)
def too_fast(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Say that this seat asks too often; nothing was done."""
    del request, fault
    return _answer(429, {"refused": "Not so many at once. Wait a little, and send it again."})


@api.exception_handler(BadInput)
def bad_input(request: HttpRequest, fault: BadInput) -> HttpResponse:
    """Say what is wrong with what was sent, one sentence for each fault."""
    del request
    return _answer(400, {"wrong": [str(one) for one in fault.faults]})


@api.exception_handler(ValidationError)
def not_as_described(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Say which fields are not as the description has them, without repeating what was in them."""
    del request
    wrong = [".".join(str(step) for step in one["loc"][1:]) + ": " + str(one["msg"]) for one in fault.errors]
    return _answer(400, {"wrong": wrong})


@api.exception_handler(HttpError)
def not_read(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Say that a request could not be read."""
    del request
    return _answer(fault.status_code, {"wrong": [str(fault)]})
