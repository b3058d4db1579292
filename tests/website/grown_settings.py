"""Production settings for processes that a test starts: static files as they are written, since none are collected."""

from mcs.config.settings.prod import *  # noqa: F403
from mcs.config.settings.prod import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
