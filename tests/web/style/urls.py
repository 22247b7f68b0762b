"""The site, and the pages of the look beside it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation

from goodoffices.web import errors, parts, writer
from goodoffices.web.talks import news, store
from goodoffices.web.urls import urlpatterns as site

TOLD = {
    "desk": {
        "at": "desk", "home": "/style/desk", "talks_name": "Harbour", "here_name": "Mediators' desk", "seat_name": "M2",
        "current": "/style/desk",
        "ways": [("/style/desk", "Where it stands"), ("/style/room", "Text"), ("/c", "Carried"), ("/d", "Record"), ("/e", "After signature"), ("/f", "Who sees what")],
        "heads": ["Clause", "Version 7", "Tarn", "Vell", "Stands"],
        "changed": [("same", "Lists are handed over "), ("removed", "by day 7"), ("added", "within a week of the first return"), ("same", ".")],
    },
    "room": {
        "at": "room", "home": "/style/room", "talks_name": "المرفأ", "here_name": "غرفة وفد ڤيل", "current": "/style/room",
        "ways": [("/style/room", "النص"), ("/b", "غرفتنا"), ("/c", "الأجوبة"), ("/d", "السجل العام"), ("/e", "من يرى ماذا")],
        "reactions": ["غير واضح", "مشكلة لأن…", "لا نستطيع التعايش معه", "يمكن التعايش معه", "نفضّل…", "سؤال…"],
        "changed": [("same", "تُسلَّم القوائم "), ("added", "في موعد أقصاه اليوم السابع، على أن تُستكمل أسماء المجموعة الثالثة لاحقًا"), ("same", ".")],
    },
    "places": {
        "at": "table", "home": "/style/places", "talks_name": "Harbour", "here_name": "Every place", "current": "/style/places", "ways": [("/style/places", "Places")],
        "kinds": ["notes", "room", "principals", "channel", "private", "desk", "circle", "table"],
    },
    "confirm": {
        "at": "room", "home": "/", "talks_name": "Harbour", "here_name": "Vell's room", "question": "Send these two to the mediators?",
        "what_follows": ["They will read exactly this. What is sent cannot be unsaid."],
        "slips": [{"kind": "channel", "reads": "All mediators will read this.", "words": "Clause 14: whose list comes first?"},
                  {"kind": "channel", "reads": "All mediators will read this.", "words": "Clause 12: we prefer 40.\nBecause the ferry needs the season."}],
        "yes": "Send to the mediators", "no": "Not yet", "back": "/style/room", "action": "/style/confirm", "carried": [("slip", "1")],
    },
    "sheets": {
        "sheets": [{"for": "Harbour: a delegate's seat in the delegation of Vell", "code": "7K2M-QX4P-9D1R-VB3T-C8WZ-0HJN-5GFA-6E2Y-TK", "until": __import__("datetime").datetime(2026, 12, 6, 12, 0)}],
        "site": "http://127.0.0.1:8000", "back": "/",
    },
}  # fmt: skip


def show(request, page):
    lang = request.GET.get("lang") or ("ar" if page == "room" else "en")
    request.session.session_key  # noqa: B018
    with translation.override(lang):
        template = {"confirm": "confirm.html", "sheets": "invitation.html"}.get(page, f"style_{page}.html")
        return render(request, template, TOLD[page])


def write(request, lane):
    """Write a note into a lane, or only look at it."""
    with writer.turn("test", [lane]):
        if "look" not in request.GET:
            store.append(lane, [store.Draft(parts.move(), "note", 1, 1_900_000_000, {"words": "kept"})])
    if "look" not in request.GET:
        news.tell([lane])
    return HttpResponse("kept")


def no(request, status):
    return errors.page(status)


urlpatterns = [
    *site,
    path("style/write/<str:lane>", write),
    path("style/error/<int:status>", no),
    path("style/<slug:page>", show),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.broken
