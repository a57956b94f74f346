"""Pages of signing in and of the own account; nothing of the library that is not named here answers."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from liaison.people import pages
from liaison.people.permissions import public, requires

own = requires("account.own", write="account.own")

urlpatterns = [
    path("", pages.account, name="account"),
    path("tokens/", pages.tokens, name="tokens"),
    path("tokens/<slug:prefix>/end/", pages.token_end, name="token_end"),
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-in/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", public(mfa.authenticate), name="mfa_authenticate"),
    path("sign-out/", own(account.logout), name="account_logout"),
    path("closed/", public(account.account_inactive), name="account_inactive"),
    path("again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", own(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("password/", own(account.password_change), name="account_change_password"),
    path("second-factor/", own(mfa.index), name="mfa_index"),
    path("second-factor/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("second-factor/passkeys/<int:pk>/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-factor/codes/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/", own(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
]
