"""Links that are mailed: each opens one kind of page, whoever holds it, and opening one changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client

from mcs.board.rules import renewal_token
from mcs.directory.actions.claims import open_claim
from mcs.directory.enums import ClaimProof
from mcs.directory.rules.claims import transfer_token, vouch_token
from mcs.directory.rules.links import merchant_token
from mcs.members.rules import email_undo_token
from mcs.moderation.queues import queue_named
from mcs.moderation.rules.mail import press_url
from mcs.notices.rules import unsubscribe_url
from mcs.orders.rules.access import answer_token
from tests.factories import make_listing, make_member, make_order, make_post, make_volunteer

pytestmark = pytest.mark.django_db
# Where each token is good; what needs an account is asked as a member.
PAGES = {
    "merchant": ["/referencement/{}/", "/referencement/{}/exact/", "/referencement/{}/ne-plus-demander/"],
    "vouch": ["/gestion/garant/{}/"],
    "transfer": ["/gestion/reprise/{}/"],
    "order": ["/commande/{}/"],
    "renewal": ["/fil/renouveler/{}/"],
    "unsubscribe": ["/desabonnement/{}/"],
    "press": ["/bureau/courriel/{}/"],
    "undo": ["/e-mail/retablir/{}/"],
}


def last(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def tokens() -> dict[str, str]:
    """One of each kind; all are about the first thing of their table."""
    merchant, nadia = make_member("Sophie T.", email="sophie@network.example"), make_member("Nadia B.")
    listing = make_listing(manager=merchant)
    claim = open_claim(listing=listing, member=nadia, proof=ClaimProof.NEIGHBOURS)
    queue = queue_named("attente")
    assert queue
    return {
        "merchant": merchant_token(listing),
        "vouch": vouch_token(claim),
        "transfer": transfer_token(listing, "paul@network.example"),
        "order": answer_token(make_order(listing)),
        "renewal": renewal_token(make_post(author=nadia)),
        "unsubscribe": last(unsubscribe_url(merchant, ["digest"])),
        "press": last(press_url(make_volunteer(), queue, "publication-1", next(iter(queue.presses(""))))),
        "undo": email_undo_token(merchant, "avant@network.example"),
    }


@pytest.fixture
def member() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_member("Karim L."))
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_of_one_kind_opens_no_other(tokens: dict[str, str], member: Client, method: str) -> None:
    send: Callable[[str], int] = lambda address: getattr(member, method)(address).status_code  # noqa: E731
    opened = {
        (kind, address): status
        for kind, token in tokens.items()
        for other, addresses in PAGES.items()
        if other != kind
        for address in addresses
        if (status := send(address.format(token))) != 404
    }
    assert opened == {}


def test_link_that_was_not_signed_here_opens_nothing(tokens: dict[str, str], member: Client) -> None:
    for kind, token in tokens.items():
        value = signing.b64_decode(token.removeprefix(".").partition(":")[0].encode())
        forged = [
            signing.dumps([1, 0], salt="x"),
            signing.dumps(1, key="another site's key", salt="directory.merchant"),
            token[:-1] + ("A" if token[-1] != "A" else "B"),
            token.partition(":")[0],
            f"{signing.b64_encode(value + b' ').decode()}:{token.partition(':')[2]}",
        ]
        for address in PAGES[kind]:
            statuses = [member.get(address.format(one)).status_code for one in forged]
            assert (kind, address, statuses) == (kind, address, [404] * len(forged))
