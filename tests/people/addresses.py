"""Addresses for tests of access: one view of each sort."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from liaison.people.permissions import public, requires
from liaison.people.requests import OfficerRequest


def who(request: OfficerRequest) -> HttpResponse:
    officer = getattr(request, "officer", None)
    return HttpResponse(f"{officer} {request.purpose} {request.case} {request.method}")


def unstated(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("this view states nothing")


@requires("records.read", write="records.publish")
def both(request: OfficerRequest) -> HttpResponse:
    return who(request)


@requires("records.read")
def reading(request: OfficerRequest) -> HttpResponse:
    return who(request)


@public
def everybody(request: OfficerRequest) -> HttpResponse:
    return who(request)


urlpatterns = [
    path("unstated/", unstated),
    path("reading/", reading),
    path("both/", both),
    path("everybody/", everybody),
    path("api/both/", both),
    path("api/unstated/", unstated),
    path("account/", include("liaison.people.urls")),
    path("", include("liaison.web.urls")),
]
