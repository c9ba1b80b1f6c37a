"""Whom the quoted statements of a corpus resolve to.

    python -m benchmarks.speakers CORPUS_DIR [--articles N] [--seed SEED]

Draws N articles of a corpus in PolNeAR's layout and prints, for their direct and mixed statements, how many resolve to
a person, an organisation, a country, a group, an anonymous source, or to nobody known, and which are the last. It says
nothing on whether the person is the right one: the corpus does not know.
"""

import argparse
import random
from collections import Counter
from pathlib import Path

from benchmarks.corpus import attribute_articles, parse_articles, read_corpus
from rejoinder import config


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    articles = random.Random(args.seed).sample(read_corpus(args.corpus), args.articles)
    run = config.compose_run()
    rows, _ = attribute_articles(articles, parse_articles(articles, run)[0], run)
    quoted = [s for _, statements in rows.values() for s in statements if s["form"] in ("direct", "mixed")]
    counts = Counter(statement["speaker_kind"] for statement in quoted)
    resolved = 1 - counts["unknown"] / max(len(quoted), 1)
    print(
        f"{len(quoted)} quoted statements in {len(articles)} articles, {resolved:.1%} with a known or anonymous speaker"
    )
    for kind, count in counts.most_common():
        print(f"{count:5d}  {kind}")
    for statement in quoted:
        if statement["speaker_kind"] == "unknown":
            print(f"       {statement['rule']}: {statement['text'][:90]}")


if __name__ == "__main__":
    main()
