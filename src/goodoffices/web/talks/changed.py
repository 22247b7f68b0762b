"""What changed since somebody last read a text: the mark that they read it, and the changes in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import Absent
from goodoffices.core.fold.channel import Given
from goodoffices.core.view import View
from goodoffices.web import writer
from goodoffices.web.talks import paper, store
from goodoffices.web.talks.store import Sitting

SLOT = "read"
_TIE = re.compile(r"\{=[^}]*\}")


@dataclass(frozen=True)
class Changes:
    """What became of a text: a sentence for each change with the clause it is about, and each clause's wording before."""

    sentences: tuple[tuple[str, SafeString], ...] = ()
    before: Mapping[str, str] = field(default_factory=dict, repr=False)


def last_read(sitting: Sitting) -> str:
    """Return the text this seat marked as read, by its fingerprint; nothing if it marked none."""
    kept = store.draft(sitting.seat, SLOT)
    return str(kept.get("sha256", "")) if isinstance(kept, dict) else ""


def mark_read(sitting: Sitting, sha256: str) -> None:
    """Remember, for this seat alone, which text it read; it is no move, and nobody else learns of it."""
    with writer.turn(sitting.seat):
        store.put_draft(sitting.seat, SLOT, {"sha256": sha256})


def earlier(view: View, listed: Sequence[Given], sha256: str) -> Given | None:
    """Return the text of this fingerprint among those given, if its words can still be had."""
    found = next((one for one in reversed(listed) if one.sha256 == sha256), None)
    if found is None:
        return None
    try:
        view.text_of(sha256)
    except Absent:
        return None
    return found


def between(then: one_text.Text, now: one_text.Text) -> Changes:
    """Return how one text became the other; places and numbers are those of the newer one where it has them."""
    refs = {**paper.references(then), **paper.references(now)}
    sentences: list[tuple[str, SafeString]] = []
    before: dict[str, str] = {}
    for change in one_text.compare(now, then):
        ref = refs.get(change.clause, change.clause)
        sentences.append((change.clause, _sentence(change, ref, now.language)))
        if change.kind in ("changed", "removed"):
            before.setdefault(change.clause, change.after)
    return Changes(tuple(sentences), before)


def _sentence(change: one_text.Change, ref: str, language: str) -> SafeString:
    """Return one change as a sentence. It was found from the newer text: its `after` is how the words were."""
    number, then, now = _kept(ref), _words(change.after, language), _words(change.before, language)
    match change.kind:
        case "removed":
            return _said(_("%(number)s is new: %(after)s"), number=number, after=now)
        case "added":
            return _said(_("%(number)s is gone: %(before)s"), number=number, before=then)
        case "moved":
            return _said(_("%(number)s stands elsewhere"), number=number)
        case "renumbered":
            return _said(_("%(before)s became %(after)s"), before=then, after=now)
        case "changed":
            return _said(
                _("in %(number)s, %(swaps)s"),
                number=number,
                swaps=swaps(change.after, change.before, language),
            )


def swaps(then: str, now: str, language: str) -> SafeString:
    """Return which words became which; a bracket is said as a whole."""
    found = [_swap(one, language) for one in one_text.swaps(then, now)]
    return mark_safe("; ".join(found))  # noqa: S308 (each is escaped)


def _swap(swap: one_text.Swap, language: str) -> SafeString:
    then, now = _words(swap.before, language), _words(swap.after, language)
    if not swap.before:
        return _said(_("“%(after)s” was added"), after=now)
    if not swap.after:
        return _said(_("“%(before)s” is gone"), before=then)
    if swap.before[0].isalpha() or swap.after[0].isalpha():
        return _said(_("“%(before)s” became “%(after)s”"), before=then, after=now)
    rest = format_html(" {}", _words(swap.then, language)) if swap.then else SafeString()
    return _said(_("%(before)s%(then)s became %(after)s"), before=then, then=rest, after=now)


def _words(words: str, language: str) -> SafeString:
    """Return wording of a text, in its own language and kept apart from the sentence it stands in."""
    shown = _TIE.sub("", words).replace("\\", "")
    way = paper.direction(language)
    return format_html('<bdi lang="{}" dir="{}" class="wording">{}</bdi>', language, way, shown)


def _kept(words: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", words)


def _said(pattern: str, **parts: SafeString) -> SafeString:
    """Return a translated sentence with its parts, which are HTML already."""
    return mark_safe(conditional_escape(pattern) % parts)  # noqa: S308 (pattern escaped, parts are)
