"""Table `models`: a logistic regression of each frame on what statements differ in, clustered by article."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rejoinder.figures.model_settings import FrameModels
from rejoinder.figures.regression import BinomialCells, BoundedValue, fit_regression, is_separated
from rejoinder.measures import Values

COLUMNS = [
    *("frame", "label", "covariate", "level", "reference", "effect", "low", "high", "odds_ratio", "odds_low"),
    *("odds_high", "n", "cases", "articles", "note"),
]


def compute_models(
    cells: pd.DataFrame, labels: Mapping[str, str], settings: FrameModels, minimum_articles: int
) -> pd.DataFrame:
    """Fit the model of each frame.

    Args:
        cells: as `count_model_cells` counts them, by the covariates of the settings and these frames.
        labels: of frames by name, in the codebook's order.
        settings: what a model knows, and how much it needs.
        minimum_articles: levels that fewer articles have are one level together, "others (k)".

    Returns:
        `COLUMNS`: frame, label, covariate, level, reference (the level that most statements have), effect (average
        marginal effect, in [-1, 1]) with low and high, odds_ratio with odds_low and odds_high, n (statements), cases
        (those with the frame) and articles of the model, note. Rows by frame, covariate and level, the most frequent
        first; a model that is withheld has one row, whose note says why.
    """
    levels: dict[str, pd.Series] = {n: _pool_levels(cells, n, minimum_articles) for n in settings.covariates}
    rows: list[dict[str, Any]] = []
    for place, (frame, label) in enumerate(labels.items()):
        k = cells[str(place)].to_numpy(float)
        n, articles = int(cells["n"].sum()), cells["article_id"].nunique()
        model = {"frame": frame, "label": label, "n": n, "cases": int(k.sum()), "articles": articles}
        rows += [model | row for row in _describe_model(cells, levels, k, settings)]
    return pd.DataFrame(rows, columns=COLUMNS).fillna({"covariate": "", "level": "", "reference": ""})


def _pool_levels(cells: pd.DataFrame, name: str, minimum_articles: int) -> pd.Series:
    """The levels of a covariate as an ordered category, the most frequent first; rare ones are pooled."""
    articles = cells.groupby(name)["article_id"].nunique()
    rare = set(articles.index[articles < minimum_articles])
    pooled = cells[name].where(~cells[name].isin(rare), f"others ({len(rare)})") if len(rare) > 1 else cells[name]
    sizes = cells["n"].groupby(pooled).sum()
    order = sorted(sizes.index, key=lambda level: (-sizes[level], level))
    return pooled.astype(pd.CategoricalDtype(order))


def _describe_model(
    cells: pd.DataFrame, levels: Mapping[str, pd.Series], k: Values, settings: FrameModels
) -> Iterator[dict[str, Any]]:
    """The rows of one model, or the one that says why it is withheld."""
    dummies = {name: pd.get_dummies(column, dtype=float).iloc[:, 1:] for name, column in levels.items()}
    n = cells["n"].to_numpy(float)
    design = np.column_stack([np.ones(len(n)), *(table.to_numpy() for table in dummies.values())])
    clusters = pd.factorize(cells["article_id"])[0].astype(np.int64)
    counted = BinomialCells(design=design, n=n, k=k, clusters=clusters)
    why = _explain_withheld(counted, levels, settings)
    if why:
        yield {"note": f"withheld: {why}"}
        return
    fit, column = fit_regression(counted), 1
    for name, table in dummies.items():
        if table.empty:
            yield {"covariate": name, "level": levels[name].iloc[0], "note": "all statements have this level"}
        columns = range(column, column + table.shape[1])
        for number, level in zip(columns, table.columns, strict=True):
            effect, odds = fit.estimate_effect(counted, number, columns), fit.estimate_odds_ratio(number)
            row = {"covariate": name, "level": level, "reference": levels[name].cat.categories[0], "note": ""}
            yield (
                row
                | _name_bounds(effect, ("effect", "low", "high"))
                | _name_bounds(odds, ("odds_ratio", "odds_low", "odds_high"))
            )
        column = columns.stop


def _name_bounds(estimate: BoundedValue, names: Sequence[str]) -> dict[str, float]:
    bounds = (estimate.value, estimate.low, estimate.high)
    return {name: round(bound, 4) for name, bound in zip(names, bounds, strict=True)}


def _explain_withheld(cells: BinomialCells, levels: Mapping[str, pd.Series], settings: FrameModels) -> str:
    """Why there is no model; "" where there is one."""
    articles, coefficients = len(np.unique(cells.clusters)), cells.design.shape[1] - 1
    cases = int(min(cells.k.sum(), (cells.n - cells.k).sum()))
    if articles < settings.minimum_articles:
        return f"{articles} article(s), fewer than {settings.minimum_articles}"
    if coefficients == 0:
        return f"all statements are alike in {', '.join(levels)}"
    if cases < settings.minimum_cases * coefficients:
        kind = "with" if cells.k.sum() == cases else "without"
        least = f"{settings.minimum_cases} for each of {coefficients} coefficient(s)"
        return f"{cases} statement(s) {kind} the frame, fewer than {least}"
    if np.linalg.matrix_rank(cells.design) < cells.design.shape[1]:
        return f"{', '.join(levels)} cannot be told apart: some of their levels always go together"
    for name, column in levels.items():
        marked = (
            pd.Series(cells.k).groupby(column.to_numpy()).sum() / pd.Series(cells.n).groupby(column.to_numpy()).sum()
        )
        for share, amount in ((0, "no"), (1, "every")):
            if (marked == share).any():
                return f"{amount} statement of {name} {marked.index[marked == share][0]} has the frame (separation)"
    return f"{', '.join(levels)} together tell the frame without an error (separation)" if is_separated(cells) else ""
