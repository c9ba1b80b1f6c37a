"""Which statements two runs code differently."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from rejoinder.compare.revisions import CodedRun

COLUMNS = ["change", "of", "before", "after", "score_before", "score_after"]
COLUMNS += ["article_id", "statement_before", "statement_after", "text"]
_KEY = ["article_id", "text", "occurrence"]
_FLAGS = {0: "no", 1: "yes"}


class _Code(NamedTuple):
    """A code that both runs give: what it is, of which frame or target, in which column, with which score."""

    change: str
    of: str
    column: str
    score: str


def match_statements(before: CodedRun, after: CodedRun) -> pd.DataFrame:
    """Match statements of the same article by their text, of those that an article repeats the first with the first.

    Offsets may differ, as they do after an edit of the article.

    Returns:
        A row for each statement of either run, in order of the article: article_id, text, occurrence (from 0), the
        other columns of both runs with _before and _after, and `runs` (both, left_only, right_only).
    """
    numbered = [
        run.statements.assign(occurrence=run.statements.groupby(["article_id", "text"]).cumcount())
        for run in (before, after)
    ]
    pairs = numbered[0].merge(numbered[1], on=_KEY, how="outer", suffixes=("_before", "_after"), indicator="runs")
    place = pairs["sent_id_after"].fillna(pairs["sent_id_before"])
    return pairs.assign(place=place).sort_values(["article_id", "place", "runs"], ignore_index=True)


def list_changes(pairs: pd.DataFrame, before: CodedRun, after: CodedRun) -> pd.DataFrame:
    """List every code that differs, and every statement that only one run has.

    Frames and targets that only one run knows are not compared.

    Args:
        pairs: as `match_statements` gives them.
        before, after: the runs.

    Returns:
        Columns `COLUMNS`: change is speaker, side, form, frame, stance or "only in" with the run's name; of is the
        frame or target, else ""; before and after are the codes, of frames yes or no, "" for none; scores are those
        of frames, in [0, 1], and stances, in [-1, 1]. Rows in order of the article.
    """
    parts = [_compare_code(pairs[pairs["runs"] == "both"], code) for code in _list_codes(before, after)]
    for runs, run in (("left_only", before), ("right_only", after)):
        alone = pairs[pairs["runs"] == runs]
        parts.append(alone.assign(change=f"only in {run.name}", of="", before="", after=""))
    changes = pd.concat(parts).rename_axis("row").sort_index(kind="stable")
    ids = {f"statement_{side}": changes[f"statement_id_{side}"].fillna("") for side in ("before", "after")}
    return changes.assign(**ids).reindex(columns=COLUMNS).reset_index(drop=True)


def _list_codes(before: CodedRun, after: CodedRun) -> Iterator[_Code]:
    for name in ("speaker", "side", "form"):
        yield _Code(name, "", name, "")
    for frame in before.frames:
        if frame in after.frames:
            yield _Code("frame", frame, f"frame_{frame}", f"score_{frame}")
    for target in before.targets:
        if target in after.targets:
            yield _Code("stance", target, f"stance_{target}", f"favour_{target}")


def _compare_code(pairs: pd.DataFrame, code: _Code) -> pd.DataFrame:
    """Rows of the pairs whose code differs, with code and scores as columns."""
    codes = {side: pairs[f"{code.column}_{side}"] for side in ("before", "after")}
    if code.change == "frame":
        codes = {side: column.map(_FLAGS) for side, column in codes.items()}
    codes = {side: column.fillna("") for side, column in codes.items()}
    scores = {f"score_{side}": pairs[f"{code.score}_{side}"] for side in codes} if code.score else {}
    return pairs.assign(change=code.change, of=code.of, **codes, **scores)[codes["before"] != codes["after"]]


def count_changes(pairs: pd.DataFrame, changes: pd.DataFrame, before: CodedRun, after: CodedRun) -> pd.DataFrame:
    """Count the statements whose code differs.

    Args:
        pairs: as `match_statements` gives them.
        changes: as `list_changes` gives them.
        before, after: the runs.

    Returns:
        Columns change, of, statements, gained and lost (of frames: no to yes, yes to no), score_moved (of frames and
        stances: the most by which the score of a statement differs). Rows by change in the order of `list_changes`,
        zeros included; last the statements that only one run has.
    """
    rows = []
    for code in _list_codes(before, after):
        part = changes[(changes["change"] == code.change) & (changes["of"] == code.of)]
        turns = [int((part["after"] == value).sum()) if code.change == "frame" else None for value in ("yes", "no")]
        moved = (pairs[f"{code.score}_after"] - pairs[f"{code.score}_before"]).abs().max() if code.score else None
        rows.append((code.change, code.of, len(part), *turns, moved))
    for run, runs in ((before, "left_only"), (after, "right_only")):
        rows.append((f"only in {run.name}", "", int((pairs["runs"] == runs).sum()), None, None, None))
    counts = pd.DataFrame(rows, columns=["change", "of", "statements", "gained", "lost", "score_moved"])
    return counts.astype({"gained": "Int64", "lost": "Int64", "score_moved": float}).round({"score_moved": 4})
