"""Statements without quotation marks that a report announces: "The party issued the following statement: The dam ...".

They go on to the first sentence that is narrative, and over whole paragraphs below: narrative is in the past tense
without "we", or reports somebody, or turns to other things ("Meanwhile").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rejoinder.first_person import WE_PATTERN
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.own_words import select_own
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.sources import collect_source_words, find_source_head
from rejoinder.statements.attributions.spans import word_spans
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence, Word

_ANNOUNCES = re.compile(
    r"[^:“\"]*\b(?i:the following|this) (?:\w+ ){0,2}"
    r"(?:statement|declaration|announcement|message|appeal|communiqu[eé])\b[^:“\"]*:\s*"
)
_ISSUING = frozenset({"issue", "release", "publish", "make", "give", "send", "post"})
_ELSEWHERE = re.compile(r"(?:Meanwhile|Separately|Earlier|Later|In other|In another)\b")
_WE = re.compile(rf"\b{WE_PATTERN}\b")
_OPENING_MARKS = ("“", '"', "«", "‘", "'")


def attribute_announced_statements(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute unquoted statements to who is said to issue them.

    Args:
        article: a report.
        drafts: the attributions within its sentences.
    """
    for block, sentences in article.sentences_by_block.items():
        for number, sentence in enumerate(sentences):
            match = _ANNOUNCES.match(article.text, sentence.start, sentence.end)
            verb = None if match is None else _find_verb(sentence, match.end())
            if match is None or verb is None:
                continue
            rest = sentences[number + 1 :]
            said = list(_continue_within(article, rest, drafts))
            said += _continue_below(article, block, drafts) if said == rest else []
            spans = ((match.end(), sentence.end), *((other.start, other.end) for other in said))
            content = [span for span in spans if span[0] < span[1]]
            if content and not article.text.startswith(_OPENING_MARKS, content[0][0]):
                yield _draft(article, sentence, verb, content)


def _find_verb(sentence: Sentence, end: int) -> Word | None:
    """The verb before `end` that says that a statement is issued."""
    return next((w for w in sentence.words if w.end < end and w.upos == "VERB" and w.lemma in _ISSUING), None)


def _continue_within(article: ParsedArticle, sentences: list[Sentence], drafts: Sequence[Draft]) -> Iterator[Sentence]:
    """The sentences up to the first that is narrative."""
    own = select_own(article.text, sentences, [draft.attribution for draft in drafts])
    return takewhile(lambda sentence: sentence in own and not _is_narrative(article, sentence), sentences)


def _continue_below(article: ParsedArticle, block: int, drafts: Sequence[Draft]) -> Iterator[Sentence]:
    below = [n for n in article.sentences_by_block if n > block]
    for number in takewhile(lambda n: article.blocks[n]["kind"] == "paragraph", below):
        sentences = article.sentences_by_block[number]
        if list(_continue_within(article, sentences, drafts)) != sentences:
            return
        yield from sentences


def _is_narrative(article: ParsedArticle, sentence: Sentence) -> bool:
    roots = [word for word in sentence.words if word.relation == "root"]
    verbs = [verb for root in roots for verb in (root, *sentence.children(root, "aux", "aux:pass", "cop"))]
    is_past = any(verb.xpos == "VBD" for verb in verbs) and not _WE.search(article.text, sentence.start, sentence.end)
    return is_past or _ELSEWHERE.match(article.text, sentence.start) is not None


def _draft(article: ParsedArticle, sentence: Sentence, verb: Word, content: Sequence[Span]) -> Draft:
    head = find_source_head(sentence, verb, article.lexicon)
    words = [] if head is None else collect_source_words(sentence, head, verb, article.lexicon)
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=word_spans(words),
        cue=word_spans([verb]),
        content=tuple(content),
        kind="direct",
        rule="announced-statement",
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, verb.id))
