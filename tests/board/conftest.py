"""Somebody signed in, somebody who isn't yet, and what they fill in."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from mcs.directory.actions.index import index_listings
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.factories import make_listing, make_member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

PUBLISH = "/fil/publier/"


@pytest.fixture
def visitor() -> Visitor:
    """A browser that can join."""
    return Visitor()


@pytest.fixture
def passkey() -> SoftPasskey:
    return SoftPasskey()


@pytest.fixture
def member() -> Member:
    return make_member("Nadia B.")


@pytest.fixture
def member_client(client: Client, member: Member) -> Client:
    client.force_login(member)
    return client


def indexed(name: str, **values: Any) -> Listing:
    """A listing that the directory's search finds."""
    listing = make_listing(name, **values)
    index_listings([listing.pk])
    return listing


def request_form(**values: Any) -> dict[str, Any]:
    """What the browser sends for a request; a fresh form unless the submission is given."""
    return {"kind": "request", "text": "Je cherche un plombier sérieux.", "submission": str(uuid4())} | values


def review_form(**values: Any) -> dict[str, Any]:
    lived = timezone.localdate() - timedelta(days=3)
    return request_form(kind="review", text="Très bon accueil.", experienced_on=lived.isoformat()) | values


def tip_form(**values: Any) -> dict[str, Any]:
    return (
        request_form(kind="tip", text="Paniers de légumes à 12 €.", ends_on=timezone.localdate().isoformat()) | values
    )


def answer_form(**values: Any) -> dict[str, Any]:
    return {"text": "Venu en une heure, facture correcte.", "submission": str(uuid4())} | values


def words(response: HttpResponse | Any) -> str:
    """The page as it reads: without tags, in one line."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\xa0", " ").split())


def errors(response: HttpResponse | Any) -> list[str]:
    """The sentences beside the fields, in their order."""
    lists = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL)
    items = [item for found in lists for item in re.findall(r"<li>(.*?)</li>", found, re.DOTALL)]
    return [html.unescape(item).replace("\xa0", " ") for item in items]


def photo_file(name: str = "fuite.jpg") -> SimpleUploadedFile:
    """A small real JPEG."""
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), "#0b5d7f").save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), content_type="image/jpeg")
