"""Words of multi-word tokens, and lemmas, as Stanza makes them, worked out once for each different token or word."""

from collections.abc import Iterator, Sequence
from typing import Any

from stanza.models.common.utils import unsort
from stanza.models.lemma.data import DataLoader as LemmaLoader
from stanza.models.lemma.edit import EDIT_TO_ID, edit_word
from stanza.models.mwt.data import DataLoader as TokenLoader

_BATCH = 32  # items read at once, all of one length, so that nothing depends on which others are read
_KEPT = 200_000  # results remembered

Pair = tuple[str, str]  # a form and its part of speech


class _Given:
    """What Stanza's loaders ask of a document, from a list of tokens or of pairs."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = items

    def get_mwt_expansions(self, evaluation: bool) -> list[str]:
        return list(self.items)

    def get(self, fields: Sequence[str]) -> list[list[str | None]]:
        return [[form, tag, None] for form, tag in self.items]


class Splitter:
    """Stanza's splitter of multi-word tokens: its dictionary, else its network."""

    def __init__(self, processor: Any) -> None:
        self.processor = processor
        self.known: dict[str, list[str]] = {}

    def __call__(self, tokens: Sequence[str]) -> list[list[str]]:
        """The words of each token."""
        new = _new(tokens, self.known)
        trainer = self.processor.trainer
        words = {token: trainer.dict_expansion(token) for token in new}
        for batch in _batches([token for token in new if words[token] is None], trainer.vocab):
            words |= zip(batch, self._predicted(batch), strict=True)
        self.known |= {token: [word for word in words[token].split(" ") if word] for token in new}
        return [found if len(found := self.known[token]) > 1 else [token] for token in tokens]

    def _predicted(self, tokens: Sequence[str]) -> list[str]:
        processor = self.processor
        loader = TokenLoader(
            _Given(tokens), _BATCH, processor.config, processor.vocab, evaluation=True, expand_unk_vocab=True
        )
        (batch,) = loader.to_loader()
        found: list[str] = processor.trainer.predict(batch, never_decode_unk=True, vocab=loader.vocab)
        return found


class Lemmatizer:
    """Stanza's lemmatizer: its dictionary, else its network, decoding only what its edit classifier does not settle."""

    def __init__(self, processor: Any) -> None:
        self.processor = processor
        self.known: dict[Pair, str] = {}

    def __call__(self, words: Sequence[Pair]) -> list[str]:
        """The lemma of each form with its part of speech."""
        new = _new(words, self.known)
        trainer, vocabulary = self.processor.trainer, self.processor.vocab["char"]
        lemmas = dict(zip(new, trainer.predict_dict(new), strict=True))
        unlisted = [pair for pair, listed in zip(new, trainer.skip_seq2seq(new), strict=True) if not listed]
        edits: dict[Pair, int] = {}
        for batch in _batches(unlisted, vocabulary):
            edits |= zip(batch, self._edits(batch), strict=True)
        decoded = [pair for pair, edit in edits.items() if edit == EDIT_TO_ID["none"]]
        lemmas |= {pair: edit_word(pair[0], "", edit) for pair, edit in edits.items() if pair not in set(decoded)}
        for batch in _batches(decoded, vocabulary):
            lemmas |= zip(batch, self._predicted(batch), strict=True)
        self.known |= {pair: lemma or "_" for pair, lemma in lemmas.items()}
        return [self.known[pair] for pair in words]

    def _loader(self, pairs: Sequence[Pair]) -> Any:
        processor = self.processor
        return LemmaLoader(
            _Given(pairs), _BATCH, processor.config, processor.vocab, evaluation=True, expand_unk_vocab=True
        )

    def _edits(self, pairs: Sequence[Pair]) -> list[int]:
        """What to do with each form: take it as it is, in lower case, or decode its lemma."""
        model = self.processor.trainer.model.eval()
        ((source, mask, _, _, tag, _, order, form),) = self._loader(pairs)
        embedded, _, lengths, _ = model.embed(source, mask, tag, form)
        _, (last, _) = model.encode(embedded, lengths)
        found: list[int] = unsort(model.edit_clf(last).argmax(1).tolist(), order)
        return found

    def _predicted(self, pairs: Sequence[Pair]) -> list[str]:
        loader, trainer = self._loader(pairs), self.processor.trainer
        (batch,) = loader
        predicted, edits = trainer.predict(batch, self.processor.config["beam_size"], loader.vocab)
        found: list[str] = trainer.postprocess([form for form, _ in pairs], predicted, edits=edits)
        return found


def _new(items: Sequence[Any], known: dict[Any, Any]) -> list[Any]:
    """The different items not known yet; what is known is forgotten when it becomes too much."""
    if len(known) > _KEPT:
        known.clear()
    return [item for item in dict.fromkeys(items) if item not in known]


def _batches(items: Sequence[Any], vocabulary: Any) -> Iterator[list[Any]]:
    """Batches of items of one length, filled up with the last of them.

    A form with characters that are not in the vocabulary is read alone: Stanza gives these numbers of their own.
    """
    alike: dict[Any, list[Any]] = {}
    for item in items:
        form = item if isinstance(item, str) else item[0]
        alike.setdefault(len(form) if all(c in vocabulary for c in form) else form, []).append(item)
    for group in alike.values():
        for begin in range(0, len(group), _BATCH):
            batch = group[begin : begin + _BATCH]
            yield batch + batch[-1:] * (_BATCH - len(batch))
