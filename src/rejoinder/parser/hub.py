"""Option `hub`: Stanza's official English models, by Stanza's own pipeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from rejoinder.config.ranges import ModelFolder
from rejoinder.encoder import Encoder
from rejoinder.encoder.articles import SUBWORDS, read_top_states
from rejoinder.encoder.heads import load_heads
from rejoinder.parser.documents import build_rows, process_text
from rejoinder.parser.encoded import build_encoding_rows, encode_sentences
from rejoinder.parser.pipeline import ParserError, load_pipeline
from rejoinder.parser.rows import ArticleToParse, Parsed, join_blocks, parse_in_parts, place_in_article

if TYPE_CHECKING:
    from stanza import Pipeline

_PROCESSORS = "tokenize,mwt,pos,lemma,depparse"


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Stanza's official models, downloaded once into a folder.

    Attributes:
        folder: where the models are kept, in Stanza's resource layout; "" for Stanza's own default.
        package: Stanza's name of the set of models ("default", "default_fast", "default_accurate").
        download: whether missing models may be fetched; if not, the folder must hold them.
        encoder: folder of the encoder of frames and stances, "" for the packaged one.
    """

    folder: str
    package: Literal["default", "default_fast", "default_accurate"]
    download: bool
    encoder: ModelFolder

    def load(self) -> "Pipeline":
        """Load the Stanza pipeline.

        Raises:
            ParserError: the models are neither in the folder nor to be had from the network.
        """
        try:
            return load_pipeline(self.folder, _PROCESSORS, download=self.download, package=self.package)
        except Exception as error:  # Stanza lets the network library's own errors through
            folder = self.folder or "Stanza's default folder"
            raise ParserError(
                f"conf/parses/hub.yaml: expected Stanza's English package {self.package!r} in {folder} or a network to"
                f" fetch it from, got {type(error).__name__}: {' '.join(str(error).split())[:200]};"
                " run once online, or set `parses: compact` in params.yaml."
            ) from error

    def __call__(self, articles: Sequence[ArticleToParse]) -> Parsed:
        """Parse and encode articles; see `TextParser`."""
        pipeline = _load(self)
        return parse_in_parts(articles, lambda part: self._parse_part(part, pipeline))

    def _parse_part(self, articles: Sequence[ArticleToParse], pipeline: "Pipeline") -> Iterator[Parsed]:
        documents = (process_text(join_blocks(a), pipeline, "mwt", "pos", "lemma", "depparse") for a in articles)
        split = [
            list(place_in_article(a, build_rows(document))) for a, document in zip(articles, documents, strict=True)
        ]
        encoder, heads = Encoder(model=self.encoder, max_tokens=SUBWORDS, layers=(1,)), load_heads(self.encoder)
        encoded = encode_sentences(articles, split, encoder, (1,), lambda states: read_top_states(states[0], heads))
        for article, sentences, states in zip(articles, split, encoded, strict=True):
            rows = [row for words in sentences for row in words]
            yield Parsed(rows, build_encoding_rows(article["article_id"], *states))


@cache
def _load(option: Hub) -> "Pipeline":
    return option.load()
