"""How one knows that something the site stands on is not there, is full, or was kept by another for too long: it comes
back, so what needs it waits."""

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)
AWAY = (*DATABASE_AWAY, OSError)
