"""A tiny MPNet with heads, drawn at random, in the files of a tuned encoder."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

LAYERS, WIDTH, HEADS, INNER, BUCKETS = 2, 24, 2, 48, 32
FRAMES = ("denial", "threat", "victim", "peace")
WORDS = ("the", "talks", "failed", "deny", "denied", "charge", "sang", "rur", "##ita", "##nia", ".", ",", "and", "so")
_SPECIAL = ("<s>", "<pad>", "</s>", "[UNK]")


def write_encoder(folder: Path, seed: int = 0) -> Path:
    """Write the files of a tuned encoder, in int8, into a folder, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "model_type": "mpnet",
        "hidden_act": "gelu",
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "layer_norm_eps": 1e-5,
        "max_position_embeddings": 258,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "relative_attention_num_buckets": BUCKETS,
        "vocab_size": len(_SPECIAL) + len(WORDS),
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    _write_tokenizer(folder / "tokenizer.json")
    save_file(_quantise_matrices(draw_weights(seed)), folder / "model.safetensors")
    save_file(_draw_heads(seed), folder / "heads.safetensors", {"frames": json.dumps(dict.fromkeys(FRAMES, "0"))})
    return folder


def draw_weights(seed: int) -> dict[str, Tensor]:
    """Weights of a network in floats, by the names of an MPNet's checkpoint."""
    generator = torch.Generator().manual_seed(seed)

    def draw(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator) / shape[-1] ** 0.5

    weights = {
        "embeddings.word_embeddings.weight": draw(len(_SPECIAL) + len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": draw(258, WIDTH),
        "encoder.relative_attention_bias.weight": draw(BUCKETS, HEADS),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        shapes = dict.fromkeys((f"attention.attn.{part}" for part in "qkvo"), (WIDTH, WIDTH))
        shapes |= {"intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER)}
        for name, shape in shapes.items():
            weights |= {f"{layer}.{name}.weight": draw(*shape), f"{layer}.{name}.bias": draw(shape[0])}
        norms += [f"{layer}.attention.LayerNorm", f"{layer}.output.LayerNorm"]
    for name in norms:
        weights |= {f"{name}.weight": 1 + draw(WIDTH), f"{name}.bias": draw(WIDTH)}
    return weights


def _quantise_matrices(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    quantised = {}
    for name, weight in weights.items():
        if weight.ndim == 2 and "position" not in name and "relative" not in name:
            scale = weight.abs().amax(1) / 127
            quantised |= {name: (weight / scale[:, None]).round().to(torch.int8), f"{name}.scale": scale}
        else:
            quantised[name] = weight
    return quantised


def _draw_heads(seed: int) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(seed + 1)
    shapes = {
        "frames.weight": (len(FRAMES), WIDTH),
        "frames.bias": (len(FRAMES),),
        "stances.mention.weight": (3, WIDTH),
        "stances.statement.weight": (3, WIDTH),
        "stances.bias": (3,),
    }
    return {name: torch.randn(*shape, generator=generator) for name, shape in shapes.items()}


def _write_tokenizer(path: Path) -> None:
    from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import WordPiece

    vocabulary = {word: number for number, word in enumerate((*_SPECIAL, *WORDS))}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(path))
