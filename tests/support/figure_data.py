"""Invented coding for the tests of figures: few statements written by hand, or many."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from rejoinder import config, schema, tables
from rejoinder.actors import Actors, Side, Target
from rejoinder.agreement import Agreement, build_tables
from rejoinder.agreement.machine import build_machine_coding
from rejoinder.agreement.population import Population
from rejoinder.codebook import Codebook, Frame
from rejoinder.corpus import open_corpus
from rejoinder.figures.data import FigureData, collect_data
from rejoinder.figures.style import Paper
from rejoinder.human_coding.model import Code, CodingPass, Sample
from tests.support.corpora import as_tables, invent_corpus
from tests.support.exchange import write_positions

LABELS = (
    "Denial", "Deterrence", "Cooperation", "Victimhood", "Human interest", "Morality", "Conflict",
    "Economic consequences of policies", "Responsibility of governments", "Law and order", "Peace",
    "Progress", "Public opinion and the media", "Environmental protection",
)  # fmt: skip
ACTORS = Actors(
    sides={"Norland": Side(), "Sudland": Side()},
    targets={
        "norland": Target(label="Norland", sides=["Norland"]),
        "talks": Target(label="talks on the fishing grounds and on the islands"),
    },
)


OUTLETS = [f"The Evening Post & Harbour Gazette of District {number}" for number in range(40)]


@cache
def load_paper() -> Paper:
    """The sizes and colours that the project ships."""
    paper: Paper = config.compose_run().load("figures")
    return paper


def create_codebook(count: int) -> Codebook:
    names = [label.split()[0].lower() for label in LABELS[:count]]
    frames = {
        name: Frame(label=label, definition="50 % & more", include=["a"], exclude=["b"], examples=["c", "d"])
        for name, label in zip(names, LABELS, strict=False)
    }
    return Codebook(unit="a sentence", source="made up", frames=frames)


def code_statements(*lines: str, frames: int = 4, stances: str = "", passes: int = 0, articles: int = 1) -> FigureData:
    """Coded statements, one a line: "speaker | side | form | frames"; stances: "sentence target score, ...".

    Opposed targets are implied.
    """
    size = -(-len(lines) // articles)
    statements, marks, book = [], [], create_codebook(frames)
    for number, line in enumerate(lines):
        speaker, side, form, marked = (cell.strip() for cell in line.split("|"))
        article, sent_id = f"a{number // size}", number % size + 1
        key = f"{article}/{sent_id:04d}"
        statements.append(
            {"statement_id": key, "article_id": article, "sent_id": sent_id, "unit": "paragraph", "text": "So it is.",
             "speaker": speaker, "speaker_kind": None, "side": side, "form": form, "rule": "colon"}
        )  # fmt: skip
        for frame in book.frames:
            hit = frame in marked.split()
            row = {"statement_id": key, "frame": frame, "decision": hit, "rule": f"cue: {frame}", "threshold": 0.45}
            marks.append(row | {"score": round(0.5 * hit + (7 * number % 20) / 41, 3)})
    stance_rows = []
    for entry in filter(None, stances.split(",")):
        sent_id, target, value = entry.split()
        label = "favours" if float(value) > 0.25 else "opposes" if float(value) < -0.25 else "neutral"
        key = f"a0/{int(sent_id):04d}"
        row = {"statement_id": key, "target": target, "score": float(value), "label": label}
        stance_rows.append(row | {"implied": label == "opposes"})
    rows = {"articles": [{"article_id": f"a{n}", "title": f"Story {n}"} for n in range(articles)]}
    rows |= {"statements": statements, "frames": marks, "stances": stance_rows}
    return collect(as_tables(rows), check_passes(statements, marks, book, passes), book)


def collect(
    datasets: dict[str, pa.Table], checks: dict[str, pd.DataFrame], book: Codebook, paper: Paper | None = None
) -> FigureData:
    with open_corpus(datasets) as corpus:
        keyness = schema.KEYNESS.empty_table().to_pandas()
        return collect_data(corpus, checks, keyness, book, ACTORS, paper or load_paper())


def take_positions(*lines: str, paper: Paper | None = None) -> FigureData:
    """Coding of statements as `write_positions` takes them, counted for a paper, by default the one that is shipped."""
    book = create_codebook(4)
    return collect(write_positions(*lines), check_passes([], [], book, 0), book, paper)


def invent_coding(
    articles: int,
    outlets: Sequence[str] = ("Wire",),
    days: int = 1,
    frames: int = 4,
    paper: Paper | None = None,
) -> FigureData:
    """A corpus of several outlets and days, without gold coding."""
    book = create_codebook(frames)
    datasets = invent_corpus(articles, outlets, days=days, frames=list(book.frames))
    return collect(datasets, check_passes([], [], book, 0), book, paper)


def check_passes(
    statements: list[dict[str, Any]], marks: list[dict[str, Any]], book: Codebook, passes: int
) -> dict[str, pd.DataFrame]:
    """What stage `agreement` makes of passes that all mark the first frame in their own third of the sentences.

    Each is a random sample of as many statements again.
    """
    units = {(row["article_id"], row["sent_id"]): row["statement_id"] for row in statements}
    codings = []
    for number in range(1, passes + 1):
        codes = {
            unit: Code(speaker="x", form="direct", frames=frozenset(list(book.frames)[: place % 3 == number % 3]))
            for place, unit in enumerate(units)
        }
        sample = Sample(strata=dict.fromkeys(codes, "A"), sizes={"A": 2 * len(codes)})
        codings.append(CodingPass(name=f"pass-{number}", codes=codes, sample=sample))
    population = Population(
        statements={"": 2 * len(units)}, marked={("", frame): len(units) // 3 for frame in book.frames}, fingerprint=""
    )
    method = Agreement(minimum_articles=2, minimum_coded=4, resamples=50, level=0.95, bins=5, examples=1)
    machine = build_machine_coding(statements if passes else [], marks, list(book.frames))
    results = build_tables(method, machine, codings, population, list(book.frames), 1)
    return {name or "agreement": tables.build_table(*part).to_pandas() for name, part in results.items()}


FOUR = code_statements(
    "Ada Moor | Norland | direct | denial",
    "Wire | | narrated |",
    "Bo Lund | Sudland | indirect | cooperation denial",
    "Ada Moor | Norland | direct |",
    "Cy Ek | Ostland | mixed | cooperation",
    stances="1 talks 0.9, 4 talks 0.7, 4 norland -0.5, 3 norland 0.1",
    passes=2,
)
EMPTY = code_statements()


def code_crowd(count: int, frames: int, articles: int = 1) -> FigureData:
    """Many speakers with long names, each with two statements, several frames, and stances."""
    book = list(create_codebook(frames).frames)
    lines = []
    for number in [*range(count), *range(count)]:
        name = f"Deputy Chair No. {number} of the Standing Committee on Fisheries & $hipping_{'W' * (number % 20)}"
        side = ("Norland", "Sudland", "Federation of the Eastern Islands", "")[number % 4]
        marked = " ".join(book[i] for i in range(frames) if (number + i) % 3 == 0)
        lines.append(f"{name} | {side} | {('direct', 'narrated')[number % 2]} | {marked}")
    stances = ", ".join(f"{n + 1} {('talks', 'norland')[n % 2]} {(n % 9 - 4) / 4}" for n in range(count // articles))
    return code_statements(*lines, frames=frames, stances=stances, passes=3, articles=articles)


def take_key_words(*rows: tuple[str, str, str, float], **values: object) -> FigureData:
    """Coding with key words: group, part, term, signed G2; values are those of other columns, of all."""
    usual = {"reference": "rest", "count": 9, "words": 1200, "reference_count": 9, "reference_words": 5000, "p": 0.001}
    usual |= {"articles": 4, "reference_articles": 4, "bic": 9.0, "log_ratio": 1.0}
    listed = [dict(zip(("group", "part", "term", "g2_four_term"), row, strict=True)) | usual | values for row in rows]
    return replace(FOUR, keyness=pd.DataFrame(listed, columns=schema.KEYNESS.names))
