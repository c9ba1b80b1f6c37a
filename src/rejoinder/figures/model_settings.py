"""What the models of frames know; their section in `conf/figures`."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PositiveInt

from rejoinder.corpus.model_cells import Covariate
from rejoinder.corpus.parts import TimeUnit


@dataclass(frozen=True, kw_only=True)
class FrameModels:
    """The logistic regression of each frame on what statements differ in.

    Attributes:
        covariates: what a model knows of a statement; without any, there are no models.
        period: the time unit of periods.
        minimum_articles: fewest articles of a model; errors that allow for clusters need so many, at least 10 (Cameron
            and Miller 2015, doi:10.3368/jhr.50.2.317).
        minimum_cases: fewest statements with the frame, and without, for each coefficient (Peduzzi et al. 1996,
            doi:10.1016/S0895-4356(96)00236-3).
    """

    covariates: list[Covariate]
    period: TimeUnit
    minimum_articles: Annotated[int, Field(ge=10)]
    minimum_cases: PositiveInt
