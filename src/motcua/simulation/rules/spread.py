"""Share a whole number out by weights so that the parts add up to it exactly."""

import numpy as np


def spread(total: int, weights: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[int]:
    """Whole parts in proportion to the weights; what is left goes to the largest remainders, the first of equal ones.

    Weights that add up to no less than `total` and are whole numbers bound the parts. Nothing is shared out over weights of nought.
    """
    if not total or not weights.sum():
        return [0] * len(weights)
    exact = total * weights / weights.sum()
    parts = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - parts), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    found: list[int] = parts.tolist()
    return found
