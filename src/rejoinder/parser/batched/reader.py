"""Stanza's models run on many texts at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import torch

from rejoinder.parser.batched.graph_parser import Arc, GraphParser
from rejoinder.parser.batched.packing import split_into_batches
from rejoinder.parser.batched.tagger import Tagger, Tags
from rejoinder.parser.batched.tokenizer import Token, Tokenizer
from rejoinder.parser.batched.words import Lemmatizer, Splitter
from rejoinder.parser.rows import WordRow, locate_words

if TYPE_CHECKING:
    from stanza import Pipeline

_BATCH_CHARACTERS = 100_000  # of texts read at once; bounds memory, nothing else depends on it
_BATCH_TOKENS = 25_000  # of sentences labelled at once, likewise

_SplitSentence = Sequence[tuple[Token, list[str]]]  # tokens with their words
_Labels = Iterator[tuple[str, Tags, Arc]]  # lemma, tags and arc of each word


class BatchedReader:
    """A `SentenceReader` that runs the models of a pipeline without its document objects and its padding."""

    @torch.inference_mode()
    def __init__(self, pipeline: "Pipeline") -> None:
        """Take the weights of a pipeline for which `is_supported` holds."""
        processors = pipeline.processors
        self.tokenize, self.split = Tokenizer(processors["tokenize"]), Splitter(processors["mwt"])
        self.tag, self.lemmatize = Tagger(processors["pos"]), Lemmatizer(processors["lemma"])
        self.parse = GraphParser(processors["depparse"])

    def __call__(self, texts: Sequence[str]) -> Iterator[list[list[WordRow]]]:
        """Parse texts; the rows of a text don't depend on the others."""
        for batch in split_into_batches(texts, _BATCH_CHARACTERS):
            with _one_thread(), torch.inference_mode():
                sentences = self._read(batch)
            yield from sentences

    def _read(self, texts: Sequence[str]) -> list[list[list[WordRow]]]:
        tokens = self.tokenize(texts)
        sentences = [sentence for text in tokens for sentence in text]
        words = iter(self.split([token.text for s in sentences for token in s if token.multiple]))
        split = [[(token, next(words) if token.multiple else [token.text]) for token in s] for s in sentences]
        rows = (row for batch in split_into_batches(split, _BATCH_TOKENS) for row in self._label(batch))
        return [list(islice(rows, len(text))) for text in tokens]

    def _label(self, sentences: Sequence[_SplitSentence]) -> Iterator[list[WordRow]]:
        forms = [[form for _, words in sentence for form in words] for sentence in sentences]
        tags = self.tag(forms)
        lemmas = self.lemmatize([(form, tag[0]) for form, tag in zip(chain(*forms), tags, strict=True)])
        labels = zip(lemmas, tags, self.parse(forms, lemmas, tags), strict=True)
        return (list(_build_rows(sentence, labels)) for sentence in sentences)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Products this small gain nothing from more threads, and their last bits could depend on how many there are."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _build_rows(sentence: _SplitSentence, labels: _Labels) -> Iterator[WordRow]:
    number = 0
    for token, words in sentence:
        spans = locate_words(token.text, (token.start, token.end), words)
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


def is_supported(pipeline: "Pipeline") -> bool:
    """Whether a pipeline's models are of the kind read here: Stanza's without a language model or a transformer."""
    arguments = {name: processor.trainer.args for name, processor in pipeline.processors.items()}
    return all(arguments[name].get(option, default) == value for name, option, default, value in _SUPPORTED) and not (
        pipeline.processors["lemma"].trainer.has_contextual_lemmatizers()
    )


_SUPPORTED: tuple[tuple[str, str, Any, Any], ...] = (  # processor, option, Stanza's default, the value read here
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
