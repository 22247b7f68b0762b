"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from goodoffices.web import errors, events, front
from goodoffices.web.demo import pages as demo
from goodoffices.web.talks.api import api
from goodoffices.web.talks.pages import begin, reported

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("language", front.language, name="language"),
    path("what-this-does-not-protect", front.not_protected, name="not-protected"),
    path("", include("goodoffices.web.people.urls")),
    path("harbour", demo.doors, name="harbour-doors"),
    path("harbour/paper/<str:name>", demo.paper, name="harbour-paper"),
    path("harbour/leaks", demo.leaks, name="harbour-leaks"),
    path("begin", begin.begin, name="begin"),
    path("begin/report", reported.reported, name="begin-report"),
    path("api/", api.urls),
    path("seat/<str:address>/news", events.news, name="news"),
    path("seat/<str:address>/", include("goodoffices.web.talks.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
