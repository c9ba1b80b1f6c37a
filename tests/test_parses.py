"""Stage `parses`: words and readings of each article, from one pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from rejoinder import config, paths, schema, tables
from rejoinder.parses import main
from tests.support.encoders import write_encoder
from tests.support.parsers import build_article, write_parser
from tests.support.project import ROOT

Parse = Callable[..., str]


@pytest.fixture
def parse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Parse:
    """A run of the stage with a parser in miniature, on articles of the lines given; what it says."""
    encoder = write_encoder(tmp_path / "encoder")
    models = write_parser(tmp_path / "parser", encoder)
    monkeypatch.chdir(tmp_path)
    for shared in ("conf", "src", "dvc.yaml", "params.yaml"):
        Path(shared).symlink_to(ROOT / shared)

    def run(**lines: str) -> str:
        columns = dict.fromkeys(schema.ARTICLES.names, "")
        rows: list[dict[str, Any]] = [
            columns | build_article(name, ("paragraph", line)) for name, line in lines.items()
        ]
        table = tables.build_table(rows, schema.ARTICLES)
        tables.write_partition(paths.ARTICLES, tables.name_partition(), table, lines)
        main(config.compose_run([f"parses.models={models}", f"parses.encoder={encoder}", "engine.processes=1"]))
        return capsys.readouterr().out

    return run


def test_both_tables_come_from_one_pass_and_an_unchanged_article_is_not_parsed_again(parse: Parse) -> None:
    assert "2 article(s) computed" in parse(a="The talks failed.", b="Ruritania denied it.")
    words, subwords = tables.read(paths.PARSES), tables.read(paths.ENCODINGS)
    assert words["form"].to_pylist() == ["The", "talks", "failed", ".", "Ruritania", "denied", "it", "."]
    assert subwords["start"].to_pylist() == [0, 4, 10, 16, 0, 3, 6, 10, 17, 19]
    assert {len(readings) for readings in subwords["readings"].to_pylist()} == {schema.READINGS}
    assert "1 article(s) computed" in parse(a="The talks failed.", b="Ruritania won't talk.")
    edited = tables.read(paths.PARSES), tables.read(paths.ENCODINGS)
    assert [table.filter(pc.field("article_id") == "a") for table in edited] == [
        table.filter(pc.field("article_id") == "a") for table in (words, subwords)
    ]


def test_an_article_without_text_has_no_rows_in_either_table(parse: Parse) -> None:
    parse(a=" ")
    assert tables.read(paths.PARSES).num_rows == tables.read(paths.ENCODINGS).num_rows == 0


def test_another_encoder_is_named_in_the_error(parse: Parse, tmp_path: Path) -> None:
    write_encoder(tmp_path / "encoder", seed=1)
    with pytest.raises(ValueError, match="key 'encoder': expected the encoder"):
        parse(a="The talks failed.")
