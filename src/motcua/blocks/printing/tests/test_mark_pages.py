"""A draft says on every page that it is one."""

import io

import pikepdf

from motcua.blocks.printing.api import mark_pages, render_pdf

_TWO_PAGES = '#import "/official.typ": *\n#set document(title: "x")\n#set page(paper: "a4")\nMột\n#pagebreak()\nHai'


def test_every_page_carries_the_word() -> None:
    plain = render_pdf(_TWO_PAGES, {}, standards=())
    marked = mark_pages(plain, "DỰ THẢO")
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(marked)) as after:
        assert len(before.pages) == len(after.pages) == 2
        assert [len(page.form_xobjects) for page in before.pages] == [0, 0]
        assert [len(page.form_xobjects) for page in after.pages] == [1, 1]
