"""A leaf as a PDF by WeasyPrint, with nothing told of anybody; where its system libraries are missing, why there is none."""

import functools
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from goodoffices.core.errors import Refused
from goodoffices.documents.printed import html
from goodoffices.documents.printed.leaf import Leaf

KIND = "application/pdf"

STYLE = """
@page { size: A4; margin: 25mm 24mm 34mm;
  @top-center { content: element(head); width: 100%; vertical-align: bottom; padding-bottom: 6mm }
  @bottom-center { content: element(foot); width: 100%; vertical-align: top; padding-top: 5mm } }
body { margin: 0; font: 11pt/1.4 "Noto Serif", "Noto Naskh Arabic", "DejaVu Serif", serif }
header { position: running(head) } footer { position: running(foot) }
footer .page { text-align: center; direction: ltr } footer .page::after { content: counter(page) " / " counter(pages) }
p { margin: 0 0 2.2mm; orphans: 2; widows: 2 } h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 5mm }
h2 { font-size: 12.5pt; margin: 5mm 0 2mm } h1, h2, .kept { break-after: avoid }
header p, footer p, .small { font-size: 8.5pt; margin: 0 0 .6mm }
.clause { margin-inline-start: 10mm } .numbered { position: relative } .no { position: absolute }
[dir=ltr] .no { left: -10mm } [dir=rtl] .no { right: -10mm }
.under-1 { margin-inline-start: 20mm } .under-2 { margin-inline-start: 30mm } .under-3 { margin-inline-start: 40mm }

.boxes { font-size: 9pt; margin-bottom: 0 }
.stroke { font-weight: bold } .latin { text-align: inherit }
[dir=rtl] .latin { text-align: right } [dir=ltr] .latin { text-align: left }
.code { font-family: "DejaVu Sans Mono", "Noto Sans Mono", monospace; font-size: .92em }
sup { font-size: .7em; line-height: 0 }
.room { border-bottom: .4pt solid #777; min-height: 8.5mm; padding-top: 2mm; box-sizing: border-box; margin-bottom: 2mm }
.grid { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 3mm; font-size: 10pt }
.grid th, .grid td { border: .4pt solid #777; padding: 1.2mm 1.6mm; text-align: start; vertical-align: top }
.grid p { margin: 0 } .grid tr { break-inside: avoid }
""" + "".join(f".of-{share} {{ width: {share * 100 / 12:.2f}% }}\n" for share in range(1, 13))


@functools.cache
def missing() -> str:
    """Return what of this machine's own a PDF lacks, in the words of the machine; nothing where one can be made.

    Asked once: libraries put in later are found after the next start.
    """
    try:
        with redirect_stdout(StringIO()):  # it prints advice, and a server's output is for other things
            import weasyprint  # type: ignore[import-untyped]  # noqa: F401
    except (ImportError, OSError) as lacking:
        return str(lacking).split("\n", 1)[0]
    return ""


def written(leaf: Leaf) -> bytes:
    """Return a leaf as a PDF; refuse where the machine's libraries are missing. Costs up to a second or two.

    The same leaf is the same bytes on the same machine: its fonts and libraries decide what is drawn.
    """
    if missing():
        raise Refused("This machine has no libraries to make a PDF with.")
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    nothing = URLFetcher(allowed_protocols=())
    file = BytesIO()
    page = HTML(string=_page(leaf), url_fetcher=nothing, base_url=None)
    style = CSS(string=STYLE, url_fetcher=nothing)
    page.write_pdf(file, stylesheets=[style], finisher=_tell_nothing, pdf_tags=True)
    return file.getvalue()


def _tell_nothing(_document: Any, pdf: Any) -> None:
    """Take out what says which program made the file, and number cells by their order: they come named by chance."""
    pdf.info.clear()
    numbers: dict[int, int] = {}
    for cell in _named(pdf.objects):
        cell.string = str(numbers.setdefault(cell.string, len(numbers) + 1))


def _named(part: Any) -> Iterator[Any]:
    """Return the strings within that are no words but the place of a cell in the memory of this machine."""
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _named(inner)
    elif isinstance(getattr(part, "string", None), int):
        yield part


def _page(leaf: Leaf) -> str:
    foot = f'<footer>{html.margin(leaf.foot)}<p class="page"></p></footer>'
    head = f"<header>{html.margin(leaf.head)}</header>" if leaf.head else ""
    return (
        f'<!doctype html><html {html.way(leaf)}><head><meta charset="utf-8"></head>'
        f"<body {html.way(leaf)}>{head}{foot}{html.body(leaf)}</body></html>"
    )
