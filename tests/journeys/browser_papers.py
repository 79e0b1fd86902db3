"""Small real papers for the journeys: a PDF page and a photograph, each different from the one before."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw


def pdf(folder: Path, words: str) -> Path:
    """A PDF of one page that says a few words."""
    path = folder / f"{words.replace(' ', '_')}.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(420, 595))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(f"BT /F1 22 Tf 40 520 Td ({words}) Tj ET".encode())
        document.save(path)
    return path


@cache
def picture() -> bytes:
    """A photograph of a paper."""
    image = Image.new("RGB", (600, 400), "#f4f1e8")
    ImageDraw.Draw(image).text((40, 40), "giay chung sinh", fill="#222222")
    kept = BytesIO()
    image.save(kept, "JPEG")
    return kept.getvalue()
