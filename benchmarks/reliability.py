"""Whether the scores of frames are probabilities, on whole articles coded by hand.

    python -m benchmarks.reliability ARTICLES.jsonl

ARTICLES.jsonl is as for `benchmarks.news`. Printed are, for bins of as equal numbers of scores as ties allow, the mean
score and the share of statements coded with the frame, and the expected calibration error and Brier score, for each
frame and for all together.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.code_texts import code_texts, read_documents
from benchmarks.news import FRAMES, JUNK, Row, find_statement, place_signs
from rejoinder import config
from rejoinder.agreement import Agreement
from rejoinder.agreement.calibration import JudgedScores, compute_calibration, compute_reliability

_ALL = "all frames"


def judge_scores(articles: Sequence[Row], codes: Mapping[str, Row]) -> Iterator[JudgedScores]:
    """Pair scores with the codes of the units that their statements overlap most: of all frames, then of each."""
    pairs: list[tuple[int, str, float, bool]] = []
    for number, article in enumerate(articles):
        coded = codes[article["doc_id"]]
        places = place_signs(coded["text"], article["text"])
        for unit in article["units"]:
            statement = find_statement(unit, coded["statements"], places)
            if unit["form"] != "junk" and statement is not JUNK:
                pairs += [(number, f, statement["scores"][f], f in unit["frames"]) for f in FRAMES]
    for name in (_ALL, *FRAMES):
        own = [pair for pair in pairs if name in (_ALL, pair[1])]
        numbers, _, scores, truth = zip(*own, strict=True)
        yield JudgedScores(
            "reader", name, np.array(scores), np.array(truth, float), np.ones(len(own)), np.array(numbers)
        )


def report(judged: Sequence[JudgedScores], method: Agreement) -> Iterator[str]:
    """Lines of the table of bins, of all frames together, and of the figures of each."""
    yield f"{'n':>6} {'score':>7} {'share':>7}"
    for bin_ in compute_reliability(judged[0], method):
        yield f"{bin_['n']:6} {bin_['score']:7.3f} {bin_['share']:7.3f}"
    for own in judged:
        row = compute_calibration(own, method, seed=13)
        yield (
            f"{own.frame:14} expected calibration error {row['calibration_error']}, Brier score {row['brier']}"
            f" (of the share alone {row['base']}), n {row['n']}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    articles = read_documents(parser.parse_args().articles)
    judged = list(judge_scores(articles, code_texts(articles, with_frames=True)))
    print("\n".join(report(judged, config.compose_run([], ["agreement"]).load("agreement"))))


if __name__ == "__main__":
    main()
