"""A visitor asks her neighbours, with a photo from her phone: three presses, and the question stands at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from mcs.board.models import Post
from mcs.members.models import Member
from tests.browser.neighbourhood import phone_photo, settle, tells_where
from tests.browser.pages import Passkeys, assert_accessible

QUESTION = "Je cherche un plombier sérieux vers Sainte-Marguerite"


class Presses:
    """Counts what a visitor presses, typing and the device's own prompt apart."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        self.count += 1
        target.click()


@pytest.fixture
def run_jobs(settings: Settings) -> Callable[[], None]:
    """Jobs wait in the database, as in production, until the test lets the worker come by."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail", "photos"]}}
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        worker_id="journey",
        batch=True,
        interval=0,
        max_tasks=None,
        startup_delay=False,
    ).run


def test_visitor_asks_with_a_photo_in_three_presses(
    page: Page, passkeys: Passkeys, run_jobs: Callable[[], None], tmp_path: Path
) -> None:
    settle()
    photo = phone_photo(tmp_path)
    assert tells_where(photo.read_bytes())
    press = Presses()
    page.goto("/")
    press(page.get_by_role("main").get_by_role("link", name="Demander à mes voisins"))
    page.get_by_label("Votre texte").fill(QUESTION)
    page.get_by_label("Photos (facultatif)").set_input_files(photo)
    expect(page.get_by_text("fuite.jpg est ajoutée")).to_be_visible()
    assert_accessible(page)
    press(page.get_by_role("button", name="Publier"))
    press(page.get_by_role("main").get_by_role("link", name="Rejoindre"))

    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    assert press.count == 3
    assert len(passkeys.held()) == 1
    assert Post.objects.get().author == Member.objects.get()
    expect(page.get_by_text("Photo en préparation")).to_be_visible()
    assert_accessible(page)
    page.goto("/fil/")
    expect(page.get_by_role("article").filter(has_text=QUESTION)).to_be_visible()
    page.go_back()

    run_jobs()
    picture = page.get_by_role("article").get_by_role("img", name="Photo")
    expect(picture).to_be_visible()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    addresses = set(re.findall(r"/media/[\w/-]+\.\w+", page.get_by_role("article").inner_html()))
    assert addresses
    assert [url for url in addresses if tells_where(page.request.get(url).body())] == []
    assert_accessible(page)
