"""How two texts differ, in sentences for people."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.web.talks import clauses


def sentences(before: Mapping[str, str], after: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Return how a text changed, clause by clause, in one language that both have."""
    both = [one for one in after if one in before]
    if not both:
        return (_("The two texts have no language in common."),)
    shown = language if language in both else both[0]
    _language, ours = clauses.files_in(before, shown)
    _language, theirs = clauses.files_in(after, shown)
    return of_texts(one_text.read(ours), one_text.read(theirs))


def of_texts(ours: one_text.Text, theirs: one_text.Text) -> tuple[str, ...]:
    """Return how one text became another, a sentence for each difference."""
    numbers = {**one_text.numbers(theirs), **one_text.numbers(ours)}
    return tuple(sentence(one, numbers.get(one.clause, one.clause)) for one in one_text.compare(ours, theirs))


def sentence(change: one_text.Change, number: str) -> str:
    """Return one difference as a sentence: in 14, 30 days became 36."""
    told = {"number": number, "before": change.before, "after": change.after}
    match change.kind:
        case "added":
            return _("%(number)s is new: %(after)s") % told
        case "removed":
            return _("%(number)s is gone: %(before)s") % told
        case "moved":
            return _("%(number)s stands elsewhere") % told
        case "renumbered":
            return _("%(before)s became %(after)s") % told
        case "changed":
            swaps = "; ".join(_swap(swap) for swap in one_text.swaps(change.before, change.after))
            return _("in %(number)s, %(swaps)s") % {"number": number, "swaps": swaps}


def _swap(swap: one_text.Swap) -> str:
    told = {"before": swap.before, "after": swap.after, "then": f" {swap.then}" if swap.then else ""}
    if not swap.before:
        return _("“%(after)s” was added") % told
    if not swap.after:
        return _("“%(before)s” is gone") % told
    return _("%(before)s%(then)s became %(after)s") % told
