"""`make run` on one's own machine: plain HTTP on loopback, e-mails as files, the demo network's secrets in .env."""

import os

from mcs.config.env import read_env_file  # isort: skip

read_env_file()  # before base reads the environment

from mcs.config.settings.base import *  # noqa: E402, F403
from mcs.config.settings.base import MIDDLEWARE, VAR_DIR  # noqa: E402

# The demo network is entered by anybody who reads its e-mails: its desk opens without a passkey unless asked for.
DESK_NEEDS_PASSKEY = os.environ.get("MCS_DESK_PASSKEY", "0") == "1"
# Python uses one core in a process. Two are enough for a network shown on television (docs/performance.md).
WEB_PROCESSES = int(os.environ.get("MCS_WEB_PROCESSES") or min(2, os.cpu_count() or 1))
SEVERAL_PROCESSES = WEB_PROCESSES > 1
DEBUG = os.environ.get("MCS_DEBUG") == "1"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Passkeys need a host name: a browser that opens 127.0.0.1 is taken to localhost (WebAuthn, §5.1.3).
MIDDLEWARE = ["mcs.lib.loopback.LocalhostMiddleware", *MIDDLEWARE]
