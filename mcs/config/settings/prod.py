"""A network open to the world, behind HTTPS. Refuses to start without its secret and its address."""

import os

from django.core.exceptions import ImproperlyConfigured

from mcs.config.settings.base import *  # noqa: F403

for _name in ("MCS_SECRET_KEY", "MCS_HOSTS", "MCS_NETWORK_URL"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"{_name} must be set in the environment; see docs/operating.md.")

SEVERAL_PROCESSES = True  # one does not know what another has just answered
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
EMAIL_HOST = os.environ.get("MCS_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MCS_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MCS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MCS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("MCS_EMAIL_TLS", "0") == "1"
