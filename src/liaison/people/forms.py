"""Forms of signing in and of the own account."""

from datetime import timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liaison.catalogue.codes import vocabulary
from liaison.people.models import Officer
from liaison.people.selectors import allowed_purposes


class OwnWords:
    """Gives the fields of a library form this project's words, and none of its placeholders."""

    fields: dict[str, forms.Field]
    labels: ClassVar[dict[str, Any]] = {
        "login": _("User name"),
        "password": _("Password"),
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
        "code": _("Six digits of the app, or a recovery code"),
        "name": _("Name of the key"),
        "passwordless": _("Sign in with this key alone"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in self.labels:
                field.label = self.labels[name]


class SignInForm(OwnWords, account.LoginForm):  # type: ignore[misc]  # allauth ships no type information
    """User name and password."""


class AgainForm(OwnWords, account.ReauthenticateForm):  # type: ignore[misc]  # as above
    """The password once more before something that matters."""


class PasswordForm(OwnWords, account.ChangePasswordForm):  # type: ignore[misc]  # as above
    """A new password."""


class SecondFactorForm(OwnWords, mfa.AuthenticateForm):  # type: ignore[misc]  # as above
    """A code of the app or a recovery code, at sign-in."""


class SecondFactorAgainForm(OwnWords, mfa.ReauthenticateForm):  # type: ignore[misc]  # as above
    """A code once more before something that matters."""


class AppForm(OwnWords, totp.ActivateTOTPForm):  # type: ignore[misc]  # as above
    """The first code of an app that is being enrolled."""

    labels: ClassVar = {"code": _("Six digits that the app shows")}


class PasskeyForm(OwnWords, passkeys.AddWebAuthnForm):  # type: ignore[misc]  # as above
    """A passkey that is being enrolled."""


class PasskeyNameForm(OwnWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]  # as above
    """What an officer calls a passkey."""


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the checker only
    """How an officer works."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=40,
        help_text=_("Written like Europe/Lisbon. Pages show UTC first and this second."),
    )

    class Meta:
        model = Officer
        fields = ("language", "time_zone", "theme", "scale")
        labels = {"theme": _("Colours"), "scale": _("Size")}  # noqa: RUF012 - Django reads it as it is

    def clean_time_zone(self) -> str:
        """The zone, if there is one of that name."""
        zone: str = self.cleaned_data["time_zone"]
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as fault:
            raise forms.ValidationError(
                _("There is no time zone “%(zone)s”. Write it like Europe/Lisbon."), params={"zone": zone}
            ) from fault
        return zone


class TokenForm(forms.Form):
    """What a new access token is for."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    case = forms.CharField(label=_("Case"), required=False, max_length=120)
    days = forms.IntegerField(label=_("Days it is good for"), min_value=1, max_value=365, initial=90)

    def __init__(self, officer: Officer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes, language = vocabulary("purpose"), get_language() or settings.LANGUAGE_CODE
        choice = self.fields["purpose"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(code, purposes.label(code, language)) for code in allowed_purposes(officer)]

    @property
    def lifetime(self) -> timedelta:
        """How long the token lives."""
        return timedelta(days=self.cleaned_data["days"])
