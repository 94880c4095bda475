"""Settings, all in one file; what differs between machines comes from the environment (docs/operating.md).

SITE_URL is the switch. Unset, this is a checkout on somebody's own machine: it answers to that machine's
names only and keeps a key of its own. Set, this is the public site: SECRET_KEY is required, DEBUG is refused,
and an https address turns on everything HTTPS needs.
"""

import os
import re
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from minutes_site.error_reports import report_errors
from minutes_site.secret_key import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("STATE_DIR") or BASE_DIR / "var").resolve()

# -- who we are ----------------------------------------------------------------------------------------------

SITE_NAME = os.environ.get("SITE_NAME") or "会議録アーカイブ"
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")
_site = urlsplit(SITE_URL)
_own_names = ["127.0.0.1", "localhost", "[::1]"]
_other_names = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",") if name.strip()]

SECURITY_CONTACTS = [
    name.strip() for name in os.environ.get("SECURITY_CONTACT", "").split(",") if name.strip()
]
"""Whom to tell of a weakness of the site, for /.well-known/security.txt; nobody: there is no such file."""

DEBUG = os.environ.get("DEBUG", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = [*([_site.hostname] if _site.hostname else _own_names), *_other_names]
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"] if SITE_URL else []

if SITE_URL and (_site.scheme not in ("http", "https") or not _site.hostname or _site.path or _site.query):
    raise ImproperlyConfigured(f"SITE_URL は https://minutes.example.jp の形で指定してください: {SITE_URL}")
if not all(re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\S+)", each) for each in SECURITY_CONTACTS):
    raise ImproperlyConfigured(
        "SECURITY_CONTACT は mailto:security@example.jp か https://example.jp/ の形で指定してください。"
    )
if SITE_URL and DEBUG:
    raise ImproperlyConfigured("SITE_URL を指定したときは DEBUG=1 にできません。")
_environment = Path(os.environ.get("ENVIRONMENT_FILE") or "/etc/minutes.env")
if not (SITE_URL or os.environ.get("DATABASE_URL") or DEBUG) and _environment.exists():
    raise ImproperlyConfigured(  # a second, empty archive would be begun
        f"この機械の設定は {_environment} にあります。sudo minutes コマンド の形で実行してください。"
    )
if not SECRET_KEY:
    if (SITE_URL or _other_names) and os.environ.get("DEMO") != "1" and not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY がありません。作り方は docs/operating.md にあります。")
    SECRET_KEY = kept_secret_key(STATE_DIR)

# -- the application -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "minutes_site",  # first: its commands stand for Django's of the same name
    "minutes_site.admin_site.ReadingOrderAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "minutes_site.login_guard.LoginGuardConfig",
    "meetings.apps.MeetingsConfig",
]

MIDDLEWARE = [
    "minutes_site.access_log.RouteMiddleware",
    "meetings.web.health.HealthMiddleware",
    "meetings.web.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "minutes_site.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "minutes_site.compression.CompressionMiddleware",
    "meetings.time_limits.PageTimeMiddleware",
    "meetings.web.standby.ReaderMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "minutes_site.middleware.FreshnessMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "meetings.desk.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "minutes_site.urls"
STAFF_PATHS = ("/admin/", "/staff/")
"""How the addresses begin where the staff work: never kept by others, and not answered by a reader."""
WSGI_APPLICATION = "minutes_site.wsgi.application"
PREPARATIONS = [
    "meetings.search.analysis.warm_up",
    "meetings.search.names.index.warm_up",
    "meetings.search.checking.warn_if_outdated",
    "minutes_site.preloading.load_pages",
]
"""Functions that a server calls once before the first request, by their full names."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# -- the database --------------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    """The server DATABASE_URL names, or one of this checkout's own (docs/decisions/0001)."""
    url = os.environ.get("DATABASE_URL")
    database: dict[str, Any] = {"ENGINE": "minutes_site.embedded_postgres"}
    if url:
        database = dict(dj_database_url.parse(url))
    # The health check is what lets the next request pass after the server was restarted or killed.
    options = {"connect_timeout": 5, "tcp_user_timeout": 15_000}  # of a server that does not answer at all
    database["OPTIONS"] = options | database.get("OPTIONS", {})
    # A server-side cursor breaks behind a pooler. What reads much goes by keys, some hundred rows at a time.
    return database | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASES = {"default": _database()}
PAGE_SECONDS = float(os.environ.get("PAGE_SECONDS") or 6)
STAFF_SECONDS = float(os.environ.get("STAFF_SECONDS") or 60)
"""How long the database may work for a page, and for what the staff do (meetings/time_limits.py)."""
READER_MAX_LAG = float(os.environ["READER_MAX_LAG"]) if os.environ.get("READER_MAX_LAG") else None
"""Set, this process is a reader: its database may be a standby, and so many seconds behind."""

# -- copies that others keep ---------------------------------------------------------------------------------

SHARED_SECONDS = int(os.environ.get("SHARED_SECONDS") or 60)
"""How long nginx or a CDN may give a public page away without asking; 0: never."""
STALE_SECONDS = max(0, SHARED_SECONDS // 2 - ceil(PAGE_SECONDS))
"""And so much longer while it asks."""
_COPIES_LIVE = SHARED_SECONDS + STALE_SECONDS + PAGE_SECONDS if SHARED_SECONDS else 0
WITHDRAWN_WITHIN = ceil(_COPIES_LIVE + (READER_MAX_LAG or 0))
"""Seconds after which nobody is shown any more what was withdrawn; the page about the site promises it. What
a page has read just before comes to the cache PAGE_SECONDS later (docs/decisions/0045)."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "minutes_site.stylesheet.StylesheetFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20  # of a form without its files: the admin's page of a long meeting
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # such a page has a dozen fields for each turn
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# -- safety --------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
# not the address alone: a whole office has one; nor the name alone: anybody could lock a clerk out
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ENABLE_ADMIN = False  # the list of failures has an admin of ours
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "minutes_site.client_address.client_address"
AXES_SENSITIVE_PARAMETERS = ["code"]  # not kept of what failed
AXES_LOCKOUT_CALLABLE = "meetings.web.views.errors.too_many_logins"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a long working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # desks are shared
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "meetings.web.views.errors.csrf_failure"
LOGIN_VIEW = "meetings.desk.views.login.log_in"
"""Whose page asks for name and password."""
LONG_ADDRESS_VIEW = "meetings.web.views.errors.too_long"
"""Whose page gunicorn sends where an address is too long to read (minutes_site/gunicorn_worker.py)."""
SECURE_REFERRER_POLICY = "same-origin"  # other sites must not learn what was searched for
SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

if _site.scheme == "https":
    # The proxy must set this header itself, whatever the browser sent (docs/operating.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# Preloading binds the whole domain in every browser for years: for the owner of the domain to choose, not us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# -- how the staff log in ------------------------------------------------------------------------------------

SECOND_FACTOR = os.environ.get("SECOND_FACTOR", "")
"""Who types a code beside the password: who wants to, also who may publish, or everybody. Empty: nobody."""
if SECOND_FACTOR not in ("", "offered", "publishers", "everybody"):
    raise ImproperlyConfigured(
        f"SECOND_FACTOR は offered、publishers、everybody のどれかを指定してください: {SECOND_FACTOR}"
    )
OTP_TOTP_ISSUER = SITE_NAME  # what the app calls it

OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "")
"""Who vouches for the staff (OpenID Connect). Empty: nobody does, and a password is the only way."""
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
OIDC_NAME = os.environ.get("OIDC_NAME") or "役所のアカウント"
"""What the page of the login calls the accounts there."""
OIDC_GROUPS_CLAIM = os.environ.get("OIDC_GROUPS_CLAIM") or "groups"
_oidc = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET]
if any(_oidc) and not all(_oidc):
    raise ImproperlyConfigured(
        "OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET は、三つとも指定してください。"
    )
if OIDC_ISSUER and not OIDC_ISSUER.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
    raise ImproperlyConfigured(f"OIDC_ISSUER は https:// で始まるアドレスを指定してください: {OIDC_ISSUER}")


def _groups(written: str) -> list[tuple[str, str]]:
    pairs = [each.strip().rpartition("=") for each in written.split(",") if each.strip()]
    if not all(theirs and ours for theirs, _, ours in pairs):
        raise ImproperlyConfigured(
            f"OIDC_GROUPS は minutes-editors=入力,minutes-approvers=承認 の形で指定してください: {written}"
        )
    return [(theirs.strip(), ours.strip()) for theirs, _, ours in pairs]


OIDC_GROUPS = _groups(os.environ.get("OIDC_GROUPS", ""))
"""A group there, and the group here that it means. Empty: only who has an account here already comes in."""

# -- mail ----------------------------------------------------------------------------------------------------

EMAIL_URL = os.environ.get("EMAIL_URL", "")
MAIL_IS_SENT = bool(EMAIL_URL)
"""Whether readers are offered news by e-mail. Without a server, mail is written to the console."""
_mail = urlsplit(EMAIL_URL)
_BACKENDS = {"": "console", "console": "console", "smtp": "smtp", "smtp+tls": "smtp", "smtps": "smtp"}
try:
    _backend, EMAIL_PORT = _BACKENDS[_mail.scheme if EMAIL_URL else ""], _mail.port
    if (_backend == "smtp") != bool(_mail.hostname) or (EMAIL_URL and not _mail.scheme):
        raise ValueError
except (KeyError, ValueError):
    example = "smtp+tls://名前:パスワード@mail.example.jp:587"
    raise ImproperlyConfigured(f"EMAIL_URL は {example} の形で指定してください。") from None
EMAIL_BACKEND = f"django.core.mail.backends.{_backend}.EmailBackend"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = EMAIL_PORT or {"smtps": 465, "smtp+tls": 587}.get(_mail.scheme, 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
EMAIL_TIMEOUT = 10  # a reader waits for it
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"no-reply@{_site.hostname or 'localhost'}"

# -- what is kept of searches --------------------------------------------------------------------------------

SEARCH_RECORDS = os.environ.get("SEARCH_RECORDS", "") != "0" and READER_MAX_LAG is None  # it cannot write

# -- what an operator sees -----------------------------------------------------------------------------------


def _networks(written: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(name.strip(), strict=False) for name in written.split(",") if name.strip()]
    except ValueError:
        raise ImproperlyConfigured(
            f"METRICS_FROM は 127.0.0.1,10.0.0.0/24 の形で指定してください: {written}"
        ) from None


METRICS_FROM = _networks(os.environ.get("METRICS_FROM", ""))
"""Who may ask for /metrics; for everybody else there is no such page."""
ACCESS_LOG = os.environ.get("ACCESS_LOG") or str(STATE_DIR / "log" / "access.log")
"""Where the access log is written; "-": standard output."""
if os.environ.get("SENTRY_DSN"):
    report_errors(os.environ["SENTRY_DSN"])

# -- logging -------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "minutes_site.secret_links.LineFormatter",
            "fmt": "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s",
        },
        "bare": {"format": "%(message)s"},
    },
    "filters": {"short": {"()": "meetings.database_failures.ShortFailures"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["short"]},
        "file": {
            "class": "minutes_site.logfile.LogFileHandler",
            "filename": os.environ.get("LOG_FILE") or STATE_DIR / "log" / "site.log",
            "formatter": "line",
            "filters": ["short"],
        },
        "access": {
            "class": "minutes_site.logfile.LogFileHandler",
            "filename": ACCESS_LOG,
            "formatter": "bare",
        }
        if ACCESS_LOG != "-"
        else {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "bare"},
    },
    "root": {"handlers": ["stderr", "file"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would say everything a second time.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # warns at each HEAD, whose body Django leaves to it
        "meetings": {"level": "INFO"},
        "minutes_site.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}
