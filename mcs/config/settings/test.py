"""The test suite: loud by default, nothing outside the machine, jobs run at once unless a test says otherwise."""

import os
from pathlib import Path

from mcs.config.settings.base import *  # noqa: F403
from mcs.config.settings.base import DATABASES, TEMPLATES, VAR_DIR

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
KEEP_FRAGMENTS = False  # what is about them says so: tests/website/test_kept_parts.py
DESK_NEEDS_PASSKEY = False  # what needs it says so: tests/members/test_reauth.py
MEDIA_ROOT = Path(os.environ.get("PYTEST_TMP", VAR_DIR / "test-media"))
STORAGES = {
    "default": {"BACKEND": "mcs.lib.whole_files.WholeFiles"},
    "private": {"BACKEND": "mcs.lib.private_files.PrivateFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected; the finders serve what the browser journeys ask for.
STATIC_ROOT = None  # type: ignore[assignment]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "undefined template variable: %s"  # type: ignore[index]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"].pop("CONN_MAX_AGE", None)
