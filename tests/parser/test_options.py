"""The options of `parses`: models from the package or from a folder in Stanza's layout, run by either inference."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import stanza

from rejoinder import config
from rejoinder.parser import Compact, Hub, ParserError, pipeline
from rejoinder.parser.batched import reader
from rejoinder.runtime.checksums import ChecksumError

BUNDLED = Path(str(files("rejoinder"))) / "models" / "en"
PROCESSORS = pipeline.PROCESSORS.split(",")
TEXTS = {"a": ("Ruritania won't talk.", [(0, 21)])}


@pytest.mark.parametrize("line", (BUNDLED / "SHA256SUMS").read_text().splitlines(), ids=lambda line: line.split()[1])
def test_each_bundled_model_is_the_one_its_card_describes(line: str) -> None:
    digest, name = line.split()
    assert hashlib.sha256((BUNDLED / name).read_bytes()).hexdigest() == digest


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    for path in BUNDLED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + (b"x" if path.name == "mwt.pt" else b""))
    with pytest.raises(ChecksumError, match=r"mwt\.pt: expected sha256 .*, got .*; restore the file"):
        Compact(models=str(tmp_path)).load()


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChecksumError, match="model file not found"):
        Compact(models=str(tmp_path)).load()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled models in the layout in which Stanza keeps its official ones."""
    folder = tmp_path_factory.mktemp("hub")
    name = "news"
    resources: dict[str, Any] = {"lang_name": "English", "default_dependencies": {}, "pretrain": {name: {}}}
    for processor in PROCESSORS:
        needs = [{"model": "pretrain", "package": name}] if processor in ("pos", "depparse") else []
        resources[processor] = {name: {"dependencies": needs} if needs else {}}
    resources["packages"] = {"default": dict.fromkeys(PROCESSORS, name)}
    (folder / "resources.json").write_text(json.dumps({"en": resources}))
    for processor in [*PROCESSORS, "pretrain"]:
        (folder / "en" / processor).mkdir(parents=True)
        (folder / "en" / processor / f"{name}.pt").symlink_to(BUNDLED / f"{processor}.pt")
    return folder


@pytest.mark.slow
def test_hub_parses_with_the_models_in_a_folder(hub: Path) -> None:
    assert Hub(folder=str(hub), package="default", download=False)(TEXTS) == Compact(models="")(TEXTS)


def test_hub_without_models_or_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ParserError, match=r"hub\.yaml: expected Stanza's English package 'default' in .*run once online"
    ):
        Hub(folder=str(tmp_path), package="default", download=False).load()


def test_hub_downloads_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments: dict[str, Any] = {}

    def be_offline(**settings: Any) -> None:
        arguments.update(settings)
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "Pipeline", be_offline)
    with pytest.raises(ParserError, match="ConnectionError: no route to host"):
        Hub(folder="", package="default_accurate", download=True).load()
    assert arguments["download_method"] == stanza.DownloadMethod.REUSE_RESOURCES
    assert arguments["package"] == "default_accurate"


@pytest.mark.slow
def test_both_kinds_of_inference_give_the_same_rows() -> None:
    batched, stanzas = (Compact(models="", inference=inference)(TEXTS) for inference in ("batched", "stanza"))
    assert [row["form"] for row in batched] == ["Ruritania", "wo", "n't", "talk", "."]
    assert batched == stanzas


@pytest.fixture
def newer_stanza(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "version", lambda _: "1.16.2")


@pytest.mark.usefixtures("newer_stanza")
def test_batched_inference_is_refused_with_another_version_of_stanza() -> None:
    with pytest.raises(config.ConfigError) as refusal:
        config.compose_run().load("parses")
    assert str(refusal.value) == (
        f"conf/parses/compact.yaml: key 'inference': 'batched' needs Stanza {pipeline.STANZA_VERSION}, got 1.16.2;"
        f" set `inference: stanza`, or install stanza=={pipeline.STANZA_VERSION}."
    )


@pytest.mark.usefixtures("newer_stanza")
def test_stanzas_own_inference_takes_any_version_of_stanza() -> None:
    assert config.compose_run(["parses.inference=stanza"]).load("parses") == Compact(models="", inference="stanza")


def test_batched_inference_is_written_for_the_installed_stanza() -> None:
    assert stanza.__version__ == pipeline.STANZA_VERSION


@pytest.mark.slow
def test_models_of_another_kind_are_left_to_stanza(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Compact(models="").load()
    assert reader.is_supported(loaded)
    monkeypatch.setitem(loaded.processors["depparse"].trainer.args, "charlm", True)
    assert not reader.is_supported(loaded)
    monkeypatch.setattr("rejoinder.parser.hub.load_pipeline", lambda *_, **__: loaded)
    with pytest.raises(ParserError, match=r"without a language model or a transformer.*set `inference: stanza`"):
        Hub(folder="another", package="default", download=False, inference="batched")(TEXTS)


def test_words_that_the_training_texts_misspell_stay_whole() -> None:
    expansions = {"its": "it s", "your": "you r", "doctors": "doctor s", "isn't": "is n't", "cannot": "can not"}
    pipeline._keep_words_whole(expansions)
    whole = {"its": "its", "your": "your", "doctors": "doctors"}
    assert expansions == whole | {"isn't": "is n't", "cannot": "can not"}
