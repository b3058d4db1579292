"""What journeys have in common: the two sizes, the device's passkeys, and the accessibility of what is shown."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        "user_agent": (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/130.0.0.0 Mobile Safari/537.36"
        ),
    },
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
# WCAG 2.2 level AA contains all that came before it.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that the dark changes
# A bar that stays while the page scrolls always hides something, which one more scroll shows: axe can't scroll.
LET_BARS_GO = """() => {
  for (const element of document.querySelectorAll("body *"))
    if (["fixed", "sticky"].includes(getComputedStyle(element).position)) element.style.position = "static";
}"""
SCHEMES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": RULES, "dark": OF_COLOUR}
BRING_BARS_BACK = """() => {
  for (const element of document.querySelectorAll("[style*='position: static']")) element.style.position = "";
}"""


def assert_fits(page: Page) -> None:
    """Nothing to scroll sideways (1.4.10). A page that a press has just called for may have no element yet."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), f"Too wide: {page.url}"


def violations_of(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, in light and in dark."""
    page.wait_for_load_state()
    page.evaluate(LET_BARS_GO)
    found = []
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        violations = Axe().run(page, options=options).response["violations"]
        found += [
            f"{scheme}, {page.url}: {violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]
    page.emulate_media(color_scheme="light")
    page.evaluate(BRING_BARS_BACK)
    return found


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can find, in light and in dark, and nothing to scroll sideways (1.4.10)."""
    assert_fits(page)
    found = violations_of(page)
    assert found == [], "\n".join(found)


class Passkeys:
    """Chromium's virtual authenticator: a device of its owner's, which verifies her without asking.

    https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
    """

    def __init__(self, page: Page) -> None:
        self._protocol = page.context.new_cdp_session(page)
        self._protocol.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        answer = self._protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = answer["authenticatorId"]

    def held(self) -> list[dict[str, Any]]:
        """The passkeys on the device."""
        answer = self._protocol.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return list(answer["credentials"])

    def refuse(self) -> None:
        """From now on the owner is not recognised: she presses "Cancel", or it is somebody else's finger."""
        self._protocol.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})
