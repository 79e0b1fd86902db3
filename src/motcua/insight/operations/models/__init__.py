from motcua.insight.operations.models.alert import Alert
from motcua.insight.operations.models.forecast import Foretold
from motcua.insight.operations.models.kept import StockPoint, TileLook, TileValue

__all__ = ["Alert", "Foretold", "StockPoint", "TileLook", "TileValue"]
