"""Addresses of a seat's pages, all under `/seat/<address>/`."""

from django.urls import path

from goodoffices.web.talks.pages import course, doing, entering, home, inviting, own, versions

urlpatterns = [
    path("", home.home, name="home"),
    path("notes", own.notes, name="seat-notes"),
    path("who-sees-what", own.who_sees_what, name="who-sees-what"),
    path("with/<str:number>/", entering.entering, name="with"),
    path("with/<str:number>/deliver", versions.deliver, name="deliver"),
    path("with/<str:number>/deliver/now", versions.deliver_now, name="deliver-now"),
    path("text", versions.text, name="text"),
    path("text/draft", versions.draft, name="draft"),
    path("text/register", versions.register, name="register"),
    path("carried", course.carried, name="carried"),
    path("process", course.process, name="process"),
    path("seats", inviting.seats, name="seats"),
    path("seats/invite", inviting.invite, name="invite"),
    path("act", doing.act, name="act"),
    path("put", doing.put, name="put"),
    path("tray", doing.show, name="tray"),
    path("tray/send", doing.send, name="tray-send"),
    path("tray/drop", doing.drop, name="tray-drop"),
]
