"""Bracketed wording as HTML, the slow and obvious way: letter by letter, through the framework's own escaping. An oracle."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def passages(notation: str) -> SafeString:
    return _options(_letters(notation), depth=0)[0]


def _letters(notation: str) -> Iterator[tuple[str, bool]]:
    """Yield letters, each with whether it is a mark; a backslash makes the next one plain."""
    letters = iter(notation)
    for letter in letters:
        if letter == "\\":
            yield next(letters, "\\"), False
        else:
            yield letter, letter in "[|]"


def _options(letters: Iterator[tuple[str, bool]], depth: int) -> list[SafeString]:
    """Return the options up to the bracket that closes here, or the end; outside a bracket there is one."""
    options: list[list[str]] = [[]]  # each opens and closes with plain words, perhaps none
    plain: list[str] = []
    for letter, mark in letters:
        if not mark or (not depth and letter != "["):
            plain.append(letter)
            continue
        options[-1].append("".join(plain))
        plain.clear()
        if letter == "]":
            break
        if letter == "|":
            options.append([])
        else:
            options[-1].append(_bracket(_options(letters, depth + 1)))
    else:
        options[-1].append("".join(plain))
    return [_joined(option, depth) for option in options]


def _joined(pieces: list[str], depth: int) -> SafeString:
    if depth:  # blanks just inside a bracket or beside a bar do not count
        pieces[0] = pieces[0].lstrip()
        pieces[-1] = pieces[-1].rstrip()
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _bracket(options: list[SafeString]) -> SafeString:
    shown = [format_html("<b><bdi>{}</bdi></b>", option) for option in options]
    bar = format_html(" <i>{}</i> ", "|")
    inner = format_html_join(
        "", "{}{}", ((bar if place else "", option) for place, option in enumerate(shown))
    )
    return format_html('<span class="open"><i>[</i>{}<i>]</i></span>', inner)
