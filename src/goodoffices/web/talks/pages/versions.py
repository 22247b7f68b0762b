"""The desk's text: versions, how two differ, and delivering one to a room."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.documents.paste import Head
from goodoffices.web import refusals
from goodoffices.web.talks import changed, clauses, copies, forms, pasting, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages.entering import delegation
from goodoffices.web.talks.pages.pasting import head_of, page, readers_at_the_desk


@require_safe
@seat_page
def text(here: Here) -> HttpResponse:
    """Show a registered version, all others, and how it differs from the one before."""
    _at_desk(here)
    versions = list(here.view.desk.versions.values())
    wanted = here.request.GET.get("version", "")
    chosen = next((one for one in versions if one.sha256 == wanted), versions[-1] if versions else None)
    told: dict[str, object] = {
        "versions": [_listed(here, one) for one in reversed(versions)],
        "chosen": chosen,
    }
    if chosen is not None:
        told |= _shown(here, chosen, versions)
    return here.page("talks/versions.html", "desk", "text", desk_lane=here.lane(Kind.DESK), **told)


def _at_desk(here: Here) -> None:
    if not here.view.seat.mediates:
        raise Http404


def _listed(here: Here, version: Version) -> Mapping[str, object]:
    return {
        "version": version,
        "at": when(version.stamp),
        "signed": [here.view.name_of(one) for one in version.signed],
        "mine": here.view.seat.id in version.signed,
        "meant": [here.view.name_of(one) for one in version.meant],
    }


def _changes(before: Mapping[str, str], language: str, read: one_text.Text) -> tuple[SafeString, ...]:
    """Return how a text became this one, in sentences, in this language of it."""
    if language not in before:
        return (conditional_escape(_("The two texts have no language in common.")),)
    then = one_text.read(before[language])
    return tuple(sentence for _clause, sentence in changed.between(then, read).sentences)


def _shown(here: Here, version: Version, versions: list[Version]) -> dict[str, object]:
    files = here.view.text_of(version.sha256)
    language, file = clauses.files_in(files, here.request.GET.get("in") or get_language() or "en")
    read = one_text.read(file)
    against = here.request.GET.get("against", "")
    before = next((one for one in versions if one.sha256 == against), _before(version, versions))
    changes = _changes(here.view.text_of(before.sha256), language, read) if before else ()
    return {
        "rows": clauses.rows(read),
        "title_words": one_text.notation(read.title),
        "language": language,
        "languages": tuple(files),
        "check": version.check.words(get_language() or "en"),
        "before": before,
        "changes": changes,
        "open": one_text.open_count(read),
        "blank": one_text.blanks_count(read),
        "file": file,
    }


def _before(version: Version, versions: list[Version]) -> Version | None:
    at = versions.index(version)
    return versions[at - 1] if at else None


@require_safe
@seat_page
def deliver(here: Here, number: str) -> HttpResponse:
    """Show the form that delivers a text to one delegation, or sets it for a time."""
    one = delegation(here, number)
    versions = list(here.view.desk.versions.values())[::-1]
    return here.page(
        "talks/deliver.html",
        "desk",
        "",
        who=one,
        number=number,
        versions=versions,
        lane=here.lane(Kind.CHANNEL, one.id),
        carrier=here.view.name_of(here.view.seat.id),
        languages=here.view.table.settings.languages,
        others=[other for other in here.view.table.delegations if other != one],
        now=here.at,
    )


@require_POST
@seat_page
def deliver_now(here: Here, number: str) -> HttpResponse:
    """Put a delivery into the tray, for this delegation and those that get it at the same time."""
    one = delegation(here, number)
    post = here.request.POST
    try:
        askings = _askings(here) if post.get("other") else []
        if not pasting.settled(askings, post):
            return _places(here, askings, number)
        fields = _delivery(here.request, {one.language: one.turned for one in askings})
        for at, to in enumerate((one.id, *post.getlist("also"))):
            asked = Asked(here.lane(Kind.CHANNEL, here.view.delegation(to).id), "deliver", fields)
            tray.put(here.now.sitting, f"{post.get('move', '')}{at}", asked, here.at)
    except (BadInput, Refused) as no:
        if isinstance(no, Absent):
            raise
        return here.page_with(
            409,
            "talks/refused.html",
            "desk",
            "",
            no=refusals.told(no),
            title=_("Not sent"),
            back=here.url("with", number),
        )
    return here.go("tray")


def _askings(here: Here) -> list[pasting.Asking]:
    """Return what is to ask of the text that was really left; what reads as registered is taken for it."""
    post = here.request.POST
    version = here.view.desk.versions.get(post.get("sha256", ""))
    registered = here.view.text_of(version.sha256) if version else {}
    found = []
    for language, words in copies.by_language(here.request).items():
        if pasting.meant_as_notation(words):
            one_text.read(words)
        file = registered.get(language, "")
        head = head_of(file, language) if file else Head("", language)
        found.append(pasting.asking(language, words, head, post, file))
    return found


def _places(here: Here, askings: list[pasting.Asking], number: str) -> HttpResponse:
    return page(
        here,
        askings,
        place="desk",
        current="",
        band="desk",
        heading=_("Read what was pasted"),
        reads=readers_at_the_desk(),
        field="text.",
        action=here.url("deliver-now", number),
        ons=[("deliver", _("Read it once more as they will"))],
        back=here.url("deliver", number),
    )


def _delivery(request: HttpRequest, other: Mapping[str, str]) -> dict[str, object]:
    post = request.POST
    fields: dict[str, object] = {
        name: post[name] for name in ("form", "carrier", "when", "cover", "authority") if post.get(name)
    }
    if post.get("with_status"):
        fields["with_status"] = True
    if post.get("at"):
        fields["at"] = int(forms.minute(post["at"]).timestamp())
    if post.get("other"):
        return fields | {"text": dict(other), "name": post.get("name", "")}
    return fields | {"sha256": post.get("sha256", "")}
