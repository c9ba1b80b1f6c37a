"""The network of Stanza's tokenizer: two bidirectional LSTMs over characters, a convolution beside the first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn.functional import logsigmoid, pad

from rejoinder.parser.batched.layers import Affine, GridInputs, PackedLstm
from rejoinder.parser.batched.packing import SLOTS, PackedSequences

Labels = npt.NDArray[np.int64]  # what ends at each character, *shape* (characters,)


class CharacterNetwork:
    """Scores for each character whether a token, a sentence, a multi-word token ends there."""

    def __init__(self, model: Any) -> None:
        self.embedding = model.embeddings.weight
        self.first, self.second = PackedLstm(model.rnn), PackedLstm(model.rnn2)
        self.reach = max(model.conv_sizes) // 2
        self.convolution = Affine(_merge_kernels(model, 2 * self.reach + 1))
        self.first_heads = Affine.from_layers(model.tok_clf, model.sent_clf, model.mwt_clf)
        self.second_heads = Affine.from_layers(model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        self.damping = model.args["hier_invtemp"]

    def __call__(self, windows: Sequence[Tensor]) -> list[Labels]:
        """Label the characters of windows.

        Args:
            windows: number and features of each character, *shape* (characters, 1 + features).

        Returns:
            For each window the labels: 0 nothing ends, 1 a token, 2 a sentence, 3 and 4 the same with several words.
        """
        lengths = [len(window) for window in windows]
        packed = PackedSequences(lengths, gap=self.reach)
        characters = torch.cat(list(windows))
        inputs = packed.scatter(torch.cat([self.embedding[characters[:, 0].long()], characters[:, 1:]], 1))
        states = self.first(GridInputs(inputs), packed).add_(self._convolve(inputs))
        scores = self.first_heads(states)
        if self.damping > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self.damping))
        scores = scores + self.second_heads(self.second(GridInputs(states), packed))
        token, sentence, several = logsigmoid(scores).unbind(1)
        no_token, no_sentence, one = logsigmoid(-scores).unbind(1)
        classes = [no_token] + [token + end + words for words in (one, several) for end in (no_sentence, sentence)]
        best = packed.gather(torch.stack(classes, 1).argmax(1))
        return [labels.numpy() for labels in best.split_with_sizes(lengths)]

    def _convolve(self, inputs: Tensor) -> Tensor:
        """The convolution of each position with those within `reach` steps in its slot, *shape* (positions, width)."""
        edge = inputs.new_zeros(self.reach * SLOTS, inputs.shape[1])
        padded = torch.cat([edge, inputs, edge])
        shifts = range(0, (2 * self.reach + 1) * SLOTS, SLOTS)
        outputs = [
            self.convolution(torch.cat([padded[begin + shift : begin + shift + SLOTS] for shift in shifts], 1))
            for begin in range(0, len(inputs), SLOTS)
        ]
        return torch.cat(outputs)


def _merge_kernels(model: Any, size: int) -> tuple[Tensor, Tensor]:
    """One convolution that is the sum of several, each centred in the largest.

    Returns:
        Its weight, *shape* (outputs, size * inputs), and bias, *shape* (outputs,).
    """
    layers = list(model.conv_res)
    margins = [(size - layer.weight.shape[2]) // 2 for layer in layers]
    kernels = [pad(layer.weight, (margin, margin)) for layer, margin in zip(layers, margins, strict=True)]
    bias = torch.stack([layer.bias for layer in layers if layer.bias is not None]).sum(0)
    return torch.stack(kernels).sum(0).permute(0, 2, 1).flatten(1), bias
