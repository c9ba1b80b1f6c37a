"""Articles for tests of stage `exchange`, with awkward texts, and the files that a format makes of them."""

import random
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from rejoinder import schema, tables
from rejoinder.corpus import open_corpus
from rejoinder.exchange.coding import Coding
from rejoinder.exchange.stage import ExchangeFormat
from tests.support.corpora import ACTORS, CODEBOOK, FRAMES

DATASETS = ("articles", "attributions", "frames", "parses", "stances", "statements")
# beyond 16 bits, right to left, combining marks, tabs, quotation marks, formulas
PIECES = (
    "We \U0001f600 agree",
    "שרה לוי said so",
    "قالت ليلى",
    "Cafe\u0301 nai\u0308ve",
    "a\tb",
    'the "so-called" pact; again',
    "=1+1",
    "\U0001d4d0\U0001f1e8\U0001f1ed",
    "x" * 3000,
    "plain words",
)
SPEAKERS = (("Sara Lévi שרה", "person", "Norland"), ("港口局", "organisation", ""), ("=Cmd", "person", "Sudland"))


def invent_awkward_corpus(articles: int) -> dict[str, pa.Table]:
    """Articles of three statements each, whose texts are hard to count in."""
    rng = random.Random(24)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
    for number in range(articles):
        key, text = f"a{number:03d}", rng.choice(("", "\ufeff", "\r\n"))
        for place in range(1, 4):
            sentence = rng.choice(PIECES) + rng.choice((" ", "\n", "\r\n", "\r")) + rng.choice(PIECES) + "."
            start, text = len(text), text + sentence + rng.choice((" ", "\n\n", "\r\n\r\n"))
            speaker, kind, side = rng.choice(SPEAKERS)
            statement = {
                "statement_id": f"{key}/{place:04d}", "article_id": key, "sent_id": place, "unit": "paragraph",
                "start": start, "end": start + len(sentence), "text": sentence, "speaker": speaker,
                "speaker_kind": kind, "side": side, "form": "direct", "rule": "colon",
            }  # fmt: skip
            rows["statements"].append(statement)
            rows["parses"] += parse_flat(statement)
            rows["attributions"].append(attribute_ends(statement))
            rows["frames"] += mark_frames(statement["statement_id"], [rng.choice(FRAMES)])
            rows["stances"].append(take_stance(statement["statement_id"], "talks", rng.choice(("favours", "opposes"))))
        date = "" if number % 7 == 0 else f"2013-03-{number % 28 + 1:02d}"
        article = {"article_id": key, "title": f'Story; "{number}" \U0001f600', "text": text, "published": date}
        rows["articles"].append(article)
    return build_datasets(rows)


def parse_flat(statement: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A parse whose words are cut at white space, all of them below the first."""
    return [
        {
            "article_id": statement["article_id"], "sent_id": statement["sent_id"], "token_id": number, "block": 0,
            "form": word.group(), "lemma": word.group(), "upos": "X", "xpos": "_", "feats": "_",
            "head": min(number - 1, 1), "deprel": "dep" if number > 1 else "root", "mwt": 1,
            "start": statement["start"] + word.start(), "end": statement["start"] + word.end(),
        }
        for number, word in enumerate(re.finditer(r"\S+", statement["text"]), 1)
    ]  # fmt: skip


def attribute_ends(statement: Mapping[str, Any]) -> dict[str, Any]:
    """An attribution whose source is the statement's first character, its cue the last, its content what is between."""
    start, end = statement["start"], statement["end"]
    spans = {"source": (start, start + 1), "cue": (end - 1, end), "content": (start + 1, end - 1)}
    return {
        "attribution_id": f"{statement['article_id']}/a{statement['sent_id']}", "article_id": statement["article_id"],
        **{role: [{"start": left, "end": right}] for role, (left, right) in spans.items()},
    }  # fmt: skip


def mark_frames(statement_id: object, marked: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of data/frames."""
    return [{"statement_id": statement_id, "frame": frame, "decision": frame in marked} for frame in FRAMES]


def take_stance(statement_id: object, target: str, label: str) -> dict[str, Any]:
    """A row of data/stances."""
    return {"statement_id": statement_id, "target": target, "label": label, "score": 0.5}


def write_positions(*lines: str) -> dict[str, pa.Table]:
    """Statements in articles of their dates, one a line: "speaker | frame or target | label of a stance | 2013-03-12".

    After the date the line may name kind, organisation and side of the speaker.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATASETS}
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("|")]
        speaker, target, label, date, kind, organisation, side = [*cells, *[""] * (7 - len(cells))]
        key, text = f"a{date}", f"No. {number:03d}."
        if key not in {row["article_id"] for row in rows["articles"]}:
            article = {"article_id": key, "title": "T", "text": "", "outlet": "Wire", "published": date}
            rows["articles"].append(article)
        article = next(row for row in rows["articles"] if row["article_id"] == key)
        start, article["text"] = len(article["text"]), article["text"] + text + "\n"
        statement_id = f"{key}/{number:04d}"
        rows["statements"].append({
            "statement_id": statement_id, "article_id": key, "sent_id": number, "unit": "paragraph", "start": start,
            "end": start + len(text), "text": text, "speaker": speaker, "speaker_kind": kind or "person",
            "organisation": organisation, "side": side, "form": "narrated" if kind == "outlet" else "direct",
        })  # fmt: skip
        if target in FRAMES:
            rows["frames"] += mark_frames(statement_id, [target])
        else:
            rows["stances"].append(take_stance(statement_id, target, label))
    return build_datasets(rows)


def build_datasets(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, pa.Table]:
    """Tables by name of dataset, empty where there are no rows."""
    return {name: tables.build_table(rows.get(name, ()), getattr(schema, name.upper())) for name in DATASETS}


def export(write: ExchangeFormat, datasets: Mapping[str, pa.Table]) -> dict[str, bytes]:
    """The files of a format by path."""
    with open_corpus(datasets, actors=ACTORS) as corpus:
        return dict(write(Coding(corpus=corpus, codebook=CODEBOOK, actors=ACTORS)))
