"""The map: places gathered and told apart, list and map in step, the view kept, around oneself, by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from mcs.directory.actions.index import reindex_all
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from tests.browser.conftest import NewContext
from tests.browser.neighbourhood import settle
from tests.browser.pages import assert_accessible

PRADO = "#carte=16/43.27230/5.39100"


def crowd(count: int = 300) -> None:
    """So many restaurants, ten to a street corner, from the Prado southwards."""
    category = Category.objects.get(tag="amenity=restaurant")
    rows = [
        Listing(
            slug=f"table-{number}",
            name=f"Table {number}",
            category=category,
            status=ListingStatus.PUBLISHED,
            latitude=43.28 - (number // 10) * 0.0015,
            longitude=5.39 + (number // 10) % 5 * 0.004,
        )
        for number in range(count)
    ]
    Listing.objects.bulk_create(rows)
    reindex_all()


def spots(page: Page) -> Locator:
    return page.locator(".map-spot")


def wait_for_map(page: Page) -> None:
    page.locator("[data-map]").scroll_into_view_if_needed()
    expect(page.locator("[data-map].drawn")).to_be_visible()
    expect(spots(page).first).to_be_attached()


def test_crowd_is_gathered_and_comes_apart(page: Page) -> None:
    settle()
    crowd()
    page.goto("/carte/")
    wait_for_map(page)
    clusters = page.locator(".map-cluster")
    counts = [int(text) for text in clusters.all_text_contents()]
    assert sum(counts) + page.locator(".map-point").count() == 305
    assert_accessible(page)
    largest = clusters.nth(counts.index(max(counts)))
    before = int(page.locator("[data-map]").get_attribute("data-zoom") or 0)
    largest.click()
    expect(page.locator("[data-map]")).not_to_have_attribute("data-zoom", str(before))
    expect(page).to_have_url(re.compile(r"#carte=\d+/43\.\d+/5\.\d+$"))


def test_places_at_one_corner_are_listed_together(page: Page) -> None:
    settle()
    crowd(10)
    page.goto("/carte/?q=table#carte=18/43.28000/5.39000")
    wait_for_map(page)
    spots(page).click()
    region = page.get_by_role("region", name="Carte des résultats")
    expect(region.get_by_text("10 adresses au même endroit")).to_be_visible()
    expect(region.get_by_role("link", name=re.compile("^Table "))).to_have_count(10)
    assert_accessible(page)
    region.get_by_role("link", name="Table 3", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Table 3")


def test_map_works_by_keyboard_and_escape_returns_to_the_place(page: Page) -> None:
    settle()
    page.goto("/carte/?q=fleuriste")
    wait_for_map(page)
    point = page.get_by_role("button", name="Fleurs du Prado")
    point.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Fleurs du Prado")
    expect(link).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(point).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fleurs du Prado")


def test_back_finds_the_map_as_it_was_left(page: Page) -> None:
    settle()
    page.goto(f"/carte/{PRADO}")
    wait_for_map(page)
    page.get_by_role("button", name="Agrandir").click()
    expect(page).to_have_url(re.compile("#carte=17/"))
    left = page.url
    page.get_by_role("link", name="Voir la liste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annuaire")
    page.go_back()
    wait_for_map(page)
    assert page.url == left
    expect(page.locator("[data-map]")).to_have_attribute("data-zoom", "17")


def test_moved_map_offers_to_search_there(page: Page) -> None:
    settle()
    page.goto(f"/annuaire/?q=boucher&page=1{PRADO}")
    wait_for_map(page)
    again = page.get_by_role("button", name="Chercher dans cette zone")
    expect(again).to_be_hidden()
    page.locator(".map-canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(again).to_be_visible()
    again.click()
    page.wait_for_url(re.compile(r"/annuaire/\?q=boucher&zone=43\.\d{5}%2C5\.\d{5}%2C43\.\d{5}%2C5\.\d{5}#carte=16/"))
    wait_for_map(page)
    expect(again).to_be_hidden()


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, by: tuple[float, float]) -> None:
    """Moves the map, held in its middle, where no place stands."""
    x, y = middle(page.locator(".map-canvas"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0], y + by[1], steps=8)
    page.wait_for_timeout(200)  # held still, so that the map stops where it is let go
    page.mouse.up()


HAS_CARD_IN_SIGHT = """() => {
  const link = document.querySelector(".map-card a");
  const { left, top } = link.getBoundingClientRect();
  return document.elementFromPoint(left + 12, top + 6) === link;
}"""


def test_place_under_a_button_is_out_of_reach_until_the_map_moves(page: Page) -> None:
    settle()
    page.goto("/carte/?q=fleuriste")
    wait_for_map(page)
    again, place = page.get_by_role("button", name="Chercher dans cette zone"), page.locator(".map-spot")
    drag(page, (60, 90))
    expect(again).to_be_visible()
    expect(place).not_to_have_attribute("inert", "")
    (x, y), (button_x, button_y) = middle(place), middle(again)
    drag(page, (button_x - x, button_y - y))
    expect(place).to_have_attribute("inert", "")
    assert_accessible(page)
    drag(page, (0, 60))
    expect(place).not_to_have_attribute("inert", "")
    place.click()
    expect(page.get_by_role("link", name="Fleurs du Prado")).to_be_visible()
    page.wait_for_timeout(500)  # the map makes room for it
    assert page.evaluate(HAS_CARD_IN_SIGHT)


def test_list_and_map_point_at_each_other(page: Page, size: str) -> None:
    settle()
    page.goto("/annuaire/?q=boucher")
    wait_for_map(page)
    card = page.locator(".listing-card", has_text="Boucherie Martin")
    card.get_by_role("link").focus()
    expect(page.locator(".map-spot.looked-at")).to_have_attribute("aria-label", "Boucherie Martin")
    page.get_by_role("button", name="Boucherie de Mazargues").click()
    expect(page.locator(".listing-card.on-map h3")).to_have_text(["Boucherie de Mazargues"])
    expect(page.locator(".map-sheet")).to_be_visible(visible=size == "phone")


def test_around_me_goes_there_or_says_why_not(live_server: LiveServer, new_context: NewContext, size: str) -> None:
    settle()
    here = {"latitude": 43.2523, "longitude": 5.3958}
    allowed = new_context(geolocation=here, permissions=["geolocation"]).new_page()
    allowed.goto("/carte/")
    wait_for_map(allowed)
    allowed.get_by_role("button", name="Autour de moi").click()
    expect(allowed.locator(".map-me")).to_be_visible()
    expect(allowed).to_have_url(re.compile(r"#carte=16/43\.252\d+/5\.395\d+$"))
    allowed.context.set_geolocation({"latitude": 48.85, "longitude": 2.35})
    refused = new_context(permissions=[]).new_page()
    refused.goto("/carte/")
    wait_for_map(refused)
    refused.get_by_role("button", name="Autour de moi").click()
    expect(refused.locator(".map-says")).to_have_text(
        "Votre navigateur n’a pas eu le droit de dire où vous êtes. "
        "Déplacez la carte jusqu’à votre rue, ou autorisez la position dans ses réglages."
    )
    assert_accessible(refused)


def test_map_on_a_phone_fills_what_the_bars_leave(page: Page, size: str) -> None:
    settle()
    page.goto("/carte/")
    wait_for_map(page)
    page.evaluate("scrollTo(0, 0)")
    box = page.locator("[data-map]").bounding_box()
    view = page.viewport_size
    assert box
    assert view
    if size == "phone":
        assert (box["x"], box["width"]) == (0, view["width"])
        assert 0 <= view["height"] - 62 - (box["y"] + box["height"]) < 2
    assert box["y"] + box["height"] <= view["height"]


def test_late_points_leave_the_old_ones_and_say_so(page: Page, complaints: list[str]) -> None:
    settle()
    crowd()
    page.goto("/carte/#carte=14/43.26500/5.39800")
    wait_for_map(page)
    shown = spots(page).count()
    page.route("**/points.json?*", lambda route: route.abort())
    page.locator(".map-canvas").focus()
    page.keyboard.press("-")
    expect(page.locator(".map-says")).to_have_text(
        "La carte n’a pas pu se mettre à jour. Déplacez-la encore un peu pour réessayer."
    )
    assert spots(page).count() == shown
    complaints.clear()


def test_every_district_bears_its_name_above_its_ground(page: Page, complaints: list[str]) -> None:
    """One near the top of the map was drawn beneath its own district; an address’ own views are not passed on."""
    settle()
    page.goto("/carte/?q=licorne&vue=1,2,3&zoom=99")
    page.locator("[data-map].drawn").wait_for()
    names = page.locator(".map-name")
    expect(names).to_have_text(["8ᵉ", "9ᵉ", "10ᵉ"])
    ground = "getComputedStyle(document.querySelector('.leaflet-ground-pane svg')).zIndex"
    assert min(names.evaluate_all("all => all.map(each => Number(each.style.zIndex))")) > int(page.evaluate(ground))
    assert complaints == []


def test_what_a_card_covered_is_in_reach_again_once_it_has_faded(page: Page, size: str) -> None:
    settle()
    crowd(11)
    Listing.objects.filter(name="Table 10").update(latitude=43.28 - 0.0012, longitude=5.39)  # under the ten others
    reindex_all()
    page.emulate_media(reduced_motion="no-preference")
    page.goto("/carte/?q=restaurant#carte=16/43.27900/5.39000")
    wait_for_map(page)
    below, above = page.get_by_role("button", name="Table 10"), page.locator(".map-cluster")
    below.press("Enter")
    page.locator(".map-card a").wait_for()
    if size == "desktop":  # where the card is a popup
        expect(above).to_have_attribute("inert", "")
    page.keyboard.press("Escape")
    expect(below).to_be_focused()
    expect(above).not_to_have_attribute("inert", "")
