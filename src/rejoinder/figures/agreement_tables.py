"""The paper's tables of how the machine and people agree: agreement, confusion, calibration, corrected shares."""

import pandas as pd

from rejoinder.figures.data import CELLS, FigureData
from rejoinder.figures.formats import PaperTable
from rejoinder.figures.prevalence import count_prevalence

_MEASURES = ["prevalence_first", "prevalence_second", "precision", "recall", "f1", "kappa", "alpha", "equal"]


def tabulate_agreement(data: FigureData) -> PaperTable:
    """A row for each pair of coders and category, a column for each measure.

    Returns:
        Columns first, second (the coders), variable, category, n (units coded by both), the measures, f1_interval,
        alpha_interval, note. Rows by pair, variable, and category in the codebook's order.
    """
    key = ["first", "second", "variable", "category", "n"]
    columns = [*key, *_MEASURES, "f1_interval", "alpha_interval", "note"]
    caption = "Agreement of coders: precision and recall are the first coder's, held against the second."
    if data.agreement.empty:
        return PaperTable(rows=pd.DataFrame(columns=columns), caption=caption)
    # a target may have the name of a frame
    orders = {"frames": [*data.frames, "micro", "macro"], "stances": ["", *data.targets]}
    ranks = {(variable, name): rank for variable, names in orders.items() for rank, name in enumerate(names)}
    places = zip(data.agreement["variable"], data.agreement["category"], strict=True)
    measured = data.agreement.assign(rank=[ranks.get(place, 0) for place in places])
    measured = measured.sort_values(["first", "second", "variable", "rank"], kind="stable")
    values = measured.pivot_table(index=key, columns="measure", values="value", sort=False, dropna=False, observed=True)
    rows = values.reindex(columns=_MEASURES).reset_index().rename_axis(columns=None)
    for measure in ("f1", "alpha"):
        intervals = _format_intervals(measured[measured["measure"] == measure], key)
        rows[f"{measure}_interval"] = [intervals.get(pair, "") for pair in rows[key].itertuples(index=False, name=None)]
    notes = measured.groupby(key, sort=False)[["measure", "note", "interval_note", "weighted"]].apply(_join_notes)
    rows = rows.merge(notes.rename("note").reset_index(), on=key)
    return PaperTable(rows=rows[columns], caption=caption, widths={"note": 40})


def _format_intervals(rows: pd.DataFrame, key: list[str]) -> dict[tuple[object, ...], str]:
    """The intervals of one measure by the values of the key columns, of those that have one."""
    rows = rows[rows["low"].notna()]
    bounds = [f"{low:.2f} to {high:.2f}" for low, high in zip(rows["low"], rows["high"], strict=True)]
    return dict(zip(rows[key].itertuples(index=False, name=None), bounds, strict=True))


def _join_notes(rows: pd.DataFrame) -> str:
    """What a line of the table leaves out, and why; each reason once."""
    reasons = [f"{measure}: {note}" for measure, note in zip(rows["measure"], rows["note"], strict=True) if note]
    withheld = {f"intervals {note}" for note in rows["interval_note"] if note and note != "no value"}
    weighted = ["statements weigh as many as they stand for"] if rows["weighted"].any() else []
    return "; ".join([*weighted, *reasons, *sorted(withheld)])


def tabulate_confusion(data: FigureData) -> PaperTable:
    """Statements that both coders, one of them or neither marks, by pair and frame, with some of them by id.

    Returns:
        Columns first, second (the coders), frame, cell, n, examples. Rows by pair, frame and cell.
    """
    columns = ["first", "second", "frame", "cell", "n", "examples"]
    order = {name: number for number, name in enumerate([*data.frames, *CELLS])}
    rows = data.confusion.sort_values(
        columns[:4], key=lambda column: column.map(order) if column.name in ("frame", "cell") else column
    )
    ids = [" ".join(example["statement_id"] for example in examples) for examples in rows["examples"]]
    rows = rows.assign(examples=pd.Series(ids, index=rows.index, dtype=str))
    caption = "Confusion of coders, with statements by id: those the machine is surest of, of two passes the first."
    return PaperTable(rows=rows[columns].reset_index(drop=True), caption=caption, widths={"examples": 60})


def tabulate_calibration(data: FigureData) -> PaperTable:
    """Brier score and calibration error of the machine's scores, by pass and frame.

    Returns:
        The columns of data/agreement/calibration. Rows by coder, then frame in the codebook's order.
    """
    order = {name: number for number, name in enumerate(data.frames)}
    rows = data.calibration.sort_values(
        ["coder", "frame"], key=lambda column: column.map(order) if column.name == "frame" else column
    )
    caption = "Scores as probabilities: Brier score, its interval, that of a constant (base), and calibration error."
    return PaperTable(rows=rows.reset_index(drop=True), caption=caption, widths={"note": 40, "interval_note": 40})


def tabulate_prevalence(data: FigureData) -> PaperTable:
    """Shares of statements by pass, side and frame: the machine's, and corrected for its errors.

    A pass and side without any corrected share has no row; `count_prevalence` has them, with the reason.

    Returns:
        The columns of `count_prevalence` but label; the side of all statements is "all".
    """
    rows = count_prevalence(data).drop(columns="label").replace({"side": {"": "all"}})
    is_corrected = rows["corrected"].notna().groupby([rows["coder"], rows["side"]]).transform("any")
    caption = "Share of statements with each frame: the machine's, and corrected for its errors by a coded sample."
    caption += " Left out, but in the data of the figure: coders and sides without any corrected share."
    rows = rows[is_corrected].reset_index(drop=True)
    return PaperTable(rows=rows, caption=caption, widths={"note": 40})


def tabulate_efforts(efforts: pd.DataFrame) -> PaperTable:
    """What coders take for 1,000 statements; those that were not measured say why.

    Args:
        efforts: the rows of data/agreement/efforts.

    Returns:
        The columns of `schema.EFFORTS`. Rows by variable, then coder.
    """
    rows = efforts.sort_values(["variable", "coder"], kind="stable").reset_index(drop=True)
    caption = "What coders take for 1,000 statements: seconds, tokens and money, as recorded when they coded."
    return PaperTable(rows=rows, caption=caption, widths={"note": 60})


def tabulate_correctness(data: FigureData) -> PaperTable:
    """Share of the machine's speakers, sides and stances that each coder calls right.

    Returns:
        The columns of data/agreement/correctness; the category of stances in all is "all". Rows by coder, then speaker,
        side and stances, the targets in the order of the actors.
    """
    order = {name: number for number, name in enumerate(["speaker", "side", "stances", "", *data.targets])}
    rows = data.correctness.sort_values(
        ["coder", "variable", "category"], key=lambda column: column if column.name == "coder" else column.map(order)
    )
    rows.loc[(rows["variable"] == "stances") & (rows["category"] == ""), "category"] = "all"
    caption = "Share of the machine's speakers, sides and stances that coders call right, with interval."
    return PaperTable(rows=rows.reset_index(drop=True), caption=caption, widths={"note": 40})
