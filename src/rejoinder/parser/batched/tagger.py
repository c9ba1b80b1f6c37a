"""Parts of speech, treebank tags and features as Stanza's tagger predicts them."""

from collections.abc import Sequence
from typing import Any

import torch

from rejoinder.parser.batched.layers import Affine, GridInputs, HighwayLstm
from rejoinder.parser.batched.packing import PackedSequences, index_distinct
from rejoinder.parser.batched.word_vectors import WordVectors

Tags = tuple[str, str, str]  # part of speech, treebank tag, features


class Tagger:
    """Stanza's tagger: a highway BiLSTM whose one hidden layer feeds a classifier for each tag (Qi et al. 2020)."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self.word_vectors = WordVectors(model, processor.vocab, processor.pretrain.vocab)
        self.lstm = HighwayLstm(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init)
        self.hidden = Affine.from_layers(model.upos_hid)
        classifiers = [model.upos_clf, model.tag_clf["xpos"], *model.tag_clf["feats"]]
        self.classifiers = Affine.from_layers(*classifiers)
        self.sizes = [classifier.out_features for classifier in classifiers]
        self.vocabulary = processor.vocab
        self.cache: dict[tuple[int, ...], Tags] = {}

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Tag the forms of sentences.

        Returns:
            The tags of each word, one sentence's after another's.
        """
        forms, indices = index_distinct(form for sentence in sentences for form in sentence)
        packed = PackedSequences([len(sentence) for sentence in sentences])
        inputs = GridInputs(torch.cat(self.word_vectors(forms), 1), packed.scatter(indices))
        hidden = self.hidden(self.lstm(inputs, packed)).relu_()
        scores = self.classifiers(hidden).split_with_sizes(self.sizes, 1)
        best = torch.stack([classifier.argmax(1) for classifier in scores], 1)
        return [self._to_tags(tuple(classes)) for classes in best.tolist()]

    def _to_tags(self, classes: tuple[int, ...]) -> Tags:
        if classes not in self.cache:
            vocabulary = self.vocabulary
            upos, xpos = vocabulary["upos"].id2unit(classes[0]), vocabulary["xpos"].id2unit(classes[1])
            self.cache[classes] = upos, xpos, vocabulary["feats"].id2unit(classes[2:])
        return self.cache[classes]
