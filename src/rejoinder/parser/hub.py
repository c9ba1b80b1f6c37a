"""Option `hub`: tags, lemmas and trees by Stanza's official English models."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rejoinder.config.ranges import OptionalFolder
from rejoinder.encoder import Encoder
from rejoinder.encoder.articles import SUBWORDS, read_top_states
from rejoinder.encoder.heads import Heads, load_heads
from rejoinder.parser.encoded import build_encoding_rows, encode_sentences
from rejoinder.parser.pipeline import ParserError, load_pipeline
from rejoinder.parser.rows import ArticleToParse, Parsed, parse_in_parts
from rejoinder.parser.tokens import BUNDLED, load_tokenizer, tokenize

if TYPE_CHECKING:
    from stanza import Pipeline
    from stanza.models.tokenization.trainer import Trainer

_PROCESSORS = "pos,lemma,depparse"


class _HubModels(NamedTuple):
    tokenizer: "Trainer"
    pipeline: "Pipeline"
    encoder: Encoder
    heads: Heads


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Stanza's official models, downloaded once into a folder; words and sentences are those of `compact`.

    Attributes:
        folder: where the models are kept, in Stanza's resource layout; "" for Stanza's own default.
        package: Stanza's name of the set of models ("default", "default_fast", "default_accurate").
        download: whether missing models may be fetched; if not, the folder must hold them.
        encoder: folder of the encoder of frames and stances, "" for the packaged one.
    """

    folder: str
    package: Literal["default", "default_fast", "default_accurate"]
    download: bool
    encoder: OptionalFolder

    def load(self) -> "Pipeline":
        """Load the Stanza pipeline.

        Raises:
            ParserError: the models are neither in the folder nor to be had from the network.
        """
        settings = {"dir": self.folder} if self.folder else {}
        try:
            return load_pipeline(_PROCESSORS, download=self.download, package=self.package, **settings)
        except Exception as error:  # Stanza lets the network library's own errors through
            folder = self.folder or "Stanza's default folder"
            raise ParserError(
                f"conf/parses/hub.yaml: expected Stanza's English package {self.package!r} in {folder} or a network to"
                f" fetch it from, got {type(error).__name__}: {' '.join(str(error).split())[:200]};"
                " run once online, or set `parses: compact` in params.yaml."
            ) from error

    def __call__(self, articles: Sequence[ArticleToParse]) -> Parsed:
        """Parse and encode articles; see `TextParser`."""
        models = _load(self)
        return parse_in_parts(articles, lambda part: _parse_part(part, models))


@cache
def _load(option: Hub) -> _HubModels:
    encoder = Encoder(model=option.encoder, max_tokens=SUBWORDS, layers=(1,))
    return _HubModels(load_tokenizer(BUNDLED), option.load(), encoder, load_heads(option.encoder))


def _parse_part(articles: Sequence[ArticleToParse], models: _HubModels) -> Iterator[Parsed]:
    split = [(article, sentences) for article in articles if (sentences := tokenize(article, models.tokenizer))]
    heads = models.heads
    encoded = encode_sentences(split, models.encoder, (1,), lambda states: read_top_states(states[0], heads))
    for (article, sentences), states in zip(split, encoded, strict=True):
        rows = [row for words in sentences for row in words]
        document = models.pipeline([[word["form"] for word in words] for words in sentences])
        for row, word in zip(rows, document.iter_words(), strict=True):
            for name in ("lemma", "upos", "xpos", "feats", "head", "deprel"):
                row[name] = getattr(word, name) or row[name]
        yield Parsed(rows, build_encoding_rows(article["article_id"], *states))
