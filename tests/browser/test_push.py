"""A browser that tells its member: it agrees, is listed, and shows what the push service brings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import BrowserContext, Page, expect
from py_vapid.utils import b64urlencode

from mcs.lib.fetch import Guard
from mcs.members.models import Member
from mcs.notices import webpush
from mcs.notices.models import PushDevice
from tests.browser.pages import assert_accessible
from tests.factories import make_member

SignIn = Callable[[BrowserContext, Member], None]
POINT = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
# The browsers of tests have no push service: what it would give is given here.
KEYS = {"p256dh": b64urlencode(POINT), "auth": b64urlencode(b"0123456789abcdef")}
SUBSCRIPTION = json.dumps({"endpoint": "https://push.example/one", "keys": KEYS})
WHOLE_BROWSER = True  # the shell shows no notice
STUB = f"""
  const told = {{ ...{SUBSCRIPTION}, toJSON: () => ({SUBSCRIPTION}), unsubscribe: async () => {{}} }};
  PushManager.prototype.getSubscription = async () => (sessionStorage.told ? told : null);
  PushManager.prototype.subscribe = async (options) => {{
    sessionStorage.told = options.applicationServerKey.length;
    return told;
  }};
"""


def test_device_is_added_and_shows_a_notice(page: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpush, "GUARD", Guard(resolve=lambda host, port, seconds: ["8.8.8.8"]))
    webpush.make_key()
    member = make_member(email="nadia@network.example")
    sign_in(page.context, member)
    page.context.grant_permissions(["notifications"])
    page.add_init_script(STUB)
    page.goto("/moi/notifications/reglages/")
    page.get_by_role("button", name="Recevoir sur cet appareil").click()
    expect(page.get_by_text("Cet appareil vous prévient désormais.")).to_be_visible()
    expect(page.get_by_role("button", name="Recevoir sur cet appareil")).to_be_hidden()
    assert PushDevice.objects.get().member == member
    assert page.evaluate("sessionStorage.told") == "65"
    assert_accessible(page)
    assert push(page, {"title": "Réseau", "body": "Karim a répondu", "url": "/fil/", "tag": "post-1"}) == "/fil/"


def push(page: Page, message: dict[str, str]) -> str:
    """What the notice on the screen would open, once the browser has received the message."""
    browser = page.context.new_cdp_session(page)
    known: list[str] = []

    def remember(said: dict[str, Any]) -> None:
        known.extend(each["registrationId"] for each in said["registrations"])

    browser.on("ServiceWorker.workerRegistrationUpdated", remember)
    browser.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")  # by then the browser has said it
    about = {"origin": page.evaluate("location.origin"), "data": json.dumps(message)}
    browser.send("ServiceWorker.deliverPushMessage", {**about, "registrationId": known[0]})
    page.wait_for_function("navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.length)")
    return str(
        page.evaluate("navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all[0].data)")
    )
