"""The Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "liaison.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
