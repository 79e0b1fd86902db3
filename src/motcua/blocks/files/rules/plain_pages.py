"""The pages of a PDF as nothing but what is seen on them: upright, each of its size, without forms, notes, links or parts that run."""

import io

import pikepdf

from motcua.blocks.files.rules.verdicts import refusal


def plain_pages(pdf: bytes, name: str) -> bytes:
    """Every page of `pdf` in order, drawn on a fresh sheet of the same size; what stamps and forms show stays, what they do goes.

    Refuses file_encrypted (a password is needed to open it) and file_broken (no PDF, or one without pages). `name` is for the message.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as source:
            if not len(source.pages):
                raise refusal("file_broken", name)
            source.flatten_annotations("screen")
            fresh = pikepdf.new()
            for page in source.pages:
                _add(fresh, page)
            written = io.BytesIO()
            fresh.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise refusal("file_encrypted", name) from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise refusal("file_broken", name) from error
    return written.getvalue()


def joined(pdfs: list[bytes]) -> bytes:
    """The pages of several plain PDFs one after the other."""
    if len(pdfs) == 1:
        return pdfs[0]
    whole = pikepdf.new()
    for pdf in pdfs:
        with pikepdf.open(io.BytesIO(pdf)) as part:
            whole.pages.extend(part.pages)
    written = io.BytesIO()
    whole.save(written, deterministic_id=True)
    return written.getvalue()


def _add(fresh: pikepdf.Pdf, page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    sheet = fresh.add_blank_page(page_size=(width, height))
    drawn = fresh.copy_foreign(page.as_form_xobject())
    name = sheet.add_resource(drawn, pikepdf.Name.XObject)
    placed = sheet.calc_form_xobject_placement(drawn, name, pikepdf.Rectangle(0, 0, width, height), allow_shrink=True, allow_expand=True)
    sheet.contents_add(placed)
