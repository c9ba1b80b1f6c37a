"""The command itself: make the runs, compute each number under each specification, and write seeds/multiverse."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from rejoinder import paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run, compose_run
from rejoinder.corpus import Corpus, open_corpus
from rejoinder.corpus.alternatives import Counting, part_sums, sum_by_article
from rejoinder.corpus.counts import count_by_side_and_frame, list_values
from rejoinder.multiverse.choices import (
    Multiverse,
    list_run_choices,
    list_settings,
    list_specifications,
    read_counting,
)
from rejoinder.multiverse.estimates import stack_sums
from rejoinder.multiverse.experiments import (
    Experiment,
    bring_up_to_date,
    name_experiment,
    read_datasets,
    run_experiments,
)
from rejoinder.multiverse.inference import describe_number

_AS_IT_STANDS = {path.name: path for path in (paths.ARTICLES, paths.STATEMENTS, paths.FRAMES)}
# columns of what is written, whichever of them the numbers of this corpus have
_NUMBERS = [
    *("side", "frame", "label", "specifications", "articles", "preferred", "preferred_low", "preferred_high"),
    *("median", "median_low", "median_high", "min", "q1", "q3", "max", "same_sign"),
    *("apart", "p_median", "p_apart", "most", "most_alone", "note"),
]
_CHOICES = ["side", "frame", "label", "choice", "alone", "with_others", "moves", "note"]
ALL = ""  # in place of a side: all statements together


def main(run: Run, *, jobs: int) -> None:
    """Make the runs that are not there yet; write seeds/multiverse.

    Args:
        run: the study as it stands, which is the preferred specification.
        jobs: runs that are made at a time.

    Raises:
        ExperimentError: a run cannot be made or read.
        ConfigError: a choice names a setting that there cannot be.
    """
    method: Multiverse = run.load("multiverse")
    choices, left_out = list_run_choices(method, run)
    for name, reason in left_out.items():
        print(f"multiverse: {name} is no choice here: {reason}")
    bring_up_to_date()
    with _open_coded(_AS_IT_STANDS, run) as corpus:
        articles = len(list_values(corpus, "statements", "article_id"))
    if articles < method.minimum_articles:
        print(f"multiverse: withheld: {articles} article(s), fewer than {method.minimum_articles}; no run is made")
        return
    sides = (ALL, *_list_sides(run))
    specifications = {side: list_specifications(choices, method, of_side=side != ALL) for side in sides}
    experiments: dict[str, Experiment] = {}
    for table in specifications.values():
        settings = [list_settings(choices, values, run) for values in table.to_dict("records")]
        made = [name_experiment(one, run) for one in settings]
        table["run"] = [one.name for one in made]
        experiments |= {one.name: one for one in made}
    print(f"multiverse: {len(specifications[ALL])} specifications of each number, from {len(experiments)} run(s)")
    for experiment, seconds in run_experiments([one for one in experiments.values() if one.overrides], jobs):
        print(f"multiverse: {experiment.describe()}: done in {seconds:.0f} s, kept as {experiment.name}", flush=True)
    _write_results(run, method, specifications, experiments, left_out)


def _list_sides(run: Run) -> list[str]:
    """Sides of conf/actors with statements."""
    actors: Actors = run.load("actors")
    with _open_coded(_AS_IT_STANDS, run) as corpus:
        return [side for side in actors.sides if side in list_values(corpus, "coded", "side")]


def _open_coded(datasets: Mapping[str, Path], run: Run) -> AbstractContextManager[Corpus]:
    """Open coded tables; stances, which no number is of, need not be there."""
    return open_corpus({**datasets, "stances": schema.STANCES.empty_table()}, actors=run.load("actors"))


def _write_results(
    run: Run,
    method: Multiverse,
    specifications: Mapping[str, pd.DataFrame],
    experiments: Mapping[str, Experiment],
    left_out: Mapping[str, str],
) -> None:
    """Compute all numbers and write them, with what the run as it stands has, by which figures know it again.

    That, `counted`, is taken away first and written last: results that were begun and not finished are none.
    """
    sums = {side: [pd.DataFrame()] * len(table) for side, table in specifications.items()}
    ids: set[str] = set()
    counted = pd.DataFrame()
    for experiment in experiments.values():
        with TemporaryDirectory(prefix="rejoinder-") as folder:
            datasets = read_datasets(experiment, Path(folder))
            coder = tables.read(datasets.pop(paths.CODER.name)).to_pylist()
            with _open_coded(datasets, run) as corpus:
                ids.update(list_values(corpus, "statements", "article_id"))
                if not experiment.overrides:
                    counted = count_by_side_and_frame(corpus)
                variants = list_values(corpus, "frames", "variant")
                withheld = [row["frame"] for row in coder if row["variant"] in variants and row["withheld"]]
                _sum_run(corpus, experiment, specifications, withheld, sums)
    codebook: Codebook = run.load("codebook")
    estimates, numbers, shares = [], [], [pd.DataFrame({"choice": list(left_out), "note": list(left_out.values())})]
    for side, table in specifications.items():
        stacked = stack_sums(sums[side], sorted(ids), list(codebook.frames), of_side=side != ALL)
        for frame, entry in codebook.frames.items():
            described = describe_number(stacked[frame], table.drop(columns="run"), method, run.seed)
            named = [{"side": side, "frame": frame, "label": entry.label}]
            estimates.append(pd.DataFrame(named).merge(table[["run"]].join(described.estimates), how="cross"))
            numbers.append(pd.DataFrame(named).join(pd.DataFrame([described.summary])))
            shares.insert(-1, pd.DataFrame(named).merge(described.choices, how="cross"))
    (paths.MULTIVERSE / "counted.csv").unlink(missing_ok=True)
    _write("estimates", pd.concat(estimates))
    _write("numbers", pd.concat(numbers).reindex(columns=_NUMBERS))
    _write("choices", pd.concat(shares).reindex(columns=_CHOICES))
    _write("counted", counted)
    print(f"multiverse: {len(numbers)} numbers written to {paths.MULTIVERSE}; `dvc repro` draws them")


def _sum_run(
    corpus: Corpus,
    experiment: Experiment,
    specifications: Mapping[str, pd.DataFrame],
    withheld: list[str],
    sums: Mapping[str, list[pd.DataFrame]],
) -> None:
    """Sum the statements of one run under each specification that it belongs to; withheld frames have no rows."""
    margin = float(compose_run(experiment.settings).options["frames"].get("margin", 0))
    computed: dict[Counting, pd.DataFrame] = {}
    for side, table in specifications.items():
        for number, values in enumerate(table.to_dict("records")):
            if values["run"] == experiment.name:
                counting = read_counting(values, margin)
                key = replace(counting, narrated=True)  # which is told from the sums
                if key not in computed:
                    rows = sum_by_article(corpus, key)
                    computed[key] = rows[~rows["frame"].isin(withheld)]
                sums[side][number] = part_sums(computed[key], counting, side or None)


def _write(name: str, table: pd.DataFrame) -> None:
    text = table.round(4).to_csv(index=False, lineterminator="\n")
    tables.write_text(paths.MULTIVERSE / f"{name}.csv", text)
