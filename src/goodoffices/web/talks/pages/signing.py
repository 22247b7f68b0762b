"""Signing: what everybody was told, what stands in one's own channel, and what the desk does towards signature."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.fold import ChannelState
from goodoffices.core.fold.desk import Version
from goodoffices.core.fold.signing import Papers
from goodoffices.core.instep import registered_behind
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.signing import Freeze
from goodoffices.core.people import Delegation, Standing
from goodoffices.core.signatures import Signatory, by_all, initials_of, signatories, signature_of, tellable
from goodoffices.core.view import View
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import answering, forms, lines, signing
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages import doing
from goodoffices.web.talks.pages.entering import delegation
from goodoffices.web.talks.sending import sending


@require_safe
@seat_page
def page(here: Here) -> HttpResponse:
    """Show how far signature has come, as this seat may know it."""
    if not here.view.seat.mediates:
        return own(here)
    return here.page("talks/signing.html", "desk", "signing", **told_all(here), **_desk(here))


def own(here: Here, no: str = "") -> HttpResponse:
    """Show a seat of a delegation what everybody was told and what stands in its channel; why not, if something was refused."""
    told = {**told_all(here), **_own(here), "no": no}
    return here.page_with(409 if no else 200, "talks/signing.html", "room", "signing", **told)


def told_all(here: Here) -> dict[str, Any]:
    """Return what everybody was told of signature."""
    closing, language = here.view.table.closing, get_language() or "en"
    frozen = closing.frozen
    return {
        "closing": closing,
        "frozen": frozen,
        "words": frozen.check.words(language) if frozen else (),
        "order": [here.view.name_of(one) for one in frozen.order] if frozen else [],
        "stage": signing.STAGES.get(closing.stage, ""),
        "signed": [
            (one, (signing.PASSED if one.confirmed else signing.STANDS)[one.how])
            for one in closing.signatures
        ],
        "deposits": [(signing.DEPOSITED[one.sort], one) for one in closing.deposits],
        "attested": [(place, one, signing.MANNERS[one.manner]) for place, one in enumerate(closing.attested)],
        "corrected": [(one, one.check.words(language)) for one in closing.corrected],
        "holds": {one for one in _shas(here) if holds(here.view, one)},
        "clauses": ", ".join(_numbers(here).get(one, one) for one in closing.clauses),
        "table": here.lane(Kind.TABLE),
        "fresh": [move() for _number in range(12)],
    }


def _shas(here: Here) -> list[str]:
    closing = here.view.table.closing
    frozen = [closing.frozen.sha256] if closing.frozen else []
    return [*frozen, *(one.corrected for one in closing.corrected)]


def holds(view: View, sha256: str) -> bool:
    """Whether this seat has the words of a text."""
    try:
        view.text_of(sha256)
    except Absent:
        return False
    return True


def _numbers(here: Here) -> dict[str, str]:
    """Return the numbers clauses show, where this seat holds the text; ids stand for them elsewhere."""
    view = here.view
    if view.seat.mediates:
        return dict(lines.numbers_of(view, view.lane(Kind.DESK)))
    held = [one for one in view.lanes.values() if one.kind is Kind.CHANNEL]
    return dict(lines.numbers_of(view, held[0])) if held else {}


def _own(here: Here) -> dict[str, Any]:
    """Return what stands in a delegation's own channel; nothing for a seat whose delegation signs nothing."""
    view = here.view
    own = next((one for one in view.table.delegations if one.id == view.seat.delegation), None)
    held = [one for one in view.lanes.values() if one.kind is Kind.CHANNEL]
    if own is None or not own.standing.answers or not held:
        return {"ours": None}
    state = view.channel(own.id)
    return {
        "ours": own,
        "lane": held[0].id,
        **paper_of(here, own, state),
        "choices": signing.HOW.items(),
        "signing": sending(here, "sign"),
        **sending(here),
        "next": here.request.path,
    }


def paper_of(here: Here, one: Delegation, state: ChannelState) -> dict[str, Any]:
    """Return what stands of a delegation on paper: for its own seats, and for the desk."""
    closing, numbers = here.view.table.closing, _numbers(here)
    signature = signature_of(state, closing.frozen)
    initials = initials_of(state, closing.frozen)
    told = closing.stage in ("signed", "concluded")
    asked = closing.held is not None and one.id in closing.held.order
    return {
        "newest": state.newest,
        "signature": signature,
        "signature_lines": _lines(signature),
        "signature_stands": _stands(signature),
        "signature_came": signing.came(signature.witnessed) if signature else "",
        "initials": initials,
        "initials_came": signing.came(initials.witnessed) if initials else "",
        "parts": [
            (numbers.get(name, name), each)
            for name, each in state.initials.items()
            if name and not each.withdrawn
        ],
        "told": told,
        "initialling": asked and not told and initials is None,
        "signs": asked and not told and signature is None,
        "waits": signature is not None and not signature.binds and not signature.decided,
        "scans": [(digest, when(kept.stamp), kept.size) for digest, kept in state.scans.items()],
        "corrections": _corrections(here, state),
    }


def _lines(signature: Any) -> list[str]:
    listed = (signature.name, signature.capacity, signature.powers, signature.place) if signature else ()
    return [one for one in listed if one]


def _stands(signature: Any) -> str:
    if signature is None:
        return ""
    return str((signing.PASSED if signature.decided == "passed" else signing.STANDS)[signature.how])


def _corrections(here: Here, state: Papers) -> list[dict[str, Any]]:
    now, language = int(here.at.timestamp()), get_language() or "en"
    done = {one.corrected: one for one in here.view.table.closing.corrected}
    return [
        {
            "sha256": sha256,
            "one": one,
            "words": one.check.words(language),
            "until": signing.objecting(one.until),
            "open": now < one.until and sha256 not in done,
            "done": done.get(sha256),
            "move": move(),
        }
        for sha256, one in state.corrections.items()
    ]


def _desk(here: Here) -> dict[str, Any]:
    """Return what the desk alone knows and may do: who has signed, and what may be told of it."""
    view, newest = here.view, _everybodys(here.view)
    frozen = view.table.closing.frozen
    listed = signatories(view)
    asked = [one for one in view.table.delegations if one.standing.answers]
    return {
        "rows": [_row(here, one) for one in listed],
        "tells": [(stage, signing.TELLS[stage], move()) for stage in tellable(view)],
        "version": newest,
        "desk_lane": here.lane(Kind.DESK),
        "asked": asked,
        "places": [
            (str(place), chosen.id if chosen.standing is Standing.PARTY else "")
            for place, chosen in enumerate(asked, 1)
        ],
        "initialled_all": _by_all(here, newest.sha256) if newest else [],
        "behind": ", ".join(registered_behind(view, newest.sha256)) if newest else "",
        "sorts": signing.DEPOSITED.items(),
        "manners": signing.MANNERS.items(),
        "mediator": view.name_of(view.seat.id),
        "proposed": _proposed(here, frozen),
        "files": _files(view, frozen) if view.table.closing.stage in ("signed", "concluded") else {},
        "rooms": [(str(number), one) for number, one in enumerate(view.table.delegations, 1) if one in asked],
        "now": here.at,
    }


def _everybodys(view: View) -> Version | None:
    """Return the version registered last of those meant for every room."""
    return next((one for one in reversed(list(view.desk.versions.values())) if not one.meant), None)


def _by_all(here: Here, sha256: str) -> list[tuple[str, str]]:
    """Return the clauses under which every party's initials stand, by the numbers they show."""
    numbers = _numbers(here)
    named = {name for _one, state in here.view.channels() for name in state.initials if name}
    return [(numbers.get(one, one), one) for one in by_all(here.view, sorted(named), sha256)]


def _files(view: View, frozen: Freeze | None) -> dict[str, str]:
    files = view.text_of(frozen.sha256) if frozen else {}
    return {language: files[language] for language in (frozen.languages if frozen else ())}


def _row(here: Here, one: Signatory) -> dict[str, Any]:
    number = [each.id for each in here.view.table.delegations].index(one.delegation.id) + 1
    refused = one.signature is not None and one.signature.decided == "refused"
    return {
        "name": one.delegation.name,
        "number": str(number),
        "initials": one.initials,
        "lines": _lines(one.signature),
        "stands": _stands(one.signature),
        "refused": refused,
    }


def _proposed(here: Here, frozen: Freeze | None) -> list[dict[str, Any]]:
    """Return the corrections proposed, each with the names of those that objected."""
    if frozen is None:
        return []
    states = [(here.view.name_of(one), here.view.channel(one)) for one in frozen.order]
    listed = _corrections(here, states[0][1])
    for one in listed:
        one["objected"] = [
            (name, state.corrections[one["sha256"]].objection)
            for name, state in states
            if one["sha256"] in state.corrections and state.corrections[one["sha256"]].objected
        ]
    return listed


@require_safe
@seat_page
def with_one(here: Here, number: str) -> HttpResponse:
    """Show a mediator what stands of one delegation on paper, and the form by which ink is keyed in."""
    return keyed(here, number)


def keyed(here: Here, number: str, no: str = "") -> HttpResponse:
    """Show the same, with why something was refused."""
    one = delegation(here, number)
    state = here.view.channel(one.id)
    if not one.standing.answers or not state.given:
        raise Http404
    told: dict[str, Any] = {**told_all(here), **paper_of(here, one, state)}
    told |= {"who": one, "number": number, "lane": here.lane(Kind.CHANNEL, one.id)}
    told |= {"choices": signing.STANDS.items(), "how": answering.HOW.items()}
    return here.page_with(409 if no else 200, "talks/signing_with.html", "desk", "signing", **told, no=no)


@require_POST
@seat_page
def rectify(here: Here) -> HttpResponse:
    """Propose a correction of the signed text to all who signed it."""
    if not here.view.seat.mediates:
        raise Http404
    asked = forms.asked(here.request.POST)
    fields = {name: value for name, value in asked.fields.items() if name != "until"}
    text: Sequence[tuple[str, str]] = list(dict(fields.get("text", {})).items())
    fields["text"] = {language: file.replace("\r\n", "\n") for language, file in text}
    lane = here.lane(Kind.DESK)
    try:
        fields["until"] = int(forms.minute(here.request.POST.get("until", "")).timestamp())
    except BadInput as no:
        return doing.refused(here, Asked(lane, "rectify", fields), refusals.told(no), here.url("rectify"))
    return doing.make(here, Asked(lane, "rectify", fields), here.url("act"))
