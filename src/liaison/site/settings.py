"""Settings of a node, read from `LIAISON_*` with defaults that suit one machine and no service.

LIAISON_NODE          folder of the node; ./node
LIAISON_DATABASE      postgresql://user:password@host/name; empty means SQLite in the folder
LIAISON_HOSTS         names under which the node is reached, with commas; this machine only
LIAISON_TLS           empty, `direct` (this server speaks TLS) or `proxy` (one in front of it does)
LIAISON_LANGUAGE      language of those who have not signed in and state none; en
LIAISON_IDLE_MINUTES  a session ends after this time without a request; 30
LIAISON_DEMO          1 shows a fabricated region and lets officers in without a second factor
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from liaison.site.database import database
from liaison.site.environment import seconds, transport
from liaison.site.node import session_secret

PACKAGE = Path(__file__).resolve().parent.parent
LIAISON_NODE = Path(os.environ.get("LIAISON_NODE", "node")).resolve()
LIAISON_TLS = transport(os.environ.get("LIAISON_TLS", ""))
LIAISON_DEMO = os.environ.get("LIAISON_DEMO", "") == "1"
LIAISON_IDLE_SECONDS = seconds(os.environ.get("LIAISON_IDLE_MINUTES", "30"))

# Core
SECRET_KEY = session_secret(LIAISON_NODE)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LIAISON_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "liaison.site.urls"
WSGI_APPLICATION = "liaison.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(os.environ.get("LIAISON_DATABASE", ""), LIAISON_NODE)}
# Attempts to sign in are counted across processes and need no service of their own.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_attempts"}
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "liaison.web",
    "liaison.records",
    "liaison.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "liaison.site.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "liaison.people.middleware.OfficerMiddleware",
    "liaison.people.middleware.AccessMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "liaison.people.context.reader",
                "liaison.site.demonstration.accounts",
            ],
        },
    },
]

# Languages
LANGUAGE_CODE = os.environ.get("LIAISON_LANGUAGE", "en")
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French")), ("pt", _("Portuguese"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: hashed and compressed in the node folder; without one, straight from the packages
STATIC_URL = "/static/"
STATIC_ROOT = LIAISON_NODE / "static"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not LIAISON_NODE.is_dir()
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(LIAISON_NODE / "attachments")},
    },
    "staticfiles": {"BACKEND": "liaison.site.static.CollectedFiles"},
}

# Sessions, cookies and transport
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds from sign-in, whatever happens
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if LIAISON_TLS else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(LIAISON_TLS)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # so that a link in a message opens the page
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-form" if LIAISON_TLS else "form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if LIAISON_TLS else 0
SECURE_SSL_REDIRECT = bool(LIAISON_TLS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LIAISON_TLS == "proxy" else None
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # bytes; also the largest record on the wire
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "liaison.web.imports.spooling.SpoolUploadHandler",
]

# Signing in
AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "number")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "liaison.people.adapters.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "liaison.people.forms.SignInForm",
    "reauthenticate": "liaison.people.forms.AgainForm",
    "change_password": "liaison.people.forms.PasswordForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/15m/key", "reauthenticate": "5/5m/user"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if LIAISON_TLS == "proxy" else 0
MFA_ADAPTER = "liaison.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "liaison.people.forms.SecondFactorForm",
    "reauthenticate": "liaison.people.forms.SecondFactorAgainForm",
    "activate_totp": "liaison.people.forms.AppForm",
    "add_webauthn": "liaison.people.forms.PasskeyForm",
    "edit_webauthn": "liaison.people.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not LIAISON_TLS  # browsers allow this on localhost only
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Liaison"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds, for clocks that drift
MFA_RECOVERY_CODES_SHOW_ONCE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "liaison.site.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "fido2": {"level": "WARNING"},  # it names the passkey at each use
    },
}
