"""How signing in differs from the library's defaults."""

import base64
from typing import ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from liaison.people.sealing import open_secret, seal_secret
from liaison.people.sessions import has_just_begun

SECOND_FACTOR = "second factor"  # what sealed secrets of authenticators are bound to


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no type information
    """Says what is wrong in this project's words, and when somebody must confirm who they are."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "This user name and this password do not belong together. Try again."
        ),
        "too_many_login_attempts": _("Too many attempts. Wait 15 minutes; a passkey works at once."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your present password. Try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes."),
    }

    def is_reauthentication_required(self, *, app: str, **_: object) -> bool:  # noqa: ARG002 - the library passes it
        """Whether something that matters must be confirmed; who has signed in just now need not."""
        return not has_just_begun(context.request.session)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no type information
    """Seals the secrets of authenticators and keeps the last one in place."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not good now. Wait for the next one and write that."),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Add another one before removing it."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The text as the database keeps it."""
        return base64.b64encode(seal_secret(text.encode(), SECOND_FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was kept.

        Raises:
            SealedSecretError: it does not open with the key of this node.
        """
        return open_secret(base64.b64decode(encrypted_text), SECOND_FACTOR).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor remains; recovery codes alone are none."""
        factors = Authenticator.objects.filter(user=authenticator.user)
        others = factors.exclude(pk=authenticator.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(others.exists())

    def build_totp_svg(self, url: str) -> str:
        """The picture that an app scans, on white so that it can be read at night."""
        picture: str = qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
        return picture

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        """Whether there is a second factor of these types; recovery codes alone are none."""
        wanted = types or [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        enabled: bool = super().is_mfa_enabled(user, wanted)
        return enabled
