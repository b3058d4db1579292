"""What machines and volunteers are told of the site's health, and what the log says of a request: nobody's data."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from mcs.lib.logs import json_formatter, logging_settings
from mcs.lib.periodic.models import Turn
from tests.factories import make_listing, make_volunteer


def make_job(**values: Any) -> None:
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default", run_after=timezone.now()
    )
    DBTaskResult.objects.filter(pk=job.pk).update(**values)


@pytest.fixture
def logged() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What a site run with MCS_LOG=json writes."""
    said, handler = logging_settings("json"), logging.StreamHandler(io.StringIO())
    handler.setFormatter(json_formatter())
    logging.getLogger().addHandler(handler)
    for name, values in said["loggers"].items():
        logging.getLogger(name).setLevel(values["level"])
    yield lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    for name in said["loggers"]:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.django_db
def test_health_says_what_is_not_well_and_no_figure(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Turn.objects.create(name="send_notices", due_at=timezone.now(), done_at=timezone.now())
    make_job(run_after=timezone.now() + timedelta(days=1), enqueued_at=timezone.now() - timedelta(days=1))
    with django_assert_num_queries(2):
        answer = client.get("/sante/")
    well = {"ok": True, "database": True, "disk": True, "worker": True, "jobs": True}
    assert (answer.status_code, answer.json()) == (200, well)
    assert "Set-Cookie" not in answer.headers

    Turn.objects.update(done_at=timezone.now() - timedelta(minutes=11))
    make_job(enqueued_at=timezone.now() - timedelta(hours=1), run_after=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 0))
    answer = client.get("/sante/")
    ill = {"ok": False, "database": True, "disk": False, "worker": False, "jobs": False}
    assert (answer.status_code, answer.json()) == (503, ill)
    with django_assert_num_queries(0):
        assert client.get("/sante/vif/").content == b"ok\n"

    client.force_login(make_volunteer())
    desk = client.get("/bureau/").content.decode()
    assert "Le disque est presque plein. Les e-mails et les photos ne sont plus préparés" in desk


@pytest.mark.django_db
def test_metrics_open_to_the_token_alone(client: Client, settings: Settings) -> None:
    assert client.get("/sante/mesures/", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "jeton-de-mesure"
    assert client.get("/sante/mesures/", headers={"Authorization": "Bearer autre-é"}).status_code == 404
    make_job()
    lines = (
        client.get("/sante/mesures/", headers={"Authorization": "Bearer jeton-de-mesure"}).content.decode().split("\n")
    )
    assert {"mcs_jobs_waiting 1", "mcs_database_up 1"} <= set(lines)
    assert [line for line in lines if line.startswith('mcs_answers_total{method="GET",status="404"}')] != []


@pytest.mark.django_db
def test_the_log_tells_the_route_and_nobody(client: Client, settings: Settings, logged: Any) -> None:
    make_listing(slug="boucherie-du-prado")
    settings.SLOW_QUERY_MS = 0
    client.get("/annuaire/boucherie-du-prado/?q=nadia@network.example", headers={"X-Request-ID": "a" * 16})
    client.get("/referencement/secret-de-nadia/")
    said = logged()
    requests = [line for line in said if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in requests] == [
        ("GET", "annuaire/<slug:slug>/", 200),
        ("GET", "referencement/<str:token>/", 404),
    ]
    assert len({line["request_id"] for line in said}) == 2
    assert "a" * 16 not in {line["request_id"] for line in said}  # no proxy is believed here
    assert any(re.match(r"A query took \d+ ms: SELECT", line["event"]) for line in said)
    text = json.dumps(said)
    assert [word for word in ("nadia", "127.0.0.1", "boucherie-du-prado") if word in text] == []


@pytest.mark.django_db
def test_a_broken_page_carries_the_id_its_log_has(client: Client, settings: Settings, logged: Any) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("Une panne")

    settings.TRUSTED_PROXIES, client.raise_request_exception = 1, False
    with connection.execute_wrapper(fail):
        answer = client.get("/annuaire/", headers={"X-Request-ID": "proxy-4711"})
    assert (answer.status_code, answer["X-Request-ID"]) == (500, "proxy-4711")
    assert {line["request_id"] for line in logged()} == {"proxy-4711"}
