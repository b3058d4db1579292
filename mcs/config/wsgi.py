"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from mcs.lib.charset import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcs.config.settings.prod")
application = only_utf8(get_wsgi_application())
