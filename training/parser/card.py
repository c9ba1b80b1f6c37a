"""Step `card`: the model card, written from the run's own settings, counts and scores."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from training.parser import conllu, silver
from training.parser.evaluate import METRICS, measure_megabytes
from training.parser.settings import Settings
from training.parser.sources import Licences, read_licences

_DESCRIPTIONS = {
    "pretrain": "word vectors, shared by pos and depparse",
    "depparse": "biaffine graph parser",
    "pos": "parts of speech and features",
    "lemma": "dictionary and character network",
    "tokenize": "characters to tokens, multi-word tokens and sentences",
    "mwt": "splits multi-word tokens (do+n't)",
}


def list_sources(words: Mapping[str, tuple[int, int]], table: Licences, column: int) -> list[dict[str, Any]]:
    """List the sources of texts for the card.

    Args:
        words: of each source, used and left out.
        table: titles and licences.
        column: 0 for the sources used, 1 for those left out.

    Returns:
        Title, licence and words of each source, most words first.
    """
    counts = sorted(((count[column], source) for source, count in words.items() if count[column]), reverse=True)
    return [{"title": table.title[source], "licence": table.licence[source], "words": n} for n, source in counts]


def main(run: Settings) -> None:
    """Read the counts and scores of the run, write MODEL_CARD.md beside its models."""
    scores = json.loads((run.out / "scores.json").read_text(encoding="utf-8"))
    words = json.loads(run.data("sources.json").read_text(encoding="utf-8"))
    labelled = sum(len(sentence.words) for sentence in conllu.read(run.data("silver.conllu")))
    sizes = {name: round((run.final / f"{name}.pt").stat().st_size / 1e6, 2) for name in _DESCRIPTIONS}
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
    )
    text = template.get_template("card.md.j2").render(
        seed=run.seed,
        stanza=version("stanza"),
        torch=version("torch").partition("+")[0],
        megabytes=measure_megabytes(run.final),
        files=[
            {"name": f"{name}.pt", "megabytes": sizes[name], "description": text}
            for name, text in _DESCRIPTIONS.items()
        ],
        metrics=METRICS,
        scores=scores["scores"],
        speed=scores["words a processor second"],
        used=list_sources(words | {silver.SOURCE: (labelled, 0)}, read_licences(), 0),
        left_out=list_sources(words, read_licences(), 1),
        prepare=run.prepare,
        vectors=run.vectors,
        schedules=run.schedule,
        automatic=run.automatic,
        silver=run.silver,
    )
    conllu.write_text(run.final / "MODEL_CARD.md", text)
