"""Paper: a document as a page to print, as DOCX and as PDF, for the seat that asks and from what it may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from goodoffices.documents.printed import docx as as_docx
from goodoffices.documents.printed import html
from goodoffices.documents.printed import pdf as as_pdf
from goodoffices.web.talks import printing, settled
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.given import name_of_language
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.printing import Printed


@require_safe
@seat_page
def page(here: Here, what: str, item: str) -> HttpResponse:
    """Show a document as it prints, and its files."""
    return _page(here, what, item, _found(here, what, item))


def _found(here: Here, what: str, item: str) -> Printed:
    return settled.MADE[what](here, item) if what in settled.MADE else printing.found(here, what, item)


def _page(here: Here, what: str, item: str, printed: Printed) -> HttpResponse:
    leaf, more = printed.leaf, here.request.GET.copy()
    more.pop("lang", None)
    told = {
        "more": f"&{more.urlencode()}" if more else "",
        "leaf": leaf,
        "dir": "rtl" if leaf.leftward else "ltr",
        "head": SafeString(html.margin(leaf.head)),
        "body": SafeString(html.body(leaf)),
        "foot": SafeString(html.margin(leaf.foot)),
        "languages": [(code, name_of_language(code)) for code in printed.languages],
        "docx": here.url("print-docx", what, item),
        "pdf": here.url("print-pdf", what, item),
        "missing": as_pdf.missing(),
        "way": here.url("print", what, item),
        "home": here.url("home"),
    }
    return render(here.request, "talks/print.html", told)


@require_safe
@seat_page
def docx(here: Here, what: str, item: str) -> HttpResponse:
    """Give a document as DOCX."""
    printed = _found(here, what, item)
    return _file(as_docx.written(printed.leaf), as_docx.KIND, f"{printed.file}.docx")


@require_safe
@seat_page
def pdf(here: Here, what: str, item: str) -> HttpResponse:
    """Give a document as PDF; where the machine cannot make one, the page to print, which says why."""
    printed = _found(here, what, item)
    if as_pdf.missing():
        return _page(here, what, item, printed)
    return _file(as_pdf.written(printed.leaf), as_pdf.KIND, f"{printed.file}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
