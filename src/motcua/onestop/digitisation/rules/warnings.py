"""What may be wrong with a page, in words, and what to do about it."""

from collections.abc import Mapping

from motcua.kernel.errors import words

WARNINGS: Mapping[str, str] = {
    "blurred": words("The page is blurred. Hold the device still, let it focus, and take it again."),
    "dark": words("The page is too dark. Go nearer to a window or switch on a light, and take it again."),
    "coarse": words("The page has too few dots to read small print. Go nearer, or scan it at 200 dots per inch."),
    "no_edges": words("The edges of the sheet were not found. Lay the sheet on a darker, empty table so that all four corners are seen."),
    "broken": words("This page could not be read. Take it away and add it again."),
}
