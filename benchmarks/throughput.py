"""How time and memory grow with the number of articles, what engines gain, and what an edit costs.

    python -m benchmarks.throughput FOLDER --sizes 100 1000 10000

FOLDER holds articles (*.txt, in subfolders too). A corpus of any size is made by recombining their paragraphs, seeded;
nothing of it is kept but in the work folder. `dvc repro` must have run before, as the fitted coder is taken from data/.
"""

import argparse
import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rejoinder.articles import split_blocks

ROOT = Path(__file__).parent.parent
MAPPED = ("parses", "statements", "frames", "stances")
PARSED = ("data/parses", "data/encodings")  # what stage `parses` writes
STAGES = ("articles", *MAPPED, "exchange", "agreement", "figures", "report")
FITTED = ("examples", "example_parses", "example_vectors", "coder")
FILES = ("params.yaml", "dvc.yaml", "CITATION.cff", ".dvcignore")
_ADOPTING = 36  # PR_SET_CHILD_SUBREAPER of Linux


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of clock and processor, peak MB of its largest process, its output."""

    wall: float
    cpu: float
    peak: float
    output: str


@dataclass(frozen=True)
class Pool:
    """The parts of which articles are made: titles, paragraphs, and how many paragraphs there are in an article."""

    titles: Sequence[str]
    paragraphs: Sequence[str]
    lengths: Sequence[int]

    def article(self, seed: int, number: int, length: int) -> str:
        """The article of that number, the same in a corpus of any size; `length` 0 draws one."""
        rng = random.Random(f"{seed} {number}")
        count = length or rng.choice(self.lengths)
        return "\n\n".join([rng.choice(self.titles), *(rng.choice(self.paragraphs) for _ in range(count))]) + "\n"


def read_pool(folder: Path) -> Pool:
    titles, paragraphs, lengths = [], [], []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        parts = [" ".join(text[b["start"] : b["end"]].split()) for b in split_blocks(text)]
        if len(parts) > 1:
            titles.append(parts[0])
            paragraphs += parts[1:]
            lengths.append(len(parts) - 1)
    if not paragraphs:
        raise SystemExit(f"{folder}: expected articles (*.txt) of two paragraphs or more, found none.")
    return Pool(titles, paragraphs, lengths)


def make_project(folder: Path, pool: Pool, args: argparse.Namespace, size: int) -> int:
    """A project with a corpus of that size and the fitted coder; returns its number of words."""
    for name in ("conf", "seeds", "src"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    for name in FITTED:
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    (folder / ".dvc").mkdir()
    (folder / ".dvc/config").write_text("[core]\n    analytics = false\n    check_update = false\n    no_scm = true\n")
    shutil.rmtree(folder / "seeds/articles")
    (folder / "seeds/articles").mkdir()
    return sum(add_article(folder, pool, args, number) for number in range(size))


def add_article(folder: Path, pool: Pool, args: argparse.Namespace, number: int) -> int:
    text = pool.article(args.seed, number, args.paragraphs)
    (folder / f"seeds/articles/n{number:07d}.txt").write_text(text, encoding="utf-8")
    return len(text.split())


def run(folder: Path, *command: str) -> Cost:
    """Run a command in a project; the peak is that of the largest of its processes."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "PATH": path}
    ctypes.CDLL(None).prctl(_ADOPTING, 1, 0, 0, 0)
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        usages = [usage, *_reap_orphans()]
        log.seek(0)
        output = log.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{output}")
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Cost(wall, cpu, max(usage.ru_maxrss for usage in usages) / 1024, output)


def _reap_orphans() -> Iterator[resource.struct_rusage]:
    """What processes used that outlived those which started them, as the server does of which workers are forks."""
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def run_stage(folder: Path, name: str, *overrides: str) -> Cost:
    return run(folder, sys.executable, "-m", "rejoinder", name, *overrides)


def code_folder(
    project: Path, articles: Path, args: argparse.Namespace, stages: Sequence[str], *overrides: str
) -> None:
    """Make a project with the articles (*.txt, in subfolders too) of a folder, and run the stages in it."""
    make_project(project, Pool([], [], []), args, 0)
    for path in sorted(articles.rglob("*.txt")):
        shutil.copy(path, project / "seeds/articles" / path.name)
    for name in stages:
        run_stage(project, name, *overrides)


def measure_stages(folder: Path, words: int, size: int, processes: int) -> dict[str, Cost]:
    """Run every stage from nothing, and print what each took."""
    print(f"\n{size} articles, {words} words, {processes} processes\n", flush=True)
    print("| stage | seconds | words/s | CPU s per 1,000 articles | MB of its largest process |\n|---|---|---|---|---|")
    costs = {}
    for name in STAGES:
        cost = costs[name] = run_stage(folder, name, f"engine.processes={processes}")
        rate, processor = words / cost.wall, 1000 * cost.cpu / size
        print(f"| {name} | {cost.wall:.1f} | {rate:,.0f} | {processor:.1f} | {cost.peak:.0f} |", flush=True)
    parsing = costs["parses"].wall
    shares = {name: costs[name].wall / parsing for name in MAPPED[1:]}
    each = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    print(f"\nThe other map stages take {sum(shares.values()):.0%} of the time of `parses`: {each}.")
    return costs


def compare_sizes(costs: dict[int, dict[str, Cost]]) -> Iterator[str]:
    """Lines on how far time and memory are linear from each size to the next."""
    sizes = sorted(costs)
    for small, large in pairwise(sizes):
        yield f"\nFrom {small} to {large} articles ({large / small:g} times):\n"
        yield "| stage | seconds, times | CPU, times | memory, times |\n|---|---|---|---|"
        for name in STAGES:
            a, b = costs[small][name], costs[large][name]
            yield f"| {name} | {b.wall / a.wall:.2f} | {b.cpu / a.cpu:.2f} | {b.peak / a.peak:.2f} |"


def compare_engines(folder: Path, repeats: int) -> None:
    """Parse with one process, with two, and with two workers of Dask, in turn; compare the fastest of each."""
    kinds = {
        "one process": ["engine=local", "engine.processes=1"],
        "two processes": ["engine=local", "engine.processes=2"],
        "Dask, two workers": ["engine=dask", "engine.workers=2"],
    }
    walls: dict[str, list[float]] = {kind: [] for kind in kinds}
    outputs: set[tuple[bytes, ...]] = set()
    for _ in range(repeats):
        for kind, overrides in kinds.items():
            for dataset in PARSED:
                shutil.rmtree(folder / dataset, ignore_errors=True)
            walls[kind].append(run_stage(folder, "parses", *overrides).wall)
            outputs.add(tuple(p.read_bytes() for dataset in PARSED for p in sorted((folder / dataset).iterdir())))
    best = {kind: min(seconds) for kind, seconds in walls.items()}
    print("\nParsing: " + ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in best.items()))
    print(f"Two processes against one: {best['one process'] / best['two processes']:.2f} times as fast (bar 1.7)")
    print(f"Dask against local: {best['two processes'] / best['Dask, two workers']:.2f} times as fast (bar 0.9)")
    print(f"Bytes: {'the same' if len(outputs) == 1 else 'NOT the same'} from all")


def measure_edits(folder: Path, pool: Pool, args: argparse.Namespace, size: int) -> None:
    """What `dvc repro` takes where nothing, one article, or an option of `frames` has changed."""
    run(folder, "dvc", "repro")
    print(f"\n`dvc repro` at {size} articles\n")
    print("| edit | seconds | CPU seconds | bar | what parses says |\n|---|---|---|---|---|")
    _print_edit("none", 2.5, min((run(folder, "dvc", "repro") for _ in range(3)), key=lambda cost: cost.wall))
    add_article(folder, pool, args, size)
    _print_edit("one article more", 30.0, run(folder, "dvc", "repro"))
    option = folder / "conf/stances/tuned.yaml"
    option.write_text(option.read_text().replace("least_polar: 0.5", "least_polar: 0.6"))
    _print_edit("least probability of a polar stance", None, run(folder, "dvc", "repro"))


def _print_edit(edit: str, bar: float | None, cost: Cost) -> None:
    said = next((line for line in cost.output.splitlines() if line.startswith("parses:")), "not run")
    print(f"| {edit} | {cost.wall:.1f} | {cost.cpu:.1f} | {bar or '–'} | {said} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="articles to recombine")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10000], help="articles of each corpus")
    parser.add_argument("--engines", type=int, default=0, metavar="N", help="compare engines on N articles")
    parser.add_argument("--repeats", type=int, default=1, help="of each engine")
    parser.add_argument("--edits", type=int, default=0, metavar="N", help="measure edits at N articles")
    parser.add_argument("--paragraphs", type=int, default=0, help="in each article; 0: as many as FOLDER's have")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--work", type=Path, help="where the corpora are made (a temporary folder)")
    args = parser.parse_args()
    pool = read_pool(args.folder)
    with tempfile.TemporaryDirectory(dir=args.work) as work:
        costs = {}
        for size in sorted({*args.sizes, *filter(None, [args.engines, args.edits])}):
            folder = Path(work, str(size))
            words = make_project(folder, pool, args, size)
            costs[size] = measure_stages(folder, words, size, args.processes)
            if size == args.edits:
                measure_edits(folder, pool, args, size)
            if size == args.engines:
                compare_engines(folder, args.repeats)
            shutil.rmtree(folder)
        print("\n".join(compare_sizes(costs)))


if __name__ == "__main__":
    main()
