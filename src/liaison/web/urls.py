"""The addresses of the pages."""

from django.urls import include, path, register_converter

from liaison.web.pages import documents, exports, home, lists, preferences, records, search, things
from liaison.web.pages import help as helping


class SubjectKey:
    """The key of a subject: 32 lower-case hexadecimal digits."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        """The key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The key as it stands."""
        return value


class Digest(SubjectKey):
    """A SHA-256 in 64 lower-case hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(SubjectKey, "key")
register_converter(Digest, "digest")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("records/", lists.kinds, name="kinds"),
    path("records/<str:kind>/", lists.things, name="kind"),
    path("records/<str:kind>/export/", exports.export, name="export"),
    path("entity/<key:key>/", things.entity, name="entity"),
    path("entity/<key:key>/record/<key:record>/", records.record, name="record"),
    path("entity/<key:key>/document.json", things.entity_document, name="entity_document"),
    path("document/<digest:digest>/", documents.document, name="document"),
    path("purpose/", preferences.purpose, name="purpose"),
    path("language/", preferences.language, name="language"),
    path("help/", helping.signs, name="help"),
    path("", include("liaison.web.entry.urls")),
    path("import/", include("liaison.web.imports.urls")),
    path("audit/", include("liaison.web.audit.urls")),
    path("administration/", include("liaison.web.administration.urls")),
]
