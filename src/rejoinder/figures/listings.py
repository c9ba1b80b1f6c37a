"""The paper's tables and the numbers it quotes inline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from rejoinder.codebook import Codebook
from rejoinder.figures import write
from rejoinder.figures.by_outlet import outlets as outlets_shares
from rejoinder.figures.data import CELLS, STANCES, Coded
from rejoinder.figures.prevalence import prevalence as shares
from rejoinder.figures.style import Paper

_MEASURES = ["prevalence_first", "prevalence_second", "precision", "recall", "f1", "kappa", "alpha", "equal"]


STATEMENTS = "Statements: one sentence with its speaker, side, form and frames."  # the caption
WIDE = {"statement_id": 18, "text": 50, "speaker": 20, "side": 14, "frames": 17, "rule": 14, "frame_rule": 20}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A table of the paper.

    Attributes:
        rows: what it holds.
        caption: one sentence.
        wide: width in millimetres, in LaTeX, of the columns that hold long texts.
    """

    rows: pd.DataFrame
    caption: str
    wide: Mapping[str, int] = field(default_factory=dict)


def listings(
    data: Coded, codebook: Codebook, counts: pd.DataFrame, coder: pd.DataFrame, paper: Paper
) -> dict[str, Listing]:
    """Tables by file name, all but `statements`.

    `counts` is `sides_frames`, `coder` the coder's cross-validation (may be empty).
    """
    found = {
        "sides_frames": sides_by_frames(counts),
        "codebook": frames_defined(codebook),
        "agreement": agreement(data),
        "confusion": confusion(data),
        "calibration": calibration(data),
        "prevalence": prevalence(data),
        "stances": stances(data),
        "coder": cross_validation(coder),
    }
    return found if data.outlets is None else found | {"outlets": outlets(data, paper)}


def outlets(data: Coded, paper: Paper) -> Listing:
    """Every outlet with the share of its statements that carry each frame."""
    caption = "Share of statements with each frame by outlet, with 95 % intervals."
    return Listing(rows=outlets_shares(data, paper), caption=caption, wide={"note": 40})


def cross_validation(coder: pd.DataFrame) -> Listing:
    """The coder's scores by variant and frame, with a note where a frame was not fitted."""
    caption = "Cross-validation of the frame coder on its training statements."
    return Listing(rows=coder, caption=caption, wide={"note": 40})


def statements(rows: Iterable[pd.DataFrame]) -> Iterable[pd.DataFrame]:
    """Statements with their codes, from `read_statements`, some at a time; `STATEMENTS` says how they are set."""
    return (part[["statement_id", "text", "speaker", "side", "form", "frames", "rule", "frame_rule"]] for part in rows)


def sides_by_frames(counts: pd.DataFrame) -> Listing:
    """Statements by side and frame, one row a side, with the number of statements."""
    labels = dict(zip(counts["frame"], counts["label"], strict=True))
    n = dict(zip(counts["side"], counts["n"], strict=True))
    rows = counts.pivot_table(index="side", columns="frame", values="count", aggfunc="sum")
    rows = rows.reindex(index=list(n), columns=list(labels)).rename(columns=labels)
    rows["statements"] = list(n.values())
    caption = "Statements by side and frame; one with two frames counts for both."
    return Listing(rows=rows.reset_index().rename_axis(columns=None), caption=caption)


def frames_defined(codebook: Codebook) -> Listing:
    """The codebook as coders read it; cues are left to its file."""
    rows = [
        (frame.label, frame.definition, "; ".join(frame.include), "; ".join(frame.exclude), "; ".join(frame.examples))
        for frame in codebook.frames.values()
    ]
    columns = ["frame", "definition", "include", "exclude", "examples"]
    wide = {"definition": 40, "include": 40, "exclude": 40, "examples": 40}
    return Listing(rows=pd.DataFrame(rows, columns=columns), caption=f"Codebook. {codebook.source}", wide=wide)


def agreement(data: Coded) -> Listing:
    """A row for each pair of coders and category, a column for each measure."""
    key = ["first", "second", "variable", "category", "n"]
    columns = [*key, *_MEASURES, "f1_interval", "alpha_interval", "note"]
    caption = "Agreement of coders: precision and recall are the first coder's, held against the second."
    found = data.agreement
    if found.empty:
        return Listing(rows=pd.DataFrame(columns=columns), caption=caption)
    order = {name: number for number, name in enumerate([*data.frames, "micro", "macro", ""])}
    found = found.sort_values(
        ["first", "second", "variable", "category"],
        key=lambda column: column.map(order) if column.name == "category" else column,
        kind="stable",
    )
    values = found.pivot_table(index=key, columns="measure", values="value", sort=False, dropna=False, observed=True)
    rows = values.reindex(columns=_MEASURES).reset_index().rename_axis(columns=None)
    for measure in ("f1", "alpha"):
        given = found[(found["measure"] == measure) & found["low"].notna()]
        bounds = [f"{low:.2f} to {high:.2f}" for low, high in zip(given["low"], given["high"], strict=True)]
        known = dict(zip(given[key].itertuples(index=False, name=None), bounds, strict=True))
        rows[f"{measure}_interval"] = [known.get(k, "") for k in rows[key].itertuples(index=False, name=None)]
    notes = found.groupby(key, sort=False)[["measure", "note", "interval_note", "weighted"]].apply(_notes)
    rows = rows.merge(notes.rename("note").reset_index(), on=key)
    return Listing(rows=rows[columns], caption=caption, wide={"note": 40})


def _notes(rows: pd.DataFrame) -> str:
    """What a line of the table leaves out, and why; each reason once."""
    said = [f"{measure}: {note}" for measure, note in zip(rows["measure"], rows["note"], strict=True) if note]
    withheld = {f"intervals {note}" for note in rows["interval_note"] if note and note != "no value"}
    weighted = ["statements weigh as many as they stand for"] if rows["weighted"].any() else []
    return "; ".join([*weighted, *said, *sorted(withheld)])


def confusion(data: Coded) -> Listing:
    """Statements that both coders, one of them or neither marks, by pair and frame, with some of them by id."""
    columns = ["first", "second", "frame", "cell", "n", "examples"]
    order = {name: number for number, name in enumerate([*data.frames, *CELLS])}
    rows = data.confusion.sort_values(
        columns[:4], key=lambda column: column.map(order) if column.name in ("frame", "cell") else column
    )
    ids = [" ".join(example["statement_id"] for example in examples) for examples in rows["examples"]]
    rows = rows.assign(examples=pd.Series(ids, index=rows.index, dtype=str))
    caption = "Confusion of coders, with statements by id: those the machine is surest of, of two passes the first."
    return Listing(rows=rows[columns].reset_index(drop=True), caption=caption, wide={"examples": 60})


def calibration(data: Coded) -> Listing:
    """Brier score and calibration error of the machine's scores, by pass and frame."""
    order = {name: number for number, name in enumerate(data.frames)}
    rows = data.calibration.sort_values(
        ["coder", "frame"], key=lambda column: column.map(order) if column.name == "frame" else column
    )
    caption = "Scores as probabilities: Brier score, its interval, that of a constant (base), and calibration error."
    return Listing(rows=rows.reset_index(drop=True), caption=caption, wide={"note": 40, "interval_note": 40})


def prevalence(data: Coded) -> Listing:
    """Shares of statements by pass, side and frame: the machine's, and corrected for its errors."""
    rows = shares(data).drop(columns="label").replace({"side": {"": "all"}})
    caption = "Share of statements with each frame: the machine's, and corrected for its errors by a coded sample."
    return Listing(rows=rows, caption=caption, wide={"note": 40})


def stances(data: Coded) -> Listing:
    """Statements by side, target and stance, with the mean score."""
    columns = ["side", "target", *STANCES, "statements", "mean_score"]
    found, rows = data.sides_stances, []
    for side in data.sides:
        for target, label in data.targets.items():
            part = found[(found["side"] == side) & (found["target"] == target)]
            if len(part):
                counts = dict(zip(part["stance"], part["count"], strict=True))
                n, total = int(part["count"].sum()), float(part["total"].sum())
                rows.append((side, label, *(counts.get(stance, 0) for stance in STANCES), n, round(total / n, 4)))
    return Listing(rows=pd.DataFrame(rows, columns=columns), caption="Stances of sides toward targets, in [-1, 1].")


def numbers(data: Coded) -> str:
    """LaTeX macros for the numbers of running text: \\rejoinderStatements, \\rejoinderShareQuoted and so on."""
    found = data.totals
    values = {
        "articles": str(found.articles),
        "statements": str(found.statements),
        "speakers": str(found.speakers),
        "statements quoted": str(found.quoted),
        "share quoted": _percent(found.quoted, found.statements),
        "share attributed": _percent(found.attributed, found.statements),
        "statements framed": str(found.framed),
        "share framed": _percent(found.framed, found.statements),
        "stances": str(found.stances),
    }
    marked = data.sides_frames.groupby("frame")["count"].sum()
    values |= {f"frame {frame}": str(marked.get(frame, 0)) for frame in data.frames}
    values |= {f"side {side}": str(n) for side, n in data.sides.items()}
    for row in data.agreement.to_dict("records"):
        if row["measure"] in ("f1", "alpha") and row["category"] == "macro":
            value = "not defined" if pd.isna(row["value"]) else f"{row['value']:.2f}"
            values[f"{row['measure']} {row['first']} {row['second']}"] = value
    for row in data.prevalence.query("side == '' and corrected.notna()").to_dict("records"):
        share, low, high = (f"{100 * row[name]:.0f} %" for name in ("corrected", "low", "high"))
        values[f"share {row['frame']} {row['coder']}"] = f"{share} [{low}, {high}]"
    return write.commands(values)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
