"""One article as the rules read it: its sentences, its quotations, and which word stands in which quotation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.dialogue_dashes import find_dialogue
from rejoinder.statements.attributions.lost_marks import close_lost_marks
from rejoinder.statements.attributions.quotations import Quotation, find_quotations
from rejoinder.statements.model import TextBlock
from rejoinder.syntax import Sentence, Word


@dataclass(frozen=True)
class ParsedArticle:
    """An article with its parse and its quotations.

    Attributes:
        text: the article.
        blocks: its blocks, in order.
        sentences: its sentences with words, in order, lines that are no statement left out.
        quotations: its quotations, in order, lines that are no statement left out.
        lexicon: the cues it is read with.
    """

    text: str
    blocks: Sequence[TextBlock]
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    lexicon: CueLexicon

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds an offset into the text, its marks included; None outside of all."""
        index = bisect_right(self._quotation_starts, offset) - 1
        return self.quotations[index] if index >= 0 and offset < self.quotations[index].end else None

    @cached_property
    def _quotations_by_word(self) -> dict[tuple[int, int], Quotation]:
        """The quotation of each quoted word, by (sent_id, word id)."""
        if not self.quotations:
            return {}
        pairs = (
            ((sentence.sent_id, word.id), self.quotation_at(word.start))
            for sentence in self.sentences
            for word in sentence.words
        )
        return {key: quotation for key, quotation in pairs if quotation is not None}

    def quotation_of(self, sentence: Sentence, word: Word) -> Quotation | None:
        """The quotation that a word stands in, None outside of all; quotation marks count as inside."""
        return self._quotations_by_word.get((sentence.sent_id, word.id))

    def is_quoted(self, sentence: Sentence, word: Word) -> bool:
        """Whether a word stands in a quotation."""
        return (sentence.sent_id, word.id) in self._quotations_by_word

    def unquoted(self, sentence: Sentence, words: Sequence[Word]) -> list[Word]:
        """Those of a sentence's words that stand in no quotation."""
        return [w for w in words if not self.is_quoted(sentence, w)]

    @cached_property
    def sentences_by_block(self) -> dict[int, list[Sentence]]:
        """The sentences of each block, in order."""
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return by_block

    def sentences_of(self, quotation: Quotation) -> list[Sentence]:
        """The sentences that a quotation reaches into, in order."""
        sentences = self.sentences_by_block.get(quotation.block, [])
        return [s for s in sentences if s.start < quotation.end and s.end > quotation.start]


def prepare_article(
    text: str, blocks: Sequence[TextBlock], sentences: Sequence[Sentence], lexicon: CueLexicon
) -> ParsedArticle:
    """Pair an article's quotation marks and leave out its lines that are no statement, which attribute nothing.

    Args:
        text: the article.
        blocks: its blocks, in order.
        sentences: its parse, in order.
        lexicon: the cues.
    """
    own = [s for s in sentences if s.words and blocks[s.block]["kind"] in CODED_KINDS]
    dialogue = find_dialogue(text, blocks)
    marked = [q for q in find_quotations(text, blocks) if blocks[q.block]["kind"] in CODED_KINDS]
    marked = [q for q in marked if not any(q.start < spoken.end and spoken.start < q.end for spoken in dialogue)]
    quotations = sorted([*marked, *dialogue], key=lambda quotation: quotation.start)
    return ParsedArticle(text, blocks, own, close_lost_marks(quotations, blocks, own, lexicon), lexicon)
