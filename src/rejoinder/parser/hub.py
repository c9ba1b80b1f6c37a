"""Option `hub`: Stanza's official English models, by Stanza's own pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rejoinder.encoder import Encoder
from rejoinder.encoder.articles import SUBWORDS, encode_articles, read_top_states
from rejoinder.encoder.heads import load_heads
from rejoinder.parser.documents import build_rows, process_text
from rejoinder.parser.encoded import build_encoding_rows, list_runs
from rejoinder.parser.pipeline import ParserError, load_pipeline
from rejoinder.parser.rows import ArticleToParse, EncodingRow, Parsed, ParseRow, join_blocks, place_in_article

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
    package: str
    download: bool
    encoder: str

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
        pipeline, words, subwords = _load(self), list[ParseRow](), list[EncodingRow]()
        for article in articles:
            of_article = self._parse_article(article, pipeline)
            words += of_article.words
            subwords += of_article.subwords
        return Parsed(words, subwords)

    def _parse_article(self, article: ArticleToParse, pipeline: "Pipeline") -> Parsed:
        text = join_blocks(article)
        if not text.strip():
            return Parsed([], [])
        document = process_text(text, pipeline, "mwt", "pos", "lemma", "depparse")
        sentences = list(place_in_article(article, build_rows(document)))
        encoder, heads = Encoder(model=self.encoder, max_tokens=SUBWORDS, layers=(1,)), load_heads(self.encoder)
        to_encode = [(article["text"], list_runs(article, sentences))]
        (encoded,) = encode_articles(to_encode, encoder, (1,), lambda states: read_top_states(states[0], heads))
        rows = [row for words in sentences for row in words]
        return Parsed(rows, build_encoding_rows(article["article_id"], *encoded))


@cache
def _load(option: Hub) -> "Pipeline":
    return option.load()
