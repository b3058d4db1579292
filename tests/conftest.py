"""What holds for every test: French, no network, files of its own, and loud about what usually fails in silence."""

from __future__ import annotations

import gc
import gettext
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.db.models.signals import post_migrate
from django.utils import translation
from django.utils.translation import trans_real
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django import Settings

from mcs.board.queries.finding import INDEX as POSTS
from mcs.directory.queries.ground import INDEX as LISTINGS
from mcs.lib.assets import compile_catalogues
from mcs.lib.search import open_index
from mcs.places.queries import streets
from tests.hours import stay_within_an_hour

ROOT = Path(__file__).resolve().parents[1]
# A timing is never a test: a busy machine makes no property false.
properties.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the catalogues that changed, once: tests assert the French that users read."""
    gc.disable()  # until all is imported: what is read then stays, and Python would look through it over and over
    if not hasattr(config, "workerinput"):
        compile_catalogues(ROOT / "mcs")
        # Django and Python have read the old ones by now.
        trans_real._translations.clear()  # type: ignore[attr-defined]
        gettext._translations.clear()  # type: ignore[attr-defined]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses a database: the rest would repeat the run on SQLite."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _uses_a_database(item)])
        items[:] = filter(_uses_a_database, items)


def pytest_collection_finish() -> None:
    """From here on Python looks only through what tests leave behind."""
    gc.freeze()
    gc.enable()


def _uses_a_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db"}.intersection(fixtures))


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A connection to anything but this machine is a failure, even where the code forgives errors."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            self.close()
            pytest.fail(f"A test may not reach the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True, scope="session")
def _shuffled_querysets() -> Iterator[None]:
    """A queryset that asks for no order gets a random one, so that no page relies on the database's habit."""
    fetch_all = QuerySet._fetch_all

    def fetch_shuffled(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache or [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", fetch_shuffled)
        yield


@pytest.fixture(autouse=True, scope="session")
def _indexes_emptied() -> Iterator[None]:
    """The search indexes are no models: the flush after a transactional test leaves them, full of what is gone."""

    def clear_indexes(using: str, **kwargs: Any) -> None:
        for name in (LISTINGS, POSTS):
            open_index(name, using).clear()

    # A flush says so by this signal, as a migration does.
    post_migrate.connect(clear_indexes, sender=apps.get_app_config("directory"))
    yield
    post_migrate.disconnect(clear_indexes, sender=apps.get_app_config("directory"))


@pytest.fixture(autouse=True)
def _one_hour() -> None:
    stay_within_an_hour(3)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Uploaded files go to the test's own folder; nothing cached comes from the test before."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRINTED_DIR = tmp_path / "printed"
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.VAPID_KEY_FILE = tmp_path / "vapid.pem"
    cache.clear()
    streets._index.cache_clear()


@pytest.fixture
def failed_tasks() -> list[TaskResult[Any]]:
    """The jobs that failed during the test. A test that means one to fail looks here and empties the list."""
    return []


@pytest.fixture(autouse=True)
def _no_failed_task(failed_tasks: list[TaskResult[Any]]) -> Iterator[None]:
    """Jobs run at once here, and their backend swallows what they raise: a failed job fails the test."""

    def collect(task_result: TaskResult[Any], **kwargs: Any) -> None:
        if task_result.status == TaskResultStatus.FAILED:
            failed_tasks.append(task_result)

    task_finished.connect(collect)
    yield
    task_finished.disconnect(collect)
    assert [error.traceback for result in failed_tasks for error in result.errors] == []
