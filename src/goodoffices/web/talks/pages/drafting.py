"""Drafting the next version: what is pasted or uploaded, read place by place, and registered."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.documents.paste import Head
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, copies, drafts, news, pasting, redrafts
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.analysis import drafted
from goodoffices.web.talks.pages.hearing import heard_of
from goodoffices.web.talks.pages.nonpapers import drafted as of_paper
from goodoffices.web.talks.pages.pasting import page, readers_at_the_desk
from goodoffices.web.talks.pasting import Asking


@require_safe
@seat_page
def draft(here: Here) -> HttpResponse:
    """Show the form that registers the next version, beginning from the newest, beside what was heard."""
    if not here.view.seat.mediates:
        raise Http404
    which, place = here.request.GET.get("from", ""), here.request.GET.get("place", "")
    if which:
        return _form(
            here, drafted(here, which, int(place) if place.isdecimal() and len(place) < 10 else -1), ()
        )
    wanted = here.request.GET.get("paper", "")
    if wanted:
        languages = dict.fromkeys(here.view.table.settings.languages, "")
        return _form(here, {**languages, **of_paper(here, wanted)}, ())
    kept = drafts.kept(here)
    return _pasted(here, kept) if kept else _form(here, drafts.begun(here), ())


def _pasted(here: Here, kept: Mapping[str, str]) -> HttpResponse:
    """Show what was pasted as the talks began, place by place; where nothing is to ask, the form with it."""
    try:
        askings = asked(here, kept, drafts.heads(here))
    except BadInput as no:
        return _form(here, {**drafts.begun(here), **kept}, refusals.lines(no))
    if not any(one.shown for one in askings):
        return _form(here, {**drafts.begun(here), **kept}, ())
    return _places(here, askings, ())


def _form(here: Here, files: Mapping[str, str], wrong: tuple[str, ...]) -> HttpResponse:
    post = here.request.POST
    said = {"name": post.get("name"), "cover": post.get("cover", ""), "meant": post.getlist("meant")}
    told = drafts.form(here, files, said)
    return here.page_with(
        400 if wrong else 200,
        "talks/draft.html",
        "desk",
        "text",
        wrong=wrong,
        proposed=redrafts.proposed(here.view),
        as_paste=bool(wrong) and any(words.lstrip().startswith("# ") for words in files.values()),
        computed=bool(here.request.GET.get("from")),
        heard=heard_of(here),
        fresh=move(),
        **told,
    )


@require_POST
@seat_page
def register(here: Here) -> HttpResponse:
    """Register what was pasted or uploaded, once each place in it was said; whatever is wrong is told, and all is kept."""
    if not here.view.seat.mediates:
        raise Http404
    post = here.request.POST
    kept = {language: post.get(f"text.{language}", "") for language in post.getlist("language")}
    askings: list[Asking] = []
    try:
        given = copies.by_language(here.request)
        kept |= given
        askings = asked(here, given, drafts.heads(here))
        if not pasting.settled(askings, post):
            return _places(here, askings, ())
        files = {one.language: one.turned for one in askings} if askings else given
        return _registered(here, files)
    except Absent:
        raise
    except (BadInput, Refused) as no:
        wrong = refusals.lines(no)
        asks = any(one.shown for one in askings)
        return _places(here, askings, wrong) if asks else _form(here, kept, wrong)


def asked(here: Here, given: Mapping[str, str], heads: Mapping[str, Head]) -> list[Asking]:
    """Return what is to ask of texts given by language; nothing where one is in our notation with a fault in it.

    Such a fault is told with its place, unless the form says that it comes from a word processor all the same.
    """
    post, before = here.request.POST, drafts.begun(here)
    if any(pasting.meant_as_notation(words) for words in given.values()) and post.get("as") != "paste":
        return []
    return [
        pasting.asking(
            language, words, heads.get(language, Head("", language)), post, before.get(language, "")
        )
        for language, words in given.items()
    ]


def _registered(here: Here, files: Mapping[str, str]) -> HttpResponse:
    post = here.request.POST
    fields = {
        "text": files,
        "name": post.get("name", ""),
        "cover": post.get("cover", ""),
        "meant": post.getlist("meant"),
    }
    act = Act(post.get("move", ""), (Asked(here.lane(Kind.DESK), "register", fields),))
    done = actions.make(here.now.sitting, act, here.at)
    news.tell(done.changed)
    drafts.drop(here)
    if post.get("on") == "paper":
        return here.go("paper", one_text.fingerprint([one_text.read(file) for file in files.values()]))
    return here.go("text")


def _places(here: Here, askings: list[Asking], wrong: tuple[str, ...]) -> HttpResponse:
    fresh = [] if here.request.POST else [("language", one.language) for one in askings]
    return page(
        here,
        askings,
        place="desk",
        current="text",
        band="desk out",
        heading=_("Read what was pasted"),
        reads=readers_at_the_desk(),
        field="text.",
        action=here.url("register"),
        fresh=[*fresh, ("move", move())] if fresh else [],
        naming=True,
        name=here.request.POST.get("name", "") or drafts.form(here, {}, {})["name"],
        wrong=wrong,
        kept_words=_("Nothing was registered; what you wrote is kept below."),
        ons=[("paper", _("Register it, and print it for the rooms")), ("text", _("Register it"))],
        back=here.url("draft"),
    )
