"""Turns of a transcript, and speeches: who the layout says speaks, speaks every sentence up to the next label."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise, takewhile

from rejoinder.first_person import I_WORDS
from rejoinder.schema import CODED_KINDS, TURN_KINDS
from rejoinder.statements.attributions.announced_statements import attribute_announced_statements
from rejoinder.statements.attributions.document_ends import find_document_end, speaks_as
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.interviews import (
    find_asker,
    find_exchange,
    find_quoted_titles,
    find_unlabelled_questions,
)
from rejoinder.statements.attributions.joint_documents import OWN_NAME, find_heading, names_parties, read_parties
from rejoinder.statements.attributions.own_words import select_own
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.records import is_titled_record
from rejoinder.statements.attributions.self_naming import find_self_naming
from rejoinder.statements.model import Attribution, Span, TextBlock, block_span
from rejoinder.syntax import Sentence

_LABEL = re.compile(
    r"[*_]*(?:[–—-]+ ?|[(\[]?[\d:.]+[)\]]? ?|Q\d+\.? "
    r"|(?i:rt|comment|reply|posted|thread) (?:by |from )?|(?:The )?Hon\.? \(\w+\.?\) )?(?P<name>.*?)"
    r"(?: [^\w\n@]{0,6}@\w+[^\n]*| (?:wrote|writes|posted|replied|says|said)\b[^\n]*)?(?: (?:on )?[A-Z]\w*(?= [·•|]))?"
    r"(?: (?:[·•|–—-]|--) [^\n]*)?(?:\n[^(\[]*)?"
    r"(?: to (?:the )?[^\Wa-z][^:()\n]*)?(?: (?:replied|asked|answered|responded))?"
    r"(?:\s+[(\[](?:(?:spoke|speaking|interpret|translat)[^()\[\]]*|[\d:][^()\[\]]*)[)\]]|\s+\d+(?::\d+)+)?"
    r"[\s:.,—–−*_\U0001f1e6-\U0001faff-]*",  # flags and other pictures, too
    re.DOTALL,
)
_DASHES = "–—-"
_SPOKEN_WHOLE = ("turn", "head")  # a question or an answer alone is no speech
_QUOTED = re.compile(r"[\"“«‘].*[\"”»’][.,]?", re.DOTALL)


def attribute_turns(
    article: ParsedArticle, drafts: Sequence[Draft], is_spoken: bool = False, issuer: str = ""
) -> Iterator[Draft]:
    """Attribute what follows the label of each turn, or the head of a speech.

    What somebody speaks or issues is their own but for the sentences that report somebody else.

    Args:
        article: its blocks of `TURN_KINDS` say who speaks; a "head" without one is of a text that its outlet speaks,
            and so are an interviewer's questions.
        drafts: the attributions within its sentences.
        is_spoken: whether all of it is one speech, by somebody who is named elsewhere.
        issuer: the body whose own words it is if nobody has turns in it, "" for a newsroom's.

    Yields:
        drafts in order of the text, without a cue.
    """
    if is_spoken:
        yield from _draft_turn(article, article.sentences, (), drafts, "speech")
        return
    author = tuple((block["start"], block["end"]) for block in article.blocks if block["kind"] == "author")
    if author:
        yield from _draft_turn(article, article.sentences, author, drafts, "author")
        return
    labels = _find_labels(article)
    if not labels:
        laid_out = list(_attribute_unlabelled(article, drafts))
        if issuer and not laid_out and not is_titled_record(article):
            source = find_self_naming(article.sentences, issuer)
            laid_out = list(_draft_turn(article, article.sentences, source[:1], drafts, "speech", issuer))
        yield from laid_out
        yield from attribute_announced_statements(article, drafts)
        return
    is_interview = any(article.blocks[number]["kind"] == "answer" for number in labels)
    is_speech = len(labels) == 1 and article.blocks[labels[0]]["kind"] in _SPOKEN_WHOLE
    questions = find_unlabelled_questions(article, labels)
    turns: list[tuple[int, int]] = []  # how many sentences follow each label
    for number, next_number in zip(labels, (*labels[1:], len(article.blocks)), strict=False):
        kind = article.blocks[number]["kind"]
        end = find_document_end(article, number, next_number) if is_speech else next_number
        sentences = _sentences_between(article, number, end, questions)
        is_asked = is_interview and kind == "question" and not issuer  # by the outlet, unless it is who answers
        signer = _find_signer(article, number) if is_speech else ()
        source = () if is_asked else (*signer, *_find_source(article.text, article.blocks[number]))
        if is_speech and not source:
            source = find_self_naming(sentences, issuer)
        is_own = is_speech and speaks_as(article, range(number + 1, end), I_WORDS)
        others = [d for d in drafts if not is_own or _is_told(article, d.attribution)]
        parties = read_parties(article, number) if is_speech else ""
        if parties:
            heading = find_heading(article, range(number, end))
            release = _sentences_between(article, number, heading)
            yield from _draft_turn(article, release, (), others, "speech", issuer)
            sentences = sentences[len(release) :]
            others = [d for d in others if not names_parties(article.text, d.attribution, parties)]
        rule = "joint-speech" if parties else "speech" if is_speech else kind
        yield from _draft_turn(article, sentences, source, others, rule, issuer=OWN_NAME if parties else "")
        turns.append((len(sentences), number))
    if turns:
        source = _find_source(article.text, article.blocks[max(turns)[1]])  # who is asked answers at length
        yield from _draft_turn(article, _list_sentences(article, find_quoted_titles(article)), source, drafts, "turn")
    if questions:
        asked = _list_sentences(article, questions)
        source = _find_source(article.text, article.blocks[labels[0]])
        yield from _draft_turn(article, asked, source, drafts, "turn")


def _attribute_unlabelled(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    yield from _attribute_exchange(article, drafts)
    yield from _attribute_letters(article, drafts)
    yield from _attribute_reactions(article, drafts)
    yield from _attribute_posts(article, drafts)


def _attribute_exchange(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute an interview without labels: to who signs it or the outlet what asks, to whom it is about the rest."""
    asked, answered = find_exchange(article)
    asker = find_asker(article)
    yield from _draft_turn(article, _list_sentences(article, asked), asker, drafts, "turn" if asker else "question")
    yield from _draft_turn(article, _list_sentences(article, answered), (), drafts, "answer")


def _attribute_reactions(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute the paragraphs that are all quotation to whom the line above them names."""
    for number, block in enumerate(article.blocks):
        if block["kind"] == "reaction":
            below = range(number + 1, len(article.blocks))
            quoted = takewhile(lambda n: _QUOTED.fullmatch(article.text, *block_span(article.blocks[n])), below)
            yield from _draft_turn(
                article, _list_sentences(article, set(quoted)), (block_span(block),), drafts, "reaction"
            )


def _attribute_posts(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute each post that a report shows to the author whom the line above it names, or below it behind a dash."""
    for number, block in enumerate(article.blocks):
        if block["kind"] == "post":
            post = number + (-1 if article.text[block["start"]] in _DASHES else 1)
            source = (_find_name(article.text, block),)
            yield from _draft_turn(article, _list_sentences(article, {post}), source, drafts, "reaction")


def _list_sentences(article: ParsedArticle, blocks: AbstractSet[int]) -> list[Sentence]:
    return [sentence for number in sorted(blocks) for sentence in article.sentences_by_block.get(number, [])]


def _attribute_letters(article: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Attribute each letter to who signs below it; the title above them is the outlet's."""
    above = max((number for number, block in enumerate(article.blocks) if block["kind"] == "title"), default=-1)
    for number, block in enumerate(article.blocks):
        if block["kind"] == "signature":
            sentences = _sentences_between(article, above, number)
            address = takewhile(lambda below: below["kind"] == "credit", article.blocks[number + 1 :])
            source = (_find_name(article.text, block), *((below["start"], below["end"]) for below in address))
            yield from _draft_turn(article, sentences, source, drafts, "letter-signed")
            above = number


def _find_labels(article: ParsedArticle) -> list[int]:
    """The indices of the blocks that open a turn each; without any, of the first head, unless somebody signs below."""
    labels = [number for number, block in enumerate(article.blocks) if _is_turn(block)]
    is_signed = any(block["kind"] == "signature" for block in article.blocks)
    heads = [number for number, block in enumerate(article.blocks) if block["kind"] == "head" and not is_signed]
    return labels or heads[:1]


def _is_turn(block: TextBlock) -> bool:
    return block["kind"] in TURN_KINDS


def _sentences_between(
    article: ParsedArticle, label: int, next_label: int, left_out: AbstractSet[int] = frozenset()
) -> list[Sentence]:
    numbers = (n for n in range(label + 1, next_label) if n not in left_out)
    blocks = [n for n in numbers if article.blocks[n]["kind"] in CODED_KINDS]
    return [s for n in blocks for s in article.sentences_by_block.get(n, [])]


def _is_told(article: ParsedArticle, attribution: Attribution) -> bool:
    """Whether one person's speech gives the floor to somebody: it quotes them, or names them, unlike "my mother"."""
    words = (w for s in article.sentences if s.sent_id == attribution.sent_id for w in s.words)
    is_named = any(w.upos == "PROPN" and start <= w.start < end for w in words for start, end in attribution.source)
    return attribution.kind == "direct" or is_named


def _find_source(text: str, label: TextBlock) -> tuple[Span, ...]:
    """Who a turn's label names; nobody where the label is a head, whose words are the outlet's."""
    return (_find_name(text, label),) if _is_turn(label) else ()


def _find_signer(article: ParsedArticle, head: int) -> tuple[Span, ...]:
    """The name below a speech whose head gives no more than the office: "Statement by the Speaker of the House"."""
    office = article.text[slice(*block_span(article.blocks[head]))].casefold()
    pairs = pairwise(article.blocks[head:])
    signed = (
        name
        for name, below in pairs
        if name["kind"] == "signature"
        and below["kind"] == "credit"
        and article.text[slice(*block_span(below))].casefold() in office
    )
    return tuple(_find_name(article.text, name) for name in islice(signed, 1))


def _find_name(text: str, block: TextBlock) -> Span:
    """The label without what marks it as one."""
    match = _LABEL.fullmatch(text, block["start"], block["end"])
    return match.span("name") if match else (block["start"], block["end"])


def _draft_turn(
    article: ParsedArticle,
    sentences: Sequence[Sentence],
    source: tuple[Span, ...],
    drafts: Sequence[Draft],
    rule: str,
    issuer: str = "",
) -> Iterator[Draft]:
    own = select_own(article.text, sentences, [draft.attribution for draft in drafts], issuer)
    if rule == "question" and own[:1] != sentences[:1]:
        own = [*sentences[:1], *own]  # a question opens with what its asker puts to who answers, others' words too
    if own:
        attribution = Attribution(sent_id=own[0].sent_id, source=source, content=_join(own), kind="direct", rule=rule)
        yield Draft(attribution=attribution, key=(own[0].sent_id, 0))


def _join(sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """Spans of the sentences; those that follow each other share one."""
    spans: list[tuple[int, int, int]] = []  # start, end, sent_id of the last sentence
    for sentence in sentences:
        if spans and spans[-1][2] + 1 == sentence.sent_id:
            spans[-1] = (spans[-1][0], sentence.end, sentence.sent_id)
        else:
            spans.append((sentence.start, sentence.end, sentence.sent_id))
    return tuple((start, end) for start, end, _ in spans)
