"""The Django application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The store of statements."""

    name = "liaison.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
