"""What is true everywhere. Whatever an operator may change is read from the environment here."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mcs.config.tiles import read_tiles
from mcs.lib.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("MCS_VAR", BASE_DIR / "var"))

# -- the network ---------------------------------------------------------------------------------
NETWORK_NAME = os.environ.get("MCS_NETWORK_NAME", "Marseille Connection Sud")
NETWORK_CITY = os.environ.get("MCS_NETWORK_CITY", "Marseille")
NETWORK_URL = os.environ.get("MCS_NETWORK_URL", "http://localhost:8000")
VOLUNTEERS_EMAIL = os.environ.get("MCS_VOLUNTEERS_EMAIL", "benevoles@localhost")
# Who answers for the site, as the law asks to be told (LCEN, article 1-1); /mentions-legales/ says what is missing.
PUBLISHER = os.environ.get("MCS_PUBLISHER", "")
PUBLISHER_ADDRESS = os.environ.get("MCS_PUBLISHER_ADDRESS", "")
PUBLISHER_PHONE = os.environ.get("MCS_PUBLISHER_PHONE", "")
PUBLICATION_DIRECTOR = os.environ.get("MCS_PUBLICATION_DIRECTOR", "")
HOSTING_PROVIDER = os.environ.get("MCS_HOSTING_PROVIDER", "")
# Address of a geocoder that speaks the French national address API's format; empty: only loaded streets.
GEOCODER_URL = os.environ.get("MCS_GEOCODER_URL", "")
# The operator's own tiles ("https://tiles.example/{z}/{x}/{y}.png") and whom to thank; without: the map we draw.
MAP_TILES = read_tiles(os.environ)
# What others may do with the open data, and where that is written. Listings may come from OpenStreetMap, whose licence
# (ODbL 1.0, 4.2 to 4.4) asks that whatever derives from it be given under the same.
DATA_LICENCE = os.environ.get("MCS_DATA_LICENCE", "ODbL 1.0")
DATA_LICENCE_URL = os.environ.get("MCS_DATA_LICENCE_URL", "https://opendatacommons.org/licenses/odbl/1-0/")

SECRET_KEY = os.environ.get("MCS_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MCS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "leaflet",
    "template_partials",
    "mcs.lib",
    "mcs.lib.periodic",
    "mcs.lib.ratelimit",
    "mcs.places",
    "mcs.members",
    "mcs.photos",
    "mcs.notices",
    "mcs.moderation",
    "mcs.messaging",
    "mcs.directory",
    "mcs.board",
    "mcs.aid",
    "mcs.orders",
    "mcs.website",
]

MIDDLEWARE = [
    "mcs.lib.seeing.SeeingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mcs.lib.fragments.FragmentsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "mcs.website.sleep.mark.SleepMiddleware",
    "mcs.lib.csrf.VisitorCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mcs.lib.caching.PrivatePagesMiddleware",
    "mcs.members.closed.ClosedAccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mcs.members.reauth.DeskPasskeyMiddleware",
    "mcs.moderation.mute.MuteMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "mcs.config.urls"
WSGI_APPLICATION = "mcs.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "mcs" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "mcs.lib.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mcs.lib.context.network",
                "mcs.website.context.menus",
            ],
        },
    }
]

KEEP_FRAGMENTS = True  # parts of members' pages that are the same for many (lib/fragments.py)
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # fields are drawn by our templates/django/forms/field.html

# How many proxies stand in front; each adds one address to X-Forwarded-For. 0: none is believed.
TRUSTED_PROXIES = int(os.environ.get("MCS_PROXIES", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# -- data ----------------------------------------------------------------------------------------
POSTGRES_OPTIONS = {
    # A question asked often is planned once a connection: planning was half of what the server did for a page (ADR 15).
    "server_side_binding": True,
    "prepare_threshold": 5,
    # Two pages of the same results read a table from the same end.
    "options": "-c synchronize_seqscans=off",
}
DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL",
        default=f"sqlite:///{VAR_DIR / 'network.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,  # a server that was restarted, or replaced by another, costs nobody a page
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start of the transaction, so two writers queue instead of failing halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds; a machine may be gone
        **POSTGRES_OPTIONS,
        **DATABASES["default"].get("OPTIONS", {}),
    }
# Copies of a PostgreSQL database to read from, separated by spaces (lib/replicas.py).
for _number, _url in enumerate(os.environ.get("DATABASE_REPLICA_URLS", "").split()):
    _replica = dj_database_url.parse(_url, conn_max_age=600, conn_health_checks=True)
    _options = {"connect_timeout": 2, **POSTGRES_OPTIONS, **_replica.get("OPTIONS", {})}
    _replica |= {"OPTIONS": _options, "TEST": {"MIRROR": "default"}}
    DATABASES[f"replica{_number}"] = _replica
if len(DATABASES) > 1:
    DATABASE_ROUTERS = ["mcs.lib.replicas.ReplicaRouter"]
    MIDDLEWARE.insert(1, "mcs.lib.replicas.ReplicaMiddleware")  # only what sees everything stands before it
# A cache server that all processes share (Valkey, Redis); without: each process's own memory.
if CACHE_URL := os.environ.get("CACHE_URL", ""):
    CACHES = {
        "default": {"BACKEND": "mcs.lib.shared_cache.SharedCache", "LOCATION": CACHE_URL},
        "sessions": {
            "BACKEND": "mcs.lib.shared_cache.SessionCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": "sessions",
        },
    }
    SESSION_ENGINE, SESSION_CACHE_ALIAS = "django.contrib.sessions.backends.cached_db", "sessions"
WEB_PROCESSES = 1
SEVERAL_PROCESSES = False  # one memory of pages, which knows who has just written
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# W003 looks for Django's own CSRF middleware; ours is a subclass of it (mcs.lib.csrf).
SILENCED_SYSTEM_CHECKS = ["security.W003"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "photos"]}}

# -- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
MFA_ADAPTER = "mcs.members.passkeys.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
LOGIN_URL = "members:sign_in"
LOGIN_REDIRECT_URL = "website:home"
LOGOUT_REDIRECT_URL = "website:home"
# Whoever keeps the desk holds a passkey and shows it again before what cannot be taken back (mcs.members.reauth).
DESK_NEEDS_PASSKEY = os.environ.get("MCS_DESK_PASSKEY", "1") == "1"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mcs.website.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "mcs" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# -- files ---------------------------------------------------------------------------------------
ASSETS_DIR = VAR_DIR / "assets"  # what `manage.py build_assets` makes: fonts and the style sheet
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "mcs" / "static", ASSETS_DIR]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRINTED_DIR = VAR_DIR / "printed"  # PDFs of the directory, made when asked for and kept until it changes
PRIVATE_DIR = VAR_DIR / "private"  # the copies of their data that members asked for, until they expire
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "mcs.lib.whole_files.WholeFiles"},
    "private": {"BACKEND": "mcs.lib.private_files.PrivateFiles"},
    "staticfiles": {"BACKEND": "mcs.lib.static_files.HashedFiles"},
}
# An S3 bucket, closed, for both: with several machines no disk is everybody's (lib/bucket.py).
if BUCKET := os.environ.get("MCS_BUCKET", ""):
    for _name, _folder in (("default", "media"), ("private", "private")):
        _options = {"bucket_name": BUCKET, "location": _folder}
        STORAGES[_name] = {"BACKEND": "mcs.lib.bucket.Bucket", "OPTIONS": _options}
WHITENOISE_MANIFEST_STRICT = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of text in one form; photos are counted apart
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "mcs.photos.uploads.BoundedUploadHandler",
]

# -- mail ----------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("MCS_FROM_EMAIL", f"{NETWORK_NAME} <bonjour@localhost>")
EMAIL_TIMEOUT = 20
# Domain whose mail reaches `receive_mail` or the web hook, so that messages are answered by e-mail; empty: only here.
REPLY_DOMAIN = os.environ.get("MCS_REPLY_DOMAIN", "").lower()
MAIL_HOOK_SECRET = os.environ.get("MCS_MAIL_HOOK_SECRET", "")
# The mail server whose Authentication-Results (RFC 8601) are believed; empty: none is read.
MAIL_AUTHSERV = os.environ.get("MCS_MAIL_AUTHSERV", "").lower()
MAIL_DAILY_QUOTA = int(os.environ.get("MCS_MAIL_DAILY_QUOTA", "0"))  # e-mails a day the provider takes; 0: no limit
# Web Push: the key browsers know this network by (base64url of 32 bytes); without, the one `prepare` makes in a file.
VAPID_KEY = os.environ.get("MCS_VAPID_KEY", "")
VAPID_KEY_FILE = VAR_DIR / "vapid.pem"

# -- security ------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([MAP_TILES["origin"]] if MAP_TILES else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# -- seeing --------------------------------------------------------------------------------------
METRICS_TOKEN = os.environ.get("MCS_METRICS_TOKEN", "")  # who shows it reads /sante/mesures/; empty: nobody
SLOW_QUERY_MS = int(os.environ.get("MCS_SLOW_QUERY_MS", "500"))
LOGGING = logging_settings(os.environ.get("MCS_LOG", "text"))
