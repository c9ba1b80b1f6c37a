"""The paper's tables, by the names of their files in reports/tables."""

from dataclasses import replace

import pandas as pd

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus.statement_table import list_variables
from rejoinder.figures.agreement_tables import (
    tabulate_agreement,
    tabulate_calibration,
    tabulate_confusion,
    tabulate_correctness,
    tabulate_prevalence,
)
from rejoinder.figures.comparison_tables import (
    tabulate_differences,
    tabulate_models,
    tabulate_outlets,
    tabulate_sides,
)
from rejoinder.figures.data import STANCES, FigureData
from rejoinder.figures.formats import PaperTable
from rejoinder.figures.sides_frames import count_sides_frames
from rejoinder.figures.style import Paper
from rejoinder.llm.failures import describe_failures

STATEMENTS_CAPTION = "Statements: one sentence with its speaker, side, form and frames."
STATEMENTS_WIDTHS = {
    "statement_id": 18, "text": 50, "speaker": 20, "side": 14, "frames": 17, "rule": 14, "frames_rule": 20
}  # fmt: skip


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
        The tables by file name; `sides` only where there are several articles, `outlets` where there are several,
        `differences` where some have intervals, `models` where they are asked for, `replies` and `corrections` where
        there are any.
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
    if data.model_cells is not None:
        listed["models"] = tabulate_models(data.model_cells, data.frames, paper)
    if not data.replies.empty:
        listed["replies"] = tabulate_replies(data)
    if data.totals.articles > 1:
        listed["sides"] = tabulate_sides(data, paper)
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
