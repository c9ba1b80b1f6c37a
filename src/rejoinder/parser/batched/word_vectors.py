"""Vectors of word forms, as Stanza's tagger and parser compute them."""

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import EXCLAM_RE, QUESTION_RE
from torch import Tensor

from rejoinder.parser.batched.layers import Affine, GridInputs, PackedLstm
from rejoinder.parser.batched.packing import PackedSequences


class WordVectors:
    """A word's learnt embedding, its pretrained one, and the reading of its characters by an LSTM."""

    def __init__(self, model: Any, vocabulary: Any, pretrained_vocabulary: Any) -> None:
        self.vocabulary, self.pretrained_vocabulary = vocabulary, pretrained_vocabulary
        self.embedding, self.pretrained = model.word_emb.weight, model.pretrained_emb.weight
        self.pretrained_map = Affine.from_layers(model.trans_pretrained)
        character_model = model.charmodel
        self.characters = character_model.char_emb.weight
        self.lstm = PackedLstm(
            character_model.charlstm.lstm, character_model.charlstm_h_init, character_model.charlstm_c_init
        )
        self.attention = Affine.from_layers(character_model.char_attn)
        self.character_map = Affine.from_layers(model.trans_char)

    def __call__(self, forms: Sequence[str | int]) -> tuple[Tensor, Tensor, Tensor]:
        """Compute the vectors of forms, each once.

        Args:
            forms: words; a number stands for the unit that has it in every vocabulary (the root).

        Returns:
            Embedded, pretrained and by characters, each of *shape* (len(forms), width).
        """
        keys = [form if isinstance(form, int) else _to_lookup_form(form) for form in forms]
        words = [key if isinstance(key, int) else self.vocabulary["word"].unit2id(key) for key in keys]
        pretrained = [key if isinstance(key, int) else self.pretrained_vocabulary.unit2id(key.lower()) for key in keys]
        spellings = [[key] if isinstance(key, int) else self.vocabulary["char"].map(key) for key in keys]
        return (
            self.embedding[words],
            self.pretrained_map(self.pretrained[pretrained]),
            self.character_map(self._read_characters(spellings)),
        )

    def _read_characters(self, spellings: Sequence[Sequence[int]]) -> Tensor:
        """The sum of the states of each word's characters, weighted by attention, *shape* (len(spellings), width)."""
        lengths = [len(spelling) for spelling in spellings]
        packed = PackedSequences(lengths)
        characters = torch.tensor([character for spelling in spellings for character in spelling])
        states = self.lstm(GridInputs(self.characters, packed.scatter(characters)), packed)
        weighted = packed.gather(states * torch.sigmoid(self.attention(states)))
        word_indices = torch.arange(len(spellings)).repeat_interleave(torch.tensor(lengths))
        return weighted.new_zeros(len(spellings), weighted.shape[1]).index_add_(0, word_indices, weighted)


def _to_lookup_form(form: str) -> str:
    """A form as Stanza's taggers look it up: several question and exclamation marks are their first."""
    return str(EXCLAM_RE.sub("!", QUESTION_RE.sub("?", form)))
