"""Words and sentences of an article: by Stanza's tokenizer, multi-word tokens cut in two."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rejoinder.parser.rows import ArticleToParse, ParseRow, Span

if TYPE_CHECKING:
    from stanza.models.tokenization.trainer import Trainer

BUNDLED = Path(str(files("rejoinder") / "models" / "en"))
WEIGHTS = "tokenize.pt"

_AT_ONCE = 1000  # characters of a paragraph, as in Stanza's pipeline
_VISIBLE = re.compile(r"[^\s\x80-\x9f]")  # what Stanza takes for no blank
# Words of a multi-word token. Those whose apostrophe is forgotten ("its" for "it's") stay whole: the tokenizer has
# learned to tell them, and takes right ones for such.
_TWO_WORDS = re.compile(r"(.*?\w.*?)(n['’`]?t|not|na|ta|m|ve|ll|['’`]+\w*)$", re.IGNORECASE)

Token = tuple[Span, bool]  # and whether it has several words


def load_tokenizer(folder: Path) -> "Trainer":
    """Load the tokenizer of a folder of models."""
    from stanza.models.tokenization.trainer import Trainer

    return Trainer(model_file=str(folder / WEIGHTS), device="cpu")


def tokenize(article: ArticleToParse, tokenizer: "Trainer") -> list[list[ParseRow]]:
    """Cut an article into rows of words, without labels, sentence by sentence; no block shares one with another."""
    sentences = enumerate(_predict(article, tokenizer), 1)
    return [list(_build_rows(article, sent_id, tokens)) for sent_id, tokens in sentences]


def _predict(article: ArticleToParse, tokenizer: "Trainer") -> Iterator[list[Token]]:
    """The tokens of each sentence, as Stanza cuts them; it labels characters, blocks apart."""
    import torch
    from stanza.models.tokenization.data import TokenizationDataset
    from stanza.models.tokenization.utils import predict

    text, blocks = article["text"], [(block["start"], block["end"]) for block in article["blocks"]]
    places = [match.start() for block in blocks for match in _VISIBLE.finditer(text, *block)]
    if not places:
        return
    joined, settings = "\n\n".join(text[start:end] for start, end in blocks), tokenizer.args
    paragraphs = TokenizationDataset(settings, input_text=joined, vocab=tokenizer.vocab, evaluation=True)
    with torch.no_grad():
        labels, letters = predict(tokenizer, paragraphs, settings["batch_size"], _AT_ONCE, False, 0)
    shown = zip(chain.from_iterable(labels), chain.from_iterable(letters), strict=True)
    sentence, start = list[Token](), -1
    for place, label in zip(places, (int(label) for label, letter in shown if letter != " "), strict=True):
        start = place if start < 0 else start
        if label:  # ends a token: 2 and 4 a sentence, too, 3 and 4 several words
            sentence.append(((start, place + 1), label > 2))
            start = -1
        if label in (2, 4):
            yield sentence
            sentence = []


def _build_rows(article: ArticleToParse, sent_id: int, tokens: Sequence[Token]) -> Iterator[ParseRow]:
    block = bisect_right([block["start"] for block in article["blocks"]], tokens[0][0][0]) - 1
    spans = [list(split_token(article["text"], span) if is_split else [span]) for span, is_split in tokens]
    words = [(span, 0 if place else len(words)) for words in spans for place, span in enumerate(words)]
    for token_id, ((start, end), mwt) in enumerate(words, 1):
        form = " ".join(article["text"][start:end].split())
        yield {
            "article_id": article["article_id"], "sent_id": sent_id, "block": block, "token_id": token_id,
            "form": form, "lemma": form, "upos": "_", "xpos": "_", "feats": "_", "head": 0, "deprel": "_",
            "start": start, "end": end, "mwt": mwt,
        }  # fmt: skip


def split_token(text: str, span: Span) -> list[Span]:
    """Split a multi-word token of a text ("do|n't", "can|not"); one that is none after all stays whole."""
    words = _TWO_WORDS.match(text, *span)
    return [words.span(1), words.span(2)] if words else [span]
