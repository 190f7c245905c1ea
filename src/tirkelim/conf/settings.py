"""Django's settings, made from the environment variables declared in conf/options.py."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Any

from tirkelim.conf.gateway import callback_secret, gateway
from tirkelim.conf.options import database, mail, read_environment, settings_reference

__all__ = ["settings_reference"]

_env = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(_env.text("TIRKELIM_HOME") or PACKAGE.parent.parent)

DEMO = _env.flag("TIRKELIM_DEMO")
DEBUG = _env.flag("TIRKELIM_DEBUG")
HTTPS = _env.flag("TIRKELIM_HTTPS", default=not (DEMO or DEBUG))

# A missing key must not stop commands and tests; the server refuses to start without it (conf/start.py).
SECRET_KEY_IS_SET = bool(_env.text("TIRKELIM_SECRET_KEY"))
SECRET_KEY = _env.text("TIRKELIM_SECRET_KEY") or ("demo-" * 12 if DEMO else secrets.token_urlsafe(50))

SECRET_KEY_FALLBACKS = _env.words("TIRKELIM_OLD_SECRET_KEYS")

INSTALLED_APPS = [
    "tirkelim.journal.apps.JournalConfig",
    "tirkelim.documents.apps.DocumentsConfig",
    "tirkelim.gateway.apps.GatewayConfig",
    "tirkelim.identity.apps.IdentityConfig",
    "tirkelim.signatures.apps.SignaturesConfig",
    "tirkelim.register.apps.RegisterConfig",
    "tirkelim.notices.apps.NoticesConfig",
    "tirkelim.cases.apps.CasesConfig",
    "tirkelim.services.conformity.apps.ConformityConfig",
    "tirkelim.services.licence.apps.LicenceConfig",
    "tirkelim.national.apps.NationalConfig",
    "tirkelim.portal.apps.PortalConfig",
    "tirkelim.demo.apps.DemoConfig",
    "tirkelim.conf.apps.ConfConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tirkelim.conf.headers.SafeHeaders",
    "tirkelim.conf.body_limit.BodyLimit",
    "tirkelim.portal.open_pages.OpenPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tirkelim.portal.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tirkelim.portal.signing_in.ending.SessionEnds",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tirkelim.portal.signing.middleware.Signing",
]

ROOT_URLCONF = "tirkelim.conf.urls"
WSGI_APPLICATION = "tirkelim.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("tirkelim.portal.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tirkelim.portal.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": database(
        _env.text("TIRKELIM_DATABASE_URL"),
        HOME,
        keep_seconds=_env.number("TIRKELIM_DATABASE_KEEP_SECONDS"),
        prepare=_env.number("TIRKELIM_DATABASE_PREPARE"),
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(str(DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "Asia/Almaty"
USE_I18N = True
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["tirkelim.portal.formats"]
LANGUAGE_COOKIE_NAME = "til"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = _env.path("TIRKELIM_STATIC_ROOT", HOME)
MEDIA_ROOT = _env.path("TIRKELIM_MEDIA_ROOT", HOME)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG or DEMO
# Without a collectstatic run the manifest is empty; then the plain names are served through the finders.
if "collectstatic" not in sys.argv and not (STATIC_ROOT / "staticfiles.json").exists():
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

ALLOWED_HOSTS = _env.words("TIRKELIM_ALLOWED_HOSTS")
PUBLIC_URL = _env.text("TIRKELIM_PUBLIC_URL").rstrip("/")
STATE_PORTAL_URL = _env.text("TIRKELIM_STATE_PORTAL_URL")
LICENCE_PORTAL_URL = _env.text("TIRKELIM_LICENCE_PORTAL_URL")
REFUSAL_HEARING_DAYS = _env.number("TIRKELIM_REFUSAL_HEARING_DAYS")
COMMISSION_QUORUM_PERCENT = _env.number("TIRKELIM_COMMISSION_QUORUM_PERCENT")
IMPORT_MEGABYTES = _env.number("TIRKELIM_IMPORT_MEGABYTES")
IMPORT_KEEP_DAYS = _env.number("TIRKELIM_IMPORT_KEEP_DAYS")
LEVEL_TARGET_DAYS = _env.number("TIRKELIM_LEVEL_TARGET_DAYS")
CONTACT_CENTRE = _env.text("TIRKELIM_CONTACT_CENTRE")
CONTACT_CENTRE_LONG = _env.text("TIRKELIM_CONTACT_CENTRE_LONG")
LABOUR_CONTACT_CENTRE = _env.text("TIRKELIM_LABOUR_CONTACT_CENTRE")

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["tirkelim.identity.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign_in"

SESSION_ENGINE = "tirkelim.identity.sessions"
SESSION_COOKIE_NAME = "tirkelim"
SESSION_COOKIE_AGE = 60 * _env.number("TIRKELIM_SESSION_MINUTES")
SESSION_MINUTES = _env.number("TIRKELIM_SESSION_MINUTES")
IDLE_MINUTES = _env.number("TIRKELIM_IDLE_MINUTES")
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tirkelim.portal.errors.form_too_old"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith(("http://", "https://")) else []
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = _env.number("TIRKELIM_TRUSTED_PROXIES")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

globals().update(mail(_env.text("TIRKELIM_MAIL_URL"), HOME))
EMAIL_TIMEOUT = _env.number("TIRKELIM_MAIL_SECONDS")
DEFAULT_FROM_EMAIL = _env.text("TIRKELIM_MAIL_FROM")

SIGNATURES_REQUIRED = _env.flag("TIRKELIM_SIGNATURES", default=not DEMO)
TRUST_ANCHORS = _env.file("TIRKELIM_TRUST_ANCHORS", HOME)
SIGNATURE_SECONDS = _env.number("TIRKELIM_SIGNATURE_SECONDS")
REVOCATION_CACHE = _env.path("TIRKELIM_REVOCATION_CACHE", HOME)
TSA_URL = _env.text("TIRKELIM_TSA_URL")
TSA_REQUIRED = _env.flag("TIRKELIM_TSA_REQUIRED")
NCANODE_URL = _env.text("TIRKELIM_NCANODE_URL")
SEAL_KEY = _env.file("TIRKELIM_SEAL_KEY", HOME)
SEAL_PASSWORD_FILE = _env.file("TIRKELIM_SEAL_PASSWORD_FILE", HOME)
SEAL_MODULE = _env.file("TIRKELIM_SEAL_MODULE", HOME)
SEAL_TOKEN = _env.text("TIRKELIM_SEAL_TOKEN")
SEAL_LABEL = _env.text("TIRKELIM_SEAL_LABEL")
SEAL_PIN_FILE = _env.file("TIRKELIM_SEAL_PIN_FILE", HOME)
NCALAYER_URL = _env.text("TIRKELIM_NCALAYER_URL")
SIGNATURE_TIME_STAMPS = _env.flag("TIRKELIM_SIGNATURE_TIME_STAMPS")

SECOND_FACTOR_REQUIRED = _env.flag("TIRKELIM_SECOND_FACTOR", default=not DEMO)
SIGNATURE_IS_STRONG = _env.flag("TIRKELIM_SIGNATURE_IS_STRONG")
PROPOSAL_DAYS = _env.number("TIRKELIM_PROPOSAL_DAYS")
OIDC: dict[str, Any] = {
    "issuer": _env.text("TIRKELIM_OIDC_ISSUER"),
    "name": _env.text("TIRKELIM_OIDC_NAME"),
    "client_id": _env.text("TIRKELIM_OIDC_CLIENT_ID"),
    "secret_file": _env.text("TIRKELIM_OIDC_SECRET_FILE"),
    "scopes": _env.text("TIRKELIM_OIDC_SCOPES"),
    "authorize_url": _env.text("TIRKELIM_OIDC_AUTHORIZE_URL"),
    "token_url": _env.text("TIRKELIM_OIDC_TOKEN_URL"),
    "keys_url": _env.text("TIRKELIM_OIDC_KEYS_URL"),
    "userinfo_url": _env.text("TIRKELIM_OIDC_USERINFO_URL"),
    "iin": _env.text("TIRKELIM_OIDC_CLAIM_IIN"),
    "bin": _env.text("TIRKELIM_OIDC_CLAIM_BIN"),
    "full_name": _env.text("TIRKELIM_OIDC_CLAIM_NAME"),
    "strong": _env.words("TIRKELIM_OIDC_STRONG"),
    "seconds": _env.number("TIRKELIM_OIDC_SECONDS"),
}

GATEWAY = gateway(_env, HOME)
SMS_CALLBACK_SECRET = callback_secret(_env)
CONSENT_DAYS = _env.number("TIRKELIM_CONSENT_DAYS")
CONSENT_ASKS_AN_HOUR = _env.number("TIRKELIM_CONSENT_ASKS_AN_HOUR")

SIGN_IN_FAILURES = _env.number("TIRKELIM_SIGN_IN_FAILURES")
ADDRESS_FAILURES = _env.number("TIRKELIM_ADDRESS_FAILURES")
LOCK_MINUTES = _env.number("TIRKELIM_LOCK_MINUTES")
ASK_PER_MINUTE = _env.number("TIRKELIM_ASK_PER_MINUTE")
CHECK_PER_MINUTE = _env.number("TIRKELIM_CHECK_PER_MINUTE")
EXPORT_MOST = _env.number("TIRKELIM_EXPORT_MOST")
SEAL_MARGIN_SECONDS = _env.number("TIRKELIM_SEAL_MARGIN_SECONDS")

DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # It writes a line for every request, with the address of the system.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": _env.text("TIRKELIM_LOG_LEVEL")},
}
