"""The app `people`."""

from django.apps import AppConfig


class People(AppConfig):
    """Persons, sign-in and invitations."""

    name = "goodoffices.web.people"
    label = "people"
