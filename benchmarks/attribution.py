"""Score attributions on a corpus in PolNeAR's layout (Newell et al., LREC 2018).

    python -m benchmarks.attribution CORPUS_DIR [--predictions OUT.jsonl] [--statements OPTION] [--errors N]

Articles are parsed by the chosen `parses` option and read by the chosen `statements` option of the project. OUT.jsonl
gets one line per article, {"doc": NAME, "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...},
...]}. Attributions inside the content of another one are left out: PolNeAR's annotators mark the outermost only (no cue
lies in another attribution's content in any article of its development part). Examples of errors go to the screen only.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpus import ROLES, Article, Span, Spans, attribute_articles, parse_articles, read_corpus
from rejoinder import config, measures

_TOKEN = re.compile(r"\w+")
_MATCH = 0.5  # Jaccard overlap of content, or source, tokens from which two attributions are taken for the same
_QUOTE_MARKS = '"“”‘«`'

_RESAMPLES = 1000
_SEED = 13


@dataclass(frozen=True)
class Scores:
    """Counts of one measure."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def confusion(self) -> list[list[int]]:
        """As a confusion matrix, attributions found by attributions in the corpus."""
        return [[0, self.missed], [self.false, self.hits]]

    @property
    def precision(self) -> float:
        """In [0, 1], 0 where nothing is found."""
        return float(np.nan_to_num(measures.precision(np.array(self.confusion))))

    @property
    def recall(self) -> float:
        """In [0, 1], 0 where there is nothing to find."""
        return float(np.nan_to_num(measures.recall(np.array(self.confusion))))


def read_spans(row: Mapping[str, Any]) -> Spans:
    """The spans of a row of the attributions table, as pairs."""
    return {role: [(s["start"], s["end"]) for s in row[role]] for role in ROLES}


def list_covered_tokens(spans: Iterable[Span], tokens: Sequence[Span]) -> frozenset[int]:
    """Indices of the tokens that a span touches."""
    listed = list(spans)
    return frozenset(i for i, (a, b) in enumerate(tokens) if any(a < end and start < b for start, end in listed))


def compute_jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Overlap of two sets in [0, 1]; 1 where both are empty."""
    return len(one & other) / len(one | other) if one | other else 1.0


def match_attributions(
    truth: Sequence[Mapping[str, frozenset[int]]], guesses: Sequence[Mapping[str, frozenset[int]]]
) -> dict[int, int]:
    """Pair true and guessed attributions one to one, greedily by the overlap of their contents, the best first."""
    pairs = [
        (compute_jaccard(one["content"], other["content"]), i, j)
        for i, one in enumerate(truth)
        for j, other in enumerate(guesses)
        if one["content"] & other["content"]
    ]
    paired: dict[int, int] = {}
    for overlap, i, j in sorted(pairs, reverse=True):
        if overlap >= _MATCH and i not in paired and j not in paired.values():
            paired[i] = j
    return paired


def classify_content(text: str, content: Sequence[Span]) -> str:
    """ "direct" where the content is quoted, "mixed" where a part of it is, else "indirect"; by the marks in it."""
    surface = " ".join(text[start:end] for start, end in content).strip()
    if surface[:1] and surface[0] in _QUOTE_MARKS and surface[-1] in _QUOTE_MARKS + "'’.,":
        return "direct"
    return "mixed" if any(mark in surface for mark in '"“”«') else "indirect"


def score_articles(
    articles: Sequence[Article], attributions: Mapping[str, Sequence[Spans]]
) -> tuple[dict[str, Scores], Counter[str], dict[str, str]]:
    """Score attributions against the corpus.

    Returns:
        Scores by measure, counts of error kinds, and an example of each error kind.
    """
    total: dict[str, Scores] = defaultdict(Scores)
    errors: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for article in articles:
        guesses = attributions[article.name]
        tokens = [m.span() for m in _TOKEN.finditer(article.text)]
        truth = [{role: list_covered_tokens(a[role], tokens) for role in ROLES} for a in article.truth]
        guess = [{role: list_covered_tokens(a[role], tokens) for role in ROLES} for a in guesses]
        for role in ROLES:
            real = frozenset().union(*(a[role] for a in truth))
            said = frozenset().union(*(a[role] for a in guess))
            total[role] += Scores(len(real & said), len(said - real), len(real - said))
        paired = match_attributions(truth, guess)
        sources = {i for i, j in paired.items() if compute_jaccard(truth[i]["source"], guess[j]["source"]) >= _MATCH}
        exact = {i for i, j in paired.items() if all(truth[i][role] == guess[j][role] for role in ROLES)}
        for measure, hits in (("relation", set(paired)), ("relation+source", sources), ("exact, all spans", exact)):
            total[measure] += Scores(len(hits), len(guess) - len(hits), len(truth) - len(hits))
        kinds = [classify_content(article.text, a["content"]) for a in article.truth]
        guessed = [classify_content(article.text, a["content"]) for a in guesses]
        for name in ("direct", "indirect", "mixed"):
            real_hits = sum(kinds[i] == name for i in paired)
            said_hits = sum(guessed[j] == name for j in paired.values())
            total[f"{name}, recall"] += Scores(real_hits, 0, kinds.count(name) - real_hits)
            total[f"{name}, precision"] += Scores(said_hits, guessed.count(name) - said_hits, 0)
        _count_errors(article, guesses, paired, sources, errors, examples)
    return total, errors, examples


def _count_errors(
    article: Article,
    guesses: Sequence[Spans],
    paired: Mapping[int, int],
    sources: set[int],
    errors: Counter[str],
    examples: dict[str, str],
) -> None:
    """Count each error by what went wrong and the first word of the cue."""
    for i, real in enumerate(article.truth):
        what = "missed" if i not in paired else "" if i in sources else "wrong source"
        if what:
            _note_error(article.text, what, real, errors, examples)
    for j, guess in enumerate(guesses):
        if j not in paired.values():
            _note_error(article.text, "not in the corpus", guess, errors, examples)


def _note_error(text: str, what: str, attribution: Spans, errors: Counter[str], examples: dict[str, str]) -> None:
    surfaces = [" ".join(text[start:end] for start, end in attribution[role]) for role in ROLES]
    name = f"{what}: {(surfaces[1].lower().split() or ['(no cue)'])[-1]}"
    errors[name] += 1
    examples.setdefault(name, " | ".join(" ".join(s.split())[:90] for s in surfaces))


def format_table(total: Mapping[str, Scores], intervals: Mapping[str, tuple[float, float]]) -> list[str]:
    """Format scores; a kind's recall is over the true attributions of that kind, its precision over the guesses."""
    lines = []
    for measure, scores in total.items():
        if measure.endswith(", precision"):
            continue
        name = measure.removesuffix(", recall")
        precision, recall = total.get(f"{name}, precision", scores).precision, scores.recall
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        line = f"{name:20s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
        if measure in intervals:
            line += " [{:.3f}, {:.3f}]".format(*intervals[measure])
        lines.append(f"{line}  n {scores.hits + scores.missed}")
    return lines


def bootstrap(
    articles: Sequence[Article], attributions: Mapping[str, Sequence[Spans]]
) -> dict[str, tuple[float, float]]:
    """95 % intervals of F1 by measure, resampling articles."""
    by_article = [score_articles([article], attributions)[0] for article in articles]
    intervals = {}
    for measure in (*ROLES, "relation", "relation+source", "exact, all spans"):
        counts = np.array([scores[measure].confusion for scores in by_article])
        intervals[measure] = measures.bootstrap_interval(counts, measures.f1, _RESAMPLES, _SEED)
    return intervals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--predictions", type=Path, help="where to write the predictions, as JSON lines")
    parser.add_argument("--statements", help="option of conf/statements instead of the one in params.yaml")
    parser.add_argument("--errors", type=int, default=20, help="how many kinds of error to print")
    args = parser.parse_args()
    run = config.compose_run([f"statements={args.statements}"] if args.statements else [])
    articles = read_corpus(args.corpus)
    parses, parsing = parse_articles(articles, run)
    rows, stage = attribute_articles(articles, parses, run)
    attributions = {name: [read_spans(row) for row in own if row["parent"] is None] for name, (own, _) in rows.items()}
    if args.predictions:
        lines = [json.dumps({"doc": name, "attributions": own}) for name, own in attributions.items()]
        args.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    total, errors, examples = score_articles(articles, attributions)
    print("\n".join(format_table(total, bootstrap(articles, attributions))))
    words = sum(len(_TOKEN.findall(a.text)) for a in articles)
    print(f"{words} words; parsing {words / parsing:.0f} words/s, statements {words / stage:.0f} words/s", end="")
    print(f" ({stage / parsing:.1%} of the time of parsing)")
    for name, count in errors.most_common(args.errors):
        print(f"{count:5d}  {name}\n       {examples[name]}")


if __name__ == "__main__":
    main()
