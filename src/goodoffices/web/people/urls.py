"""Addresses of people's pages."""

from django.urls import path

from goodoffices.web.people.pages import door, keys, own, take

urlpatterns = [
    path("sign-in", door.sign_in, name="sign-in"),
    path("sign-out", door.sign_out, name="sign-out"),
    path("way-back", door.way_back, name="way-back"),
    path("take", take.take, name="take"),
    path("take/new", take.new, name="take-new"),
    path("me", own.own, name="own"),
    path("me/password", own.password, name="own-password"),
    path("me/second", own.set_second, name="own-second"),
    path("me/second/off", own.no_second, name="own-no-second"),
    path("me/sheet", keys.sheet, name="own-sheet"),
    path("me/sheet/tried", keys.rehearse, name="own-sheet-tried"),
    path("me/keys", keys.open_keys, name="own-keys"),
    path("me/keys/new", keys.new_keys, name="own-new-keys"),
    path("me/end", own.end, name="own-end"),
]
