"""Step `card`: the model card, written from the run's own settings, counts and scores."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rejoinder.parser.labeller import WEIGHTS, load_labeller
from training.parser import conllu
from training.parser.evaluate import METRICS
from training.parser.settings import Settings
from training.parser.sources import Licences, read_licences

_DESCRIPTIONS = {
    WEIGHTS: "tags, features, heads and relations from the encoder's states",
    "lemma.pt": "Stanza: dictionary and character network",
    "tokenize.pt": "Stanza: characters to tokens, multi-word tokens and sentences",
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
    words = json.loads((run.data / "sources.json").read_text(encoding="utf-8"))
    labeller, encoder = load_labeller(run.final)
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
    )
    text = template.get_template("card.md.j2").render(
        run=run,
        stanza=version("stanza"),
        torch=version("torch").partition("+")[0],
        files=[
            {"name": name, "megabytes": (run.final / name).stat().st_size / 1e6, "description": description}
            for name, description in _DESCRIPTIONS.items()
        ],
        parameters=sum(part.numel() for part in labeller.network.parameters()),
        encoder=encoder,
        metrics=METRICS,
        scores=scores["scores"],
        speed=scores["words a processor second"],
        used=list_sources(words, read_licences(), 0),
        left_out=list_sources(words, read_licences(), 1),
    )
    conllu.write_text(run.final / "MODEL_CARD.md", text)
