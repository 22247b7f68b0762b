"""Addresses of a seat's pages, all under `/seat/<address>/`."""

from django.urls import path

from goodoffices.web.talks.pages import doing, home, own

urlpatterns = [
    path("", home.home, name="home"),
    path("notes", own.notes, name="seat-notes"),
    path("who-sees-what", own.who_sees_what, name="who-sees-what"),
    path("act", doing.act, name="act"),
    path("put", doing.put, name="put"),
    path("tray", doing.show, name="tray"),
    path("tray/send", doing.send, name="tray-send"),
    path("tray/drop", doing.drop, name="tray-drop"),
]
