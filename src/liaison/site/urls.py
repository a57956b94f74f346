"""Every address of the node."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [path("account/", include("liaison.people.urls"))]
if find_spec("liaison.api.urls"):
    urlpatterns.append(path("api/", include("liaison.api.urls")))
if find_spec("liaison.web.urls"):
    urlpatterns.append(path("", include("liaison.web.urls")))
