from motcua.office.staffing.models.quota import Quota, QuotaMove, Use

__all__ = ["Quota", "QuotaMove", "Use"]
