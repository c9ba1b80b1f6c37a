"""Invented corpora for tests, as tables by the names of their datasets."""

import datetime
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from rejoinder import schema, tables
from rejoinder.actors import Actors, Side, Target
from rejoinder.codebook import Codebook, Frame

FRAMES = ("denial", "deterrence", "cooperation", "victimhood")
SENTENCES = (
    "The pier stays shut.",
    "Talks go on.",
    "We did not cut the nets.",
    "They will pay for it.",
    "Fish is dear.",
)
SPEAKERS = (("Ada Moor", "Norland"), ("Bo Lund", "Sudland"), ("Harbour Board", ""), ("Wire", ""))

_PARTS: dict[str, list[str]] = {"include": [], "exclude": [], "examples": []}
CODEBOOK = Codebook(
    unit="a sentence",
    source="made up",
    frames={name: Frame(label=name.title(), definition=f"{name}.", **_PARTS) for name in FRAMES},
)
ACTORS = Actors(sides={"Norland": Side()}, targets={"norland": Target(label="Norland"), "talks": Target(label="Talks")})

Rows = list[dict[str, object]]


def invent_corpus(
    articles: int,
    outlets: Sequence[str] = ("Wire",),
    first: str = "2013-03-12",
    days: int = 1,
    frames: Sequence[str] = FRAMES,
    length: int = 8,
) -> dict[str, pa.Table]:
    """A corpus of any size; dates lie within `days` from `first`, frames grow more or less frequent over them."""
    rng = np.random.default_rng(7)
    rows = _no_rows()
    for number in range(articles):
        key, day = f"a{number:04d}", int(rng.integers(days))
        published = datetime.date.fromisoformat(first) + datetime.timedelta(day)
        outlet = outlets[min(int(rng.zipf(1.5)) - 1, len(outlets) - 1)]
        rows["articles"].append(
            {"article_id": key, "title": f"Story {number}", "outlet": outlet, "published": published.isoformat()}
        )
        course = np.linspace(0.3, 0.1, len(frames)) * (1 + np.cos(np.arange(len(frames)) + 3 * day / days))
        for place, chance in enumerate(rng.beta(4 * course[:, None], 4 * (1.1 - course[:, None])).repeat(length, 1).T):
            speaker, side = SPEAKERS[int(rng.integers(len(SPEAKERS)))]
            statement = _statement(key, place + 1, SENTENCES[place % len(SENTENCES)], speaker, side)
            marked = [frame for frame, odds in zip(frames, chance, strict=True) if rng.random() < odds]
            _add_statement(rows, statement, marked, frames)
    return as_tables(rows)


def write_corpus(*lines: str, outlet: str = "Wire", published: str = "2013-03-12") -> dict[str, pa.Table]:
    """One article, a statement a line: "speaker | side | frames", then, where they matter, "| form | credit".

    A frame with a question mark is uncertain, "denial?" as one that is given, "(denial?)" as one that is not.
    """
    rows = _no_rows()
    rows["articles"].append({"article_id": "a", "title": "T", "outlet": outlet, "published": published})
    for number, line in enumerate(lines, 1):
        speaker, side, marked, *rest = (cell.strip() for cell in line.split("|"))
        statement = _statement("a", number, f"No. {number}.", speaker, side, (rest or ["direct"])[0])
        unit = {"unit": "credit"} if rest[1:] else {}
        uncertain = [mark.strip("()?") for mark in marked.split() if "?" in mark]
        decided = [mark.strip("?") for mark in marked.split()]
        _add_statement(rows, statement | unit, decided, ("denial", "deterrence"), uncertain)
    return as_tables(rows)


def as_tables(rows: dict[str, Rows]) -> dict[str, pa.Table]:
    return {name: tables.build_table(part, getattr(schema, name.upper())) for name, part in rows.items()}


def as_tuples(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows of some columns."""
    return list(table[list(columns)].itertuples(index=False, name=None))


def _no_rows() -> dict[str, Rows]:
    return {name: [] for name in ("articles", "statements", "frames", "stances")}


def _statement(
    article: str, number: int, text: str, speaker: str, side: str, form: str = "direct"
) -> dict[str, object]:
    return {
        "statement_id": f"{article}/{number:04d}", "article_id": article, "sent_id": number, "unit": "paragraph",
        "text": text, "speaker": speaker, "speaker_kind": "person", "side": side, "form": form, "rule": "colon",
    }  # fmt: skip


def _add_statement(
    rows: dict[str, Rows],
    statement: dict[str, object],
    marked: Iterable[str],
    frames: Iterable[str],
    uncertain: Iterable[str] = (),
) -> None:
    rows["statements"].append(statement)
    rows["frames"] += [
        {
            "statement_id": statement["statement_id"],
            "frame": frame,
            "decision": frame in marked,
            "uncertain": frame in uncertain,
            "rule": f"cue: {frame}",
        }
        for frame in frames
    ]
