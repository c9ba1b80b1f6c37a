"""Stage `agreement`: the machine's coding against every coding pass, and the passes against each other."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.actors import Actors, list_known_sides
from rejoinder.agreement import calibration
from rejoinder.agreement.behaviour import compare_behaviour
from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.confusion import compute_confusions
from rejoinder.agreement.correctness import compute_correctness
from rejoinder.agreement.efforts import list_efforts
from rejoinder.agreement.gold import list_codable_units, read_pass
from rejoinder.agreement.kept import KeptCoder, compare_kept, correct_by_kept, read_kept
from rejoinder.agreement.machine import MachineCoding, build_machine_coding
from rejoinder.agreement.marks import lay_marks, name_articles, name_codes
from rejoinder.agreement.pooling import choose_reference
from rejoinder.agreement.population import Population, count_population
from rejoinder.agreement.prevalence import compute_prevalence, list_coded_sample
from rejoinder.agreement.rows import CodedStatement, OutOfFoldScore
from rejoinder.agreement.sheets import read_sheet
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corrections.machine_rows import read_machine_partition, read_machine_rows
from rejoinder.human_coding.answers import Questions
from rejoinder.human_coding.design import DESIGN
from rejoinder.human_coding.files import GoldFile
from rejoinder.human_coding.folder import read_coding_folder
from rejoinder.human_coding.marked_texts import MarkedFile
from rejoinder.human_coding.model import CodingPass, SkippedRows

_METRICS = {
    "frames": ("f1", "alpha"), "form": ("kappa",), "speaker": ("equal",), "side": ("equal",), "stances": ("alpha",)
}  # fmt: skip  # by variable

TableContent = tuple[Sequence[Mapping[str, Any]], pa.Schema]


@dataclass(frozen=True)
class GoldCoding:
    """Coding passes, their rows that are not compared, the machine's coding, and coders kept of other runs."""

    machine: MachineCoding
    passes: Sequence[CodingPass]
    skipped: Sequence[SkippedRows]
    population: Population
    kept: Sequence[KeptCoder] = ()


def main(run: Run) -> None:
    """Compare seeds/gold with the machine's own statements, frames and stances, which corrections leave aside.

    Writes data/agreement and reports/metrics.
    """
    method: Agreement = run.load("agreement")
    frames = list(run.load("codebook").frames)
    coding = read_coding(run)
    out_of_fold = _read_out_of_fold(tables.list_partitions(paths.STATEMENTS))
    built = build_tables(method, coding.machine, coding.passes, coding.population, frames, run.seed, out_of_fold)
    agreement, columns = built[""]
    compared = compare_kept(method, coding.machine.coding, coding.kept, coding.passes, frames, run.seed)
    behaviour = [
        row
        for variable, dataset in paths.BEHAVIOUR.items()
        if dataset.exists()
        for row in compare_behaviour(method, variable, tables.read(dataset).to_pylist(), frames, run.seed)
    ]
    built[""] = [*agreement, *compared, *behaviour], columns
    shares, columns = built["prevalence"]
    framed = [one for one in choose_reference(coding.passes, method.reference).passes if one.has_frames]
    built["prevalence"] = [*shares, *correct_by_kept(method, coding.kept, framed, frames)], columns
    built["efforts"] = list(list_efforts(coding.passes)), schema.EFFORTS
    for name, (rows, columns) in built.items():
        _write(name, rows, columns)
    skipped = [*coding.skipped, *choose_reference(coding.passes, method.reference).ties]
    left_out = [{"item": rows.item, "stage": "agreement", "reason": rows.reason} for rows in skipped]
    _write("left_out", left_out, schema.LEFT_OUT)
    metrics = _summarise(built[""][0], coding.passes)
    tables.write_text(paths.METRICS / "agreement.json", json.dumps(metrics, indent=2, ensure_ascii=False))
    for item in skipped:
        print(f"agreement: left out: {item.item}: {item.reason}")
    print(f"agreement: {len(coding.passes)} coding pass(es), {len(skipped)} item(s) left out")


def read_coding(run: Run) -> GoldCoding:
    """Read seeds/gold, and what the machine made of the articles that are coded there.

    Raises:
        GoldError: a file that cannot be read, or that does not match the run's statements.
    """
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    folder = read_coding_folder(paths.GOLD)
    marked_files = find_articles(folder.marked)
    articles = {row.cells.get("article_id", "") for file in folder.tables for row in file.rows}
    articles |= {text.name for file in marked_files for text in file.texts}
    statements: list[Any] = read_machine_rows(paths.STATEMENTS, articles)
    decisions: list[Any] = read_machine_rows(paths.FRAMES, articles)
    stances: list[Any] = read_machine_rows(paths.STANCES, articles)
    names = tables.list_partitions(paths.STATEMENTS)
    datasets = (paths.STATEMENTS, paths.FRAMES)
    population = count_population(tuple(read_machine_partition(d, name) for d in datasets) for name in names)
    frames, targets = list(codebook.frames), list(actors.targets)
    sides = {*list_known_sides(actors), *(row["side"] for row in statements if row["side"])}
    passes, skipped = _read_passes(folder.tables, statements, Questions(frames, sides, targets), population.fingerprint)
    code_names = name_codes(codebook, actors, sides)
    for file in marked_files:
        coding, left_out = lay_marks(file, statements, code_names)
        passes += [coding] if coding.codes else []
        skipped += left_out
    machine = build_machine_coding(statements, decisions, frames, stances, targets)
    parts = names if any(paths.CODERS.glob("*.parquet")) else []
    partitions = [read_machine_partition(paths.STATEMENTS, name) for name in parts]
    kept, strange = read_kept(paths.CODERS, statements, partitions, frames)
    return GoldCoding(machine, passes, [*skipped, *strange], population, kept)


def build_tables(
    method: Agreement,
    machine: MachineCoding,
    passes: Sequence[CodingPass],
    population: Population,
    frames: Sequence[str],
    seed: int,
    out_of_fold: Sequence[OutOfFoldScore] = (),
) -> dict[str, TableContent]:
    """Compute the stage's tables.

    Args:
        method: the settings.
        machine: the machine's coding of the articles that passes code.
        passes: coding passes.
        population: all statements of the run.
        frames: names of the codebook's frames.
        seed: of the resamples.
        out_of_fold: scores of the training statements by the coder in use.

    Returns:
        Rows and columns by the name of their dataset within data/agreement, "" for the main one.
    """
    reference = choose_reference(passes, method.reference)
    pairs = [*((machine.coding, one) for one in reference.passes), *combinations(passes, 2)]
    framed = [coding for coding in reference.passes if coding.has_frames]
    judged = list(calibration.judge_by_passes(machine, framed))
    curves = [row for part in judged for row in calibration.compute_curve(part, machine.thresholds[part.frame])]
    judged += calibration.judge_by_validation(out_of_fold, frames)
    bins = [row for part in judged for row in calibration.compute_reliability(part, method)]
    shares = [row for one in framed for row in compute_prevalence(machine, one, population, frames, method)]
    sample = [row for one in framed for row in list_coded_sample(machine, one, population, frames, method)]
    right = [row for one in reference.passes for row in compute_correctness(machine.coding, one, method)]
    return {
        "": (method(pairs, frames, seed), schema.AGREEMENT),
        "articles": (_count_passes(passes), schema.GOLD_ARTICLES),
        "confusion": (compute_confusions(machine, pairs, method.examples), schema.CONFUSION),
        "thresholds": (curves, schema.THRESHOLDS),
        "calibration": ([calibration.compute_calibration(part, method, seed) for part in judged], schema.CALIBRATION),
        "reliability": (bins, schema.RELIABILITY),
        "correctness": (right, schema.CORRECTNESS),
        "prevalence": (shares, schema.PREVALENCE),
        "coded_sample": (sample, schema.CODED_SAMPLE),
    }


def _read_passes(
    files: Iterable[GoldFile], statements: Iterable[CodedStatement], questions: Questions, drawn_from: str
) -> tuple[list[CodingPass], list[SkippedRows]]:
    """Coding passes that hold codes, and rows that are not compared; a file with a design is a sheet."""
    units = list_codable_units(statements)
    contents = [
        read_sheet(file, units, questions, drawn_from)
        if DESIGN in file.columns
        else read_pass(file, units, questions.frames)
        for file in files
    ]
    passes = [coding for coding, _ in contents if coding.codes]
    return passes, [rows for _, skipped in contents for rows in skipped]


def find_articles(files: Sequence[MarkedFile]) -> list[MarkedFile]:
    """Name marked texts by the articles of the run that they are; nothing is read where there are none."""
    if not files:
        return []
    partitions = tables.list_partitions(paths.STATEMENTS)
    ids = [tables.read_partition(paths.STATEMENTS, name, ["article_id"])["article_id"] for name in partitions]
    statements: Iterable[list[Any]] = (read_machine_partition(paths.STATEMENTS, n).to_pylist() for n in partitions)
    return name_articles(files, {article for column in ids for article in column.to_pylist()}, statements)


def _read_out_of_fold(partitions: Sequence[str]) -> list[Any]:
    """Scores of the training statements by the variant that coded this run."""
    used = set(tables.read_partition(paths.FRAMES, partitions[0])["variant"].to_pylist()) if partitions else set()
    return [row for row in tables.read(paths.CODER / "out_of_fold").to_pylist() if row["variant"] in used]


def _count_passes(passes: Iterable[CodingPass]) -> list[dict[str, Any]]:
    """Rows of `GOLD_ARTICLES`: the articles that coding passes hold codes of."""
    counts = Counter(article for coding in passes for article in {article for article, _ in coding.codes})
    return [{"article_id": article, "passes": n} for article, n in counts.items()]


def _summarise(rows: Iterable[Mapping[str, Any]], passes: Sequence[CodingPass]) -> dict[str, float | int | None]:
    """The few numbers of `dvc metrics show`, flat and sorted: "machine:pass-1:f1:macro"; the tables have all others."""
    metrics: dict[str, float | int | None] = {
        "n": len({unit for coding in passes for unit in coding.codes}),
        "passes": len(passes),
    }
    for row in rows:
        if row["measure"] in _METRICS[row["variable"]] and row["category"] in ("macro", ""):
            category = row["category"] or row["variable"]
            metrics[f"{row['first']}:{row['second']}:{row['measure']}:{category}"] = row["value"]
    return dict(sorted(metrics.items()))


def _write(name: str, rows: Iterable[Mapping[str, Any]], columns: pa.Schema) -> None:
    tables.write_partition(paths.AGREEMENT / name, tables.name_partition(0), tables.build_table(rows, columns))
