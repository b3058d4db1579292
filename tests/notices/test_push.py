"""Web Push: a telephone of the test's own, whose push service decrypts with the keys of its subscription."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from mcs.board.notices import Answered, Thanked
from mcs.lib.fetch import Guard
from mcs.members.models import Member
from mcs.notices import webpush
from mcs.notices.actions.preferences import set_preferences
from mcs.notices.actions.push import MOST_DEVICES, add_device
from mcs.notices.actions.tell import read_all
from mcs.notices.enums import Channel, Frequency
from mcs.notices.models import NoticeEntry, PushDevice
from mcs.notices.push_rounds import send_pushes
from mcs.notices.tasks import RETRY_AFTER, push
from tests.factories import make_member
from tests.notices.kinds import tell_one
from tests.notices.test_preferences import choices

pytestmark = pytest.mark.django_db
ADD = "/moi/notifications/appareils/"


class Phone:
    """A browser's keys, and the push service where it is written to."""

    def __init__(self) -> None:
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        self.shown: list[dict[str, str]] = []
        self.headers: dict[str, str] = {}
        self.status = 201
        phone = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                phone.headers = dict(self.headers.items())
                plain = http_ece.decrypt(body, private_key=phone.key, auth_secret=phone.secret)
                phone.shown.append(json.loads(plain))
                self.send_response(phone.status)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def subscription(self, path: str = "/one") -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.origin + path, "p256dh": b64urlencode(point), "auth": b64urlencode(self.secret)}


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    """Its push service is allowed, explicitly: everything else of this machine stays refused."""
    made = Phone()
    port = made.server.server_address[1]
    guard = Guard(is_allowed=lambda address: address == "127.0.0.1", ports=frozenset({port}))
    monkeypatch.setattr(webpush, "GUARD", guard)
    webpush.make_key()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def member() -> Member:
    return make_member("Nadia B.", email="nadia@network.example")


@pytest.fixture
def member_client(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def push_later(minutes: int = 2) -> int:
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        return send_pushes()


def test_notice_reaches_the_phone_encrypted_and_signed(member: Member, phone: Phone) -> None:
    add_device(member=member, name="Firefox · Android", **phone.subscription())
    tell_one(member, Answered, actor=make_member("Karim L."), counts="", url="/fil/1-un-plombier/#reponse-2")
    assert send_pushes() == 0  # what follows within a minute joins it
    assert push_later() == 1
    assert phone.shown == [
        {
            "title": "Marseille Connection Sud",
            "body": "Karim L. a répondu à «\u00a0Un plombier\u00a0»",
            "url": "/fil/1-un-plombier/#reponse-2",
            "tag": "post-1",
        }
    ]
    assert (phone.headers["Content-Encoding"], phone.headers["TTL"]) == ("aes128gcm", "86400")
    assert Vapid02.verify(phone.headers["Authorization"])
    assert f"k={webpush.public_key()}" in phone.headers["Authorization"]
    assert push_later() == 0  # once


def test_several_lines_are_one_message_on_each_device(member: Member, phone: Phone) -> None:
    for path in ("/phone", "/tablet"):
        add_device(member=member, name="", **phone.subscription(path))
    for number in range(3):
        tell_one(member, key=f"post-{number}")
    push_later()
    assert [shown["url"] for shown in phone.shown] == ["/moi/notifications/"] * 2
    assert phone.shown[0]["body"].startswith("3 ")


def test_each_kind_comes_as_often_as_chosen_by_channel(member: Member, phone: Phone) -> None:
    add_device(member=member, name="", **phone.subscription())
    chosen = {Channel.EMAIL: {"answered": "never"}, Channel.PUSH: {"answered": "at_once", "thanked": "never"}}
    set_preferences(member=member, frequencies=chosen, quiet=None)
    told = tell_one(member, Answered)
    thanked = tell_one(member, Thanked, key="post-2")
    assert (told.mail_due_at, bool(told.push_due_at), thanked.push_due_at) == (None, True, None)
    set_preferences(member=member, frequencies={Channel.PUSH: {"answered": "never"}}, quiet=None)
    assert push_later() == 0
    set_preferences(member=member, frequencies={Channel.PUSH: {"answered": "daily"}}, quiet=None)
    daily = tell_one(member, Answered, key="post-3")
    assert daily.push_due_at
    assert timezone.localtime(daily.push_due_at).hour == 7


def test_quiet_hours_hold_it_and_reading_makes_it_useless(member: Member, phone: Phone) -> None:
    add_device(member=member, name="", **phone.subscription())
    now = timezone.localtime()
    from_, until = (now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()
    quiet: tuple[time, time] = (from_.replace(second=0), until.replace(second=0, microsecond=0))
    set_preferences(member=member, frequencies={}, quiet=quiet)
    entry = tell_one(member)
    assert entry.push_due_at
    assert entry.push_due_at > timezone.now() + timedelta(minutes=58)
    NoticeEntry.objects.update(push_due_at=timezone.now())  # as if the hours had been set since
    assert send_pushes() == 0
    set_preferences(member=member, frequencies={}, quiet=None)
    member.refresh_from_db()
    read_all(member=member)
    assert (push_later(180), phone.shown) == (0, [])


@pytest.mark.parametrize("status", [404, 410])
def test_device_that_is_gone_is_removed(member: Member, phone: Phone, status: int) -> None:
    add_device(member=member, name="", **phone.subscription())
    phone.status = status
    tell_one(member)
    push_later()
    assert not PushDevice.objects.exists()
    assert tell_one(member).push_due_at is None


def test_service_that_is_away_is_tried_again_and_seen_at_last(
    member: Member, phone: Phone, settings: LazySettings
) -> None:
    device = add_device(member=member, name="", **phone.subscription())
    about: Any = {"device": device.pk, "entries": [tell_one(member).pk]}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}}
    phone.status = 503
    push.func(**about, attempt=1)
    job = DBTaskResult.objects.get()
    assert job.args_kwargs["kwargs"] == about | {"attempt": 2}
    for status in (503, 307):  # nor is it followed elsewhere
        phone.status = status
        with pytest.raises(webpush.PushAway):
            push.func(**about, attempt=len(RETRY_AFTER))
    assert PushDevice.objects.exists()


def test_name_that_leads_inside_since_is_not_written_to(
    member: Member, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_device(member=member, name="", **phone.subscription())
    monkeypatch.setattr(webpush, "GUARD", Guard(ports=frozenset({phone.server.server_address[1]})))
    tell_one(member)
    push_later()
    assert (phone.shown, PushDevice.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "endpoint",
    [
        *("https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.8/x", "https://169.254.169.254/latest/"),
        *("https://[::1]/x", "https://[::ffff:10.0.0.1]/x", "https://2130706433/x", "https://8.8.8.8:22/x"),
        *("http://8.8.8.8/x", "https://nadia:secret@8.8.8.8/x", "ftp://8.8.8.8/x", "pas une adresse", "\x00", ""),
    ],
)
def test_address_of_a_private_machine_is_refused(member_client: Client, endpoint: str) -> None:
    keys = {"p256dh": "BNcR", "auth": "c2VjcmV0"}
    response = member_client.post(ADD, {"endpoint": endpoint, **keys})
    assert (response.status_code, PushDevice.objects.count()) == (400, 0)
    assert "hors de portée" in response.json()["error"]


def test_browser_is_added_once_with_keys_that_can_be_written_for(
    member: Member, member_client: Client, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webpush, "GUARD", Guard(resolve=lambda host, port, seconds: ["8.8.8.8"]))
    good = phone.subscription() | {"endpoint": "https://push.example/one"}
    for broken in ({"p256dh": "BNcR"}, {"auth": "c2VjcmV0"}, {"p256dh": "é"}, {"auth": "="}):
        assert member_client.post(ADD, good | broken).status_code == 400
    for _twice in range(2):
        agent = "Mozilla/5.0 (Android 14; Mobile) Firefox/132.0"
        assert member_client.post(ADD, good, headers={"User-Agent": agent}).status_code == 200
    device = PushDevice.objects.get()
    assert (device.member, device.name) == (member, "Firefox · Android")
    page = member_client.get("/moi/notifications/reglages/").content.decode()
    assert "Firefox · Android" in page
    assert webpush.public_key() in page
    saved = choices() | {f"push-{name}": value for name, value in choices(answered="weekly").items()}
    member_client.post("/moi/notifications/reglages/", saved)
    form = member_client.get("/moi/notifications/reglages/").context["form"]
    assert (form["answered"].value(), form["push-answered"].value()) == (Frequency.AT_ONCE, Frequency.WEEKLY)
    member_client.post(f"{ADD}{device.pk}/retirer/")
    assert not PushDevice.objects.exists()


def test_browser_tells_whoever_signed_in_last_and_a_member_has_so_many(member: Member, phone: Phone) -> None:
    add_device(member=make_member("Sophie T."), name="", **phone.subscription("/shared"))
    add_device(member=member, name="", **phone.subscription("/shared"))
    assert PushDevice.objects.get().member == member
    for number in range(MOST_DEVICES + 2):
        add_device(member=member, name="", **phone.subscription(f"/{number}"))
    assert PushDevice.objects.count() == MOST_DEVICES


def test_key_is_made_once_for_its_owner_only_or_given(settings: LazySettings) -> None:
    assert webpush.public_key() == ""
    webpush.make_key()
    made = webpush.public_key()
    webpush.make_key()
    assert webpush.public_key() == made
    assert settings.VAPID_KEY_FILE.stat().st_mode & 0o777 == 0o600
    settings.VAPID_KEY = "A" * 42 + "E"
    assert webpush.public_key() not in ("", made)
