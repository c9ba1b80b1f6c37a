"""How often frames are found in articles that are not what the codebook was written for.

    python -m benchmarks.flagged FOLDER [--frames OPTION]

FOLDER holds articles (*.txt, in subfolders too). Nobody has coded them: the figures say how often a frame is given, not
how often rightly; in articles on other matters nearly each is wrong. Intervals resample articles.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.throughput import code_folder
from rejoinder import tables
from rejoinder.measures import bootstrap_interval

_RESAMPLES = 2000
_STAGES = ("articles", "parses", "statements", "frames")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--frames", default="tuned")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        code_folder(project, args.folder, args, _STAGES, f"frames={args.frames}")
        coded = tables.read(project / "data/frames", ["statement_id", "frame", "decision"]).to_pandas()
    coded["article"] = coded["statement_id"].str.rpartition("/")[0]
    for frame, rows in coded.groupby("frame"):
        counts = rows.groupby("article")["decision"].agg(["sum", "count"]).to_numpy()
        low, high = bootstrap_interval(counts, lambda sums: sums[:, 0] / sums[:, 1], _RESAMPLES, 13)
        share = counts[:, 0].sum() / counts[:, 1].sum()
        print(f"{frame:12} {share:.3f} [{low:.3f}, {high:.3f}] of {counts[:, 1].sum()} in {len(counts)} articles")


if __name__ == "__main__":
    main()
