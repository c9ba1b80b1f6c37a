"""Training of the encoder: what it reads, how it learns from several tasks at once, and what it writes."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import MPNetConfig, MPNetModel, PreTrainedTokenizerFast

from rejoinder.actors.countries import Country
from rejoinder.encoder.heads import load_heads
from training.encoder import __main__ as command
from training.encoder import sources
from training.encoder.export import merge_adapters, quantise
from training.encoder.heads import fit_biases
from training.encoder.learner import Learner
from training.encoder.passages import Passage, Stance, Statement, join_passages

WORDS = (
    "<s>", "<pad>", "</s>", "<unk>", "[MASK]", "we", "deny", "it", "they", "attacked", "us", "praised", "talks", "day",
)  # fmt: skip
LETTERS = [f"{mark}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" for mark in ("", "##")]
RURITANIA = Country(name="Ruritania", demonyms=("Ruritanian",))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an MPNet of three narrow layers that has learnt nothing."""
    folder = tmp_path_factory.mktemp("base")
    vocabulary = {word: number for number, word in enumerate([*WORDS, *LETTERS])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>")
    fast.save_pretrained(folder)
    torch.manual_seed(1)
    config = MPNetConfig(
        vocab_size=len(vocabulary),
        hidden_size=24,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=514,
    )
    MPNetModel(config).save_pretrained(folder)
    return folder


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


ARTICLE = {
    "doc_id": "a1",
    "text": "Talks\n\nWe deny it. Ruritanian talks . Read more",
    "units": [
        {"start": 7, "end": 18, "form": "direct", "frames": ["denial"], "frames_alt": [[]], "stances": {}},
        {"start": 19, "end": 37, "form": "direct", "frames": [], "frames_alt": [], "stances": {"Ruritania": 1}},
        {"start": 38, "end": 47, "form": "junk", "frames": ["denial"], "frames_alt": [], "stances": {}},
    ],
}


def read_article(tmp_path: Path, article: dict[str, Any]) -> list[Passage]:
    find = sources.MentionFinder([RURITANIA])
    return list(sources.read_articles(write(tmp_path / "articles.jsonl", [article]), find))


def test_statements_that_stand_together_are_read_with_what_stands_before_them(tmp_path: Path) -> None:
    (passage,) = read_article(tmp_path, ARTICLE)
    assert passage.text == "Talks  We deny it. Ruritanian talks . Read more"
    spans = [passage.text[slice(*statement.span)] for statement in passage.statements]
    assert spans == ["We deny it.", "Ruritanian talks .", "Read more"]


def test_another_reading_that_the_coder_allowed_counts_for_a_quarter(tmp_path: Path) -> None:
    (passage,) = read_article(tmp_path, ARTICLE)
    assert passage.statements[0].frames == (0.0, 0.75, 0.0, 0.0)


def test_a_line_that_is_no_statement_teaches_that_it_has_no_frame(tmp_path: Path) -> None:
    (passage,) = read_article(tmp_path, ARTICLE)
    assert passage.statements[2].frames == (0.0, 0.0, 0.0, 0.0)


def test_a_country_is_named_by_its_demonym_too(tmp_path: Path) -> None:
    (passage,) = read_article(tmp_path, ARTICLE)
    (stance,) = passage.statements[1].stances
    assert [passage.text[slice(*span)] for span in stance.mentions] == ["Ruritanian"]
    assert stance.label == 2


def test_a_long_context_is_cut_at_a_blank(tmp_path: Path) -> None:
    row = {"text": "We deny it.", "context": "word " * 100, "frames": [], "topic": "t", "register": "r"}
    (passage,) = sources.read_training_statements(write(tmp_path / "frames.jsonl", [row]))
    start, end = passage.statements[0].span
    assert passage.text[start:end] == "We deny it."
    assert passage.text.startswith("word word")
    assert start <= 221


def test_joined_passages_keep_the_places_of_what_was_coded() -> None:
    stance = Stance(mentions=((0, 4),), label=2)
    passages = [
        Passage(
            text=f"They{number} talk",
            statements=(Statement(span=(0, 10), stances=(stance,)),),
            source="own",
            document=str(number),
        )
        for number in range(9)
    ]
    joined = join_passages(passages, random.Random(1))
    assert len(joined) < len(passages)
    statements = [(passage, statement) for passage in joined for statement in passage.statements]
    assert sorted(p.text[slice(*s.span)] for p, s in statements) == [p.text for p in passages]
    assert {p.text[slice(*s.stances[0].mentions[0])] for p, s in statements} == {"They"}


def test_all_of_our_own_statements_and_articles_can_be_read() -> None:
    find = sources.MentionFinder([RURITANIA])
    statements = sources.OWN_STATEMENTS.read_text(encoding="utf-8").splitlines()
    assert len(list(sources.read_coded_statements(sources.OWN_STATEMENTS, find))) == len(statements)
    articles = [json.loads(line)["doc_id"] for line in sources.OWN_ARTICLES.read_text(encoding="utf-8").splitlines()]
    assert {passage.document for passage in sources.read_all_articles([], find)} == set(articles)


def test_adapters_change_nothing_at_first_and_merged_weights_give_the_same_states(base: Path) -> None:
    torch.manual_seed(1)
    learner = Learner(base, 2, 4).eval()
    plain = MPNetModel.from_pretrained(base)
    merged = merge_adapters(learner)
    assert {name: value.shape for name, value in merged.items() if "layer" in name} == {
        name: value.shape for name, value in plain.state_dict().items() if "layer.0" in name or "layer.1" in name
    }
    name = "encoder.layer.1.attention.attn.k.weight"
    assert torch.equal(merged[name], plain.state_dict()[name])
    adapter = learner.net.encoder.layer[1].attention.attn.k
    torch.nn.init.normal_(adapter.up)
    x = torch.randn(3, 24)
    merged_outputs = torch.nn.functional.linear(x, merge_adapters(learner)[name], adapter.base.bias)
    assert torch.allclose(adapter(x), merged_outputs, atol=1e-5)


def test_a_matrix_in_int8_is_within_half_a_step_of_what_it_was() -> None:
    matrix = torch.randn(5, 7)
    packed = quantise({"dense.weight": matrix, "dense.bias": torch.ones(5)})
    restored = packed["dense.weight"].float() * packed["dense.weight.scale"][:, None]
    assert packed["dense.weight"].dtype == torch.int8
    assert bool(((restored - matrix).abs() <= packed["dense.weight.scale"][:, None] * 0.51).all())
    assert packed["dense.bias"].dtype == torch.float32


def test_biases_make_the_mean_probability_the_share_that_carries_a_frame() -> None:
    logits, carries = np.array([[-2.0], [1.0], [3.0], [0.5]]), np.array([[False], [False], [True], [False]])
    (bias,) = fit_biases(logits, carries)
    assert (1 / (1 + np.exp(-logits - bias))).mean() == pytest.approx(0.25)


def test_training_goes_on_where_it_was_stopped_and_writes_what_ships(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = [{"text": f"we deny it . day {n}", "frames": ["denial"], "topic": "t", "register": "r"} for n in range(40)]
    monkeypatch.setattr(command, "FRAME_EXAMPLES", write(tmp_path / "frames.jsonl", frames))
    stances = [{"text": f"they praised us {n}", "target": "us", "label": "favours"} for n in range(20)]
    monkeypatch.setattr(command, "STANCE_EXAMPLES", write(tmp_path / "own.jsonl", stances))
    real = [
        {"text": f"they attacked us {n}", "context": "", "frames": ["victimhood"], "frames_alt": []}
        | {"source": "speeches", "doc_id": f"d{n}"}
        for n in range(40)
    ]
    for name, most in (("OWN_STATEMENTS", 40), ("OWN_ARTICLES", 2)):
        lines = getattr(sources, name).read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / name).write_text("".join(lines[:most]), encoding="utf-8")
        monkeypatch.setattr(sources, name, tmp_path / name)
    articles = [ARTICLE | {"doc_id": f"article {n}"} for n in range(4)]
    targets = [{"text": "China praised us", "context": "", "targets": {"China": 1}, "doc_id": "d"}]
    sentence = {"sentence_normalized": "they praised us", "targets": [{"from": 13, "to": 15, "polarity": 6.0}]}
    arguments = [
        str(base),
        *("--real", str(write(tmp_path / "real.jsonl", real))),
        *("--stances", str(write(tmp_path / "targets.jsonl", targets))),
        *("--articles", str(write(tmp_path / "articles.jsonl", articles))),
        *("--newsmtsc", str(write(tmp_path / "newsmtsc.jsonl", [sentence] * 8))),
        *("--out", str(tmp_path / "run"), "--layers", "2", "--rank", "4", "--epochs", "1"),
    ]
    monkeypatch.setattr("training.encoder.loop.SUBWORDS", 20)
    monkeypatch.setattr("training.encoder.loop._SAVE_EVERY", 2)
    command.main(command.parse_options(arguments))
    first = load_file(tmp_path / "run/model/model.safetensors")
    assert first["encoder.layer.1.output.dense.weight"].dtype == torch.int8
    assert first["frames.weight"].shape == (4, 24)
    assert load_heads(str(tmp_path / "run/model")).weights.shape == (10, 24)
    assert (tmp_path / "run/model/held_out.csv").read_text().startswith("frame,source,score,truth\n")
    command.main(command.parse_options(arguments))  # from the last step that was saved
    again = load_file(tmp_path / "run/model/model.safetensors")
    assert all(torch.equal(first[name], again[name]) for name in first)
