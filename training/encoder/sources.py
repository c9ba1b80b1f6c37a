"""Passages of the files that the encoder learns from."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rejoinder.actors.countries import Country
from rejoinder.encoder.passages import CONTENT
from rejoinder.encoder.statements import CONTEXT, cut_context
from rejoinder.stances.model import LABELS
from rejoinder.syntax import Span
from training.encoder.passages import FRAMES, Passage, Stance, Statement

OWN_ARTICLES, OWN_STATEMENTS = (Path(__file__).with_name(name) for name in ("articles.jsonl", "statements.jsonl"))
_ALTERNATIVE = 0.25  # probability that a coder's other readings share
_OF_POLARITY = {2: 0, 4: 1, 6: 2}  # NewsMTSC's numbers as places in LABELS
_OF_STANCE = {-1: 0, 0: 1, 1: 2}
_BLOCS = {"EU": "European Union", "UN": "United Nations", "UK": "United Kingdom", "US": "United States"}

Row = Mapping[str, Any]


class MentionFinder:
    """Finds a target's mentions: a country by all its names, anything else by its own words."""

    def __init__(self, countries: Sequence[Country]) -> None:
        """Take the names of the world's countries."""
        self._names = {country.name: country.names for country in countries}

    def __call__(self, target: str, text: str, start: int) -> tuple[Span, ...]:
        """Find them in a text that stands at `start` of its passage."""
        names = {target, *self._names.get(_BLOCS.get(target, target), ())}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        case = re.NOFLAG if any(sign.isupper() for sign in target) else re.IGNORECASE
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?:s|'s)?(?!\w)"
        return tuple((start + m.start(), start + m.end()) for m in re.finditer(pattern, text, case))

    def find_stances(self, stances: Mapping[str, int], text: str, start: int) -> tuple[Stance, ...]:
        """The coded stances whose targets a statement names."""
        located = ((self(target, text, start), value) for target, value in stances.items())
        return tuple(Stance(mentions=spans, label=_OF_STANCE[value]) for spans, value in located if spans)


def read_rows(path: Path) -> Iterator[Row]:
    """The JSON objects of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def read_training_statements(path: Path) -> Iterator[Passage]:
    """Training statements of `seeds/examples`: text, frames and context."""
    for number, row in enumerate(read_rows(path), 1):
        frames = tuple(float(frame in row["frames"]) for frame in FRAMES)
        yield _place(row, "invented statements", f"{path.stem}/{number}", frames)


def read_coded_statements(path: Path, find: MentionFinder) -> Iterator[Passage]:
    """Coded statements: text, context, frames, frames_alt, source, doc_id, and stances (1, 0 or -1) if coded."""
    for row in read_rows(path):
        passage = _place(row, row["source"], row["doc_id"], _weigh_readings(row))
        yield _add_stances(passage, row.get("stances", {}), find)


def read_coded_stances(path: Path, find: MentionFinder) -> Iterator[Passage]:
    """Stances of real statements: text, context, targets (1, 0 or -1), doc_id; those that name none are no use."""
    for row in read_rows(path):
        passage = _add_stances(_place(row, "real stances", row["doc_id"]), row["targets"], find)
        if passage.statements[0].stances:
            yield passage


def read_own_stances(path: Path) -> Iterator[Passage]:
    """The project's own statements: text, target, label; the target is where its words first occur."""
    stances: dict[str, list[Stance]] = {}
    for row in read_rows(path):
        start = row["text"].index(row["target"])
        mention = (start, start + len(row["target"]))
        stances.setdefault(row["text"], []).append(Stance(mentions=(mention,), label=LABELS.index(row["label"])))
    return (_build_sentence(text, of_text, "own stances") for text, of_text in stances.items())


def read_newsmtsc(path: Path) -> Iterator[Passage]:
    """Sentences of NewsMTSC (Hamborg and Donnay 2021) with the sentiment toward their targets."""
    for row in read_rows(path):
        stances = []
        for target in row["targets"]:
            mentions = tuple((m["from"], m["to"]) for m in [target, *target.get("further_mentions", [])])
            stances.append(Stance(mentions=mentions, label=_OF_POLARITY[int(target["polarity"])]))
        yield _build_sentence(row["sentence_normalized"], stances, "NewsMTSC")


def read_articles(path: Path, find: MentionFinder) -> Iterator[Passage]:
    """Whole articles: doc_id, text, units [{start, end, form, frames, frames_alt, stances}]; junk carries no frame."""
    for article in read_rows(path):
        units, first = article["units"], 0
        while first < len(units):
            begin, after = units[first]["start"], first + 1
            while after < len(units) and units[after]["end"] - begin <= CONTENT:
                after += 1
            yield _cut_passage(article, units[first:after], find)
            first = after


def read_all_articles(paths: Sequence[Path], find: MentionFinder) -> list[Passage]:
    """Whole articles of files, and our own."""
    return [passage for path in (*paths, OWN_ARTICLES) for passage in read_articles(path, find)]


def _cut_passage(article: Row, units: Sequence[Row], find: MentionFinder) -> Passage:
    begin, end = units[0]["start"], units[-1]["end"]
    before = article["text"][max(0, begin - CONTEXT) : begin]
    if begin > CONTEXT:  # the first word may be cut
        before = before.partition(" ")[2]
    base = begin - len(before)
    text, statements = article["text"][base:end], []
    for unit in units:
        span = unit["start"] - base, unit["end"] - base
        frames = (0.0,) * len(FRAMES) if unit["form"] == "junk" else _weigh_readings(unit)
        stances = find.find_stances(unit["stances"], text[slice(*span)], span[0])
        statements.append(Statement(span=span, frames=frames, stances=stances))
    return Passage(
        text=re.sub(r"\s", " ", text),
        statements=tuple(statements),
        source="invented news",
        document=article["doc_id"],
    )


def _weigh_readings(row: Row) -> tuple[float, ...]:
    """The probability of each frame, other readings that the coder allowed counting for a quarter."""
    others = row["frames_alt"] or [row["frames"]]
    shares = (sum(frame in reading for reading in others) / len(others) for frame in FRAMES)
    return tuple(
        (1 - _ALTERNATIVE) * (frame in row["frames"]) + _ALTERNATIVE * share
        for frame, share in zip(FRAMES, shares, strict=True)
    )


def _place(row: Row, source: str, document: str, frames: tuple[float, ...] = ()) -> Passage:
    """A statement after the end of its context."""
    before, text = cut_context(row.get("context") or ""), " ".join(row["text"].split())
    statement = Statement(span=(len(before), len(before) + len(text)), frames=frames)
    return Passage(text=before + text, statements=(statement,), source=source, document=document)


def _add_stances(passage: Passage, targets: Mapping[str, int], find: MentionFinder) -> Passage:
    """A passage of one statement with the stances toward those targets that the statement names."""
    (statement,) = passage.statements
    start, end = statement.span
    stances = find.find_stances(targets, passage.text[start:end], start)
    return replace(passage, statements=(replace(statement, stances=stances),))


def _build_sentence(text: str, stances: Sequence[Stance], source: str) -> Passage:
    statement = Statement(span=(0, len(text)), stances=tuple(stances))
    return Passage(text=text, statements=(statement,), source=source, document=text)
