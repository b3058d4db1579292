"""A volunteer goes through forty things of many kinds, one press or one key each, and what she opens stays light."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models import Comment, Post
from mcs.directory.enums import ListingStatus, SuggestionKind
from mcs.directory.models import ListingRequest, Suggestion
from mcs.members.models import Member
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.enums import ReportReason as Rudeness
from mcs.moderation.actions.report import report_subject
from mcs.moderation.enums import ReportReason
from mcs.moderation.models import DeskDecision
from mcs.moderation.reportables import find_subject
from tests.browser.pages import assert_accessible
from tests.factories import (
    make_category,
    make_comment,
    make_district,
    make_listing,
    make_member,
    make_post,
    make_volunteer,
)

KINDS = 6
MOST = 10  # queries a page
# Where a transaction begins and ends, and the sentence of the page before being taken out of the session.
IN_BETWEEN = ("BEGIN", "COMMIT", 'UPDATE "django_session"')
HELD = {"status": ContentStatus.HELD, "hold_reason": HoldReason.NEW_ACCOUNT_CONTACT}
NEEDS = ("Un plombier", "Une couturière", "Un vélo", "Un serrurier", "Une nourrice", "Un jardinier", "Un peintre")


@pytest.fixture
def queries() -> Iterator[dict[str, int]]:
    """How many queries each page of the desk took the site, the most if it was opened more than once."""
    counts: dict[str, int] = {}
    current = threading.local()

    def begin(environ: dict[str, Any], **kwargs: Any) -> None:
        current.page = environ["PATH_INFO"] if environ["REQUEST_METHOD"] == "GET" else ""
        connection.force_debug_cursor = True
        connection.queries_log.clear()

    def end(**kwargs: Any) -> None:
        page = getattr(current, "page", "")
        if page.startswith("/bureau/"):
            asked = [query["sql"] for query in connection.queries_log if not query["sql"].startswith(IN_BETWEEN)]
            counts[page] = max(counts.get(page, 0), len(asked))

    request_started.connect(begin)
    request_finished.connect(end)
    yield counts
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def fill_desk(needs: Sequence[str]) -> int:
    """Six things for each need: held, asked to be listed, corrected, reported, and reported in private; how many."""
    make_category()
    make_district()
    for number, need in enumerate(needs):
        at = timezone.now() - timedelta(hours=number)
        asker, other = make_member(f"Nadia {number}"), make_member(f"Karim {number}")
        make_post(f"{need} au 06 12 34 56 78", author=asker, created_at=at, **HELD)
        asked = make_post(f"{need} ?", author=asker)
        make_comment(asked, f"Appelez le 06 12 34 56 0{number}", author=other, created_at=at, **HELD)
        listing = make_listing(f"Commerce {number}")
        said: dict[str, Any] = {"kind": SuggestionKind.CLOSED, "text": "C’est fermé.", "created_at": at}
        Suggestion.objects.create(listing=listing, member=asker, **said)
        draft = make_listing(f"Boucherie {number}", status=ListingStatus.DRAFT, published_at=None)
        ListingRequest.objects.create(message="Je suis boucher.", email="b@a.example", listing=draft, digest=number)
        rude = find_subject("publication", str(make_post(f"{need}, vite", author=other).pk))
        assert rude
        report_subject(subject=rude, reporter=asker, reason=ReportReason.RUDE)
        side = start_conversation(member=asker, other=other, text="Bonjour").sender
        assert side
        report_conversation(side=side, reason=Rudeness.RUDE, text="")
    return len(needs) * KINDS


def test_volunteer_clears_forty_things(
    page: Page, size: str, sign_in: Callable[[BrowserContext, Member], None], queries: dict[str, int]
) -> None:
    waiting = fill_desk(NEEDS if size == "desktop" else NEEDS[:2])
    sign_in(page.context, make_volunteer())
    page.goto("/bureau/")
    assert_accessible(page)
    page.locator("[data-desk-item] a").first.click()
    for number in range(waiting):
        yes = page.locator("[data-key=o]")
        expect(yes).to_be_visible()
        if number % 7 == 0:
            assert_accessible(page)
        here = page.url
        if size == "desktop":
            page.keyboard.press("o")
        else:
            yes.click()
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
    expect(page).to_have_url("/bureau/")
    assert DeskDecision.objects.count() == waiting
    assert not Post.objects.filter(status=ContentStatus.HELD).exists()
    assert not Comment.objects.filter(status=ContentStatus.HELD).exists()
    assert not {page: count for page, count in queries.items() if count > MOST}
    page.get_by_role("button", name="Annuler").first.click()  # the last one waits again
    page.wait_for_url(lambda url: not url.endswith("/bureau/"))
    assert DeskDecision.objects.filter(undone_at=None).count() == waiting - 1
