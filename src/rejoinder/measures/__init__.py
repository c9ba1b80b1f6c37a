"""Statistics that several stages share.

- `coders`: agreement of two coders, and scores as probabilities.
- `intervals`: by resampling, of a share, and of a difference of two shares.
- `samples`: estimates from a stratified random sample; `prediction_powered`: shares corrected by one.
"""

from rejoinder.measures.coders import (
    MEASURES,
    NO,
    NOT_CODED,
    OF_FORMS,
    OF_FRAMES,
    OF_SPEAKERS,
    YES,
    Counts,
    Values,
    alpha,
    alpha_of,
    brier_score,
    calibration_error,
    equal,
    explain_undefined,
    f1,
    f1_by_category,
    kappa,
    precision,
    prevalence_first,
    prevalence_second,
    recall,
    tabulate_marks,
    tabulate_pairs,
)
from rejoinder.measures.intervals import (
    bootstrap_interval,
    find_critical_value,
    percentile_interval,
    resample_clusters,
    subtract_intervals,
    wilson_interval,
)
from rejoinder.measures.prediction_powered import (
    CorrectedShare,
    correct_share,
)
from rejoinder.measures.samples import (
    compute_covariance,
    compute_margin,
    compute_variance,
    weigh_variances,
)

__all__ = [
    "MEASURES",
    "NO",
    "NOT_CODED",
    "OF_FORMS",
    "OF_FRAMES",
    "OF_SPEAKERS",
    "YES",
    "CorrectedShare",
    "Counts",
    "Values",
    "alpha",
    "alpha_of",
    "bootstrap_interval",
    "brier_score",
    "calibration_error",
    "compute_covariance",
    "compute_margin",
    "compute_variance",
    "correct_share",
    "equal",
    "explain_undefined",
    "f1",
    "f1_by_category",
    "find_critical_value",
    "kappa",
    "percentile_interval",
    "precision",
    "prevalence_first",
    "prevalence_second",
    "recall",
    "resample_clusters",
    "subtract_intervals",
    "tabulate_marks",
    "tabulate_pairs",
    "weigh_variances",
    "wilson_interval",
]
