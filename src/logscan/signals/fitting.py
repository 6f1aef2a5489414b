"""One binary logistic regression, the same wherever the signals learn a yes or no."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]

NEVER = -6.0
"""Log odds of what is never so."""

_FEWEST = 4


def fit_binary(rows: Any, wanted: Floats, strength: float) -> tuple[Floats, float]:
    """Weights and bias of a yes or no; never, where there are too few examples to learn from."""
    if wanted.sum() < _FEWEST or wanted.sum() > len(wanted) - _FEWEST:
        constant = NEVER if wanted.sum() <= len(wanted) / 2 else -NEVER
        return np.zeros(rows.shape[1]), constant
    fitted = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=500).fit(
        rows, wanted.astype(int)
    )
    return fitted.coef_[0], float(fitted.intercept_[0])
