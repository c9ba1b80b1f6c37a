"""A logistic regression whose errors allow for clusters, and what its coefficients come to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rejoinder.measures import Values, find_critical_value

_LEVEL = 0.95


@dataclass(frozen=True)
class BoundedValue:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class BinomialCells:
    """Statements that are alike, counted.

    Attributes:
        design: a row for each cell, a column for each coefficient, the first of them 1, others 0 or 1.
        n: statements of each cell.
        k: of these, with the frame.
        clusters: number of each cell's article, from 0.
    """

    design: Values
    n: Values
    k: Values
    clusters: NDArray[np.int64]


@dataclass(frozen=True)
class FittedRegression:
    """Coefficients on the scale of log odds, their covariance, and the degrees of freedom of their intervals."""

    coefficients: Values
    covariance: Values
    degrees: int

    def estimate_odds_ratio(self, column: int) -> BoundedValue:
        """The odds ratio of a column of the design against the reference of its covariate."""
        value, error = self.coefficients[column], float(np.sqrt(self.covariance[column, column]))
        margin = find_critical_value(_LEVEL, self.degrees) * error
        return BoundedValue(*(float(np.exp(bound)) for bound in (value, value - margin, value + margin)))

    def estimate_effect(self, cells: BinomialCells, column: int, siblings: Sequence[int]) -> BoundedValue:
        """The average marginal effect of a level: by how much the frame's chance is higher than in the reference.

        The mean over all statements of the chance that each would have at this level less that at the reference, other
        covariates as they are. The interval is by the delta method, as in R's marginaleffects and Stata's margins.

        Args:
            cells: that the model was fitted to.
            column: of the level.
            siblings: the columns of all levels of its covariate but the reference.
        """
        reference = cells.design.copy()
        reference[:, list(siblings)] = 0
        level = reference.copy()
        level[:, column] = 1
        shares = cells.n / cells.n.sum()
        chances = [1 / (1 + np.exp(-design @ self.coefficients)) for design in (level, reference)]
        slopes = [
            (shares * chance * (1 - chance)) @ design
            for chance, design in zip(chances, (level, reference), strict=True)
        ]
        value = float(shares @ (chances[0] - chances[1]))
        gradient = slopes[0] - slopes[1]
        margin = find_critical_value(_LEVEL, self.degrees) * float(np.sqrt(gradient @ self.covariance @ gradient))
        return BoundedValue(value, max(value - margin, -1.0), min(value + margin, 1.0))


def fit_regression(cells: BinomialCells) -> FittedRegression:
    """Fit a logistic regression by maximum likelihood, with errors that allow for clusters of any inner dependence.

    The covariance is the sandwich of Liang and Zeger (1986, doi:10.1093/biomet/73.1.13) with the usual correction for
    few clusters; intervals are Student's with one degree of freedom less than there are clusters.
    """
    from statsmodels.genmod.families import Binomial  # here, as it takes seconds
    from statsmodels.genmod.generalized_linear_model import GLM

    model = GLM(np.stack([cells.k, cells.n - cells.k], axis=1), cells.design, family=Binomial())
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": cells.clusters, "use_correction": False})
    statements, clusters, columns = cells.n.sum(), int(cells.clusters.max()) + 1, cells.design.shape[1]
    correction = clusters / (clusters - 1) * (statements - 1) / (statements - columns)
    return FittedRegression(np.asarray(fit.params), correction * np.asarray(fit.cov_params()), clusters - 1)


def is_separated(cells: BinomialCells) -> bool:
    """Whether some combination of columns tells statements with and without the frame apart without an error.

    Then no finite coefficients are most likely. It is asked of a linear programme (Konis 2007, Linear programming
    algorithms for detecting separated data in binary logistic regression models).
    """
    from scipy.optimize import linprog

    marked = [cells.design[cells.k > 0], -cells.design[cells.k < cells.n]]
    rows = np.unique(np.concatenate(marked), axis=0)
    solution = linprog(-rows.sum(axis=0), A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=(-1, 1))
    return bool(solution.fun < -1e-6)
