"""A network that has grown by settings alone: what one process does is right in the other, and whatever goes is missed
by nobody."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from pytest_django import Settings

from mcs.photos.actions import publish_photos
from tests.board.conftest import PUBLISH, request_form
from tests.factories import make_district, make_member
from tests.hours import stay_within_an_hour
from tests.photos.pictures import make_photo
from tests.servers import KEY, bucket_server, wait_for
from tests.website.grown import Grown, grown
from tests.website.test_operating import typed

VISITOR = {"seen": "1"}  # whoever has a cookie is not answered from the page cache


@pytest.mark.django_db(transaction=True)
def test_two_machines_are_one_network(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is one file on one machine")
    stay_within_an_hour(120)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY["aws_access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY["aws_secret_access_key"])
    make_district()
    client = Client()
    client.force_login(make_member())
    session = {"__Host-session": client.cookies[site.SESSION_COOKIE_NAME].value}
    copy = next(words for words in typed("Grow") if words[0] == "pg_basebackup")
    with bucket_server("network") as bucket:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", bucket)
        options = {"bucket_name": "network", "location": "media"}
        settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "mcs.lib.bucket.Bucket", "OPTIONS": options}}
        photo = make_photo()
        publish_photos(photos=[photo], caption="La plage", link="/")
        with grown(tmp_path, bucket, copy) as network:
            _stands_behind_nginx(network, photo.url(photo.widths[0], "avif"))
            _reads_what_it_wrote(network, session)
            _lives_without_replica(network, session)
            _outlives_its_primary(network, session)
            _counts_and_signs_out_everywhere(network, session)


def _stands_behind_nginx(network: Grown, photo: str) -> None:
    home = network.ask(network.nginx, "/")
    assert (home.status, home.headers["cache-control"], home.cookies) == (200, "no-cache", {})
    assert network.ask(network.nginx, "/sante/mesures/").status == 404
    first, second = (network.ask(port, photo) for port in (network.a, network.b))
    assert (first.status, first.body) == (200, second.body)
    kept = network.ask(network.nginx, photo)
    assert (kept.body, kept.headers["cache-control"]) == (first.body, "public, max-age=31536000, immutable")
    assert network.ask(network.nginx, "/static/css/nothing.css").status == 404
    assert network.ask(network.nginx, PUBLISH, length=200_000_000, text="x").status == 413


def _reads_what_it_wrote(network: Grown, session: dict[str, str]) -> None:
    """The replica is stopped in its tracks: a visitor reads of before, the author of after, on either machine."""
    for port in (network.a, network.b):
        wait_for(lambda port=port: network.ask(port, "/fil/", VISITOR).status == 200)  # type: ignore[misc]
    asked = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    assert network.tell_replica(asked) >= 2
    network.tell_replica("SELECT pg_wal_replay_pause()")
    network.ask(network.b, "/fil/")  # kept
    title, began = "Je cherche un plombier", time.monotonic()
    published = network.ask(network.a, PUBLISH, session, **request_form(text=f"{title}."))
    assert (published.status, published.cookies["ecrit"]) == (302, "1")
    assert title not in network.ask(network.b, "/fil/", VISITOR).text
    for port in (network.a, network.b):
        assert title in network.ask(port, "/fil/", session | published.cookies).text
    wait_for(lambda: title in network.ask(network.b, "/fil/", VISITOR).text)  # it is too far behind, and not asked
    network.tell_replica("SELECT pg_wal_replay_resume()")
    wait_for(lambda: title in network.ask(network.b, "/fil/").text)
    assert time.monotonic() - began < 15


def _lives_without_replica(network: Grown, session: dict[str, str]) -> None:
    """Neither where it cancels what it was asked in the middle of a page, nor where it is gone."""
    network.tell_replica("ALTER SYSTEM SET statement_timeout = 1")
    network.tell_replica("SELECT pg_reload_conf()")
    assert {network.ask(network.a, "/fil/", cookies).status for cookies in (VISITOR, session) * 4} == {200}
    network.tell_replica("ALTER SYSTEM RESET statement_timeout")
    network.control_replica("-m", "immediate", "stop")
    for port in (network.a, network.b):
        for cookies in (VISITOR, session):
            assert network.ask(port, "/fil/", cookies).status == 200


def _outlives_its_primary(network: Grown, session: dict[str, str]) -> None:
    network.control_replica("start")
    there = "SELECT count(*) FROM board_post"
    assert network.tell_replica(there) == 1
    network.kill_primary()
    assert network.ask(network.a, "/fil/", session).status == 503
    network.control_replica("promote")
    for port in (network.a, network.b):
        assert network.ask(port, "/fil/", session).status == 200


def _counts_and_signs_out_everywhere(network: Grown, session: dict[str, str]) -> None:
    """One limit for all machines; who signs out on one is out on the other; and nobody misses the cache server."""
    network.cache.close()
    for port in (network.a, network.b):
        for path in ("/fil/", "/annuaire/", "/annuaire/?q=boucher"):
            assert network.ask(port, path, session).status == 200
    statuses = [
        network.ask(port, PUBLISH, session, **request_form(text=f"Je cherche {number} chaises.")).status
        for number, port in enumerate([network.b, network.a] * 3)
    ]
    assert statuses == [302] * 5 + [429]
    network.start_cache()
    assert network.ask(network.a, "/moi/", session).status == network.ask(network.b, "/moi/", session).status == 200
    assert network.ask(network.a, "/deconnexion/", session, yes="1").status == 302
    assert network.ask(network.b, "/moi/", session).status == 302
