"""The addresses of the audit."""

from django.urls import path

from liaison.web.audit import pages

urlpatterns = [
    path("", pages.audit, name="audit"),
    path("export/", pages.export, name="audit_export"),
]
