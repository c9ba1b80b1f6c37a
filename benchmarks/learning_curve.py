"""How well the frame coder does on new topics, by the number of training statements with a frame, and without any.

    python -m benchmarks.learning_curve [--draws 5]

Run `dvc repro coder` first, with the codebook and the training statements to be measured and `frames: hybrid`. Each
topic in turn is coded by coders that were fitted on statements drawn from all others; thresholds are chosen on these,
too. Prints macro-F1 over all topics and draws, with an interval that resamples topics. Drawn for n are n statements
with each frame, and as many without any as keep the proportion of the whole.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from benchmarks.frames import macro_f1
from rejoinder import config, measures, paths, tables
from rejoinder.actors.countries import read_countries
from rejoinder.coder import methods, training_set, validation
from rejoinder.frame_coder.model import FittedCoder

_SIZES = (10, 20, 50, 100, 200)  # statements with each frame, or all where there are fewer
_WITHOUT_SIZE = 50  # statements with each frame where those without any are varied
_WITHOUT = (0, 20, 50, 100, 150)


@dataclass(frozen=True)
class CodedStatements:
    """Training statements with their codes.

    Attributes:
        features: what a coder is fitted on.
        carries: which frames each carries, boolean, *shape* (statements, frames).
        frames: names of the frames.
    """

    features: training_set.TrainingFeatures
    carries: np.ndarray
    frames: Sequence[str]

    def select(self, rows: np.ndarray) -> "CodedStatements":
        """Some of the statements, by their numbers."""
        features = training_set.TrainingFeatures(
            self.features.vectors[rows], self.features.named[rows], [self.features.topics[row] for row in rows]
        )
        return CodedStatements(features, self.carries[rows], self.frames)

    def ignore_cues(self) -> "CodedStatements":
        """The statements as a codebook without cues has them."""
        return replace(self, features=replace(self.features, named=np.zeros_like(self.features.named)))


def draw_rows(carries: np.ndarray, n: int, without: int | None, generator: np.random.Generator) -> np.ndarray:
    """Draw statements: for each frame in turn as many as make n that carry it, then some that carry none.

    Args:
        carries: *shape* (statements, frames), boolean.
        n: statements with each frame; all where there are fewer.
        without: statements without any frame; None for the proportion of the whole.
        generator: what is drawn with.

    Returns:
        Numbers of the statements drawn, in order.
    """
    order = generator.permutation(len(carries))
    drawn: set[int] = set()
    for own in carries.T:
        lacking = n - sum(own[row] for row in drawn)
        drawn.update([row for row in order if own[row] and row not in drawn][: max(lacking, 0)])
    plain = [row for row in order if not carries[row].any()]
    share = len(drawn) / carries.any(axis=1).sum()
    return np.array(sorted([*drawn, *plain[: round(share * len(plain)) if without is None else without]]))


def code_topic(method: methods.Stacked, seen: CodedStatements, unseen: CodedStatements) -> np.ndarray:
    """Fit a coder on some statements and code others, boolean, *shape* (unseen statements, frames)."""
    truth = dict(zip(seen.frames, seen.carries.T, strict=True))
    coder, out_of_fold = method.fit(seen.features, truth)
    thresholds = [validation.choose_threshold(s, y) for s, y in zip(out_of_fold.T, truth.values(), strict=True)]
    return score(coder, unseen.features) >= thresholds


def score(coder: FittedCoder, features: training_set.TrainingFeatures) -> np.ndarray:
    """The scores of statements, in [0, 1], *shape* (statements, frames)."""
    x = np.hstack([coder.predict_outputs(features.vectors), features.named])
    return np.column_stack([expit(x @ model.weights + model.intercept) for model in coder.fitted.values()])


def count_topics(
    method: methods.Stacked, coded: CodedStatements, n: int, without: int | None, draws: int
) -> Iterator[tuple[np.ndarray, list[int]]]:
    """Code each topic by coders that were fitted on the others.

    Yields:
        For each topic confusion matrices summed over draws, *shape* (frames, 2, 2), and how many statements each draw
        has in all, with each frame (the mean), and without any.
    """
    topics = np.array(coded.features.topics)
    for number, topic in enumerate(sorted(set(topics))):
        pool, unseen = coded.select(np.flatnonzero(topics != topic)), coded.select(np.flatnonzero(topics == topic))
        counts = np.zeros((len(coded.frames), 2, 2), np.int64)
        sizes = []
        for draw in range(draws):
            generator = np.random.default_rng([13, number, draw])
            seen = pool.select(draw_rows(pool.carries, n, without, generator))
            predicted = code_topic(method, seen, unseen)
            counts += measures.tabulate_marks(predicted, unseen.carries).sum(axis=0)
            plain = int((~seen.carries.any(axis=1)).sum())
            sizes.append([len(seen.carries), seen.carries.sum(axis=0).mean(), plain])
        yield counts, np.mean(sizes, axis=0).round().astype(int).tolist()


def report(
    title: str, method: methods.Stacked, coded: CodedStatements, n: int, without: int | None, draws: int
) -> None:
    """Print a line: statements drawn, macro-F1 with its interval, and F1 by frame."""
    counts, sizes = zip(*count_topics(method, coded, n, without, draws), strict=True)
    total, with_frame, plain = np.mean(sizes, axis=0).round().astype(int)
    value, low, high = macro_f1(np.array(counts))
    by_frame = " ".join(f"{f1:.3f}" for f1 in np.nan_to_num(measures.f1(np.sum(counts, axis=0))))
    drawn = f"{total:4} in all, {with_frame:4} a frame, {plain:4} without"
    print(f"{title:12} {drawn}  macro-F1 {value:.3f} [{low:.3f}, {high:.3f}]  {by_frame}", flush=True)


def read_statements(run: config.Run) -> CodedStatements:
    """What stage `examples` wrote."""
    examples, parses = (
        tables.read(paths.EXAMPLES),
        tables.read(paths.select_readings(paths.EXAMPLE_PARSES, run.choices)),
    )
    own = training_set.build_training_set(examples, parses, run.load("codebook"), read_countries(paths.COUNTRIES))
    features = own.compute_features(tables.read(paths.select_readings(paths.EXAMPLE_VECTORS, run.choices)))
    return CodedStatements(features, np.column_stack(list(own.truth.values())), list(own.truth))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("settings", nargs="*", help="such as codebook=generic_news")
    options = parser.parse_args()
    run = config.compose_run(options.settings)
    method: methods.Stacked = run.load("coder")
    coded = read_statements(run)
    print(f"{len(coded.carries)} statements, {len(set(coded.features.topics))} topics; {' '.join(coded.frames)}")
    print(f"with each frame: {coded.carries.sum(axis=0)}; without any: {(~coded.carries.any(axis=1)).sum()}")
    for title, statements in (("cues", coded), ("without cues", coded.ignore_cues())):
        for n in _SIZES:
            report(title, method, statements, n, None, options.draws)
    for without in _WITHOUT:
        report(f"{without} without", method, coded, _WITHOUT_SIZE, without, options.draws)


if __name__ == "__main__":
    main()
