"""How often the interval of a corrected share holds the true share: `python -m benchmarks.prevalence [--draws 1000]`.

Corpora are invented: 4,000 statements in 200 articles, truth clustered by article, a machine that errs at set rates, a
second frame that is marked at random. From each a sheet is drawn as by `rejoinder sheet` and coded without
error; the share is that of all statements, or of a side with a quarter of them. Prints, for each case, how often the
95 % interval covers the truth and its mean width: as the stage makes it, and without power tuning and the added
disagreement, which is prediction-powered inference as first published.
"""

import argparse
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rejoinder.measures import CorrectedShare, correct_share
from rejoinder.sheet import Draw

ARTICLES, LENGTH, LEVEL = 200, 20, 0.95
CASES = [  # share with the frame, recall and false-alarm rate of the machine
    (0.02, 0.7, 0.02),
    (0.05, 0.6, 0.03),
    (0.05, 0.9, 0.005),
    (0.10, 0.8, 0.03),
    (0.20, 0.8, 0.05),
]

Floats = npt.NDArray[np.float64]


def invent_corpus(case: tuple[float, float, float], rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Invent truth, the machine's codes, and its codes of another frame, each *shape* (statements,)."""
    share, recall, alarm = case
    chance = rng.beta(3 * share, 3 * (1 - share), ARTICLES).repeat(LENGTH)
    truth = rng.random(len(chance)) < chance
    machine = rng.random(len(chance)) < np.where(truth, recall, alarm)
    return truth.astype(float), machine.astype(float), (rng.random(len(chance)) < 0.15).astype(float)


def estimate_plainly(
    truth: Floats, machine: Floats, strata: Floats, sizes: Floats, share: float, of: int
) -> CorrectedShare:
    """The same estimate with the machine's codes in full and the variance of the sample."""
    errors = truth - machine
    parts = [errors[strata == number] for number in range(len(sizes))]
    value = share + sum(size / of * part.mean() for size, part in zip(sizes, parts, strict=True))
    variance = sum(
        (size / of) ** 2 * (1 - len(part) / size) * part.var(ddof=1) / len(part)
        for size, part in zip(sizes, parts, strict=True)
    )
    margin = 1.96 * np.sqrt(variance)
    return CorrectedShare(share=value, low=value - margin, high=value + margin, tuning=1.0)


def draw_estimates(
    case: tuple[float, float, float], n: int, inside: Floats, draws: int
) -> Iterator[tuple[float, CorrectedShare, CorrectedShare]]:
    """Draw sheets of `n` statements; yields the true share, its estimate as the stage makes it, and the plain one."""
    rng = np.random.default_rng(13)
    ids = [f"{number:05d}" for number in range(ARTICLES * LENGTH)]
    for seed in range(draws):
        truth, machine, other = invent_corpus(case, rng)
        marks = {
            key: frozenset({name for name, hit in (("frame", a), ("other", b)) if hit})
            for key, a, b in zip(ids, machine, other, strict=True)
        }
        drawn, sizes = Draw(n=n, seed=seed)(marks, ("frame", "other"))
        rows = np.array([int(key) for key in drawn])
        names = list(sizes)
        of = int(inside.sum())
        sample = (
            (truth * inside)[rows],
            (machine * inside)[rows],
            np.array([names.index(stratum) for stratum in drawn.values()]),
            np.array([sizes[name] for name in names], dtype=float),
            float((machine * inside).sum() / of),
            of,
        )
        yield float((truth * inside).sum() / of), correct_share(*sample, LEVEL), estimate_plainly(*sample)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    draws = parser.parse_args().draws
    all_statements, side = np.ones(ARTICLES * LENGTH), (np.arange(ARTICLES * LENGTH) % 4 == 0).astype(float)
    print("n    of    share recall alarms  covered width   plain: covered width")
    for n, name, inside in (
        (100, "all", all_statements),
        (200, "all", all_statements),
        (400, "all", all_statements),
        (400, "side", side),
    ):
        for case in CASES:
            truths, *estimates = zip(*draw_estimates(case, n, inside, draws), strict=True)
            covered = [np.mean([e.low <= t <= e.high for t, e in zip(truths, kind, strict=True)]) for kind in estimates]
            width = [np.mean([e.high - e.low for e in kind]) for kind in estimates]
            share, recall, alarm = case
            print(f"{n:4} {name:5} {share:5.2f} {recall:6.2f} {alarm:6.3f}  {covered[0]:7.3f} {width[0]:5.3f}", end="")
            print(f"          {covered[1]:7.3f} {width[1]:5.3f}")


if __name__ == "__main__":
    main()
