"""The app `gate`."""

from django.apps import AppConfig


class Gate(AppConfig):
    """Sessions, known devices and the throttle; their label is the database they live in."""

    name = "goodoffices.web.gate"
    label = "edge"
