"""Printing: official papers as PDF, with our own fonts."""

from motcua.blocks.printing.actions.bind_pages import bind_pages
from motcua.blocks.printing.actions.mark_pages import mark_pages
from motcua.blocks.printing.actions.render_pdf import ARCHIVAL, PdfStandard, TemplateError, render_pdf
from motcua.blocks.printing.rules.qr import qr_svg

__all__ = ["ARCHIVAL", "PdfStandard", "TemplateError", "bind_pages", "mark_pages", "qr_svg", "render_pdf"]
