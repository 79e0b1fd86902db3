"""A page taken apart: what it loads, where it sends forms, and whether anything inline could run."""

from html.parser import HTMLParser

LOADING = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("img", "srcset"),
    ("iframe", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("use", "href"),
    ("image", "href"),
    ("source", "src"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "src"),
    ("base", "href"),
}
EMPTY_WAYS = ("/", "#", "?")


class PageReader(HTMLParser):
    """Collects what is wrong with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        given = {name.removeprefix("xlink:"): value or "" for name, value in attrs}
        for name, value in given.items():
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.wrong.append(f"<{tag} {name}>")
            if value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                self.wrong.append(f"<{tag} {name}={value[:30]}>")
            if (tag, name) in LOADING and not _is_ours(tag, value):
                self.wrong.append(f"<{tag} {name}={value}> comes from elsewhere")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(f"<{tag}> inline")
        if tag == "a" and given.get("target") == "_blank" and "noopener" not in given.get("rel", ""):
            self.wrong.append(f"<a target=_blank> without noopener to {given.get('href')}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One closed element."""
        self.handle_starttag(tag, attrs)


def _is_ours(tag: str, address: str) -> bool:
    if address.startswith("//"):
        return False
    return not address or address.startswith(EMPTY_WAYS) or (tag == "img" and address.startswith("data:image/"))


def wrong_in(page: str) -> list[str]:
    """Everything in a page that a strict policy would stop, or that somebody else would hear of."""
    reader = PageReader()
    reader.feed(page)
    return reader.wrong
