"""A corpus in PolNeAR's layout (Newell et al., LREC 2018), and what the project's stages make of its articles.

A folder holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff: text-bound boxes T, events E with the
roles Source, Cue and Content); the first annotator of an article, by file name, is the truth.
"""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from rejoinder import config, paths
from rejoinder.articles import split_blocks
from rejoinder.parser import ArticleToParse
from rejoinder.statements import read_language
from rejoinder.syntax import Sentence, build_sentences_from_rows

ROLES = ("source", "cue", "content")

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Article:
    """A text with its true attributions, where somebody annotated them."""

    name: str
    text: str
    truth: list[Spans] = field(default_factory=list)


def read_corpus(folder: Path) -> list[Article]:
    """The annotated articles, in order of their names."""
    truth: dict[str, list[Spans]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        truth.setdefault(path.stem.rsplit("_", 1)[0], read_standoff(path.read_text(encoding="utf-8")))
    texts = folder / "text"
    return [
        Article(name, (texts / f"{name}.txt").read_bytes().decode("utf-8"), attributions)
        for name, attributions in truth.items()
    ]


def read_standoff(lines: str) -> list[Spans]:
    """The attribution events of a brat file, in order; a role may be filled several times ("Source2") or not at all."""
    boxes: dict[str, list[Span]] = {}
    events: list[dict[str, list[str]]] = []
    for line in lines.splitlines():
        name, tab, rest = line.partition("\t")
        rest = rest.partition("\t")[0]
        if not tab:
            continue  # a few files of the corpus carry stray lines
        if name.startswith("T"):
            offsets = rest.split(" ", 1)[1]
            boxes[name] = [(int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";"))]
        elif name.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for pair in rest.split():
                role, box = pair.split(":")
                roles[role.rstrip("0123456789").lower()].append(box)
            events.append(roles)
    return [
        {role: [s for box in event.get(role, []) for s in boxes.get(box, [])] for role in ROLES} for event in events
    ]


def build_row(article: Article) -> ArticleToParse:
    """The article as a row of the articles table, as far as parsers read it."""
    return {"article_id": article.name, "text": article.text, "blocks": split_blocks(article.text)}


def parse_articles(articles: Sequence[Article], run: config.Run) -> tuple[dict[str, list[Sentence]], float]:
    """Parse and encode articles; returns each one's sentences by name, and the seconds that took."""
    begin = time.perf_counter()
    rows = run.load("parses")([build_row(article) for article in articles]).words
    seconds = time.perf_counter() - begin
    return {
        name: build_sentences_from_rows(group) for name, group in groupby(rows, key=lambda row: row["article_id"])
    }, seconds


def attribute_articles(
    articles: Sequence[Article], parses: Mapping[str, Sequence[Sentence]], run: config.Run
) -> tuple[dict[str, tuple[Rows, Rows]], float]:
    """Run stage `statements`; returns each article's attributions and statements by name, and the seconds that took."""
    method, language, actors = run.load("statements"), read_language(paths.LANGUAGE), run.load("actors")
    begin = time.perf_counter()
    rows = {}
    for article in articles:
        article_row = {
            "article_id": article.name,
            "text": article.text,
            "blocks": split_blocks(article.text),
            "outlet": "",
        }
        rows[article.name] = method(article_row, parses.get(article.name, []), language, actors)
    return rows, time.perf_counter() - begin
