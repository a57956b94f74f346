"""The Django application."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """Who signs and who reads."""

    name = "liaison.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what must happen after a migration and after a sign-in."""
        from liaison.people import sessions  # noqa: F401 - connects its receiver

        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(using: str, **_: Any) -> None:
    """Make the table that counts sign-in attempts, so that no installer can forget it."""
    call_command("createcachetable", database=using, verbosity=0)
