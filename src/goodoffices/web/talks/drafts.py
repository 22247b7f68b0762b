"""What a new version begins from: the newest one's words, and a name that follows the last."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.core.fold.desk import Version
from goodoffices.documents.paste import Head
from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.pasting import head_of
from goodoffices.web.talks.store import Sitting

SLOT = "pasted"


def newest(here: Here) -> Version | None:
    """Return the version registered last."""
    return next(iter([*here.view.desk.versions.values()][::-1]), None)


def begun(here: Here) -> dict[str, str]:
    """Return the newest version's words by language; nothing in each language of the talks before the first."""
    last = newest(here)
    files = here.view.text_of(last.sha256) if last else {}
    return dict(files or dict.fromkeys(here.view.table.settings.languages, ""))


def keep(founder: Sitting, language: str, words: str) -> None:
    """Keep what was pasted as talks began, for their founder to read place by place; gone once it is registered."""
    with writer.turn(founder.seat):
        store.put_draft(founder.seat, SLOT, {"language": language, "words": words})


def kept(here: Here) -> dict[str, str]:
    """Return what was pasted as the talks began, by language, until a version is registered."""
    found = None if here.view.desk.versions else store.draft(here.now.sitting.seat, SLOT)
    return {str(found["language"]): str(found["words"])} if isinstance(found, dict) else {}


def drop(here: Here) -> None:
    """Put away what was pasted as the talks began."""
    if store.draft(here.now.sitting.seat, SLOT) is not None:
        with writer.turn(here.now.sitting.seat):
            store.drop_draft(here.now.sitting.seat, SLOT)


def heads(here: Here) -> Mapping[str, Head]:
    """Return for each language what may be put above a paste that lacks it."""
    table = here.view.table
    parties = tuple(one.name for one in table.delegations) if table.settings.attributed else ()
    return {
        language: head_of(file, language) if file else Head("", language, parties)
        for language, file in begun(here).items()
    }


def form(here: Here, files: Mapping[str, str], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form that registers a version shows."""
    known = [one.name for one in here.view.desk.versions.values()]
    return {
        "files": list(files.items()),
        "name": said.get("name") or _("version %(n)s") % {"n": _next(known)},
        "cover": said.get("cover", ""),
        "meant": said.get("meant", ()),
        "delegations": here.view.table.delegations,
        "register": here.url("register"),
    }


def _next(known: list[str]) -> int:
    """Return the number after the highest that any version's name ends in."""
    last = [re.search(r"\d{1,6}$", name) for name in known]
    return 1 + max((int(one.group()) for one in last if one), default=0)
