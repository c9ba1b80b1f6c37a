"""The options of `parses`: models from the package, or from a folder in Stanza's layout."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import stanza

from rejoinder.parser import Compact, Hub, ParserError
from rejoinder.runtime.checksums import ChecksumError
from tests.support.encoders import write_encoder
from tests.support.parsers import build_article, write_parser

BUNDLED = Path(str(files("rejoinder"))) / "models" / "en"
ARTICLE = build_article("a", ("title", "Ruritania won't talk"), ("paragraph", "The talks failed."))


@pytest.mark.parametrize("line", (BUNDLED / "SHA256SUMS").read_text().splitlines(), ids=lambda line: line.split()[1])
def test_each_bundled_model_is_the_one_its_card_describes(line: str) -> None:
    digest, name = line.split()
    assert hashlib.sha256((BUNDLED / name).read_bytes()).hexdigest() == digest


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    for path in BUNDLED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + (b"x" if path.name == "lemma.pt" else b""))
    with pytest.raises(ChecksumError, match=r"lemma\.pt: expected sha256 .*, got .*; restore the file"):
        Compact(models=str(tmp_path), encoder="").load()


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChecksumError, match="model file not found"):
        Compact(models=str(tmp_path), encoder="").load()


@pytest.mark.slow
def test_the_bundled_parser_was_trained_on_the_packaged_encoder() -> None:
    parsed = Compact(models="", encoder="")([ARTICLE])
    assert [row["form"] for row in parsed.words] == [
        "Ruritania", "wo", "n't", "talk", "The", "talks", "failed", ".",
    ]  # fmt: skip
    assert [(row["upos"], row["deprel"], row["head"]) for row in parsed.words[4:]] == [
        ("DET", "det", 2), ("NOUN", "nsubj", 3), ("VERB", "root", 0), ("PUNCT", "punct", 3),
    ]  # fmt: skip


def label_words(sentences: list[list[str]]) -> SimpleNamespace:
    """A stand-in for Stanza's pipeline: words with labels of their own, chained from the first on."""
    words = [
        SimpleNamespace(lemma=form.upper(), upos="X", xpos=None, feats=None, head=place, deprel="dep")
        for forms in sentences
        for place, form in enumerate(forms)
    ]
    return SimpleNamespace(iter_words=lambda: iter(words))


def test_hub_takes_labels_from_stanza_and_words_and_readings_from_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tags and trees of a stand-in, as only the bundled models are at hand."""
    encoder = str(write_encoder(tmp_path / "encoder"))
    compact = Compact(models=str(write_parser(tmp_path / "parser", Path(encoder))), encoder=encoder)
    monkeypatch.setattr("rejoinder.parser.hub.load_pipeline", lambda *_, **__: label_words)
    hub = Hub(folder="stand-in", package="default", download=False, encoder=encoder)
    words, subwords = hub([ARTICLE])
    assert [(row["form"], row["lemma"], row["xpos"], row["head"], row["deprel"]) for row in words[:3]] == [
        ("Ruritania", "RURITANIA", "_", 0, "dep"), ("wo", "WO", "_", 1, "dep"), ("n't", "N'T", "_", 2, "dep"),
    ]  # fmt: skip
    own = compact([ARTICLE])
    places = ("form", "start", "end", "sent_id", "block", "token_id", "mwt")
    assert [[row[key] for key in places] for row in words] == [[row[key] for key in places] for row in own.words]
    assert [(row["start"], row["end"], row["readings"].tolist()) for row in subwords] == [
        (row["start"], row["end"], row["readings"].tolist()) for row in own.subwords
    ]
    assert hub([build_article("b", ("paragraph", " "))]) == ([], [])


def test_hub_reads_models_from_a_folder_in_stanzas_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.parser.hub._PROCESSORS", "lemma")
    packages = {"default": {"lemma": "news"}}
    resources = {"lang_name": "English", "default_dependencies": {}, "lemma": {"news": {}}, "packages": packages}
    (tmp_path / "resources.json").write_text(json.dumps({"en": resources}))
    (tmp_path / "en" / "lemma").mkdir(parents=True)
    (tmp_path / "en" / "lemma" / "news.pt").symlink_to(BUNDLED / "lemma.pt")
    loaded = Hub(folder=str(tmp_path), package="default", download=False, encoder="").load()
    assert list(loaded.processors) == ["tokenize", "lemma"]


def test_hub_without_models_or_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ParserError, match=r"hub\.yaml: expected Stanza's English package 'default' in .*run once online"
    ):
        Hub(folder=str(tmp_path), package="default", download=False, encoder="").load()


def test_hub_downloads_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments: dict[str, Any] = {}

    def be_offline(**settings: Any) -> None:
        arguments.update(settings)
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "Pipeline", be_offline)
    with pytest.raises(ParserError, match="ConnectionError: no route to host"):
        Hub(folder="", package="default_accurate", download=True, encoder="").load()
    assert arguments["download_method"] == stanza.DownloadMethod.REUSE_RESOURCES
    assert arguments["package"] == "default_accurate"
