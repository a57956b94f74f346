"""The Django application."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RecordsConfig(AppConfig):
    """The store of statements."""

    name = "liaison.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let no connection in that row-level security would not bind."""
        from liaison.records.fence import check_role

        connection_created.connect(check_role)
