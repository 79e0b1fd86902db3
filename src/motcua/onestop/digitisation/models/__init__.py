from motcua.onestop.digitisation.models.certified_copy import CertifiedCopy
from motcua.onestop.digitisation.models.digital_paper import DigitalPaper, DigitalVersion, DossierStanding
from motcua.onestop.digitisation.models.recognition import RecognisedPage, Recognition
from motcua.onestop.digitisation.models.roadmap import RoadmapStep
from motcua.onestop.digitisation.models.scan import Scan, ScanPage

__all__ = [
    "CertifiedCopy",
    "DigitalPaper",
    "DigitalVersion",
    "DossierStanding",
    "RecognisedPage",
    "Recognition",
    "RoadmapStep",
    "Scan",
    "ScanPage",
]
