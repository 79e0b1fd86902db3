from motcua.blocks.numbering.models.counter import Counter

__all__ = ["Counter"]
