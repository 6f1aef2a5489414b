"""Logistic regressions, the same wherever the signals learn a yes or no: one at a time, or many over one table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]

NEVER = -6.0
"""Log odds of what is never so."""

_FEWEST = 4
_ROUNDS = 120


def fit_binary(rows: Any, wanted: Floats, strength: float) -> tuple[Floats, float]:
    """Weights and bias of a yes or no; never, where there are too few examples to learn from."""
    if not _enough(wanted):
        return np.zeros(rows.shape[1]), _constant(wanted)
    fitted = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=500).fit(
        rows, wanted.astype(int)
    )
    return fitted.coef_[0], float(fitted.intercept_[0])


def fit_many(rows: Any, wanted: Floats, strength: float) -> tuple[Floats, Floats]:
    """Weights (features, m) and biases (m) of ``m`` yes-or-no answers over the same sparse rows.

    ``wanted`` (n, m) is 1, 0 or NaN where nothing is known; an answer with too few examples is its constant.
    """
    known = ~np.isnan(wanted)
    enough = np.array([_enough(wanted[known[:, m], m]) for m in range(wanted.shape[1])])
    sign = np.where(known, 2 * np.nan_to_num(wanted) - 1, 0.0)[:, enough]
    count, width = rows.shape[1], int(enough.sum())
    across = rows.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        table = flat.reshape(count + 1, width)
        margin = sign * (rows @ table[:-1] + table[-1])
        weights = np.where(sign != 0, 1.0, 0.0)
        value = strength * float((weights * np.logaddexp(0, -margin)).sum()) + 0.5 * float((table[:-1] ** 2).sum())
        pull = -strength * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        return value, np.vstack([across @ pull + table[:-1], pull.sum(axis=0, keepdims=True)]).ravel()

    weights, bias = np.zeros((count, wanted.shape[1])), np.zeros(wanted.shape[1])
    bias[~enough] = [_constant(wanted[known[:, m], m]) for m in np.flatnonzero(~enough)]
    if width:
        found = minimize(loss, np.zeros((count + 1) * width), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
        table = found.x.reshape(count + 1, width)
        weights[:, enough], bias[enough] = table[:-1], table[-1]
    return weights, bias


def _enough(wanted: Floats) -> bool:
    return bool(_FEWEST <= wanted.sum() <= len(wanted) - _FEWEST)


def _constant(wanted: Floats) -> float:
    return NEVER if wanted.sum() <= len(wanted) / 2 else -NEVER
