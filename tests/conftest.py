"""What several test files need: hand-written parses, and the project's root as working directory."""

from pathlib import Path
from typing import Any

import conllu
import pytest

from rejoinder.syntax import Sentence, sentences

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def parsed(text: str, source: str, article_id: str = "a") -> list[Sentence]:
    """Sentences of a hand-written parse in CoNLL-U (columns separated by any white space), spans found in `text`."""
    rows: list[dict[str, Any]] = []
    position = 0
    lines = "\n".join("\t".join(line.split()) for line in source.strip().splitlines())
    for sent_id, sentence in enumerate(conllu.parse(lines + "\n\n"), 1):
        for token in sentence:
            start = text.index(token["form"], position)
            position = start + len(token["form"])
            feats = "|".join(f"{k}={v}" for k, v in (token["feats"] or {}).items()) or "_"
            rows.append(
                {
                    "article_id": article_id,
                    "sent_id": sent_id,
                    "token_id": token["id"],
                    "block": text.count("\n\n", 0, start),
                    "form": token["form"],
                    "lemma": token["lemma"],
                    "upos": token["upos"],
                    "xpos": token["xpos"] or "_",
                    "feats": feats,
                    "head": token["head"],
                    "deprel": token["deprel"],
                    "start": start,
                    "end": position,
                    "mwt": 1,
                }
            )
    return sentences(rows)
