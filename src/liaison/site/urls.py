"""Every address of the node."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("liaison.people.urls")),
    path("api/", include("liaison.api.urls")),
    path("", include("liaison.web.urls")),
]
