"""The parts pages are made of: template tags over the files in `templates/parts/`, at hand in every template.

Every place that can be read or written in says who reads it. Each tag's docstring is its reference.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = Library()


class Made(SafeString):
    """HTML made from wording by one of the filters here; a template's own literal is not."""


READS: dict[str, str | Promise] = {
    "notes": _("Only you read this."),
    "room": _("Only your delegation reads this."),
    "principals": _("Your principals, and those they let in, read this."),
    "channel": _("Your delegation and all mediators read this."),
    "private": _("Your delegation and one mediator read this; the other mediators do not."),
    "desk": _("All mediators read this, and nobody else."),
    "circle": _("Those named in this circle read this."),
    "table": _("Every seat in these talks reads this."),
}
LEAVING = frozenset(
    {"channel", "private", "circle", "table"}
)  # where words go to somebody one does not sit with
_RUNS = re.compile(r"\\.?|[\[|\]]|[^\\\[|\]]+", re.DOTALL)
_TIES = re.compile(r"(?<=\]){=[\w-]+}")
TONES = frozenset({"open", "agreed", "set-aside", "changed", "plain"})


@register.simple_block_tag
def band(content: SafeString, kind: str, title: str = "", reads: str = "") -> SafeString:
    """A section with one audience: `{% band "room" title=… reads=… %}…{% endband %}`.

    `kind` is a lane's name; `reads` says who reads it, where "your delegation" would not be right.
    """
    return render_to_string("parts/band.html", {"content": content, **_place(kind, title, reads)})


@register.simple_block_tag(takes_context=True)
def composer(  # noqa: PLR0913 (a tag's arguments are named where it is used)
    context: Context,
    content: SafeString,
    kind: str,
    *,
    action: str,
    button: str,
    title: str = "",
    reads: str = "",
    label: str = "",
    name: str = "words",
    value: str = "",
    hint: str = "",
    wrong: str = "",
    rows: int = 4,
) -> SafeString:
    """A form to say something in one place: `{% composer "channel" action=… button=… %}…{% endcomposer %}`.

    The block holds further fields, or nothing. A hidden `move` is the id of the move, so that sending the same
    form twice says it once. `wrong` is why the last try was refused; give back `value` with it.
    """
    filled = {"action": action, "button": button, "label": label or title, "name": name, "value": value}
    shown = {"hint": hint, "wrong": wrong, "rows": rows, "content": content, "move": move()}
    sure = {"csrf_token": context.get("csrf_token")}
    return render_to_string("parts/composer.html", {**_place(kind, title, reads), **filled, **shown, **sure})


@register.simple_block_tag
def slip(content: SafeString, kind: str, reads: str = "", title: str = "") -> SafeString:
    """A piece of paper that others read exactly as it stands: `{% slip "channel" reads=… %}…{% endslip %}`."""
    return render_to_string("parts/slip.html", {"content": content, **_place(kind, title, reads)})


@register.simple_block_tag
def notice(content: SafeString, kind: str = "plain", role: str = "") -> SafeString:
    """What happened: `kind` is `refused`, `done`, `empty` or `plain`; the block says it, and may hold `.acts`."""
    role = role or {"refused": "alert", "done": "status"}.get(kind, "")
    return render_to_string("parts/notice.html", {"content": content, "kind": kind, "role": role})


@register.simple_block_tag
def clause(  # noqa: PLR0913
    content: SafeString, number: str, words: Any, *, anchor: str = "", depth: int = 0, lang: str = ""
) -> SafeString:
    """One clause: its number as written, its words in bracket notation, and in the block what is said of it.

    `words` may also be HTML already made, by `passages` or `changes`.
    """
    shown = words if isinstance(words, Made) else passages(words)
    filled = {"number": number, "words": shown, "anchor": anchor, "depth": min(depth, 3), "lang": lang}
    return render_to_string("parts/clause.html", {**filled, "content": content})


@register.simple_block_tag
def held(content: SafeString, who: str, text: str, words: str = "", another: str = "") -> SafeString:
    """Which text a room holds, in a list `<ul class="held">`: `another` says in red how it differs, if it does."""
    filled = {"who": who, "text": text, "words": words, "another": another, "content": content}
    return render_to_string("parts/held.html", filled)


@register.simple_block_tag
def board(content: SafeString, caption: str, heads: Iterable[str], *, quiet: bool = False) -> SafeString:
    """A table: the block holds `<tr>`s whose cells carry `data-th` (shown where a row becomes a card)."""
    return render_to_string(
        "parts/board.html", {"content": content, "caption": caption, "heads": list(heads), "quiet": quiet}
    )


@register.simple_tag
def tag(words: str, tone: str = "plain") -> SafeString:
    """A status word: `tone` is `open`, `agreed`, `set-aside`, `changed` or `plain`."""
    return format_html('<span class="tag is-{}">{}</span>', tone if tone in TONES else "plain", words)


@register.inclusion_tag("parts/tabs.html")
def tabs(
    items: Iterable[tuple[str, str]], current: str, label: str = "", how: str = "page"
) -> dict[str, Any]:
    """The ways on: pairs of address and words; `current` is the address shown now, or (`how` is `true`) its group."""
    return {"items": list(items), "current": current, "label": label, "how": how}


@register.inclusion_tag("parts/tabs.html")
def within(items: Iterable[tuple[str, str]], current: str, label: str) -> dict[str, Any]:
    """The ways of the group one is in, below the groups."""
    return {"items": list(items), "current": current, "label": label, "how": "page", "within": True}


@register.inclusion_tag("parts/field.html")
def field(bound: Any, hint: str = "") -> dict[str, Any]:
    """A field of a Django form with its label, hint and what was wrong with it."""
    return {"field": bound, "hint": hint or bound.help_text, "check": _is_check(bound)}


@register.filter
def passages(notation: str) -> SafeString:
    """Bracketed wording as HTML: brackets marked as on paper, options apart, each isolated from its neighbours."""
    return Made(_options(_runs(_TIES.sub("", notation)), depth=0)[0])


@register.filter
def changes(pieces: Iterable[tuple[str, str]]) -> SafeString:
    """Wording with what changed marked: pairs of `same`, `added` or `removed`, and the words."""
    marks = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
    marked = (format_html(marks.get(how, "{}"), words) for how, words in pieces)
    return Made(format_html_join("", "{}", ((one,) for one in marked)))


@register.filter
def untied(notation: str) -> str:
    """Wording of a text as notation, less the marks that tie one bracket to another."""
    return _TIES.sub("", notation)


@register.filter
def checkwords(words: str | Iterable[str]) -> SafeString:
    """Check words, to be read out: kept in order and together, whichever way the page runs."""
    parts = words.split() if isinstance(words, str) else words
    return format_html('<bdi class="words">{}</bdi>', " · ".join(parts))


def move() -> str:
    """Return the id of a move not yet made: 128 random bits."""
    return secrets.token_hex(16)


def _place(kind: str, title: str, reads: str) -> dict[str, Any]:
    if kind not in READS:
        raise ValueError(f"{kind!r} is no place: use one of {', '.join(READS)}")
    return {"kind": kind, "title": title, "reads": reads or READS[kind], "out": kind in LEAVING}


def _is_check(bound: Any) -> bool:
    return getattr(bound.field.widget, "input_type", "") == "checkbox"


def _runs(notation: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of letters, each with whether it is a mark; a backslash makes the next letter plain."""
    for found in _RUNS.finditer(notation):
        run = found[0]
        if run[0] == "\\":
            yield run[1:] or run, False
        else:
            yield run, run in "[|]"


def _options(runs: Iterator[tuple[str, bool]], depth: int) -> list[str]:
    """Return the options up to the bracket that closes here, or the end; outside a bracket there is one."""
    options: list[list[str]] = [
        []
    ]  # each plain words, a bracket as HTML, plain words, and so on; words close it
    plain: list[str] = []
    for run, mark in runs:
        if not mark or (not depth and run != "["):
            plain.append(run)
            continue
        options[-1].append("".join(plain))
        plain.clear()
        if run == "]":
            break
        if run == "|":
            options.append([])
        else:
            options[-1].append(_bracket(_options(runs, depth + 1)))
    else:
        options[-1].append("".join(plain))
    return [_joined(option, depth) for option in options]


def _joined(pieces: list[str], depth: int) -> str:
    if depth:  # blanks just inside a bracket or beside a bar do not count
        pieces[0] = pieces[0].lstrip()
        pieces[-1] = pieces[-1].rstrip()
    return "".join([piece if place % 2 else escape(piece) for place, piece in enumerate(pieces)])


def _bracket(options: list[str]) -> str:
    shown = " <i>|</i> ".join([f"<b><bdi>{option}</bdi></b>" for option in options])
    return f'<span class="open"><i>[</i>{shown}<i>]</i></span>'
