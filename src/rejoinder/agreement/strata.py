"""The strata of a coded sample, as numbers."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from rejoinder.human_coding.model import Sample
from rejoinder.measures import Values


def number_strata(sample: Sample) -> tuple[NDArray[np.int64], Values]:
    """Number the strata of a sample.

    Returns:
        The number of the stratum of each of its units, in order, and the sizes of the strata that have any.
    """
    counts = Counter(sample.strata.values())
    names = [name for name in sample.sizes if name in counts]
    numbers = np.array([names.index(sample.strata[unit]) for unit in sorted(sample.strata)], dtype=np.int64)
    return numbers, np.array([sample.sizes[name] for name in names], dtype=float)
