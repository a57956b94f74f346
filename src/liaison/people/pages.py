"""Pages of the own account: how I work, my second factor, my access tokens."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.people.forms import PreferencesForm, TokenForm
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.people.services import issue_token, revoke_token, set_preferences


@requires("account.own", write="account.own")
def account(request: OfficerRequest) -> HttpResponse:
    """Language, time zone and appearance."""
    form = PreferencesForm(request.POST or None, instance=request.officer)
    if request.method == "POST" and form.is_valid():
        set_preferences(officer=request.officer, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("account")
    return render(request, "people/account.html", {"form": form})


@requires("tokens.own", write="tokens.own")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth ships no type information
def tokens(request: OfficerRequest) -> HttpResponse:
    """My access tokens; a new one is shown in the answer to its issue and never again."""
    form = TokenForm(request.officer, request.POST or None)
    raw = ""
    if request.method == "POST" and form.is_valid():
        _token, raw = issue_token(
            officer=request.officer,
            purpose=form.cleaned_data["purpose"],
            case=form.cleaned_data["case"],
            lifetime=form.lifetime,
            moment=timezone.now(),
        )
    purposes = vocabulary("purpose")
    issued = [
        (token, purposes.label(token.purpose, request.officer.language))
        for token in request.officer.tokens.filter(revoked__isnull=True, expires__gt=timezone.now())
    ]
    return render(request, "people/tokens.html", {"form": form, "raw": raw, "tokens": issued})


@requires("tokens.own", write="tokens.own")
def token_end(request: OfficerRequest, prefix: str) -> HttpResponse:
    """Ask, then end one of my tokens."""
    token = get_object_or_404(request.officer.tokens, prefix=prefix, revoked__isnull=True)
    if request.method == "POST":
        revoke_token(token=token, moment=timezone.now())
        return redirect("tokens")
    return render(request, "people/token_end.html", {"token": token})
