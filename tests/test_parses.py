"""Stage `parses`: Stanza's words with exact spans, from bundled models or from a folder in Stanza's layout."""

import json
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder import parses, trees
from rejoinder.articles import blocks
from rejoinder.parses import Compact, Hub, ParserError

BUNDLED = Path(str(files("rejoinder"))) / "models" / "en"
ARTICLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")


def token(text: str, *words: str, start: int = 0) -> Any:
    made = [SimpleNamespace(text=word) for word in words]
    return SimpleNamespace(text=text, words=made, start_char=start, end_char=start + len(text))


@pytest.mark.parametrize(
    ("given_token", "spans"),
    [
        pytest.param(token("talks", "talks", start=3), [(3, 8)], id="a word of its own"),
        pytest.param(token("won't", "wo", "n't"), [(0, 2), (2, 5)], id="a contraction is cut where its words meet"),
        pytest.param(
            token("wanna", "want", "to"), [(0, 5), (0, 5)], id="words that do not spell it out share its span"
        ),
    ],
)
def test_spans_of_the_words_in_a_token(given_token: Any, spans: list[tuple[int, int]]) -> None:
    assert parses._pieces(given_token) == spans


@pytest.mark.parametrize("line", (BUNDLED / "SHA256SUMS").read_text().splitlines(), ids=lambda line: line.split()[1])
def test_each_bundled_model_is_the_one_its_card_describes(line: str) -> None:
    import hashlib

    digest, name = line.split()
    assert hashlib.sha256((BUNDLED / name).read_bytes()).hexdigest() == digest


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    for path in BUNDLED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + (b"x" if path.name == "mwt.pt" else b""))
    with pytest.raises(ParserError, match=r"mwt\.pt: expected sha256 .*, got .*; restore the file"):
        Compact(models=str(tmp_path)).load()


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParserError, match="model file not found"):
        Compact(models=str(tmp_path)).load()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled models in the layout in which Stanza keeps its official ones."""
    folder = tmp_path_factory.mktemp("hub")
    name = "news"
    resources: dict[str, Any] = {"lang_name": "English", "default_dependencies": {}, "pretrain": {name: {}}}
    for processor in parses.PROCESSORS.split(","):
        needs = [{"model": "pretrain", "package": name}] if processor in ("pos", "depparse") else []
        resources[processor] = {name: {"dependencies": needs} if needs else {}}
    resources["packages"] = {"default": dict.fromkeys(parses.PROCESSORS.split(","), name)}
    (folder / "resources.json").write_text(json.dumps({"en": resources}))
    for processor in [*parses.PROCESSORS.split(","), "pretrain"]:
        (folder / "en" / processor).mkdir(parents=True)
        (folder / "en" / processor / f"{name}.pt").symlink_to(BUNDLED / f"{processor}.pt")
    return folder


@pytest.mark.slow
def test_hub_parses_with_the_models_in_a_folder(hub: Path) -> None:
    texts = {"a": ("Ruritania won't talk.", [(0, 21)])}
    assert Hub(folder=str(hub), package="default", download=False)(texts) == Compact(models="")(texts)


def test_hub_without_models_or_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ParserError, match=r"hub\.yaml: expected Stanza's English package 'default' in .*run once online"
    ):
        Hub(folder=str(tmp_path), package="default", download=False).load()


def test_hub_downloads_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import stanza

    asked: dict[str, Any] = {}

    def offline(**given: Any) -> None:
        asked.update(given)
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "Pipeline", offline)
    with pytest.raises(ParserError, match="ConnectionError: no route to host"):
        Hub(folder="", package="default_accurate", download=True).load()
    assert asked["download_method"] == stanza.DownloadMethod.REUSE_RESOURCES
    assert asked["package"] == "default_accurate"


@pytest.fixture(scope="module")
def default_article() -> tuple[str, list[dict[str, Any]]]:
    text = ARTICLE.read_text(encoding="utf-8")
    return text, Compact(models="")({"a": (text, [(b["start"], b["end"]) for b in blocks(text)])})


@pytest.mark.slow
def test_every_word_slices_back(default_article: tuple[str, list[dict[str, Any]]]) -> None:
    text, rows = default_article
    assert [r for r in rows if text[r["start"] : r["end"]] != r["form"]] == []


@pytest.mark.slow
def test_every_word_is_as_stanza_parses_it(
    default_article: tuple[str, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
    from stanza.models.depparse import head_constraints, model

    text, rows = default_article
    for module in (model, head_constraints):
        monkeypatch.setattr(module, "chuliu_edmonds_one_root", chuliu_edmonds_one_root)
    assert Compact(models="")({"a": (text, [(b["start"], b["end"]) for b in blocks(text)])}) == rows


@pytest.mark.slow
def test_the_default_article_has_22_units(default_article: tuple[str, list[dict[str, Any]]]) -> None:
    text, rows = default_article
    starts = {r["sent_id"]: text[r["start"] :][:24] for r in reversed(rows)}
    assert len(starts) == 22
    assert starts[12] == '"This talk from the U.S.'
    assert starts[14].startswith("There isn't any!")
    assert starts[22].startswith("(Additional reporting")


@pytest.mark.slow
def test_paragraphs_do_not_share_a_sentence() -> None:
    text = "He left\n\nShe stayed"
    rows = Compact(models="")({"a": (text, [(0, 7), (9, 19)])})
    assert [(r["block"], r["sent_id"], r["form"]) for r in rows] == [
        (0, 1, "He"), (0, 1, "left"), (1, 2, "She"), (1, 2, "stayed"),
    ]  # fmt: skip


@given(st.integers(1, 30), st.floats(-4, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=300)
def test_the_search_finds_the_trees_of_stanza(words: int, root: float, seed: int) -> None:
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    raw = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    raw[:, 0] += root  # many words that want to be the root, or none
    np.fill_diagonal(raw, -np.inf)
    scores = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
    assert trees.best_tree(scores).tolist() == chuliu_edmonds_one_root(scores.copy()).tolist()


def test_a_sentence_of_one_word_is_its_root() -> None:
    assert trees.best_tree(np.array([[0.0, 0.0], [-0.1, -np.inf]])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        pytest.param([0, 2, 0, 2], True, id="a tree"),
        pytest.param([0, 0, 0, 2], False, id="two roots"),
        pytest.param([0, 0, 3, 2], False, id="a cycle"),
    ],
)
def test_greedy_heads_that_are_no_tree_are_left_to_the_search(heads: list[int], tree: bool) -> None:
    scores = np.zeros((4, 4))
    scores[np.arange(4), heads] = 1
    assert (trees.greedy_tree(scores) is not None) == tree
