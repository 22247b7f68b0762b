"""The app `talks`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Talks(AppConfig):
    """Seats, lanes and entries."""

    name = "goodoffices.web.talks"
    label = "talks"

    def ready(self) -> None:
        """Look at the entry table after every migration of any app."""
        from goodoffices.web.talks.guard import after_migration

        post_migrate.connect(after_migration, dispatch_uid="goodoffices.talks.guard")
