from motcua.onestop.evaluation.models.assessment import Assessment
from motcua.onestop.evaluation.models.ballot import Ballot

__all__ = ["Assessment", "Ballot"]
