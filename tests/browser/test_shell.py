"""What stands around every page: it opens, reads, and breaks no rule, on both sizes, with and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.pages import assert_accessible


def test_offline_page_is_kind_and_accessible(page: Page) -> None:
    page.goto("/hors-ligne/")
    expect(page.get_by_role("main")).to_be_visible()
    assert_accessible(page)


def test_unknown_page_is_kind_and_accessible(page: Page, complaints: list[str]) -> None:
    page.goto("/nulle-part/")
    assert_accessible(page)
    assert complaints == ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    complaints.clear()


def test_shell_reads_without_javascript(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/hors-ligne/")
    expect(page_without_javascript.get_by_role("main")).to_be_visible()
