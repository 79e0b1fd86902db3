"""QR codes as vector pictures."""

import io

import segno


def qr_svg(text: str) -> str:
    """A QR code of `text` as an SVG picture without a quiet zone beyond two modules (error correction M)."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, nl=False, omitsize=True)
    return drawn.getvalue().decode()
