"""The addresses of imports."""

from django.urls import path

from liaison.web.imports import pages

urlpatterns = [
    path("", pages.imports, name="imports"),
    path("<key:token>/columns/", pages.import_columns, name="import_columns"),
    path("<key:token>/marking/", pages.import_marking, name="import_marking"),
    path("<key:token>/", pages.import_work, name="import_work"),
    path("run/<int:pk>/", pages.import_run, name="import"),
    path("run/<int:pk>/rejects/", pages.import_rejects, name="import_rejects"),
]
