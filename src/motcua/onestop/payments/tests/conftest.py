from tests.money import joined, owing

__all__ = ["joined", "owing"]
