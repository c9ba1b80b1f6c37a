"""Stage `exchange`: parses as CoNLL-U, attributions as brat standoff in PolNeAR's layout, for other tools to open."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rejoinder import paths, tables
from rejoinder.config import Run
from rejoinder.syntax import Sentence, Word, parsed

_ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True, kw_only=True)
class Standard:
    """CoNLL-U (https://universaldependencies.org/format.html) and brat standoff (Stenetorp et al. 2012).

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: int

    def __call__(self, articles: Iterable[str]) -> list[str]:
        """The article_ids to export, sorted, of all."""
        return nsmallest(self.articles, articles)


def conllu(article: Mapping[str, Any], parsed: Sequence[Sentence]) -> str:
    """An article's sentences in CoNLL-U, each ended by a blank line; line breaks within a sentence become spaces."""
    lines = []
    for number, sentence in enumerate(parsed):
        if number == 0:
            lines.append(f"# newdoc id = {article['article_id']}")
        lines.append(f"# sent_id = {article['article_id']}-{sentence.sent_id}")
        lines.append(f"# text = {_flat(article['text'][sentence.start : sentence.end])}")
        following = [*sentence.words[1:], None]
        for word, after in zip(sentence.words, following, strict=True):
            if word.mwt > 1:
                last = sentence.word(word.id + word.mwt - 1)
                form = _flat(article["text"][word.start : last.end])
                behind = sentence.word(last.id + 1) if last.id < len(sentence.words) else None
                lines.append("\t".join([f"{word.id}-{last.id}", form, *"_" * 7, _space(last, behind)]))
            lines.append(_line(word, after, alone=word.mwt == 1))
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _space(word: Word, after: Word | None) -> str:
    return "SpaceAfter=No" if after is not None and word.end == after.start else "_"


def _line(word: Word, after: Word | None, *, alone: bool) -> str:
    misc = _space(word, after) if alone else "_"
    cells = [str(word.id), _flat(word.form), _flat(word.lemma), word.upos, word.xpos, word.feats]
    return "\t".join([*cells, str(word.head), word.deprel, "_", misc])


def brat(text: str, attributions: Iterable[Mapping[str, Any]]) -> str:
    """Attributions as brat standoff: a text-bound annotation per role, and an event that joins them by its cue."""
    lines: list[str] = []
    number = 0
    for event, attribution in enumerate(attributions, 1):
        joined = []
        for role in _ROLES:
            spans = [(s["start"], s["end"]) for s in attribution[role.lower()] or ()]
            if spans:
                number += 1
                lines.append(f"T{number}\t{role} {_offsets(text, spans)}\t{_surface(text, spans)}")
                joined.append(f"{role}:T{number}")
        anchor = attribution["cue"] or attribution["content"]
        spans = [(s["start"], s["end"]) for s in anchor]
        number += 1
        lines.append(f"T{number}\tAttribution {_offsets(text, spans)}\t{_surface(text, spans)}")
        lines.append(f"E{event}\tAttribution:T{number} {' '.join(joined)}")
    return "".join(f"{line}\n" for line in lines)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans cut at line breaks, which brat does not allow inside one."""
    made = []
    for start, end in spans:
        breaks = [i for i in range(start, end) if text[i] == "\n"]
        for left, right in pairwise([start - 1, *breaks, end]):
            if text[left + 1 : right].strip():
                made.append((left + 1, right))
    return made


def _offsets(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in _pieces(text, spans))


def _surface(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in _pieces(text, spans))


def main(run: Run) -> None:
    """Read data/articles, data/parses and data/attributions a partition at a time, write reports/exchange."""
    method: Standard = run.load("exchange")
    names = tables.partitions(paths.ARTICLES)
    every = (tables.read_partition(paths.ARTICLES, name, ["article_id"])["article_id"].to_pylist() for name in names)
    chosen = method(chain.from_iterable(every))
    shutil.rmtree(paths.EXCHANGE, ignore_errors=True)
    (paths.EXCHANGE / "brat").mkdir(parents=True)
    with TemporaryDirectory() as folder:
        parts = {article: Path(folder) / f"{number}.conllu" for number, article in enumerate(chosen)}
        for name in names:
            _write(name, parts)
        with (paths.EXCHANGE / "parses.conllu").open("wb") as whole:
            for part in parts.values():
                whole.write(part.read_bytes())
    print(f"exchange: {len(chosen)} article(s)")


def _write(name: str, parts: Mapping[str, Path]) -> None:
    """Write those articles of a partition that have a file in `parts` for their CoNLL-U."""
    articles = tables.about(tables.read_partition(paths.ARTICLES, name, ["article_id", "text"]), parts)
    if not articles.num_rows:
        return
    parses, attributions = (tables.read_partition(path, name) for path in (paths.PARSES, paths.ATTRIBUTIONS))
    for article in articles.to_pylist():
        key, text = article["article_id"], article["text"]
        parts[key].write_bytes(conllu(article, parsed(tables.about(parses, [key]))).encode())
        (paths.EXCHANGE / "brat" / f"{key}.txt").write_bytes(text.encode())
        standoff = brat(text, tables.about(attributions, [key]).to_pylist())
        (paths.EXCHANGE / "brat" / f"{key}.ann").write_bytes(standoff.encode())
