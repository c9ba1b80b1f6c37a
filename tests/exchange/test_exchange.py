"""Stage `exchange`: what other tools read is what we have."""

from dataclasses import fields, replace
from pathlib import Path

import conllu
import pytest
from omegaconf import OmegaConf
from udtools import Validator

from rejoinder import config, exchange, paths, tables
from rejoinder.exchange.brat import Brat
from rejoinder.exchange.conllu import format_conllu
from rejoinder.syntax import Sentence, Word
from tests.support.exchange import build_datasets, export, invent_awkward_corpus
from tests.support.parses import parsed

TEXT = "Ruritania\nwon't yield."
TREE = """
1 Ruritania Ruritania PROPN NNP Number=Sing 4 nsubj _ _
2 wo will AUX MD VerbForm=Fin 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 yield yield VERB VB VerbForm=Inf 0 root _ _
5 . . PUNCT . _ 4 punct _ _
"""
ARTICLE = {"article_id": "r", "text": TEXT}
BRAT = ("brat/annotation.conf", "brat/visual.conf")
FORMATS = [field.name for field in fields(exchange.Standard)]
FRAME = {"label": "Denial", "definition": "", "include": [], "exclude": [], "examples": []}


def contracted() -> Sentence:
    (sentence,) = parsed(TEXT, TREE, "r")
    words = [w._replace(mwt={2: 2, 3: 0}.get(w.id, 1)) for w in sentence.words]
    return replace(sentence, words=tuple(words))


def test_conllu_round_trips_through_the_fields_parser() -> None:
    (sentence,) = conllu.parse(format_conllu(ARTICLE, [contracted()]))
    assert sentence.metadata == {"newdoc id": "r", "sent_id": "r-1", "text": "Ruritania won't yield."}
    assert [(t["id"], t["form"], t["head"]) for t in sentence if isinstance(t["id"], int)] == [
        (1, "Ruritania", 4), (2, "wo", 4), (3, "n't", 4), (4, "yield", 0), (5, ".", 4),
    ]  # fmt: skip


def test_a_multi_word_token_has_its_range_line() -> None:
    assert "\n2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\two\twill\t" in format_conllu(ARTICLE, [contracted()])


def test_space_after_is_told_from_the_spans() -> None:
    lines = format_conllu(ARTICLE, [contracted()]).splitlines()
    assert next(line for line in lines if line.startswith("4\t")).endswith("\tSpaceAfter=No")
    assert next(line for line in lines if line.startswith("1\t")).endswith("\t_")


@pytest.mark.parametrize(("change", "passes"), [("", True), ("\tAUX\t", False)], ids=["ours", "a broken line"])
def test_conllu_passes_the_official_validators_level_1(tmp_path: Path, change: str, passes: bool) -> None:
    path = tmp_path / "r.conllu"
    text = format_conllu(ARTICLE, [contracted()])
    path.write_text(text.replace(change, " ") if change else text)
    state = Validator(lang="en", level=1, output=None).validate_file(str(path))
    assert state.passed() == passes


@pytest.fixture
def two_partitions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose two articles lie in two partitions, the first by id in the second of them."""
    monkeypatch.chdir(tmp_path)
    for number, key in enumerate(("r2", "r1")):
        tree = [{"article_id": key, "sent_id": 1, "block": 0, **vars_of(word)} for word in contracted().words]
        said = {"attribution_id": f"{key}/a1", "article_id": key, "content": [{"start": 0, "end": 9}]}
        rows = {"articles": [ARTICLE | {"article_id": key}], "parses": tree, "attributions": [said]}
        for name, table in build_datasets(rows).items():
            tables.write_partition(paths.DATA / name, tables.name_partition(number), table)
    return tmp_path


def vars_of(word: Word) -> dict[str, object]:
    return {("token_id" if name == "id" else name): value for name, value in word._asdict().items()}


def run_stage(**formats: object) -> set[str]:
    """Run the stage with some formats, and none of the others; returns the paths of its files."""
    options = {
        "exchange": {"_target_": "rejoinder.exchange.Standard", **dict.fromkeys(FORMATS), **formats},
        "codebook": {"_target_": "rejoinder.codebook.Codebook", "unit": "", "source": "", "frames": {"denial": FRAME}},
        "actors": {"_target_": "rejoinder.actors.Actors", "sides": {}, "targets": {}},
    }
    exchange.main(config.Run(dict.fromkeys(options, "standard"), 13, OmegaConf.create(options)))
    return {path.relative_to(paths.EXCHANGE).as_posix() for path in paths.EXCHANGE.rglob("*.*")}


def test_articles_of_all_partitions_are_exported_in_order_of_id(two_partitions: Path) -> None:
    files = run_stage(conllu={"articles": 50}, brat={"articles": 50})
    assert files == {"parses.conllu", "brat/r1.txt", "brat/r1.ann", "brat/r2.txt", "brat/r2.ann", *BRAT}
    text = (paths.EXCHANGE / "parses.conllu").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "newdoc" in line] == ["# newdoc id = r1", "# newdoc id = r2"]
    assert (paths.EXCHANGE / "brat/r2.ann").read_text(encoding="utf-8").startswith("T1\tContent 0 9\tRuritania")


def test_only_the_first_articles_are_exported_and_it_says_so(
    two_partitions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_stage(brat={"articles": 1}) == {"brat/r1.txt", "brat/r1.ann", *BRAT}
    assert capsys.readouterr().out == "exchange: brat has the first 1 of 2 articles by id\nexchange: 2 article(s)\n"


def test_a_format_that_is_left_out_leaves_no_file_of_an_earlier_run(two_partitions: Path) -> None:
    run_stage(brat={"articles": 1})
    assert run_stage() == set()


def test_articles_are_read_in_order_however_many_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.exchange.coding._AT_ONCE", 2)
    files = export(Brat(articles=5), invent_awkward_corpus(9))
    assert [name for name in files if name.endswith(".txt")] == [f"brat/a00{number}.txt" for number in range(5)]
