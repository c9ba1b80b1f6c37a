"""Stage `parses`: Stanza's words with exact spans, from bundled models or from a folder in Stanza's layout."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rejoinder import parses
from rejoinder.articles import split_blocks
from rejoinder.parser import rows
from rejoinder.parser.batched import quick, trees
from rejoinder.parser.batched.lanes import LANES, Lanes, Lstm, Places
from rejoinder.parses import Compact, Hub, ParserError
from rejoinder.runtime.checksums import ChecksumError

BUNDLED = Path(str(files("rejoinder"))) / "models" / "en"
ARTICLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")


@pytest.mark.parametrize(
    ("token", "words", "spans"),
    [
        pytest.param("talks", ["talks"], [(3, 8)], id="a word of its own"),
        pytest.param("won't", ["wo", "n't"], [(3, 5), (5, 8)], id="a contraction is cut where its words meet"),
        pytest.param("wanna", ["want", "to"], [(3, 8), (3, 8)], id="words that do not spell it out share its span"),
        pytest.param("<UNK>", ["<UNK>"], [(3, 400)], id="a token too long to be read keeps its span"),
    ],
)
def test_spans_of_the_words_in_a_token(token: str, words: list[str], spans: list[tuple[int, int]]) -> None:
    assert rows.word_spans(token, (3, spans[-1][1]), words) == spans


@pytest.mark.parametrize("line", (BUNDLED / "SHA256SUMS").read_text().splitlines(), ids=lambda line: line.split()[1])
def test_each_bundled_model_is_the_one_its_card_describes(line: str) -> None:
    import hashlib

    digest, name = line.split()
    assert hashlib.sha256((BUNDLED / name).read_bytes()).hexdigest() == digest


def test_the_parser_loads_without_what_only_training_needs() -> None:
    code = "import sys; from rejoinder.parses import Compact; found = Compact(models='').load().processors['pos'];"
    code += "print(found.trainer.optimizers, 'torch._dynamo' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["{}", "False"]


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
    return text, Compact(models="")({"a": (text, [(b["start"], b["end"]) for b in split_blocks(text)])})


@pytest.mark.slow
def test_every_word_slices_back(default_article: tuple[str, list[dict[str, Any]]]) -> None:
    text, rows = default_article
    assert [r for r in rows if text[r["start"] : r["end"]] != r["form"]] == []


@pytest.fixture(scope="module")
def stanzas() -> Any:
    """Stanza's own pipeline with its own search for trees, as a reader of texts."""
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
    from stanza.models.depparse import head_constraints, model

    pipeline = Compact(models="").load()

    def read(texts: list[str]) -> list[Any]:
        with pytest.MonkeyPatch.context() as patch:
            for module in (model, head_constraints):
                patch.setattr(module, "chuliu_edmonds_one_root", chuliu_edmonds_one_root)
            return list(rows.one_by_one(pipeline)(texts))

    return read


@pytest.fixture(scope="module")
def ours() -> Any:
    from rejoinder.parser.batched.quick import Reader

    return Reader(Compact(models="").load())


@pytest.mark.slow
def test_every_word_of_the_default_article_is_as_stanza_parses_it(stanzas: Any, ours: Any) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    assert list(ours([text])) == stanzas([text])


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He won't; they'll wanna go, and Ruritania's cannot.", id="contractions and possessives"),
        pytest.param("  Spaces  before,   between \t and after.  \n still the same   ", id="runs of white space"),
        pytest.param("One\n \u0085 \nTwo\n\n\n\nThree", id="blank lines end a sentence"),
        pytest.param("Write to a.b+c@example.org or see https://www.example.co.uk/x?y=1.", id="mail and web addresses"),
        pytest.param("What?!!! No!!? Really⁇", id="runs of question and exclamation marks"),
        pytest.param("The naïve Đoković met Ærøskøbing’s 習近平 and Зеленський’s 🙂 aides.", id="unseen characters"),
        pytest.param("On March 12, 2013 it paid $ 4,500.00 (3/12/2013: $47.50).", id="dates and sums"),
        pytest.param("x" * 350 + " is one token.", id="a token longer than Stanza reads"),
        pytest.param("Reporters asked and asked again. " * 70, id="a paragraph longer than a window"),
        pytest.param("unquestionably " * 70, id="a paragraph longer than a window without an end of a sentence"),
        pytest.param("What the ministers said the officials gave the papers them surprised us.", id="two objects"),
        pytest.param("Yes", id="one word"),
        pytest.param("", id="nothing"),
        pytest.param(" \n\n ", id="white space alone"),
    ],
)
def test_a_text_is_read_as_stanza_reads_it(text: str, stanzas: Any, ours: Any) -> None:
    assert list(ours([text])) == (stanzas([text]) if text.strip() else [[]])


TEXTS = [*ARTICLE.read_text(encoding="utf-8").split("\n\n")[:5], "No.", "Ærø’s 習近平 said so, papers wrote. " * 30]


def scored(reader: Any, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, bytes]]:
    """Each text's rows with the bits of the scores of its arcs and tags."""
    arcs, choices, seen = reader.parse.arcs, reader.tag.choices, []
    with monkeypatch.context() as patch:
        patch.setattr(reader.parse, "arcs", lambda *given: seen.append(arcs(*given)) or seen[-1])
        patch.setattr(reader.tag, "choices", lambda given: seen.append(choices(given)) or seen[-1])
        found = list(reader(texts))
    (tags, scores) = seen
    lengths = [[len(sentence) for sentence in text] for text in found]
    bits = iter(zip(tags.split([n for text in lengths for n in text]), scores, strict=True))
    return [(text, b"".join(part.numpy().tobytes() for _ in text for part in next(bits))) for text in found]


@pytest.fixture(scope="module")
def alone(ours: Any) -> list[tuple[Any, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        return [scored(ours, [text], patch)[0] for text in TEXTS]


@pytest.mark.slow
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=2, unique=True))
@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_has_the_same_scores_to_the_last_bit_whatever_it_is_read_with(
    ours: Any, alone: list[tuple[Any, bytes]], monkeypatch: pytest.MonkeyPatch, chosen: list[int]
) -> None:
    ours.lemmatize.known.clear()
    ours.split.known.clear()
    assert scored(ours, [TEXTS[i] for i in chosen], monkeypatch) == [alone[i] for i in chosen]


@pytest.mark.slow
def test_articles_are_read_in_order_and_those_without_blocks_have_no_rows() -> None:
    texts = {"b": ("No.", [(0, 3)]), "a": ("", []), "c": (TEXTS[0], [(0, len(TEXTS[0]))])}
    found = Compact(models="")(texts)
    assert [row["form"] for row in found[:2]] == ["No", "."]
    assert list(dict.fromkeys(row["article_id"] for row in found)) == ["b", "c"]


@pytest.mark.slow
def test_models_of_another_kind_are_run_by_stanza(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Compact(models="").load()
    assert quick.readable(pipeline)
    monkeypatch.setitem(pipeline.processors["depparse"].trainer.args, "charlm", True)
    assert not quick.readable(pipeline)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=150), st.integers(0, 3))
@settings(deadline=None, max_examples=50)
def test_lanes_hold_every_element_once_and_sequences_in_one_piece(lengths: list[int], gap: int) -> None:
    lanes = Lanes(lengths, gap)
    assert len(set(lanes.at.tolist())) == sum(lengths)
    assert int(lanes.at.max()) < lanes.steps * LANES
    for places in lanes.at.split(lengths):
        assert (places.diff() == LANES).all()
        step, lane = divmod(int(places[0]), LANES)
        assert lane in lanes.firsts[step].tolist()
        assert lane in lanes.lasts[int(places[-1]) // LANES].tolist()


@given(st.lists(st.integers(1, 12), min_size=1, max_size=100), st.booleans(), st.integers(0, 99))
@settings(deadline=None, max_examples=30)
def test_states_are_those_of_an_lstm_and_the_same_to_the_last_bit_alone(
    lengths: list[int], both: bool, seed: int
) -> None:
    torch.manual_seed(seed)
    layer = torch.nn.LSTM(7, 24, bidirectional=both, batch_first=True)
    with torch.inference_mode():
        elements, mine = torch.randn(sum(lengths), 7), Lstm(layer)

        def states(elements: torch.Tensor, lengths: list[int]) -> torch.Tensor:
            lanes = Lanes(lengths)
            return mine(Places(lanes.spread(elements)), lanes)[lanes.at]

        found = states(elements, lengths).split(lengths)
        for own, given_states in list(zip(elements.split(lengths), found, strict=True))[-3:]:
            assert torch.equal(states(own, [len(own)]), given_states)
            torch.testing.assert_close(given_states, layer(own[None])[0][0], rtol=1e-5, atol=1e-5)


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
