"""What a seat may print: a text it holds, a sheet to reply on, a list to go down, a digest; each in the text's own language."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.core.fold import ChannelState
from goodoffices.core.fold.mandates import Mandates, Referred
from goodoffices.core.fold.principals import PrincipalsState
from goodoffices.core.text import CheckWords
from goodoffices.core.view import View
from goodoffices.documents.printed import sheets, texts
from goodoffices.documents.printed.leaf import Block, Leaf, Line, Run, plain
from goodoffices.documents.printed.texts import Marks
from goodoffices.web.talks import clauses, mandating, nonpapers, paper, telling
from goodoffices.web.talks.here import Here

NEWEST = "newest"


@dataclass(frozen=True)
class Printed:
    """A document ready to be written, the languages it can be had in, and a name for its file that tells nothing."""

    leaf: Leaf = field(repr=False)
    file: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A text a seat holds: its name, its check words, and its words by language."""

    name: str
    check: CheckWords
    files: dict[str, str] = field(repr=False)


def found(here: Here, what: str, item: str) -> Printed:
    """Return what is asked for, made from this seat's own view; absent alike for what is not and what is another's."""
    if what not in _MADE:
        raise Http404
    return _MADE[what](here, item)


def wanted(here: Here) -> str:
    """Return the language asked for, the reader's own where none is."""
    return here.request.GET.get("lang") or get_language() or "en"


def in_language(here: Here, held: Held, stem: str, make: Callable[[one_text.Text, Marks], Leaf]) -> Printed:
    """Return a document made of a text in one of its languages, the words around it in the same where we have them."""
    language, file = clauses.files_in(held.files, wanted(here))
    shown = file if here.view.table.settings.attributed else one_text.without_labels(file)
    with translation.override(_spoken(language)):
        leaf = make(one_text.read(shown), Marks(held.name, held.check, _("Check words:")))
    return Printed(leaf, _stem(stem, language), tuple(held.files))


def _spoken(language: str) -> str:
    short = language.lower().split("-")[0]
    return short if short in dict(settings.LANGUAGES) else get_language() or "en"


def _stem(stem: str, language: str) -> str:
    return f"{stem}-{re.sub('[^a-z-]', '', language.lower())}".strip("-")


def _held(here: Here, item: str) -> Held:
    """Return a text this seat was given or registered, by its fingerprint; or the newest of them."""
    listed: dict[str, tuple[str, CheckWords]] = {}
    for name, called, check in _texts(here.view):
        listed.setdefault(name, (called, check))
    sha256 = next(iter(listed), "") if item == NEWEST else item
    if sha256 not in listed:
        raise Http404
    return Held(*listed[sha256], dict(here.view.text_of(sha256)))


def _texts(view: View) -> Iterator[tuple[str, str, CheckWords]]:
    """Return the texts a seat holds, newest first: those it registered, those it was given, those passed on to it."""
    for version in reversed(list(view.desk.versions.values())):
        yield version.sha256, version.name, version.check
    for state in view.states.values():
        if isinstance(state, ChannelState | PrincipalsState):
            for given in reversed(state.given):
                yield given.sha256, given.name, given.check


def _text(here: Here, item: str) -> Printed:
    return in_language(here, _held(here, item), "text", texts.version)


def _settled(here: Here, item: str) -> Printed:
    """Return a text with passages settled as asked (`choose=PASSAGE:N`); with check words of its own.

    They are computed anew each time: kept for all, they would come sooner where another seat printed the same before.
    """
    held = _held(here, item)
    try:
        picks = {name: int(number) for name, _sign, number in map(_pick, here.request.GET.getlist("choose"))}
        files = {
            language: one_text.settle(one_text.read(file), picks) for language, file in held.files.items()
        }
    except (BadInput, ValueError):
        raise Http404 from None
    check = one_text.check_words(one_text.fingerprint(list(files.values())))
    written = {language: one_text.write(text) for language, text in files.items()}
    name = _("%(name)s, settled") % {"name": held.name}
    return in_language(here, Held(name, check, written), "settled-text", texts.version)


def _pick(asked: str) -> tuple[str, str, str]:
    return asked.rpartition(":") if len(asked) < 100 else ("", "", "")


def settling(sha256: str, picks: Mapping[str, int]) -> str:
    """Return what is put behind the address of a text to print it settled so."""
    return f"{sha256}?{urlencode([('choose', f'{name}:{number}') for name, number in picks.items()])}"


def _reply(here: Here, item: str) -> Printed:
    def make(text: one_text.Text, marks: Marks) -> Leaf:
        asking = sheets.Asking(
            _("What we say to it, clause by clause"),
            _(
                "Tick one box for a clause, or none, and write beside it in your own words. What you write here the "
                "mediators read; the other room does not."
            ),
            (_("Which room:"), _("By whom, and on what day:")),
            [str(words) for words in telling.REACTIONS.values()],
            _("Of the text as a whole"),
        )
        return sheets.reply(text, asking, marks)

    return in_language(here, _held(here, item), "reply-sheet", make)


def _list(here: Here, item: str) -> Printed:
    held = _held(here, item)

    def make(text: one_text.Text, marks: Marks) -> Leaf:
        refs = paper.references(text)
        listed = [
            sheets.Item(refs.get(one.clause, one.number), one.words) for one in one_text.control_list(text)
        ]
        title = _("The control list of %(name)s") % {"name": held.name}
        how = _(
            "Go down the list with your paper beside it, and mark what your paper has otherwise. It finds a changed "
            "number, date, name, bracket or “not”; it does not find every changed word."
        )
        return sheets.control(text.language or "en", title, how, listed, marks)

    return in_language(here, held, "control-list", make)


def _digest(here: Here, item: str) -> Printed:
    one = next((state.referred[item] for state in _mandates(here.view) if item in state.referred), None)
    if one is None:
        raise Http404
    shipped = dict(settings.LANGUAGES)
    asked = here.request.GET.get("lang", "") or one.asked.language
    language = asked if asked in shipped else "en"
    with translation.override(language):
        leaf = _of_digest(one, language, here.view.table.name)
    return Printed(leaf, _stem("digest", language), tuple(shipped))


def _mandates(view: View) -> list[Mandates]:
    return [state for state in view.states.values() if isinstance(state, Mandates)]


def _of_digest(one: Referred, language: str, talks: str) -> Leaf:
    told = mandating.digest(one, language, talks)
    asked = told.asked.asked
    blocks: list[Block] = [
        Line("title", plain(_("To headquarters, about %(name)s") % {"name": asked.name})),
        Line("heading", plain(_("What is asked")), kept=True),
        *[Line("words", plain(words)) for words in asked.words.splitlines()],
        Line("heading", plain(_("What changed since your last instruction")), kept=True),
        *_of_changes(told),
        Line("heading", plain(_("Your answer")), kept=True),
        Line("words", plain(_("Answer with a number and its two words. An answer whose words do not fit its number is not taken."))),
    ]  # fmt: skip
    for choice in told.choices:
        said = (Run(f" {_('Say:')} "), Run(f"{choice.number}, {texts.DOT.join(choice.said)}", bold=True))
        blocks.append(Line("clause", (*plain(choice.words), *said), f"{choice.number}."))
    if told.until:
        until = _("Answer before %(when)s.") % {"when": told.until}
        blocks.append(Line("words", (Run(until, bold=True),)))
    return texts.marked(language, blocks, Marks(asked.name, asked.check, _("Check words:")))


def _of_changes(told: mandating.Digest) -> Iterator[Line]:
    if not told.asked.asked.since:
        yield Line("words", plain(_("This is the first question about a text.")))
    elif not told.changed:
        yield Line("words", plain(_("Nothing changed since your last instruction.")))
    for one in told.changed:
        change = (*plain(one.before or "–"), Run(f" {_('→')} "), Run(one.after or "–", bold=True))
        yield Line("clause", change, one.clause)
    if told.more:
        yield Line("words", plain(_("More places in the text changed: %(count)s.") % {"count": told.more}))


def _paper(here: Here, item: str) -> Printed:
    """Return a non-paper: its words and the page's number, no mark of anybody's, under a name that says nothing."""
    return Printed(texts.version(nonpapers.readable(here.now.sitting, here.view, item).text), "paper")


_MADE: dict[str, Callable[[Here, str], Printed]] = {
    "text": _text,
    "settled": _settled,
    "reply": _reply,
    "list": _list,
    "digest": _digest,
    "paper": _paper,
}
