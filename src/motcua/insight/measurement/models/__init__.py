from motcua.insight.measurement.models.comparison import Comparison
from motcua.insight.measurement.models.counts import CountedDay, PageCount, SystemKind, Writer

__all__ = ["Comparison", "CountedDay", "PageCount", "SystemKind", "Writer"]
