"""The WSGI application that granian serves: visitors' pages from memory, the rest from Django."""

import os
import threading
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcs.config.settings.prod")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402

from mcs.lib.caching import is_same_for_visitors  # noqa: E402
from mcs.lib.charset import only_utf8  # noqa: E402
from mcs.lib.pagecache import PageCache  # noqa: E402

application = PageCache(
    only_utf8(_django),
    is_kept=is_same_for_visitors,
    host=urlsplit(settings.NETWORK_URL).netloc,
    languages=[settings.LANGUAGE_CODE, *(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)],
)
application.warm_up(settings.NETWORK_URL, ["/", "/annuaire/", "/fil/"])
threading.Thread(target=application.keep_fresh, name="keep-fresh", daemon=True).start()
