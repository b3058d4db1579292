"""The site under faults: as the tests have it, but with a real database, jobs that wait, and e-mails as files."""

import os

from mcs.config.settings.test import *  # noqa: F403
from mcs.config.settings.test import DATABASES, VAR_DIR

if (_address := os.environ["DATABASE_URL"]).startswith("sqlite"):
    DATABASES["default"] |= {"NAME": _address.removeprefix("sqlite:///"), "CONN_MAX_AGE": 600}
    DATABASES["default"]["OPTIONS"]["timeout"] = 1  # second: nobody waits for a lock as long as on the site
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "photos"]}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
MEDIA_ROOT = VAR_DIR / "media"
