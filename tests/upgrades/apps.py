"""The app `upgrades`."""

from django.apps import AppConfig


class Upgrades(AppConfig):
    """Something new that a later version brings."""

    name = "tests.upgrades"
    label = "upgrades"
