"""The regressions of frames: against statsmodels on single statements, how often they hold the truth, and when not."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit

from rejoinder.corpus import open_corpus
from rejoinder.corpus.model_cells import count_model_cells
from rejoinder.figures.model_settings import FrameModels
from rejoinder.figures.models import COLUMNS, compute_models
from tests.support.corpora import as_tuples, invent_corpus

SETTINGS = FrameModels(covariates=["side", "form"], period="year", minimum_articles=20, minimum_cases=10)
LABELS = {"denial": "Denial"}


def draw_statements(rng: np.random.Generator, articles: int = 40) -> pd.DataFrame:
    """Statements of articles with a manner of their own; the frame depends on side and form."""
    article = np.arange(articles).repeat(12)
    north, quoted = rng.random((2, len(article))) < 0.4
    manner = rng.normal(0, 0.8, articles)[article]
    marked = rng.random(len(article)) < 1 / (1 + np.exp(1.2 - 0.9 * north + 0.5 * quoted - manner))
    side, form = np.where(north, "Norland", "Sudland"), np.where(quoted, "direct", "indirect")
    return pd.DataFrame({"article_id": article, "side": side, "form": form, "0": marked.astype(int)})


def count_cells(statements: pd.DataFrame, covariates: tuple[str, ...] = ("side", "form")) -> pd.DataFrame:
    return statements.groupby(["article_id", *covariates])["0"].agg(n="size", **{"0": "sum"}).reset_index()


def compute(statements: pd.DataFrame, **changes: object) -> pd.DataFrame:
    return compute_models(count_cells(statements), LABELS, replace(SETTINGS, **changes), 5)


def test_coefficients_and_effects_are_statsmodels_of_single_statements() -> None:
    statements = draw_statements(np.random.default_rng(13))
    table = compute(statements)
    design = np.column_stack(
        [np.ones(len(statements)), statements["side"] == "Norland", statements["form"] == "direct"]
    )
    fit = Logit(statements["0"], design.astype(float)).fit(
        disp=False, cov_type="cluster", cov_kwds={"groups": statements["article_id"]}, use_t=True
    )
    assert as_tuples(table, "covariate", "level", "reference") == [
        ("side", "Norland", "Sudland"),
        ("form", "direct", "indirect"),
    ]
    bounds = np.exp(np.column_stack([fit.params, fit.conf_int()])[1:])
    assert table[["odds_ratio", "odds_low", "odds_high"]].to_numpy() == pytest.approx(bounds, abs=2e-4)
    effects = fit.get_margeff(at="overall", dummy=True)
    assert table["effect"].to_numpy() == pytest.approx(effects.margeff, abs=1e-4)
    widths = (table["high"] - table["low"]).to_numpy() / effects.margeff_se
    assert widths == pytest.approx(2 * 2.0227, abs=0.02)  # Student's with 39 degrees of freedom
    assert as_tuples(table.head(1), "n", "cases", "articles", "note") == [(480, statements["0"].sum(), 40, "")]


def test_intervals_of_effects_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(13)
    many = draw_statements(np.random.default_rng(1), 8_000)
    true = compute(many)["effect"].to_numpy()
    held = []
    for _ in range(100):
        table = compute(draw_statements(rng))
        held.append((table["low"] <= true) & (true <= table["high"]))
    assert 0.9 < np.mean(held) < 0.99


def test_an_effect_of_one_of_three_levels_is_against_the_reference_alone() -> None:
    """Without another covariate it is the difference of two shares."""
    statements = draw_statements(np.random.default_rng(13)).assign(form=lambda rows: np.arange(len(rows)) % 3)
    statements["form"] = statements["form"].map({0: "direct", 1: "indirect", 2: "mixed"})
    cells = count_cells(statements, ("form",))
    table = compute_models(cells, LABELS, replace(SETTINGS, covariates=["form"]), 5)
    shares = statements.groupby("form")["0"].mean()
    assert as_tuples(table, "level", "reference") == [("indirect", "direct"), ("mixed", "direct")]
    assert table["effect"].tolist() == pytest.approx(
        (shares[["indirect", "mixed"]] - shares["direct"]).tolist(), abs=1e-4
    )


def test_levels_of_few_articles_are_one_and_a_covariate_of_one_level_says_so() -> None:
    statements = draw_statements(np.random.default_rng(13)).assign(form="direct")
    statements["side"] = statements["side"].where(
        statements["article_id"] > 5, "Side " + statements["article_id"].astype(str)
    )
    table = compute(statements)
    assert as_tuples(table, "covariate", "level", "note") == [
        ("side", "Norland", ""),
        ("side", "others (6)", ""),
        ("form", "direct", "all statements have this level"),
    ]


def mark_first(count: int) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: pd.Series(rows.index < count, rows.index, dtype=int)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"article_id": 1}, "1 article(s), fewer than 20", id="one article"),
        pytest.param({"side": "Norland", "form": "direct"}, "all statements are alike in side, form", id="all alike"),
        pytest.param(
            {"0": mark_first(15)}, "15 statement(s) with the frame, fewer than 10 for each of 2", id="few with"
        ),
        pytest.param({"0": mark_first(464)}, "16 statement(s) without the frame", id="few without"),
        pytest.param({"form": lambda rows: rows["side"]}, "cannot be told apart", id="covariates that go together"),
        pytest.param(
            {"0": lambda rows: rows["0"] * (rows["side"] == "Sudland")},
            "no statement of side Norland",
            id="a level without",
        ),
        pytest.param(
            {"0": lambda rows: rows["0"].where(rows["side"] == "Sudland", 1)},
            "every statement of side Norland",
            id="a level that always has it",
        ),
    ],
)
def test_a_model_is_withheld_with_its_reason(change: dict[str, object], reason: str) -> None:
    table = compute(draw_statements(np.random.default_rng(13)).assign(**change))
    assert len(table) == 1
    assert table["effect"].isna().all()
    assert table["note"][0].startswith("withheld: ")
    assert reason in table["note"][0]


def test_two_covariates_that_only_together_tell_the_frame_apart_are_separated() -> None:
    """Every level has statements with and without the frame, but those of two levels at once always carry it."""
    statements = draw_statements(np.random.default_rng(13))
    levels = (statements["side"] == "Norland").astype(int) + (statements["form"] == "direct")
    rows = statements.assign(**{"0": ((levels == 2) | (levels == 1) & (statements.index % 2 == 0)).astype(int)})
    assert "tell the frame without an error" in compute(rows)["note"][0]


def test_cells_are_those_of_plain_pandas_and_leave_out_what_lacks_a_covariate() -> None:
    datasets = invent_corpus(12, outlets=("Wire", "Post", ""), days=900, frames=["denial", "talks"])
    with open_corpus(datasets) as corpus:
        cells = count_model_cells(corpus, ["side", "outlet", "period"], ["denial", "talks"], "year")
    rows = datasets["statements"].to_pandas().merge(datasets["articles"].to_pandas(), on="article_id")
    frames = datasets["frames"].to_pandas().pivot(index="statement_id", columns="frame", values="decision")
    rows = rows.assign(side=rows["side_x"] if "side_x" in rows else rows["side"], period=rows["published"].str[:4])
    rows = rows[(rows["side"] != "") & (rows["outlet"] != "")].merge(frames, on="statement_id")
    key = ["article_id", "side", "outlet", "period"]
    expected = (
        rows.groupby(key).agg(n=("text_x", "size"), **{"0": ("denial", "sum"), "1": ("talks", "sum")}).reset_index()
    )
    pd.testing.assert_frame_equal(cells, expected, check_dtype=False)


def test_no_statement_leaves_a_table_without_rows_or_a_reason() -> None:
    empty = count_cells(draw_statements(np.random.default_rng(13))).head(0)
    table = compute_models(empty, LABELS, SETTINGS, 5)
    assert list(table.columns) == COLUMNS
    assert table["note"].tolist() == ["withheld: 0 article(s), fewer than 20"]
