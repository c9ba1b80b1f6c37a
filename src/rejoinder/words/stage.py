"""Stage `words`: keyness of the parts of the corpus, and a concordance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corpus import Corpus, open_corpus
from rejoinder.words.concordance import Concordance, Query
from rejoinder.words.keyness import Keyness, LeftOutParts

_STAGE = "words"
_DATASETS = (paths.ARTICLES, paths.ATTRIBUTIONS, paths.FRAMES, paths.PARSES, paths.STANCES, paths.STATEMENTS)
_DECIMALS = 4
_ROUNDED = ("g2_four_term", "g2_two_term", "bic", "log_ratio", "percent_difference", "odds_ratio")


@dataclass(frozen=True, kw_only=True)
class WordTables:
    """What the stage writes, with the columns of `schema.KEYNESS`, `CONCORDANCE` and `LEFT_OUT`."""

    keyness: pa.Table
    concordance: pa.Table
    left_out: pa.Table


@dataclass(frozen=True, kw_only=True)
class WordAnalysis:
    """Corpus linguistics of the coded statements.

    Attributes:
        keyness: which words are typical of a part of the corpus.
        concordance: which words are shown in their sentences.
    """

    keyness: Keyness
    concordance: Concordance

    def __call__(self, corpus: Corpus, codebook: Codebook, seed: int) -> WordTables:
        """Count and look for words.

        Args:
            corpus: with the tables `parses` and `attributions`.
            codebook: its frames and their cues.
            seed: of the lines that are drawn where there are too many.
        """
        keyness, left_out = self.keyness(corpus)
        if not keyness.empty:
            keyness = keyness.round(dict.fromkeys(_ROUNDED, _DECIMALS))
            keyness["p"] = [float(f"{p:.{_DECIMALS - 1}e}") for p in keyness["p"]]  # which may be very small
        lines, counts = self.concordance(corpus, codebook, seed)
        return WordTables(
            keyness=_convert_table(keyness, schema.KEYNESS),
            concordance=_convert_table(lines, schema.CONCORDANCE),
            left_out=_list_left_out([*left_out, *_list_cut(counts, self.concordance.lines)]),
        )


def _convert_table(rows: pd.DataFrame, columns: pa.Schema) -> pa.Table:
    """Rows that are in order as a table, nan as null."""
    table = pa.Table.from_pandas(rows.reindex(columns=columns.names), schema=columns, preserve_index=False)
    return table.replace_schema_metadata(columns.metadata)


def _list_cut(counts: dict[Query, int], most: int) -> Iterator[LeftOutParts]:
    """Queries of the concordance that found nothing, or more than there are lines for."""
    names = {"term": "{!r}", "cue": "cues of {}", "frame": "evidence of {}"}
    for (kind, query), count in counts.items():
        item = f"concordance of {names[kind].format(query)}"
        if not count:
            yield LeftOutParts(item, "found nowhere")
        elif count > most:
            reason = f"{most:,} of {count:,} lines are listed, drawn at random (lines of concordance in conf/words)"
            yield LeftOutParts(item, reason)


def _list_left_out(parts: Iterable[LeftOutParts]) -> pa.Table:
    rows: list[dict[str, Any]] = [{**part._asdict(), "stage": _STAGE} for part in parts]
    return tables.build_table(rows, schema.LEFT_OUT)


def main(run: Run) -> None:
    """Read the coding, write data/words."""
    method: WordAnalysis = run.load("words")
    codebook, actors = run.load("codebook"), run.load("actors")
    with open_corpus({path.name: path for path in _DATASETS}, actors=actors) as corpus:
        words = method(corpus, codebook, run.seed)
    name = tables.name_partition()
    for dataset, table in (
        (paths.KEYNESS, words.keyness),
        (paths.CONCORDANCE, words.concordance),
        (paths.WORDS / "left_out", words.left_out),
    ):
        tables.write_partition(dataset, name, table)
        tables.keep_only(dataset, [name])
    print(f"words: {words.keyness.num_rows} key words, {words.concordance.num_rows} lines of concordance")
