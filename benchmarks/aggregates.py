"""Memory and time of the stages that read all statements: `python -m benchmarks.aggregates 200 5000 [--repeats 3]`.

Writes invented corpora of these sizes as Parquet partitions, without any model, and runs `exchange`, `agreement`,
`words`, `figures` and `report` on each, in processes of their own and taking turns (on Linux). Prints each stage's peak
memory, processor time and wall time, the middle one of the repeats, and the size of the report.
"""

import argparse
import csv
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.agreement.gold import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("exchange", "agreement", "words", "figures", "report")
SIZE, SENTENCES, WORDS, GOLD, OUTLETS = 200, 30, 14, 20, 40  # articles a partition, and so on
FORMS, TARGETS = ("direct", "indirect", "mixed", "narrated"), ("united_states", "china", "cooperation")
SIDES = ("China", "United States", None)
FRAMES = ("victimhood", "denial", "deterrence", "cooperation")
CHILD = """
import sys
from rejoinder.__main__ import main
code = main(sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.exit(code)
"""


def invent_sentences(rng: np.random.Generator) -> list[list[str]]:
    """Words of an article's sentences, *shape* (sentences, words): numbers, so that no two sentences are alike."""
    return [[f"w{word}" for word in line] for line in rng.integers(0, 5_000, (SENTENCES, WORDS))]


def invent_rows(articles: range, of: int, rng: np.random.Generator) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table but the parses about some of `of` articles; speakers grow in number with the corpus."""
    datasets = ("articles", "attributions", "statements", "frames", "stances")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in datasets}
    for article in articles:
        name, lines = f"article-{article:07d}", [" ".join(words) for words in invent_sentences(rng)]
        text = " ".join(lines)
        day = np.datetime64("2019-01-01") + int(rng.integers(0, 5 * 365))
        rows["articles"].append(
            {"article_id": name, "title": f"Article {article}", "text": text, "sha256": f"{article:064x}", "url": "",
             "blocks": [{"kind": "paragraph", "start": 0, "end": len(text)}], "outlet": f"outlet {article % OUTLETS}",
             "published": str(day), "language": "en", "rights": "", "path": f"{name}.txt"}
        )  # fmt: skip
        start, tilt = 0, rng.beta(1, 5, len(FRAMES))
        for number, line in enumerate(lines, 1):
            key, speaker = f"{name}/{number:04d}", int(rng.zipf(1.3)) % (3 * of)
            span = {"start": start, "end": start + len(line)}
            speech = {
                "article_id": name,
                "sent_id": number,
                "speaker": f"speaker {speaker}",
                "side": SIDES[speaker % 3],
            }
            speech |= {"speaker_kind": "person", "attribution_id": f"{name}/a{number}", "rule": "cue"}
            rows["attributions"].append(
                speech
                | {"source": [], "cue": [], "content": [span], "kind": "direct", "act": "speech", "resolution": ""}
            )
            unit = {"statement_id": key, "block": 0, "unit": "paragraph", "text": line, "form": FORMS[number % 4]}
            rows["statements"].append(speech | unit | span)
            for frame, chance in zip(FRAMES, tilt, strict=True):
                score = round(float(rng.random()), 4)
                rows["frames"].append(
                    {"statement_id": key, "frame": frame, "score": score, "decision": score < chance, "threshold": 0.5,
                     "evidence": [span], "rule": "features"}
                )  # fmt: skip
            if number % 3 == 0:
                score = round(float(rng.uniform(-1, 1)), 4)
                label = "favours" if score > 0.25 else "opposes" if score < -0.25 else "neutral"
                rows["stances"].append(
                    {"statement_id": key, "target": TARGETS[number % 9 // 3], "score": score, "label": label,
                     "mention": [span], "evidence": [span], "rule": "model"}
                )  # fmt: skip
            start += len(line) + 1
    return rows


def build_parses(articles: list[dict[str, Any]]) -> pa.Table:
    """Flat trees over the articles' words."""
    forms = [word for row in articles for word in row["text"].split()]
    n, spans = len(forms), [span for row in articles for span in find_word_spans(row["text"])]
    token = np.tile(np.arange(1, WORDS + 1), n // WORDS)
    columns = {
        "article_id": np.repeat([row["article_id"] for row in articles], SENTENCES * WORDS),
        "sent_id": np.tile(np.repeat(np.arange(1, SENTENCES + 1), WORDS), len(articles)),
        "token_id": token, "block": np.zeros(n, int), "form": forms, "lemma": forms, "upos": ["NOUN"] * n,
        "xpos": ["NN"] * n, "feats": ["_"] * n, "head": (token > 1).astype(int), "start": [s for s, _ in spans],
        "deprel": np.where(token > 1, "dep", "root"), "end": [e for _, e in spans], "mwt": np.ones(n, int),
    }  # fmt: skip
    return pa.table({f.name: pa.array(columns[f.name]).cast(f.type) for f in schema.PARSES}, schema=schema.PARSES)


def find_word_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for word in text.split():
        yield start, start + len(word)
        start += len(word) + 1


def make_project(folder: Path, size: int) -> None:
    """A project with a corpus of `size` articles, of which some are coded in a gold pass of random codes."""
    for name in ("conf", "seeds/language", "seeds/examples"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("params.yaml", "dvc.yaml", "CITATION.cff"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "src").symlink_to(ROOT / "src")
    shutil.copytree(ROOT / paths.CODER, folder / paths.CODER)
    os.chdir(folder)
    rng = np.random.default_rng(13)
    for number, first in enumerate(range(0, size, SIZE)):
        rows = invent_rows(range(first, min(first + SIZE, size)), size, rng)
        name = tables.name_partition(number)
        for dataset, part in rows.items():
            table = tables.build_table(part, getattr(schema, dataset.upper()))
            for place in (paths.DATA, paths.MACHINE):
                tables.write_partition(place / dataset, name, table)
        tables.write_partition(paths.PARSES, name, build_parses(rows["articles"]))
        if not number:
            write_gold(rows["statements"][: GOLD * SENTENCES], rng)
    for empty, columns in ((paths.LEFT_OUT, schema.LEFT_OUT), (paths.CORRECTIONS, schema.CORRECTIONS)):
        tables.write_partition(empty, tables.name_partition(0), tables.build_table([], columns))


def write_gold(statements: list[dict[str, Any]], rng: np.random.Generator) -> None:
    paths.GOLD.mkdir(parents=True)
    with (paths.GOLD / "random.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        for row in statements:
            marked = [frame for frame in FRAMES if rng.random() < 0.2]
            writer.writerow(row | {"frames": " ".join(marked)})


def run_stage(stage: str) -> tuple[float, float, float]:
    """Peak memory in MB, processor seconds and wall seconds of a stage in a process of its own."""
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    process = subprocess.run([sys.executable, "-c", CHILD, stage], env=environment, check=True, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(process.stdout.split()[-2]) / 1024, processor, time.monotonic() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+", help="articles of each corpus")
    parser.add_argument("--repeats", type=int, default=1)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        for size in args.sizes:
            make_project(Path(folder) / str(size), size)
        measured: dict[tuple[int, str], list[tuple[float, float, float]]] = {}
        for _ in range(args.repeats):
            for size in args.sizes:
                os.chdir(Path(folder) / str(size))
                for stage in STAGES:
                    measured.setdefault((size, stage), []).append(run_stage(stage))
        print("| articles | stage | peak memory, MB | processor, s | wall, s |\n|---|---|---|---|---|")
        for (size, stage), values in measured.items():
            memory, processor, wall = (statistics.median(column) for column in zip(*values, strict=True))
            print(f"| {size:,} | `{stage}` | {memory:.0f} | {processor:.1f} | {wall:.1f} |")
        for size in args.sizes:
            page = Path(folder) / str(size) / paths.REPORT
            print(f"{size:,} articles: report of {page.stat().st_size / 1e6:.1f} MB" if page.exists() else "")
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
