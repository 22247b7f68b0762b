"""The long part of two pages, a text clause by clause, as HTML in plain strings: a template takes ten times as long.

Whatever comes from a text or a person is escaped where it enters; `tests/web/test_fast_paths.py` compares with templates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django.template import Library
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from goodoffices.web.parts import passages
from goodoffices.web.parts import tag as status_tag
from goodoffices.web.talks.paper import Row

register = Library()


@dataclass(frozen=True)
class Said:
    """What is said of a clause under it: our latest reaction, of which text if of another, and the status it came with."""

    reaction: str = ""
    words: str = ""
    of: str = ""
    heard: bool = False
    status: str = ""
    tone: str = "plain"
    address: str = ""


@register.simple_tag
def sheet(rows: Iterable[tuple[Row, Said | None]]) -> SafeString:
    """A text as on paper: its lines in order, each with what is said of it or nothing: `{% sheet rows %}`."""
    setting = _Sheet()
    return SafeString("".join([setting.line(row, said) for row, said in rows]))


class _Sheet:
    """Sets the lines of one text, in the language of the page."""

    def __init__(self) -> None:
        self.way = f'lang="{get_language()}" dir="{"rtl" if get_language_bidi() else "ltr"}"'
        self.change, self.react = _("Change it"), _("React")
        self.we_said, self.written_down = _("We said:"), _("written down by a mediator")
        self.changed = status_tag(_("changed"), "changed")

    def line(self, row: Row, said: Said | None) -> str:
        stand = f'<p class="small ui">{row.words}</p>' if row.words else ""
        match row.sort:
            case "heading":
                number = f"<bdi>{escape(row.number)}</bdi> " if row.number else ""
                return f'<h2 id="{escape(row.id)}">{number}{row.words}</h2>\n'
            case "either":
                opening = _("one wording or another")
                said_so = f'<p class="small ui" {self.way}>{opening}</p>'
                return f'<div class="either"><div>{said_so}{stand}\n'
            case "or":
                return f"</div><div>{stand}\n"
            case "end":
                return "</div></div>\n"
            case _:
                return self.clause(row, said)

    def clause(self, row: Row, said: Said | None) -> str:
        under = f" under-{row.depth}" if row.depth else ""
        words = _table(row) if row.cells else f"<p>{row.words}</p>"
        notes = "".join(
            f'<p class="small"><sup class="ui"><bdi>{number}</bdi></sup> {escape(note)}</p>'
            for number, note in row.notes
        )
        return (
            f'<div class="clause{under}{" changed" if row.changed else ""}" id="{escape(row.id)}">'
            f'<span class="no"><bdi>{escape(row.number)}</bdi></span><div>\n'
            f"{words}\n{notes}\n{self.beneath(row, said)}\n</div></div>\n"
        )

    def beneath(self, row: Row, said: Said | None) -> str:
        if not (row.changed or row.follows or said):
            return ""
        changed = self.changed if row.changed else ""
        follows = "".join(
            f"<span>{_('follows the choice in clause <bdi>%(clause)s</bdi>') % {'clause': escape(other)}}</span>"
            for other in row.follows
        )
        return f'<div class="said" {self.way}>{changed}{follows}{self.said(row, said) if said else ""}</div>'

    def said(self, row: Row, said: Said) -> str:
        status = status_tag(said.status, said.tone) if said.status else ""
        reaction = ""
        if said.reaction:
            words = f" <bdi>{escape(said.words)}</bdi>" if said.words else ""
            of = f" ({_('of %(name)s') % {'name': escape(said.of)}})" if said.of else ""
            heard = f" · {self.written_down}" if said.heard else ""
            reaction = f"<span>{self.we_said} <b>{escape(said.reaction)}</b>{words}{of}{heard}</span>"
        if not said.address:
            return f"{status}{reaction}"
        way = self.change if said.reaction else self.react
        name = f"{way} {escape(row.ref)}"
        return f'{status}{reaction}<a class="noprint" href="{escape(said.address)}" aria-label="{name}">{way}</a>'


def _table(row: Row) -> str:
    lines = ""
    for number, cells in enumerate(row.cells):
        opening, closing = ("<td>", "</td>") if number else ('<th scope="col">', "</th>")
        lines += f"<tr>{''.join(f'{opening}{cell}{closing}' for cell in cells)}</tr>"
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(row.ref)}">'
        f"<table>{lines}</table></div>"
    )


@register.simple_tag
def standings(table: Mapping[str, Any], chosen: str) -> SafeString:
    """The desk's rows, a clause to each: its words, what each room said of it, the desk's word: `{% standings … %}`."""
    heads = [escape(one) for one in table["heads"][:2]]
    quiet, stands = _("has said nothing of it"), _("Stands")
    made = []
    for line in table["rows"]:
        row = line["row"]
        mark = ' class="chosen"' if chosen and row.id == chosen else ""
        way = f"?{escape(urlencode({'clause': row.id}))}#clause"
        made.append(
            f'<tr id="{escape(row.id)}"{mark}><td class="no" data-th="{heads[0]}"><a href="{way}">'
            f'<bdi>{escape(row.number or "§")}</bdi></a></td><td class="words-of" dir="auto"'
            f' lang="{escape(table["language"])}" data-th="{heads[1]}">{_words_of(row)}</td>'
            f"{''.join(_cell(cell, quiet) for cell in line['cells'])}"
            f'<td data-th="{stands}">{status_tag(line["status"]["words"], line["status"]["tone"])}</td></tr>\n'
        )
    return SafeString("".join(made))


def _words_of(row: Any) -> str:
    if not row.cells:
        return passages(row.words)
    return "".join(" · ".join(passages(cell) for cell in cells) + "<br>" for cells in row.cells)


def _cell(cell: Mapping[str, Any], quiet: str) -> str:
    words = escape(str(cell["words"])) or f'<span class="unseen">{quiet}</span>'
    more = f'<br><span class="small" dir="auto">{escape(cell["more"])}</span>' if cell["more"] else ""
    return (
        f'<td class="says" data-th="{escape(cell["who"])}">'
        f'<span aria-hidden="true">{cell["mark"]}</span> {words}{more}</td>'
    )
