"""Invented corpora for the tests of counts: as tables, of so many articles as asked for, with outlets and dates."""

import datetime
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from rejoinder import schema, tables

FRAMES = ("denial", "deterrence", "cooperation", "victimhood")
SENTENCES = (
    "The pier stays shut.",
    "Talks go on.",
    "We did not cut the nets.",
    "They will pay for it.",
    "Fish is dear.",
)
SPEAKERS = (("Ada Moor", "Norland"), ("Bo Lund", "Sudland"), ("Harbour Board", ""), ("Wire", ""))

Rows = list[dict[str, object]]


def corpus(
    articles: int,
    outlets: Sequence[str] = ("Wire",),
    first: str = "2013-03-12",
    days: int = 1,
    frames: Sequence[str] = FRAMES,
    length: int = 8,
) -> dict[str, pa.Table]:
    """Tables by name; dates lie within `days` from `first`, frames grow more or less frequent over them."""
    rng = np.random.default_rng(7)
    made: dict[str, Rows] = {name: [] for name in ("articles", "statements", "frames", "stances")}
    for number in range(articles):
        key, day = f"a{number:04d}", int(rng.integers(days))
        published = datetime.date.fromisoformat(first) + datetime.timedelta(day)
        outlet = outlets[min(int(rng.zipf(1.5)) - 1, len(outlets) - 1)]
        made["articles"].append(
            {"article_id": key, "title": f"Story {number}", "outlet": outlet, "published": published.isoformat()}
        )
        course = np.linspace(0.3, 0.1, len(frames)) * (1 + np.cos(np.arange(len(frames)) + 3 * day / days))
        for place, chance in enumerate(rng.beta(4 * course[:, None], 4 * (1.1 - course[:, None])).repeat(length, 1).T):
            speaker, side = SPEAKERS[int(rng.integers(len(SPEAKERS)))]
            row = statement(key, place + 1, SENTENCES[place % len(SENTENCES)], speaker, side)
            given = [frame for frame, odds in zip(frames, chance, strict=True) if rng.random() < odds]
            add(made, row, given, frames)
    return as_tables(made)


def statement(article: str, number: int, text: str, speaker: str, side: str, form: str = "direct") -> dict[str, object]:
    return {
        "statement_id": f"{article}/{number:04d}", "article_id": article, "sent_id": number, "unit": "paragraph",
        "text": text, "speaker": speaker, "side": side, "form": form, "rule": "colon",
    }  # fmt: skip


def add(made: dict[str, Rows], row: dict[str, object], given: Iterable[str], frames: Iterable[str]) -> None:
    """Add a statement with its frames."""
    made["statements"].append(row)
    made["frames"] += [
        {"statement_id": row["statement_id"], "frame": frame, "decision": frame in given, "rule": f"cue: {frame}"}
        for frame in frames
    ]


def as_tables(made: dict[str, Rows]) -> dict[str, pa.Table]:
    return {name: tables.build_table(rows, getattr(schema, name.upper())) for name, rows in made.items()}
