"""A text as it was given to one reader: by whose word, in which language, what changed since they last read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, gettext_lazy

from goodoffices.core import text as one_text
from goodoffices.core.fold.channel import Given
from goodoffices.core.view import View
from goodoffices.web.talks import changed, clauses, paper
from goodoffices.web.talks.changed import Changes
from goodoffices.web.talks.here import Here, when

FORMS = {
    "orally": gettext_lazy("told, nothing left"),
    "read": gettext_lazy("read aloud"),
    "shown": gettext_lazy("shown and taken back"),
    "left": gettext_lazy("left with you"),
}


@dataclass(frozen=True)
class Read:
    """A given text in one of its languages, beside the text its reader marked as read before it."""

    given: Given
    language: str
    text: one_text.Text = field(repr=False)
    then: Given | None
    changes: Changes


def read(here: Here, listed: Sequence[Given], given: Given, since: str = "") -> Read:
    """Return a given text in the language asked for, and how it differs from the one read before, or from `since`."""
    files = here.view.text_of(given.sha256)
    wanted = here.request.GET.get("lang", "")
    language, file = clauses.files_in(files, wanted if wanted in files else get_language() or "en")
    text = one_text.read(file)
    before = since or changed.last_read(here.now.sitting)
    then = changed.earlier(here.view, listed, before) if before != given.sha256 else given
    return Read(given, language, text, then, _changes(here.view, then, given, language, text))


def _changes(view: View, then: Given | None, given: Given, language: str, text: one_text.Text) -> Changes:
    if then is None or then.sha256 == given.sha256:
        return Changes()
    files = view.text_of(then.sha256)
    if language not in files:
        return Changes()
    return changed.between(one_text.read(files[language]), text)


def told(here: Here, one: Read) -> dict[str, Any]:
    """Return what a page says of a given text, beside its clauses."""
    given = one.given
    return {
        "one": one,
        "given": given,
        "form": FORMS[given.form],
        "came": when(given.stamp),
        "heading": paper.title(one.text),
        "dir": paper.direction(one.language),
        "languages": [(code, name_of_language(code)) for code in given.languages],
        "words": given.check.words(get_language() or "en"),
        "announced": announced(here.view, given),
        "unread": one.then is None or one.then.sha256 != given.sha256,
        "sentences": one.changes.sentences,
    }


def announced(view: View, given: Given) -> str:
    """Return whether the check words of a given text are those that everybody was told: same, another, or none."""
    if any(one.sha256 == given.sha256 for one in view.table.announced):
        return "same"
    return "another" if any(one.name == given.name for one in view.table.announced) else "none"


def name_of_language(code: str) -> str:
    """Return a language's name in that language, its code where it is not known."""
    plain = code.lower()
    known: Mapping[str, Any] = LANG_INFO.get(plain) or LANG_INFO.get(plain.split("-", maxsplit=1)[0]) or {}
    return str(known.get("name_local", code))
