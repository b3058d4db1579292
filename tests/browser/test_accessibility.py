"""The pages of the accessibility statement, measured: what is found must be what the statement says.

Each is opened on a phone and on a desk, in light and in dark. When a result changes on purpose, write it in
mcs/website/data/accessibility.toml with the day.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from mcs.board.enums import ContentStatus, HoldReason
from mcs.members.actions import accept_charter
from mcs.members.models import Member
from mcs.photos.models import Photo
from mcs.website.audit import PAGES, last_audit
from tests.architecture.world import make_people, make_places
from tests.browser.pages import assert_fits, violations_of
from tests.factories import make_post

SignIn = Callable[[BrowserContext, Member], None]
OUTLINE_OF_ROW = """element => {
  const row = getComputedStyle(element.closest(".linked"));
  return [row.outlineStyle, row.outlineOffset];
}"""


@pytest.mark.parametrize("seen_by", sorted({audited.seen_by for audited in PAGES}))
def test_pages_are_as_the_statement_says(page: Page, seen_by: str, sign_in: SignIn) -> None:
    """One world for all that somebody sees: making it takes longer than looking at a page of it."""
    people = make_people()
    places = make_places(people)
    places["held"] = make_post("Voyez plombier.example", status=ContentStatus.HELD, hold_reason=HoldReason.CHANGED).pk
    Photo.objects.all().delete()  # they have no file, and the console would complain
    if member := people[seen_by]:
        accept_charter(member=member)
        sign_in(page.context, member)
    found: dict[str, list[str]] = {}
    for audited in PAGES:
        if audited.seen_by == seen_by:
            page.goto(audited.address.format(**places))
            assert_fits(page)
            found[audited.name] = violations_of(page)
    stated = last_audit().violations
    assert [violation for name, each in found.items() if len(each) != stated[name] for violation in each] == []
    assert {name: len(each) for name, each in found.items()} == {name: stated[name] for name in found}


def test_statement_speaks_of_each_page_and_no_other() -> None:
    assert last_audit().violations.keys() == {audited.name for audited in PAGES}


@pytest.mark.parametrize("address", ["/bureau/", "/messages/", "/bureau/reponses/"])
def test_row_that_has_the_focus_shows_it(page: Page, address: str, sign_in: SignIn) -> None:
    people = make_people()
    make_places(people)
    member = people["volunteer" if address.startswith("/bureau/") else "member"]
    assert member
    sign_in(page.context, member)
    page.goto(address)
    link = page.locator(".linked .stretched").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    outline = link.evaluate(OUTLINE_OF_ROW)
    assert outline == ["solid", "-3px"]  # what is drawn around a row would be clipped by its list


def test_wide_table_of_figures_is_never_cut(page: Page, sign_in: SignIn) -> None:
    people = make_people()
    make_places(people)
    volunteer = people["volunteer"]
    assert volunteer
    sign_in(page.context, volunteer)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/bureau/chiffres/")
    for table in page.get_by_role("region").filter(has=page.get_by_role("table")).all():
        table.focus()
        assert table.evaluate("element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)")
    assert violations_of(page) == []
