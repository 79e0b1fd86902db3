"""Every kind of page as its readers open it, and the checks a page must pass."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from tests.journeys.browser_house import DESKTOP, PHONE

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDTHS = {"phone": PHONE, "desktop": DESKTOP}
_RUN = """async () => {
  const result = await axe.run(document, {resultTypes: ['violations'], iframes: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
  return result.violations.map(one => [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]);
}"""


def violations(page: Page) -> Iterator[str]:
    """What axe and a ruler find wrong with the open page, at both widths."""
    for name, size in WIDTHS.items():
        page.set_viewport_size(size)  # type: ignore[arg-type] # the sizes are what Playwright asks for
        if not page.evaluate("typeof axe === 'object'"):
            page.add_script_tag(path=AXE)
        found: list[list[Any]] = page.evaluate(_RUN)
        for rule, help_text, nodes in found:
            yield f"{name}: {rule}: {help_text}: {nodes}"
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if too_wide > 0:
            yield f"{name}: the page is {too_wide} pixels wider than the screen"
