"""Contrastive tuning of the sentence encoder in the manner of SetFit (Tunstall et al. 2022, arXiv:2209.11055)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch.nn.functional import mse_loss, normalize
from transformers import AutoModel, AutoTokenizer

from rejoinder.encoder import Encoder

EPOCHS = 1
BATCH = 32
RATE = 5e-5


def tune_encoder(encoder: Encoder, texts: Sequence[str], truth: np.ndarray, seed: int) -> Any:
    """Tune an encoder so that the cosine of two texts comes near the overlap of their frames.

    All pairs within a batch are learnt from. The overlap is Jaccard's, 1 for two texts without any frame.

    Args:
        encoder: whose network is tuned.
        texts: to learn from.
        truth: their frames as 0 or 1, *shape* (len(texts), frames).
        seed: of the order of the texts.

    Returns:
        The network in full precision.
    """
    tokenizer = _load_tokenizer(encoder)
    network = AutoModel.from_pretrained(encoder.folder, local_files_only=True).train()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(texts) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, (s + 1) / 20) * (1 - s / steps))
    labels = torch.tensor(truth.astype(np.float32))
    for _ in range(EPOCHS):
        order = rng.permutation(len(texts))
        for begin in range(0, len(order) - BATCH + 1, BATCH):
            batch = order[begin : begin + BATCH]
            vectors = pool_states(tokenizer, network, [texts[i] for i in batch])
            y = labels[batch]
            both, either = y @ y.T, y.sum(1)[:, None] + y.sum(1)[None] - y @ y.T
            overlap = torch.where(either > 0, both / either.clamp(min=1), torch.ones_like(either))
            is_pair = ~torch.eye(BATCH, dtype=torch.bool)
            loss = mse_loss((vectors @ vectors.T)[is_pair], overlap[is_pair])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()


def encode_texts(encoder: Encoder, network: Any, texts: Sequence[str]) -> np.ndarray:
    """Encode texts by a tuned network: mean-pooled last states of unit length, *shape* (texts, width)."""
    tokenizer = _load_tokenizer(encoder)
    with torch.inference_mode():
        parts = [pool_states(tokenizer, network, texts[i : i + BATCH]).numpy() for i in range(0, len(texts), BATCH)]
    return np.vstack(parts)


def _load_tokenizer(encoder: Encoder) -> Any:
    return AutoTokenizer.from_pretrained(encoder.folder, local_files_only=True)


def pool_states(tokenizer: Any, network: Any, texts: Sequence[str]) -> torch.Tensor:
    coded = tokenizer(list(texts), padding=True, truncation=True, max_length=128, return_tensors="pt")
    mask = coded["attention_mask"][..., None]
    return normalize((network(**coded).last_hidden_state * mask).sum(1) / mask.sum(1), dim=1)
