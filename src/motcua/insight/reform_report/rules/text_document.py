"""The paper as a text document (DOCX), to be worked on further in an office program."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.insight.reform_report.rules.paper import Block, Paper
from motcua.insight.reform_report.rules.prose import Piece

_FONT = "Times New Roman"
_WIDTHS = {7: (11, 55, 22, 22, 22, 20, 18), 4: (12, 98, 30, 30)}


def as_docx(paper: Paper, *, at: datetime) -> bytes:
    """The paper as a DOCX file; numbers lead to their records. Same paper and moment: same words."""
    document = Document()
    _settle(document, at, paper.title)
    for text, size in ((paper.unit.upper(), 13), (paper.title.upper(), 14), (paper.subtitle, 13)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(text)
        run.bold, run.font.size = True, Pt(size)
    for block in paper.blocks:
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _settle(document: Any, at: datetime, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(15), Mm(20), Mm(20)
    for name in ("Normal", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(13)
        style.font.color.rgb = None
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "", "vi"
    properties.created = properties.modified = at.replace(tzinfo=None)


def _add(document: Any, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=block.level)
    elif block.kind == "table":
        _table(document, block)
    else:
        line = document.add_paragraph()
        line.paragraph_format.first_line_indent = Mm(10)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for piece in block.pieces or [Piece(block.text)]:
            _write(line, piece, italic=block.kind == "note")


def _table(document: Any, block: Block) -> None:
    table = document.add_table(rows=1, cols=len(block.heads))
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        run = cell.paragraphs[0].add_run(head)
        run.bold, run.font.size = True, Pt(11)
    _repeat(table.rows[0])
    for row in block.rows:
        cells = table.add_row().cells
        for column, piece in enumerate(row):
            line = cells[column].paragraphs[0]
            _write(line, piece, size=11)
            if column >= 3:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS[len(block.heads)], strict=True):
            cell.width = Mm(width)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _write(line: Any, piece: Piece, *, italic: bool = False, size: int = 13) -> None:
    run = line.add_run(piece.text)
    run.italic, run.font.size = italic, Pt(size)
    if piece.href:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), line.part.relate_to(piece.href, _LINK, is_external=True))
        line._p.append(link)
        link.append(run._r)


_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
