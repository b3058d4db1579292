"""The pages of the accessibility statement, measured: what is found must be what the statement says.

Each is opened on a phone and on a desk, in light and in dark. When a result changes on purpose, write it in
mcs/website/data/accessibility.toml with the day.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from mcs.members.actions import accept_charter
from mcs.members.models import Member
from mcs.website.audit import PAGES, AuditedPage, last_audit
from tests.browser.pages import assert_fits, violations_of
from tests.factories import make_comment, make_listing, make_member, make_post

SignIn = Callable[[BrowserContext, Member], None]


@pytest.mark.parametrize("audited", PAGES, ids=lambda audited: audited.name)
def test_page_is_as_the_statement_says(page: Page, audited: AuditedPage, sign_in: SignIn) -> None:
    listing = make_listing()
    post = make_post()
    make_comment(post)
    if audited.signed_in:
        member = make_member(email="nadia@network.example")
        accept_charter(member=member)
        sign_in(page.context, member)
    page.goto(audited.address.format(listing=listing.slug, post=f"{post.pk}-{post.slug}"))
    assert_fits(page)
    found = violations_of(page)
    assert len(found) == last_audit().violations[audited.name], "\n".join(found)


def test_statement_speaks_of_each_page_and_no_other() -> None:
    assert last_audit().violations.keys() == {audited.name for audited in PAGES}
