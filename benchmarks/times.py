"""What a run of the default article takes: cold, with nothing to do, and after a change of the figures' style.

    python -m benchmarks.times [--repeats 2]

In fresh clones of what is committed, nothing cached, packages installed; the fastest of the repeats, and all of them.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.throughput import ROOT, run

STYLE = ("conf/figures/paper.yaml", "dpi: 300", "dpi: 200")


def time_runs(clone: Path) -> dict[str, float]:
    """Seconds of `dvc repro` by what has changed, in a clone of its own."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    seconds = {"cold run": run(clone, "dvc", "repro").wall, "nothing to do": run(clone, "dvc", "repro").wall}
    leaf, old, new = clone / STYLE[0], *STYLE[1:]
    text = leaf.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{STYLE[0]}: expected {old!r} to change, found none.")
    leaf.write_text(text.replace(old, new), encoding="utf-8")
    return seconds | {"a change of the figures' style (figures and report)": run(clone, "dvc", "repro").wall}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repeats = [time_runs(Path(folder, str(number))) for number in range(args.repeats)]
    print("| `dvc repro` | seconds | all runs |\n|---|---|---|")
    for what in repeats[0]:
        walls = [one[what] for one in repeats]
        print(f"| {what} | {min(walls):.1f} | {', '.join(f'{wall:.1f}' for wall in walls)} |")


if __name__ == "__main__":
    main()
