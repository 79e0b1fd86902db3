"""Somebody who uses the keyboard alone: Tab, Enter, Space, arrows and letters."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

MOST_TABS = 150
_FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), label = one.closest('label');
  const around = label ? getComputedStyle(label) : style;
  const seen = [style, around].some(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none');
  return {tag: one.tagName, kind: one.type || '', name: one.name || '', value: one.value || '', checked: !!one.checked,
          href: (one.getAttribute('href') || '').split('?')[0], words: (one.innerText || '').trim(), seen, main: !!one.closest('main'),
          button: one.matches('button.button:not(.button-quiet)')};
}"""


class Keys:
    """Hands on a keyboard; the focus must always be visible."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self) -> dict[str, Any]:
        """To the next control; where the focus is then."""
        self.page.keyboard.press("Tab")
        here: dict[str, Any] = self.page.evaluate(_FOCUSED)
        assert here["seen"] or here["tag"] in ("BODY", "IFRAME"), f"nobody can see where the focus is: {here}"
        return here

    def to(self, **wanted: str) -> dict[str, Any]:
        """Tab until the focus is where it is wanted: by name, value, kind or tag, or a part of its address."""
        for _ in range(MOST_TABS):
            here = self.tab()
            if all(text in here[key] if key == "href" else here[key] == text for key, text in wanted.items()):
                return here
        raise AssertionError(f"not reached by Tab on {self.page.url}: {wanted}")

    def enter(self) -> None:
        """Press Enter where the focus is and wait for the page that comes."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def follow(self, **wanted: str) -> None:
        self.to(tag="A", **wanted)
        self.enter()

    def fill_page(self, typed: Mapping[str, Sequence[str]]) -> None:
        """Answer every question on the way down the page, then press its main button."""
        done: set[str] = set()
        for _ in range(MOST_TABS):
            here = self.tab()
            if here["main"] and here["name"] in typed and here["name"] not in done:
                self.answer(here, typed[here["name"]][0])
                done.add(here["name"])
            elif here["main"] and here["button"] and here["name"] != "_add_row":
                self.enter()
                return
        raise AssertionError(f"no button was reached on {self.page.url}")

    def answer(self, here: Mapping[str, Any], text: str) -> None:
        """One question by its kind."""
        keyboard = self.page.keyboard
        if here["kind"] == "radio":
            for _ in range(30):
                now = self.page.evaluate(_FOCUSED)
                if now["value"] == text:
                    break
                keyboard.press("ArrowDown")
            if not self.page.evaluate(_FOCUSED)["checked"]:
                keyboard.press("Space")
        elif here["kind"] == "checkbox":
            if (text == "true") != here["checked"]:
                keyboard.press("Space")
        elif here["kind"] == "select-one":
            for _ in range(80):
                if self.page.evaluate(_FOCUSED)["value"] == text:
                    return
                keyboard.press("ArrowDown")
            raise AssertionError(f"{here['name']}: no choice {text}")
        else:
            keyboard.press("Control+A")
            keyboard.type(text)

    def choose_file(self, path: Path) -> None:
        """Open the file dialogue with Enter and choose; a busy machine may need the key pressed again."""
        self.to(kind="file")
        for patience in (5_000, 10_000, 20_000):
            try:
                with self.page.expect_file_chooser(timeout=patience) as dialogue:
                    self.page.keyboard.press("Enter")
            except PlaywrightTimeout:
                continue
            dialogue.value.set_files(path)
            return
        raise AssertionError("the file dialogue never opened")
