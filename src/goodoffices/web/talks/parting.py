"""Where the mediators' texts part ways, in sentences for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.reading.handover import Variant, variants
from goodoffices.core.view import View
from goodoffices.web.talks import changed, clauses


@dataclass(frozen=True)
class Flag:
    """Two texts that part ways: whose they are, and in a sentence each where."""

    head: str
    where: Sequence[SafeString]


def flagged(view: View) -> Sequence[Flag]:
    """Return where texts of the desk part ways."""
    return [Flag(_head(view, one), _where(view, one)) for one in variants(view)]


def _head(view: View, one: Variant) -> str:
    told = {
        "one": one.one.name,
        "other": one.other.name,
        "first": ", ".join(one.first) or view.name_of(one.one.signed[0]),
        "second": ", ".join(one.second) or view.name_of(one.other.signed[0]),
    }
    heads = {
        "drafts": _(
            "%(first)s in “%(one)s” and %(second)s in “%(other)s” word the same clauses differently:"
        ),
        "rooms": _("%(first)s was last given “%(one)s”, %(second)s “%(other)s”:"),
    }
    return heads[one.kind] % told


def _where(view: View, one: Variant) -> Sequence[SafeString]:
    """Return the differences in one language that both have; of drafts, those alone that both changed."""
    ours, theirs = view.text_of(one.one.sha256), view.text_of(one.other.sha256)
    both = {name: file for name, file in theirs.items() if name in ours}
    if not both:
        return ()
    language, file = clauses.files_in(both, get_language() or "en")
    first = one_text.read(ours[language])
    numbers, meant = one_text.numbers(first), {each.clause for each in one.where}
    told = changed.between(first, one_text.read(file)).sentences
    return [words for clause, words in told if numbers.get(clause, clause) in meant]
