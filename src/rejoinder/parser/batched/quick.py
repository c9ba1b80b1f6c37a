"""Stanza's models run on many texts at once: the labels of its own pipeline, several times as fast.

What is replaced is what profiles show: document objects, look-ups one token at a time, padding, characters and lemmas
worked out again for each occurrence of a word, relations scored for every pair of words, and the search for trees. Its
networks keep their weights, its dictionaries, edit rules and repairs of trees are called as they are, and tests compare
every word with its own pipeline's (stanza 1.15.0). Drop from here what Stanza comes to do as quickly itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import torch

from rejoinder.parser.batched.heads import Parser
from rejoinder.parser.batched.lanes import portions
from rejoinder.parser.batched.tagger import Tagger
from rejoinder.parser.batched.tokens import Token, Tokenizer
from rejoinder.parser.batched.words import Lemmatizer, Splitter
from rejoinder.parser.rows import Row, word_spans

if TYPE_CHECKING:
    from stanza import Pipeline

_CHARACTERS = 100_000  # of texts read at once, which bounds memory; nothing else depends on it
_TOKENS = 25_000  # of sentences labelled at once, likewise

_Words = Sequence[tuple[Token, list[str]]]  # tokens of a sentence with their words


class Reader:
    """The models of a pipeline that `readable` accepts."""

    @torch.inference_mode()
    def __init__(self, pipeline: "Pipeline") -> None:
        get = pipeline.processors.__getitem__
        self.tokenize, self.split = Tokenizer(get("tokenize")), Splitter(get("mwt"))
        self.tag, self.lemmatize, self.parse = Tagger(get("pos")), Lemmatizer(get("lemma")), Parser(get("depparse"))

    def __call__(self, texts: Sequence[str]) -> Iterator[list[list[Row]]]:
        """Rows of each sentence of each text."""
        for portion in portions(texts, _CHARACTERS):
            with _one_thread(), torch.inference_mode():
                found = self._read(portion)
            yield from found

    def _read(self, texts: Sequence[str]) -> list[list[list[Row]]]:
        tokens = self.tokenize(texts)
        sentences = [sentence for text in tokens for sentence in text]
        split = iter(self.split([token.text for s in sentences for token in s if token.multiple]))
        words = [[(token, next(split) if token.multiple else [token.text]) for token in s] for s in sentences]
        rows = (row for portion in portions(words, _TOKENS) for row in self._label(portion))
        return [list(islice(rows, len(text))) for text in tokens]

    def _label(self, sentences: Sequence[_Words]) -> Iterator[list[Row]]:
        forms = [[form for _, parts in sentence for form in parts] for sentence in sentences]
        tags = self.tag(forms)
        lemmas = self.lemmatize([(form, tag[0]) for form, tag in zip(chain(*forms), tags, strict=True)])
        labels = zip(lemmas, tags, self.parse(forms, lemmas, tags), strict=True)
        return (list(_rows(sentence, labels)) for sentence in sentences)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Products this small gain nothing from more threads, and their last bits could depend on how many there are."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _rows(sentence: _Words, labels: Iterator[Any]) -> Iterator[Row]:
    number = 0
    for token, words in sentence:
        spans = word_spans(token.text, (token.start, token.end), words)
        for place, (form, (start, end)) in enumerate(zip(words, spans, strict=True)):
            number += 1
            lemma, (upos, xpos, feats), (head, deprel) = next(labels)
            yield {
                "token_id": number,
                "form": form,
                "lemma": lemma,
                "upos": upos,
                "xpos": xpos,
                "feats": feats,
                "head": head,
                "deprel": deprel,
                "start": start,
                "end": end,
                "mwt": 0 if place else len(words),
            }


def readable(pipeline: "Pipeline") -> bool:
    """Whether the pipeline's models are of the kind read here: Stanza's without a language model or a transformer."""
    arguments = {name: processor.trainer.args for name, processor in pipeline.processors.items()}
    return all(arguments[name].get(key, default) == value for name, key, default, value in _NEEDED) and not (
        pipeline.processors["lemma"].trainer.has_contextual_lemmatizers()
    )


_NEEDED = (  # processor, option, Stanza's default, the value read here
    ("tokenize", "charlm_forward_file", None, None),
    ("tokenize", "rnn_layers", 1, 1),
    ("tokenize", "conv_res", None, "1,9"),
    ("tokenize", "hierarchical", False, True),
    ("tokenize", "hier_conv_res", False, False),
    ("tokenize", "use_mwt", True, True),
    ("tokenize", "use_dictionary", False, False),
    ("tokenize", "skip_newline", False, False),
    ("tokenize", "lang", "en", "en"),
    ("mwt", "dict_only", False, False),
    ("mwt", "ensemble_dict", False, True),
    ("pos", "charlm", None, False),
    ("pos", "bert_model", None, None),
    ("pos", "share_hid", False, True),
    ("pos", "extra_tag_columns", None, None),
    ("pos", "char", False, True),
    ("pos", "char_bidirectional", False, False),
    ("pos", "pretrain", False, True),
    ("pos", "rec_dropout", 0, 0),
    ("pos", "char_rec_dropout", 0, 0),
    ("lemma", "dict_only", False, False),
    ("lemma", "ensemble_dict", False, True),
    ("lemma", "caseless", False, False),
    ("depparse", "model_type", "graph", "graph"),
    ("depparse", "charlm", None, False),
    ("depparse", "bert_model", None, None),
    ("depparse", "use_arc_embedding", False, False),
    ("depparse", "char", False, True),
    ("depparse", "pretrain", False, True),
    ("depparse", "use_upos", True, True),
    ("depparse", "use_xpos", True, True),
    ("depparse", "use_ufeats", True, False),
    ("depparse", "linearization", False, True),
    ("depparse", "distance", False, True),
    ("depparse", "reversed", False, False),
    ("depparse", "rec_dropout", 0, 0),
    ("depparse", "char_rec_dropout", 0, 0),
)
