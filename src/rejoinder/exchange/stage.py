"""Stage `exchange`: parses as CoNLL-U, attributions as brat standoff in PolNeAR's layout, for other tools to open."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import NonNegativeInt

from rejoinder import paths, tables
from rejoinder.config import Run
from rejoinder.exchange.brat import format_standoff
from rejoinder.exchange.conllu import format_conllu
from rejoinder.syntax import build_sentences


@dataclass(frozen=True, kw_only=True)
class Standard:
    """CoNLL-U (https://universaldependencies.org/format.html) and brat standoff (Stenetorp et al. 2012).

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: NonNegativeInt

    def __call__(self, articles: Iterable[str]) -> list[str]:
        """The article_ids to export, sorted, of all."""
        return nsmallest(self.articles, articles)


def main(run: Run) -> None:
    """Read data/articles, data/parses and data/attributions a partition at a time, write reports/exchange."""
    method: Standard = run.load("exchange")
    names = tables.list_partitions(paths.ARTICLES)
    every = (tables.read_partition(paths.ARTICLES, name, ["article_id"])["article_id"].to_pylist() for name in names)
    chosen = method(chain.from_iterable(every))
    shutil.rmtree(paths.EXCHANGE, ignore_errors=True)
    (paths.EXCHANGE / "brat").mkdir(parents=True)
    with TemporaryDirectory() as folder:
        parts = {article: Path(folder) / f"{number}.conllu" for number, article in enumerate(chosen)}
        for name in names:
            _write(name, parts)
        with (paths.EXCHANGE / "parses.conllu").open("wb") as whole:
            for part in parts.values():
                whole.write(part.read_bytes())
    print(f"exchange: {len(chosen)} article(s)")


def _write(name: str, parts: Mapping[str, Path]) -> None:
    """Write those articles of a partition that have a file in `parts` for their CoNLL-U."""
    articles = tables.select_rows(tables.read_partition(paths.ARTICLES, name, ["article_id", "text"]), parts)
    if not articles.num_rows:
        return
    parses, attributions = (tables.read_partition(path, name) for path in (paths.PARSES, paths.ATTRIBUTIONS))
    for article in articles.to_pylist():
        key, text = article["article_id"], article["text"]
        parts[key].write_bytes(format_conllu(article, build_sentences(tables.select_rows(parses, [key]))).encode())
        (paths.EXCHANGE / "brat" / f"{key}.txt").write_bytes(text.encode())
        standoff = format_standoff(text, tables.select_rows(attributions, [key]).to_pylist())
        (paths.EXCHANGE / "brat" / f"{key}.ann").write_bytes(standoff.encode())
