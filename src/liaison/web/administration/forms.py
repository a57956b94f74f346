"""The forms of the administration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.catalogue.codes import vocabulary
from liaison.kernel.policy import Level
from liaison.people.models import Authority
from liaison.web.naming import label


def _codes(name: str) -> list[tuple[str, str]]:
    return [(code, label(code, name)) for code in vocabulary(name).codes]


class CodesField(forms.MultipleChoiceField):
    """Some codes of a vocabulary, each to be ticked."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: _codes(name),
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class CodeField(forms.ChoiceField):
    """One code of a vocabulary."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(choices=lambda: [("", ""), *_codes(name)], **kwargs)


class AuthorityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """One authority that this node knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Authority.objects.all(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Name and code."""
        return f"{obj.name} ({obj.code})"


class ClearanceField(forms.TypedChoiceField):
    """The highest level that an officer may read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Clearance"),
            coerce=lambda raw: Level(int(raw)),
            choices=lambda: [(level.value, label(level.name.lower(), "level")) for level in Level],
            **kwargs,
        )


class NewAuthorityForm(forms.Form):
    """An authority to be entered."""

    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("The country and a short name: XN-CDC.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    country = CodeField("country", label=_("Country"))
    roles = CodesField("authority_role", label=_("What it is"), required=False)
    hosted = forms.BooleanField(label=_("This node signs for it"), required=False)


class NewOfficerForm(forms.Form):
    """An account to be opened."""

    username = forms.CharField(label=_("User name"), max_length=60)
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        help_text=_("As the authority numbers its officers. No name is kept."),
    )
    authority = AuthorityField(label=_("Authority"))
    roles = CodesField("role", label=_("Roles"))
    clearance = ClearanceField()
    password = forms.CharField(
        label=_("First password"),
        help_text=_("Hand it over in person. At the first sign-in a second factor is asked for."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class RolesForm(forms.Form):
    """The roles of an officer."""

    roles = CodesField("role", label=_("Roles"), required=False)


class ClearanceForm(forms.Form):
    """The clearance of an officer."""

    clearance = ClearanceField()


class ReadmissionForm(forms.Form):
    """A new password for somebody who is let in again."""

    password = NewOfficerForm.declared_fields["password"]


class NewListForm(forms.Form):
    """A distribution list to be opened."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Lower-case words joined by hyphens; it never changes.")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    owner = AuthorityField(label=_("Owner"))
    members = forms.ModelMultipleChoiceField(
        label=_("First members"),
        queryset=Authority.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class MemberForm(forms.Form):
    """An authority that comes onto a list."""

    authority = AuthorityField(label=_("Authority"))
