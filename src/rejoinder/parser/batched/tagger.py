"""Parts of speech, treebank tags and features as Stanza's tagger gives them, and the vectors of word forms."""

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import EXCLAM_RE, QUESTION_RE
from torch import Tensor

from rejoinder.parser.batched.lanes import Affine, Highway, Lanes, Lstm, Places, numbered

Tags = tuple[str, str, str]  # part of speech, treebank tag, features


class Forms:
    """Vectors of word forms by Stanza's embedding, its pretrained one and its character LSTM, once for each form."""

    def __init__(self, model: Any, vocabulary: Any, pretrain: Any) -> None:
        self.vocabulary, self.pretrain = vocabulary, pretrain
        self.embedding, self.pretrained = model.word_emb.weight, model.pretrained_emb.weight
        self.transformed = Affine.of(model.trans_pretrained)
        characters = model.charmodel
        self.characters = characters.char_emb.weight
        self.lstm = Lstm(characters.charlstm.lstm, characters.charlstm_h_init, characters.charlstm_c_init)
        self.attention = Affine.of(characters.char_attn)
        self.combined = Affine.of(model.trans_char)

    def __call__(self, forms: Sequence[str | int]) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors of forms: embedded, pretrained, and by their characters, each of *shape* (len(forms), width).

        A number among the forms stands for the unit that has it in every vocabulary.
        """
        simple = [form if isinstance(form, int) else simplified(form) for form in forms]
        words = [f if isinstance(f, int) else self.vocabulary["word"].unit2id(f) for f in simple]
        pretrained = [f if isinstance(f, int) else self.pretrain.unit2id(f.lower()) for f in simple]
        spelt = [[f] if isinstance(f, int) else self.vocabulary["char"].map(f) for f in simple]
        return (
            self.embedding[words],
            self.transformed(self.pretrained[pretrained]),
            self.combined(self._spelt(spelt)),
        )

    def _spelt(self, words: Sequence[Sequence[int]]) -> Tensor:
        """The sum of the states of each word's characters, weighted by attention, *shape* (len(words), width)."""
        lengths = [len(word) for word in words]
        lanes = Lanes(lengths)
        given = torch.tensor([character for word in words for character in word])
        states = self.lstm(Places(self.characters, lanes.spread(given)), lanes)
        weighted = (states * torch.sigmoid(self.attention(states)))[lanes.at]
        owner = torch.arange(len(words)).repeat_interleave(torch.tensor(lengths))
        return weighted.new_zeros(len(words), weighted.shape[1]).index_add_(0, owner, weighted)


def simplified(form: str) -> str:
    """A form as Stanza's taggers look it up: a run of question and exclamation marks is its first."""
    return str(EXCLAM_RE.sub("!", QUESTION_RE.sub("?", form)))


class Tagger:
    """Stanza's tagger: a highway BiLSTM whose one hidden layer feeds a classifier for each tag (Qi et al. 2020)."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self.forms = Forms(model, processor.vocab, processor.pretrain.vocab)
        self.states = Highway(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init)
        self.hidden = Affine.of(model.upos_hid)
        layers = [model.upos_clf, model.tag_clf["xpos"], *model.tag_clf["feats"]]
        self.choices = Affine.of(*layers)
        self.sizes = [layer.out_features for layer in layers]
        self.vocabulary = processor.vocab
        self.known: dict[tuple[int, ...], Tags] = {}

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Tags of each word, one sentence's after another's."""
        forms, numbers = numbered(form for sentence in sentences for form in sentence)
        lanes = Lanes([len(sentence) for sentence in sentences])
        inputs = Places(torch.cat(self.forms(forms), 1), lanes.spread(numbers))
        hidden = self.hidden(self.states(inputs, lanes)).relu_()
        best = torch.stack([scores.argmax(1) for scores in self.choices(hidden).split_with_sizes(self.sizes, 1)], 1)
        return [self._tags(tuple(row)) for row in best.tolist()]

    def _tags(self, row: tuple[int, ...]) -> Tags:
        if row not in self.known:
            vocabulary = self.vocabulary
            upos, xpos = vocabulary["upos"].id2unit(row[0]), vocabulary["xpos"].id2unit(row[1])
            self.known[row] = upos, xpos, vocabulary["feats"].id2unit(row[2:])
        return self.known[row]
