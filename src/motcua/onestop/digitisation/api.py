"""Digitisation: scans, text recognition, metadata and the share of papers that are digital. The only door of this module."""

from motcua.onestop.digitisation.actions.add_pages import Incoming, add_pages
from motcua.onestop.digitisation.actions.certify_copies import CopyMaker
from motcua.onestop.digitisation.actions.change_scan import VERBS, change_scan
from motcua.onestop.digitisation.actions.decide_digital_paper import decide_digital_paper
from motcua.onestop.digitisation.actions.digitise_paper import digitise_paper, paper_to_digitise
from motcua.onestop.digitisation.actions.keep_scan import keep_scan
from motcua.onestop.digitisation.actions.load_roadmap import load_roadmap
from motcua.onestop.digitisation.actions.recognise import order_recognition
from motcua.onestop.digitisation.actions.review_standing import review_standing
from motcua.onestop.digitisation.handlers import KINDS, order_digitisation
from motcua.onestop.digitisation.models import CertifiedCopy, DigitalPaper, DossierStanding, Recognition
from motcua.onestop.digitisation.queries.papers import (
    ComponentStanding,
    Standing,
    digital_papers_of,
    papers_to_approve,
    standing_of,
    waiting_papers,
)
from motcua.onestop.digitisation.queries.scans import PageSeen, Place, ScanSeen, open_scan, page_picture
from motcua.onestop.digitisation.queries.shares import Share, own_duties, shares
from motcua.onestop.digitisation.queries.texts import Hit, recognition_of, search_papers, suggestions_for
from motcua.onestop.digitisation.rules.facts import PaperFacts
from motcua.onestop.digitisation.rules.suggestions import Suggestions

__all__ = [
    "KINDS",
    "VERBS",
    "CertifiedCopy",
    "ComponentStanding",
    "CopyMaker",
    "DigitalPaper",
    "DossierStanding",
    "Hit",
    "Incoming",
    "PageSeen",
    "PaperFacts",
    "Place",
    "Recognition",
    "ScanSeen",
    "Share",
    "Standing",
    "Suggestions",
    "add_pages",
    "change_scan",
    "decide_digital_paper",
    "digital_papers_of",
    "digitise_paper",
    "keep_scan",
    "load_roadmap",
    "open_scan",
    "order_digitisation",
    "order_recognition",
    "own_duties",
    "page_picture",
    "paper_to_digitise",
    "papers_to_approve",
    "recognition_of",
    "review_standing",
    "search_papers",
    "shares",
    "standing_of",
    "suggestions_for",
    "waiting_papers",
]
