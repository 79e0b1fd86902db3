"""The first page is light, and asks nobody but us."""

import pytest

from tests.journeys.browser_house import PHONE, House

pytestmark = [pytest.mark.browser]
MOST_BYTES = 100_000


def test_the_first_load_is_at_most_a_hundred_kilobytes_compressed(house: House) -> None:
    page = house.window(viewport=PHONE)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    bytes_of: dict[str, int] = {}
    names: dict[str, str] = {}
    network.on("Network.requestWillBeSent", lambda event: names.__setitem__(event["requestId"], event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: bytes_of.__setitem__(event["requestId"], event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    weights = {names[one]: int(count) for one, count in bytes_of.items()}
    assert weights
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert all(name.startswith((house.site.url, "data:")) for name in weights), weights


def test_a_page_that_breaks_the_security_policy_would_be_noticed(house: House) -> None:
    """The guard of all journeys, with a planted fault: an inline script is refused, and the watch tells it."""
    page = house.window()
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=https://elsewhere.example/a.png onerror=alert(1)>')")
    page.wait_for_timeout(300)
    found = " ".join(house.watch.take())
    assert "security policy" in found, found
