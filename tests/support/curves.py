"""Invented results of a multiverse analysis."""

from itertools import product

import numpy as np
import pandas as pd

from rejoinder.figures.data import FigureData
from rejoinder.figures.specification_curve import Curves

GRID = pd.DataFrame(
    product(["tuned", "cues"], ["0", "-0.1", "+0.1"], ["in", "out"], ["0.8", "kept"]),
    columns=["choice_frames", "choice_threshold", "choice_uncertain", "choice_near copies"],
)


def invent_curves(data: FigureData, sides: int = 2) -> Curves:
    """Numbers of all statements and of sides; the last side is withheld, near copies move nothing."""
    rng, estimates, numbers = np.random.default_rng(2), [], []
    for side in ["", *[f"Federation of the Eastern Islands {n}" for n in range(sides)], "Withheld"]:
        for frame, label in data.frames.items():
            values = (0.2 if not side else 0.0) + rng.normal(0, 0.05, 12).repeat(2)
            told = GRID.assign(estimate=values, low=values - 0.1, high=values + 0.1)
            estimates.append(told.assign(side=side, frame=frame, label=label))
            number = {"side": side, "frame": frame, "median": np.median(values), "most": "frames", "note": ""}
            number |= {"median_low": number["median"] - 0.05, "median_high": number["median"] + 0.05}
            numbers.append(number | ({"note": "withheld: 2 article(s)"} if side == "Withheld" else {}))
    choices = pd.DataFrame(
        {"choice": ["frames", "threshold", "uncertain", "near copies"], "with_others": [0.9, 0.1, 0.1, 0]}
    )
    return Curves(pd.concat(estimates, ignore_index=True), pd.DataFrame(numbers), choices)
