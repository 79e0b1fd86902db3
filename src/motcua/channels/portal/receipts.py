"""What the server stored for a file, and what it accepts."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.channels.ui.api import Link, Receipt, moment_in_words, size_in_words
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import Component
from motcua.onestop.dossiers.api import Paper


def receipt_of(paper: Paper, href: str, actions: Sequence[Link] = ()) -> Receipt:
    """The receipt of one paper: what is really there, not what was sent."""
    file = paper.file
    return Receipt(
        name=paper.name,
        size=size_in_words(file.size),
        pages=file.pages,
        sha256=file.sha256,
        stored_at=moment_in_words(paper.added_at.astimezone(VIETNAM)),
        href=href,
        picture=f"{href}?nho" if file.media_type.startswith("image/") else "",
        actions=actions,
    )


def accept_of(component: Component) -> str:
    """The file types for the browser's dialogue."""
    return ",".join(f".{kind}" for kind in component.accepts) + (",.jpeg" if "jpg" in component.accepts else "")


def accepted_in_words(component: Component) -> str:
    kinds = ", ".join(kind.upper() for kind in component.accepts)
    return _("%(kinds)s, at most %(size)s MB each. A photo taken with a phone is fine if every word can be read.") % {
        "kinds": kinds,
        "size": component.max_mb,
    }
