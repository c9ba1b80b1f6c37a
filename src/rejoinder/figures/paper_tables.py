"""The paper's tables, by the names of their files in reports/tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus.statement_table import list_variables
from rejoinder.figures.by_outlet import count_all_outlets
from rejoinder.figures.data import CELLS, STANCES, FigureData
from rejoinder.figures.differences import count_differences
from rejoinder.figures.prevalence import count_prevalence
from rejoinder.figures.sides_frames import count_sides_frames
from rejoinder.figures.style import Paper
from rejoinder.llm.failures import describe_failures

_MEASURES = ["prevalence_first", "prevalence_second", "precision", "recall", "f1", "kappa", "alpha", "equal"]
STATEMENTS_CAPTION = "Statements: one sentence with its speaker, side, form and frames."
STATEMENTS_WIDTHS = {
    "statement_id": 18, "text": 50, "speaker": 20, "side": 14, "frames": 17, "rule": 14, "frames_rule": 20
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """A table of the paper.

    Attributes:
        rows: its content.
        caption: one sentence.
        widths: in millimetres, in LaTeX, of the columns that hold long texts.
    """

    rows: pd.DataFrame
    caption: str
    widths: Mapping[str, int] = field(default_factory=dict)


def tabulate(
    data: FigureData,
    codebook: Codebook,
    actors: Actors,
    coder: pd.DataFrame,
    concordance: pd.DataFrame,
    paper: Paper,
    corrected: pd.DataFrame,
) -> dict[str, PaperTable]:
    """Make the tables of the paper, all but `statements`, which is too long to hold.

    Args:
        data: the coding, counted.
        codebook: for its definitions.
        actors: the targets of stances.
        coder: the coder's cross-validation, which may be empty.
        concordance: the rows of data/words/concordance.
        paper: how few articles have no interval.
        corrected: what corrections changed, as `count_corrections` has it.

    Returns:
        The tables by file name; `outlets` only where there are several, `differences` only where some have
        intervals, `replies` and `corrections` only where there are any.
    """
    listed = {
        "sides_frames": tabulate_sides_frames(data),
        "codebook": tabulate_codebook(codebook),
        "agreement": tabulate_agreement(data),
        "confusion": tabulate_confusion(data),
        "calibration": tabulate_calibration(data),
        "prevalence": tabulate_prevalence(data),
        "correctness": tabulate_correctness(data),
        "stances": tabulate_stances(data),
        "coder": tabulate_coder(coder),
        "speakers_to_check": tabulate_speakers_to_check(data),
        "keyness": tabulate_keyness(data),
        "concordance": tabulate_concordance(concordance),
        "variables": tabulate_variables(codebook, actors),
    }
    differences = tabulate_differences(data, paper)
    if differences.rows["low"].notna().any():
        listed["differences"] = differences
    if not data.replies.empty:
        listed["replies"] = tabulate_replies(data)
    if data.outlets is not None:
        listed["outlets"] = tabulate_outlets(data, paper)
    if not corrected.empty:
        listed["corrections"] = tabulate_corrections(corrected)
    mark = describe_failures(data.agreement.to_dict("records"))
    return {name: replace(table, caption=f"{table.caption}{mark}") for name, table in listed.items()}


def tabulate_variables(codebook: Codebook, actors: Actors) -> PaperTable:
    """The columns of statements.csv and statements.parquet, in order.

    Returns:
        The columns of `list_variables`.
    """
    caption = "Columns of the table of statements."
    widths = {"name": 35, "values": 35, "meaning": 70}
    return PaperTable(rows=list_variables(codebook, actors), caption=caption, widths=widths)


def tabulate_keyness(data: FigureData) -> PaperTable:
    """Key words with raw counts and all measures.

    Returns:
        The columns of `schema.KEYNESS`, but for place; rows in their order.
    """
    caption = (
        "Words that are more, or less, frequent in a part of the corpus than in its reference, with raw counts; G2 is"
        " below 0 where less, p and BIC are of the four-term G2."
    )
    return PaperTable(rows=data.keyness.drop(columns="place"), caption=caption)


def tabulate_concordance(lines: pd.DataFrame) -> PaperTable:
    """Words in their sentences.

    Returns:
        The columns of `schema.CONCORDANCE`, but for line and article_id; rows in their order.
    """
    caption = "Concordance: terms, cues of the codebook and words that speak for a frame, in their sentences."
    widths = {"before": 40, "after": 40, "speaker": 18, "side": 14, "statement_id": 18}
    return PaperTable(rows=lines.drop(columns=["line", "article_id"]), caption=caption, widths=widths)


def tabulate_outlets(data: FigureData, paper: Paper) -> PaperTable:
    """Every outlet with the share of its statements that carry each frame.

    Returns:
        The columns of `count_all_outlets`.
    """
    caption = "Share of statements with each frame by outlet, with 95 % intervals."
    return PaperTable(rows=count_all_outlets(data, paper), caption=caption, widths={"note": 40})


def tabulate_differences(data: FigureData, paper: Paper) -> PaperTable:
    """How the share of each frame in each group differs from that in all others.

    Returns:
        The columns of `count_differences`.
    """
    caption = "Share of statements with each frame, by group, less that of all other groups, with 95 % intervals."
    return PaperTable(rows=count_differences(data, paper), caption=caption, widths={"group": 30, "note": 40})


def tabulate_replies(data: FigureData) -> PaperTable:
    """Who answers whom: denials and retorts with the accusations that they answer.

    Returns:
        The columns of `find_replies`.
    """
    caption = "Replies: denials and retorts, with the accusation that each answers and what tells so."
    return PaperTable(rows=data.replies, caption=caption, widths={"text": 50, "accusation_text": 50, "speaker": 20})


def tabulate_corrections(corrected: pd.DataFrame) -> PaperTable:
    """What corrections changed.

    Returns:
        The columns of `count_corrections`.
    """
    caption = "Values that people corrected: the machine's, those that stand, and in how many statements."
    return PaperTable(rows=corrected, caption=caption, widths={"was": 35, "is": 35, "lines": 30})


def tabulate_coder(coder: pd.DataFrame) -> PaperTable:
    """The coder's scores by variant and frame, with a note where a frame was not fitted."""
    caption = "Cross-validation of the frame coder; of variant tuned, scores of statements held out of its training."
    return PaperTable(rows=coder, caption=caption, widths={"note": 40})


def tabulate_speakers_to_check(data: FigureData) -> PaperTable:
    """Speakers whose side, name or merging across articles is in doubt, with the line that settles them.

    Returns:
        The columns of `find_speakers_to_check`.
    """
    caption = "Speakers to check, and the line of conf/actors that settles each."
    widths = {"speaker": 25, "sides": 25, "reasons": 20, "names": 25, "may_be": 25, "line": 30, "example": 40}
    return PaperTable(rows=data.speakers_to_check, caption=caption, widths=widths)


def tabulate_sides_frames(data: FigureData) -> PaperTable:
    """Statements by side and frame, one row a side, with the number of statements.

    Returns:
        Columns side, group, one for each frame and for none by its label, uncertain (of the frames counted before), and
        statements; rows in the order of the actors.
    """
    counts = count_sides_frames(data)
    labels = dict(zip(counts["frame"], counts["label"], strict=True))
    rows = counts.pivot_table(index="side", columns="frame", values="count", aggfunc="sum")
    rows = rows.reindex(index=list(data.sides), columns=list(labels)).rename(columns=labels)
    rows["uncertain"] = counts.groupby("side")["uncertain"].sum()
    rows["statements"] = list(data.sides.values())
    rows.insert(0, "group", list(data.groups.values()))
    caption = "Statements by side and frame; one with two frames counts for both."
    return PaperTable(rows=rows.reset_index().rename_axis(columns=None), caption=caption)


def tabulate_codebook(codebook: Codebook) -> PaperTable:
    """The codebook as coders read it; cues are left to its file.

    Returns:
        Columns frame (its label), definition, include, exclude, examples; rows in the codebook's order.
    """
    rows = [
        (frame.label, frame.definition, "; ".join(frame.include), "; ".join(frame.exclude), "; ".join(frame.examples))
        for frame in codebook.frames.values()
    ]
    columns = ["frame", "definition", "include", "exclude", "examples"]
    widths = {"definition": 40, "include": 40, "exclude": 40, "examples": 40}
    return PaperTable(rows=pd.DataFrame(rows, columns=columns), caption=f"Codebook. {codebook.source}", widths=widths)


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


def tabulate_stances(data: FigureData) -> PaperTable:
    """Statements by side, target and stance, with the mean score.

    Returns:
        Columns side, group, target (its label), one for each stance, statements, implied (of them, those that do not
        name the target), neutral_share (of them, in [0, 1]), mean_score (in [-1, 1]). Rows in the order of the actors;
        none where a side does not speak of a target.
    """
    columns = ["side", "group", "target", *STANCES, "statements", "implied", "neutral_share", "mean_score"]
    groups = dict(iter(data.sides_stances.groupby(["side", "target"])))
    rows = []
    for side in data.sides:
        for target, label in data.targets.items():
            part = groups.get((side, target))
            if part is not None:
                counts = dict(zip(part["stance"], part["count"], strict=True))
                n, total = int(part["count"].sum()), float(part["total"].sum())
                numbers = [counts.get(stance, 0) for stance in STANCES]
                shares = [round(value / n, 4) for value in (counts.get("neutral", 0), total)]
                rows.append((side, data.groups[side], label, *numbers, n, int(part["implied"].sum()), *shares))
    return PaperTable(rows=pd.DataFrame(rows, columns=columns), caption="Stances of sides toward targets, in [-1, 1].")
