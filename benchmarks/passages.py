"""Whether statements get the right speaker, on the short passages written for this project.

    python -m benchmarks.passages [PASSAGES.conllu]

PASSAGES holds passages as CoNLL-U with comments: "passage" (the text, as JSON), and for each sentence "block" (title or
paragraph) and "speaker" (name, kind and, where it is asked for, side; null where the outlet speaks). Printed are the
shares of sentences with their true speaker and with their true side, each with its 95 % Wilson interval, once on the
hand-corrected parses, which leaves the rules' own errors, and once from the raw text with the chosen parser.
"""

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import Article, Rows, attribute_articles, parse_articles
from rejoinder import config
from rejoinder.exchange.conllu import read_conllu
from rejoinder.measures import wilson_interval
from rejoinder.syntax import Sentence

PASSAGES = Path(__file__).parents[1] / "tests" / "statements" / "passages" / "statements.conllu"
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)

Truth = Mapping[str, str] | None


@dataclass(frozen=True)
class Passage:
    """A text with its hand-corrected parse and the true speaker of each sentence."""

    article: Article
    parse: list[Sentence]
    truth: list[Truth]


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file, in its order."""
    passages = []
    for source in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, rest = source.partition("\n")
        text = json.loads(re.findall(r"^# passage = (.*)$", rest, re.MULTILINE)[0])
        truth = [json.loads(line) for line in re.findall(r"^# speaker = (.*)$", rest, re.MULTILINE)]
        passages.append(Passage(Article(name, text), read_conllu(text, rest, name), truth))
    return passages


def is_right(row: Mapping[str, Any], truth: Truth) -> bool:
    """Whether a row of the statements table names the true speaker; articles and case count for nothing."""
    if truth is None or row["speaker_kind"] == "outlet":
        return truth is None and row["speaker_kind"] == "outlet"
    if row["speaker_kind"] != truth["kind"]:
        return False
    return truth["kind"] == "anonymous" or _plain(row["speaker"]) == _plain(truth["name"])


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name).lower()


def report(passages: Sequence[Passage], rows: Mapping[str, tuple[Rows, Rows]]) -> list[str]:
    """Lines to print: shares of right speakers and sides, and each wrong sentence."""
    speakers, sides, wrong = [], [], []
    for passage in passages:
        statements = rows[passage.article.name][1]
        for sentence, truth in zip(passage.parse, passage.truth, strict=True):
            row = next((s for s in statements if s["start"] <= sentence.start < s["end"]), None)
            speakers.append(row is not None and is_right(row, truth))
            if truth and "side" in truth:
                sides.append(row is not None and row["side"] == truth["side"])
            if row and not (speakers[-1] and row["side"] == (truth or {}).get("side", row["side"])):
                said = f"{row['speaker']} ({row['speaker_kind']}, {row['side']}; {row['rule']})"
                wrong.append(f"    {passage.article.name}: {said} for {truth}")
    return [_format_share("speaker", speakers), _format_share("side", sides), *wrong]


def _format_share(what: str, right: Sequence[bool]) -> str:
    low, high = wilson_interval(sum(right) / len(right), len(right))
    return f"  {what}: {sum(right)} of {len(right)} right, {sum(right) / len(right):.3f} [{low:.3f}, {high:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, nargs="?", default=PASSAGES)
    passages = read_passages(parser.parse_args().passages)
    run = config.compose_run()
    articles = [passage.article for passage in passages]
    by_hand = {passage.article.name: passage.parse for passage in passages}
    for name, parses in (("hand-corrected parses", by_hand), ("raw text", parse_articles(articles, run)[0])):
        print(f"{len(passages)} passages, {name}:")
        print("\n".join(report(passages, attribute_articles(articles, parses, run)[0])))


if __name__ == "__main__":
    main()
