"""Dependency trees as Stanza's graph parser finds them (Dozat and Manning 2017; Qi et al. 2018)."""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import find_head_constraint_violations, resolve_head_constraint_violations
from torch import Tensor

from rejoinder.parser.batched.biaffine import ArcScorer, RelationScorer
from rejoinder.parser.batched.layers import GridInputs, HighwayLstm
from rejoinder.parser.batched.packing import PackedSequences, index_distinct
from rejoinder.parser.batched.tagger import Tags
from rejoinder.parser.batched.trees import Heads, find_best_tree
from rejoinder.parser.batched.word_vectors import WordVectors

Arc = tuple[int, str]  # a word's head, 0 for the root, and its relation
_Unit = tuple[str | int, ...]  # form, lemma and two tags of a word; numbers for the root


class GraphParser:
    """Stanza's graph parser; relations are scored along the arcs of the tree, not for every pair of words."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self.vocabulary = processor.vocab
        self.word_vectors = WordVectors(model, processor.vocab, processor.pretrain.vocab)
        embeddings = {"lemma": model.lemma_emb, "upos": model.upos_emb, "xpos": model.xpos_emb}
        self.embeddings: dict[str, Tensor] = {name: embedding.weight for name, embedding in embeddings.items()}
        self.lstm = HighwayLstm(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init)
        self.score_arcs, self.relations = ArcScorer(model), RelationScorer(model)

    def __call__(
        self, sentences: Sequence[Sequence[str]], lemmas: Sequence[str], tags: Sequence[Tags]
    ) -> Iterator[Arc]:
        """Parse sentences.

        Args:
            sentences: forms of the words of each sentence.
            lemmas: of the words of all sentences.
            tags: of the words of all sentences.

        Yields:
            The arc to each word, one sentence's after another's.
        """
        lengths = [len(sentence) + 1 for sentence in sentences]
        packed = PackedSequences(lengths)
        states = self.lstm(self._embed(sentences, lemmas, tags, packed), packed)
        arc_scores = self.score_arcs(states, lengths)
        trees = [find_best_tree(scores.numpy()) for scores in arc_scores]
        dependents, heads = self.relations.project(states)
        starts = torch.tensor([0, *lengths[:-1]]).cumsum(0).tolist()
        head_rows = torch.cat([torch.from_numpy(tree) + start for tree, start in zip(trees, starts, strict=True)])
        relations = self._to_names(self.relations.score_arcs(dependents, heads[head_rows]).argmax(1).tolist())
        for start, length, scores, tree in zip(starts, lengths, arc_scores, trees, strict=True):
            rows = slice(start, start + length)
            yield from self._repair(tree, relations[start + 1 : start + length], scores, dependents[rows], heads[rows])

    def _repair(
        self, tree: Heads, relations: list[str], scores: Tensor, dependents: Tensor, heads: Tensor
    ) -> Iterator[Arc]:
        """The arcs of a tree, by Stanza's own rules without a word that has two subjects or two objects."""
        if find_head_constraint_violations(tree, relations):
            pair_scores = self.relations.score_all_pairs(dependents, heads).log_softmax(2)
            tree, repaired = resolve_head_constraint_violations(
                scores.numpy(), pair_scores.numpy(), tree, self.vocabulary["deprel"]
            )
            relations = self._to_names(repaired)
        return zip(tree[1:].tolist(), relations, strict=True)

    def _to_names(self, classes: Sequence[int]) -> list[str]:
        names: list[str] = self.vocabulary["deprel"].unmap([number + VOCAB_PREFIX_SIZE for number in classes])
        return names

    def _embed(
        self, sentences: Sequence[Sequence[str]], lemmas: Sequence[str], tags: Sequence[Tags], packed: PackedSequences
    ) -> GridInputs:
        """Vectors of the root and the words of each sentence; a form with its lemma and tags is computed once."""
        labels = zip(lemmas, tags, strict=True)
        words: list[_Unit] = []
        for sentence in sentences:
            words.append((ROOT_ID,) * 4)
            words += [(form, lemma, *tag[:2]) for form, (lemma, tag) in zip(sentence, labels, strict=False)]
        distinct, indices = index_distinct(words)
        form, lemma, upos, xpos = (index_distinct(column) for column in zip(*distinct, strict=True))
        embedded, pretrained, characters = (vectors[form[1]] for vectors in self.word_vectors(form[0]))
        tag = self._look_up("upos", *upos) + self._look_up("xpos", *xpos)
        vectors = torch.cat([pretrained, embedded, self._look_up("lemma", *lemma), tag, characters], 1)
        return GridInputs(vectors, packed.scatter(indices))

    def _look_up(self, name: str, units: Sequence[str | int], indices: Tensor) -> Tensor:
        """Embeddings of units of a vocabulary, by index; a number among the units stands for itself."""
        rows = [unit if isinstance(unit, int) else self.vocabulary[name].unit2id(unit) for unit in units]
        return self.embeddings[name][rows][indices]
