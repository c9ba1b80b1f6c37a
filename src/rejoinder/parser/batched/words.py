"""Words of multi-word tokens, and lemmas, as Stanza predicts them, once for each distinct token or word."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, TypeVar

from stanza.models.common.utils import unsort
from stanza.models.lemma.data import DataLoader as LemmaLoader
from stanza.models.lemma.edit import EDIT_TO_ID, edit_word
from stanza.models.mwt.data import DataLoader as TokenLoader

_BATCH = 32  # forms read at once, all of one length, so that no result depends on the rest of the batch
_CACHE_SIZE = 200_000  # results

TaggedForm = tuple[str, str]  # a form and its part of speech
_Item = TypeVar("_Item", bound=Hashable)


class _TokenDocument:
    """What Stanza's loader of multi-word tokens asks of a document."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens

    def get_mwt_expansions(self, _evaluation: bool) -> list[str]:
        return list(self.tokens)


class _FormDocument:
    """What Stanza's loader of lemmas asks of a document: form, part of speech and an unknown lemma of each word."""

    def __init__(self, words: Sequence[TaggedForm]) -> None:
        self.words = words

    def get(self, _fields: Sequence[str]) -> list[list[str | None]]:
        return [[form, upos, None] for form, upos in self.words]


class Splitter:
    """Stanza's splitter of multi-word tokens: its dictionary, else its network."""

    def __init__(self, processor: Any) -> None:
        self.processor = processor
        self.cache: dict[str, list[str]] = {}

    def __call__(self, tokens: Sequence[str]) -> list[list[str]]:
        """Split each token into its words."""
        new = _find_new(tokens, self.cache)
        trainer = self.processor.trainer
        expansions = {token: trainer.dict_expansion(token) for token in new}
        unlisted = [token for token in new if expansions[token] is None]
        for batch in _batch_by_length(unlisted, unlisted, trainer.vocab):
            expansions |= zip(batch, self._predict(batch), strict=True)
        self.cache |= {token: [word for word in expansions[token].split(" ") if word] for token in new}
        return [words if len(words := self.cache[token]) > 1 else [token] for token in tokens]

    def _predict(self, tokens: Sequence[str]) -> list[str]:
        """The words of each token by the network, separated by spaces."""
        processor = self.processor
        loader = TokenLoader(
            _TokenDocument(tokens), _BATCH, processor.config, processor.vocab, evaluation=True, expand_unk_vocab=True
        )
        (batch,) = loader.to_loader()
        expansions: list[str] = processor.trainer.predict(batch, never_decode_unk=True, vocab=loader.vocab)
        return expansions


class Lemmatizer:
    """Stanza's lemmatizer: its dictionary, else its network, decoding only what its edit classifier does not settle."""

    def __init__(self, processor: Any) -> None:
        self.processor = processor
        self.cache: dict[TaggedForm, str] = {}

    def __call__(self, words: Sequence[TaggedForm]) -> list[str]:
        """Find the lemma of each form with its part of speech."""
        new = _find_new(words, self.cache)
        trainer, characters = self.processor.trainer, self.processor.vocab["char"]
        lemmas = dict(zip(new, trainer.predict_dict(new), strict=True))
        unlisted = [word for word, listed in zip(new, trainer.skip_seq2seq(new), strict=True) if not listed]
        edits: dict[TaggedForm, int] = {}
        for batch in self._batch(unlisted, characters):
            edits |= zip(batch, self._classify_edits(batch), strict=True)
        lemmas |= {word: edit_word(word[0], "", edit) for word, edit in edits.items() if edit != EDIT_TO_ID["none"]}
        decoded = [word for word, edit in edits.items() if edit == EDIT_TO_ID["none"]]
        for batch in self._batch(decoded, characters):
            lemmas |= zip(batch, self._decode(batch), strict=True)
        self.cache |= {word: lemma or "_" for word, lemma in lemmas.items()}
        return [self.cache[word] for word in words]

    @staticmethod
    def _batch(words: Sequence[TaggedForm], characters: Any) -> Iterator[list[TaggedForm]]:
        return _batch_by_length(words, [form for form, _ in words], characters)

    def _load(self, words: Sequence[TaggedForm]) -> Any:
        processor = self.processor
        return LemmaLoader(
            _FormDocument(words), _BATCH, processor.config, processor.vocab, evaluation=True, expand_unk_vocab=True
        )

    def _classify_edits(self, words: Sequence[TaggedForm]) -> list[int]:
        """What to do with each form: take it as it is, in lower case, or decode its lemma."""
        model = self.processor.trainer.model.eval()
        ((source, mask, _, _, upos, _, order, form),) = self._load(words)
        embedded, _, lengths, _ = model.embed(source, mask, upos, form)
        _, (last_hidden, _) = model.encode(embedded, lengths)
        edits: list[int] = unsort(model.edit_clf(last_hidden).argmax(1).tolist(), order)
        return edits

    def _decode(self, words: Sequence[TaggedForm]) -> list[str]:
        """The lemmas that the network spells."""
        loader, trainer = self._load(words), self.processor.trainer
        (batch,) = loader
        predicted, edits = trainer.predict(batch, self.processor.config["beam_size"], loader.vocab)
        lemmas: list[str] = trainer.postprocess([form for form, _ in words], predicted, edits=edits)
        return lemmas


def _find_new(items: Sequence[_Item], cache: dict[_Item, Any]) -> list[_Item]:
    """The distinct items that are not in the cache, which is emptied when it is full."""
    if len(cache) > _CACHE_SIZE:
        cache.clear()
    return [item for item in dict.fromkeys(items) if item not in cache]


def _batch_by_length(items: Sequence[_Item], forms: Sequence[str], characters: Any) -> Iterator[list[_Item]]:
    """Batches of items whose forms have one length, filled up with the last of them.

    A form with characters that are not in the vocabulary is read alone: Stanza gives these numbers of their own.
    """
    groups: dict[int | str, list[_Item]] = {}
    for item, form in zip(items, forms, strict=True):
        groups.setdefault(len(form) if all(c in characters for c in form) else form, []).append(item)
    for group in groups.values():
        for begin in range(0, len(group), _BATCH):
            batch = group[begin : begin + _BATCH]
            yield batch + batch[-1:] * (_BATCH - len(batch))
