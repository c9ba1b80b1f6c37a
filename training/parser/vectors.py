"""Step `vectors`: static word vectors distilled from the sentence encoder, as a Stanza pretrain file.

Each word alone goes through the encoder. The hidden states of some layers, averaged over its subwords, are reduced to
two parts. One is a subspace that predicts the tags and relations of training words by ridge regression; it carries over
to words outside the training data. The other are principal components of what is left, half whitened.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import Ridge

from training.parser import conllu
from training.parser.conllu import DEPREL, FORM, XPOS
from training.parser.minilm import find_minilm

Floats = npt.NDArray[np.floating]
Contexts = Mapping[str, Counter[str]]

_WORD = re.compile(r"[a-z0-9][a-z0-9.'’&-]*")
_TAGS, _RELATIONS = 40, 32  # the most common of each are predicted
_RELATION_WEIGHT = 0.6
_BATCH, _SUBWORDS = 512, 24  # words encoded at a time; of a word
_CAP = 20  # occurrences after which a word weighs no more


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """Settings of the step.

    Attributes:
        words: in the vocabulary.
        dim: dimensions of a vector.
        supervised_dim: those of them that predict tags and relations.
        layers: of the encoder, counted from the top.
        alpha: ridge penalty.
    """

    words: int
    dim: int
    supervised_dim: int
    layers: Sequence[int]
    alpha: float

    def __call__(self, sentences: Sequence[conllu.Sentence]) -> tuple[list[str], Floats]:
        """Compute the vectors of words.

        Args:
            sentences: training data.

        Returns:
            Words, those of the training data first, and their vectors, *shape* (words, dim).
        """
        tags, relations = count_contexts(sentences)
        words = select_vocabulary(tags, self.words)
        states = self.compute_states(words)
        states = (states - states.mean(0)) / (states.std(axis=(0, 2), keepdims=True) + 1e-6)
        vectors = self.reduce(states.reshape(len(words), -1).astype(np.float64), words, tags, relations)
        return words, vectors / vectors.std() * 0.5

    def compute_states(self, words: Sequence[str]) -> Floats:
        """Compute the hidden states of each word, averaged over its subwords, *shape* (words, layers, width)."""
        from transformers import AutoModel, AutoTokenizer

        folder = find_minilm()
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        network = AutoModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False).eval()
        parts = []
        for begin in range(0, len(words), _BATCH):
            batch = tokenizer(
                list(words[begin : begin + _BATCH]),
                padding=True,
                truncation=True,
                max_length=_SUBWORDS,
                return_special_tokens_mask=True,
                return_tensors="pt",
            )
            is_own = (1 - batch.pop("special_tokens_mask")).unsqueeze(-1)
            with torch.inference_mode():
                states = network(**batch, output_hidden_states=True).hidden_states
            means = [(states[-layer] * is_own).sum(1) / is_own.sum(1) for layer in self.layers]
            parts.append(torch.stack(means, dim=1).numpy())
        return np.concatenate(parts)

    def reduce(self, states: Floats, words: Sequence[str], tags: Contexts, relations: Contexts) -> Floats:
        """Reduce states to `dim` dimensions.

        Args:
            states: of the words, *shape* (words, features).
            words: the vocabulary.
            tags: counts of each training word's tags.
            relations: likewise.

        Returns:
            Vectors, *shape* (words, dim).
        """
        row = {word: number for number, word in enumerate(words)}
        trained = [word for word in tags if word in row]
        target, weight = build_targets(trained, tags, relations)
        ridge = Ridge(alpha=self.alpha).fit(states[[row[word] for word in trained]], target, sample_weight=weight)
        predicted = states @ ridge.coef_.T
        _, axes = np.linalg.eigh(predicted.T @ predicted / len(states))
        basis, _ = np.linalg.qr(ridge.coef_.T @ axes[:, ::-1][:, : self.supervised_dim])
        inside = states @ basis
        outside = states - inside @ basis.T
        variance, components = np.linalg.eigh(outside.T @ outside / len(states))
        largest = slice(None, -(self.dim - self.supervised_dim) - 1, -1)
        white = inside @ np.linalg.inv(np.linalg.cholesky(np.cov(inside.T)).T)
        rest = outside @ components[:, largest] / variance[largest] ** 0.25
        return np.concatenate([white / white.std(), rest / rest.std()], axis=1)


def count_contexts(sentences: Sequence[conllu.Sentence]) -> tuple[Contexts, Contexts]:
    """Count the tags and relations (without subtype) of each lower-cased word."""
    tags, relations = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    for sentence in sentences:
        for word in sentence.words:
            form = word[FORM].lower().replace(" ", "\xa0")
            tags[form][word[XPOS]] += 1
            relations[form][word[DEPREL].split(":")[0]] += 1
    return tags, relations


def select_vocabulary(tags: Contexts, size: int) -> list[str]:
    """Select training words by frequency, then wordfreq's most frequent English words, `size` in all."""
    from wordfreq import top_n_list

    words = sorted(tags, key=lambda word: (-tags[word].total(), word))
    more = (word for word in top_n_list("en", 5 * size) if word not in tags and _WORD.fullmatch(word))
    return [*words, *more][:size]


def build_targets(words: Sequence[str], tags: Contexts, relations: Contexts) -> tuple[Floats, Floats]:
    """Build what the ridge regression predicts.

    Args:
        words: of the training data.
        tags: counts of each word's tags.
        relations: likewise.

    Returns:
        Shares of the common tags and relations of each word, *shape* (words, labels), and the words' weights,
        *shape* (words,).
    """
    columns = []
    count = np.array([tags[word].total() for word in words], dtype=float)
    for table, most_common, weight in ((tags, _TAGS, 1.0), (relations, _RELATIONS, _RELATION_WEIGHT)):
        total = sum((table[word] for word in words), Counter[str]())
        for label, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:most_common]:
            columns.append(weight * np.array([table[word][label] for word in words]) / count)
    return np.array(columns).T, np.sqrt(np.minimum(count, _CAP))


def main(method: Vectors, train: Path, out: Path, seed: int) -> None:
    """Read the training sentences, write Stanza's pretrain file (float32; `finalise` halves it)."""
    from stanza.models.common.pretrain import PretrainedWordVocab

    words, vectors = method(conllu.read(train))
    special = np.zeros((4, method.dim))
    special[1:] = np.random.default_rng(seed).normal(size=(3, method.dim)) * 0.1  # unknown, empty, root
    table = torch.from_numpy(np.concatenate([special, vectors]).astype(np.float16).astype(np.float32))
    torch.save({"vocab": PretrainedWordVocab(words).state_dict(), "emb": table}, out)
