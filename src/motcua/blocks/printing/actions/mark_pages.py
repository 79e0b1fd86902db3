"""Write a word across every page of a PDF, so that nobody takes a draft for the paper itself."""

import io

import pikepdf

from motcua.blocks.printing.actions.render_pdf import render_pdf

_MARK = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.word)
#set page(paper: "a4", margin: 0pt, fill: none)
#set text(font: "Tinos", lang: "vi")
#place(center + horizon, rotate(-40deg, text(size: 96pt, weight: "bold", fill: rgb(156, 28, 31, 56), data.word)))
"""


def mark_pages(pdf: bytes, word: str) -> bytes:
    """The same document with `word` large and pale across each page. Raises TemplateError."""
    marked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(render_pdf(_MARK, {"word": word}, standards=()))) as mark:
        for page in document.pages:
            page.add_overlay(mark.pages[0], None)
        document.save(marked, deterministic_id=True)
    return marked.getvalue()
