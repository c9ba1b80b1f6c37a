"""Dependency trees as Stanza's graph parser finds them (Dozat and Manning 2017; Qi et al. 2018)."""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import find_head_constraint_violations, resolve_head_constraint_violations
from torch import Tensor

from rejoinder.parser.batched.biaffine import Arcs, Relations
from rejoinder.parser.batched.lanes import Highway, Lanes, Places, numbered
from rejoinder.parser.batched.tagger import Forms, Tags
from rejoinder.parser.batched.trees import best_tree

Arc = tuple[int, str]  # a word's head, 0 for the root, and its relation


class Parser:
    """Stanza's graph parser; relations are scored along the arcs of the tree, not for every pair of words."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self.vocabulary = processor.vocab
        self.forms = Forms(model, processor.vocab, processor.pretrain.vocab)
        embeddings = {"lemma": model.lemma_emb, "upos": model.upos_emb, "xpos": model.xpos_emb}
        self.embeddings: dict[str, Tensor] = {name: embedding.weight for name, embedding in embeddings.items()}
        self.states = Highway(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init)
        self.arcs, self.relations = Arcs(model), Relations(model)

    def __call__(
        self, sentences: Sequence[Sequence[str]], lemmas: Sequence[str], tags: Sequence[Tags]
    ) -> Iterator[Arc]:
        """The arc to each word, one sentence's after another's.

        Args:
            sentences: forms of the words of each sentence.
            lemmas: of the words of all sentences.
            tags: of the words of all sentences.
        """
        lengths = [len(sentence) + 1 for sentence in sentences]
        lanes = Lanes(lengths)
        states = self.states(self._inputs(sentences, lemmas, tags, lanes), lanes)
        scores = self.arcs(states, lengths)
        trees = [best_tree(sentence.numpy()) for sentence in scores]
        dependents, heads = self.relations.reduced(states)
        starts = torch.tensor([0, *lengths[:-1]]).cumsum(0).tolist()
        above = torch.cat([torch.from_numpy(tree) + start for tree, start in zip(trees, starts, strict=True)])
        names = self._names(self.relations.along(dependents, heads[above]).argmax(1).tolist())
        for start, length, sentence, tree in zip(starts, lengths, scores, trees, strict=True):
            own = slice(start, start + length)
            relations = names[start + 1 : start + length]
            if find_head_constraint_violations(tree, relations):
                labels = self.relations.pairs(dependents[own], heads[own]).log_softmax(2)
                tree, repaired = resolve_head_constraint_violations(
                    sentence.numpy(), labels.numpy(), tree, self.vocabulary["deprel"]
                )
                relations = self._names(repaired)
            yield from zip(tree[1:].tolist(), relations, strict=True)

    def _names(self, labels: Sequence[int]) -> list[str]:
        names: list[str] = self.vocabulary["deprel"].unmap([label + VOCAB_PREFIX_SIZE for label in labels])
        return names

    def _inputs(
        self, sentences: Sequence[Sequence[str]], lemmas: Sequence[str], tags: Sequence[Tags], lanes: Lanes
    ) -> Places:
        """The root and the words of each sentence, each form with its lemma and tags being worked out once."""
        words = zip(lemmas, tags, strict=True)
        given: list[tuple[str | int, ...]] = []
        for sentence in sentences:
            given.append((ROOT_ID,) * 4)
            given += [(form, lemma, *tag[:2]) for form, (lemma, tag) in zip(sentence, words, strict=False)]
        kinds, numbers = numbered(given)
        form, lemma, upos, xpos = (numbered(column) for column in zip(*kinds, strict=True))
        embedded, pretrained, spelt = (vectors[form[1]] for vectors in self.forms(form[0]))
        tag = self._embedded("upos", *upos) + self._embedded("xpos", *xpos)
        vectors = torch.cat([pretrained, embedded, self._embedded("lemma", *lemma), tag, spelt], 1)
        return Places(vectors, lanes.spread(numbers))

    def _embedded(self, name: str, units: Sequence[str | int], numbers: Tensor) -> Tensor:
        """Vectors of units of a vocabulary by their numbers; a number among the units stands for itself."""
        rows = [unit if isinstance(unit, int) else self.vocabulary[name].unit2id(unit) for unit in units]
        return self.embeddings[name][rows][numbers]
