"""What figures and tables are drawn from: the coded statements, in the codebook's and the actors' order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook

NO_SIDE = "no side"
NO_FRAME = "none"
NO_GOLD = "No gold coding of these articles by this codebook: put coding passes into seeds/gold."
CHECKS = ("thresholds", "calibration", "reliability", "prevalence", "confusion")  # datasets within data/agreement
CELLS = ("both", "only first", "only second", "neither")  # of a confusion: who marks
STANCES = ("favours", "neutral", "opposes")


class DataError(ValueError):
    """Tables that do not fit the configuration: one sentence with table, value and repair."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """One run's coding.

    Attributes:
        articles: article_id, title, outlet, published; one row an article, in order of article_id.
        statements: statement_id, article_id, sent_id, text, speaker, speaker_kind, organisation, side, form, rule; all
            but credit lines, in order of article and sentence, no value missing ("" where there is none).
        marks: statement_id, frame, rule; one row for each frame a statement was given.
        stances: statement_id, target, score, label, rule.
        agreement: the rows of data/agreement.
        thresholds, calibration, reliability, prevalence, confusion: those of the datasets within it.
        frames: labels of the codebook's frames by name, in its order.
        targets: labels of the actors' targets by name, in their order.
        sides: the actors' sides, in their order, then others by number of statements, then `NO_SIDE`.
    """

    articles: pd.DataFrame
    statements: pd.DataFrame
    marks: pd.DataFrame
    stances: pd.DataFrame
    agreement: pd.DataFrame
    thresholds: pd.DataFrame
    calibration: pd.DataFrame
    reliability: pd.DataFrame
    prevalence: pd.DataFrame
    confusion: pd.DataFrame
    frames: dict[str, str]
    targets: dict[str, str]
    sides: list[str]


def coded(tables: Mapping[str, pd.DataFrame], codebook: Codebook, actors: Actors) -> Coded:
    """Join the tables articles, statements, frames, stances, agreement and those of `CHECKS`, given by name."""
    statements = tables["statements"].query("unit != 'credit'").sort_values(["article_id", "sent_id"])
    texts = ["text", "speaker", "speaker_kind", "organisation", "side", "form", "rule"]
    statements = statements[["statement_id", "article_id", "sent_id", *texts]].reset_index(drop=True)
    statements[texts] = statements[texts].fillna("")
    statements["side"] = statements["side"].where(statements["side"] != "", NO_SIDE)
    known = statements["statement_id"]
    _check("frames", tables["frames"]["frame"], codebook.frames)
    _check("stances", tables["stances"]["target"], actors.targets)
    frames = tables["frames"]
    marks = frames[frames["decision"].eq(True) & frames["statement_id"].isin(known)]
    stances = tables["stances"][tables["stances"]["statement_id"].isin(known)]
    return Coded(
        articles=tables["articles"][["article_id", "title", "outlet", "published"]].fillna(""),
        statements=statements,
        marks=marks[["statement_id", "frame", "rule"]].fillna("").reset_index(drop=True),
        stances=stances[["statement_id", "target", "score", "label", "rule"]].reset_index(drop=True),
        agreement=tables["agreement"],
        **{name: tables[name] for name in CHECKS},
        frames={name: frame.label for name, frame in codebook.frames.items()},
        targets={name: target.label for name, target in actors.targets.items()},
        sides=_sides(statements["side"], list(actors.sides)),
    )


def _check(table: str, used: "pd.Series[str]", known: Iterable[str]) -> None:
    unknown = sorted(set(used) - set(known))
    if unknown:
        raise DataError(
            f"data/{table}: {unknown[0]!r} is none of {', '.join(known)} in conf/; run `dvc repro {table}`."
        )


def _sides(column: "pd.Series[str]", configured: Sequence[str]) -> list[str]:
    counts = column.value_counts()
    others = sorted(set(counts.index) - {*configured, NO_SIDE}, key=lambda side: (-counts[side], side))
    present = [side for side in configured if side in counts.index]
    return [*present, *others, *([NO_SIDE] if NO_SIDE in counts.index else [])]


def speakers(statements: pd.DataFrame, sides: Sequence[str], most: int) -> pd.DataFrame:
    """Speakers and how many statements each makes, in order of side, then of first statement.

    Columns: speaker, side (of most of the statements), n, row. `row` is what figures call the speaker: the name, or
    "others (k)" for the k speakers with the fewest statements beyond the `most - 1` with the most.
    """
    if statements.empty:
        return pd.DataFrame(columns=["speaker", "side", "n", "row"])
    grouped = statements.reset_index(drop=True).reset_index(names="first").groupby("speaker", sort=False)
    found = grouped.agg(side=("side", _most_common), n=("side", "size"), first=("first", "min")).reset_index()
    found["row"] = found["speaker"]
    if len(found) > most:
        pooled = found.sort_values(["n", "first"], ascending=[False, True]).index[most - 1 :]
        found.loc[pooled, "row"] = f"others ({len(pooled)})"
    found["place"] = [
        len(sides) if row != name else sides.index(side)
        for row, name, side in zip(found["row"], found["speaker"], found["side"], strict=True)
    ]
    return found.sort_values(["place", "first"])[["speaker", "side", "n", "row"]].reset_index(drop=True)


def _most_common(values: "pd.Series[str]") -> str:
    return str(values.mode().iloc[0])


def frames_of(data: Coded) -> "pd.Series[str]":
    """The frames of each statement as one string, separated by spaces, in the codebook's order; by statement_id."""
    order = {name: number for number, name in enumerate(data.frames)}
    marks = data.marks.sort_values("frame", key=lambda column: column.map(order), kind="stable")
    joined = marks.groupby("statement_id")["frame"].agg(" ".join)
    return joined.reindex(data.statements["statement_id"], fill_value="")
