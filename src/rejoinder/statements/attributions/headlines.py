"""Attributions that only headlines make: who speaks after the words, and whose plan an infinitive is."""

from collections.abc import Iterator, Sequence

from rejoinder.statements.attributions.contents import build_content
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.sources import collect_source_words
from rejoinder.statements.attributions.spans import covering_span, word_spans
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_MARKS = {":", "-", "--", "–", "—"}
_MAX_LABEL = 4  # words of a label behind a headline
_MIN_WORDS = 3  # of what a label ends: "Ferry is safe - minister"


def attribute_headline(article: ParsedArticle, sentence: Sentence) -> Iterator[Draft]:
    """Attribute a headline to the label that ends it, or the plan it announces to its subject.

    "Missile flew 480 kilometres: coast guard", "Norway to leave the pact".

    Args:
        article: the article.
        sentence: one of its title's.

    Yields:
        one draft at most.
    """
    draft = _attribute_by_label(article, sentence) or _attribute_plan(article, sentence)
    if draft is not None:
        yield draft


def _attribute_by_label(article: ParsedArticle, sentence: Sentence) -> Draft | None:
    """The few words behind the last colon or dash, if they name somebody and a statement stands before it."""
    marks = [w for w in sentence.words[1:-1] if w.form in _MARKS and _is_spaced(article, w)]
    if not marks:
        return None
    before, label = sentence.words[: marks[-1].id - 1], sentence.words[marks[-1].id :]
    is_label = len(label) <= _MAX_LABEL and all(w.upos in ("PROPN", "NOUN", "ADJ") for w in label)
    is_statement = len(before) >= _MIN_WORDS and any(w.upos in ("VERB", "AUX") for w in before)
    if not is_label or not is_statement or article.unquoted(sentence, label) != list(label):
        return None
    return _draft(article, sentence, label, marks[-1], before, act="speech", rule="headline-label")


def _is_spaced(article: ParsedArticle, mark: Word) -> bool:
    """Whether a space stands behind a colon, or on both sides of a dash, which else is a hyphen."""
    around = article.text[mark.start - 1] + article.text[mark.end : mark.end + 1]
    return around[1:].isspace() and (mark.form == ":" or around[0].isspace())


def _attribute_plan(article: ParsedArticle, sentence: Sentence) -> Draft | None:
    """The infinitive that stands for what a name is to do; a thing has no plans."""
    verb, subject = _planner(sentence)
    to = next((c for c in sentence.children(verb, "mark", "aux") if c.form.lower() == "to" and c.id < verb.id), None)
    if to is None or subject is None or subject.upos != "PROPN" or verb.xpos != "VB" or subject.id > to.id:
        return None
    source = collect_source_words(sentence, subject, verb, article.lexicon)
    plan = [w for w in sentence.words if w.id > to.id]
    return _draft(article, sentence, source, to, plan, act="intention", rule="headline-infinitive")


def _planner(sentence: Sentence) -> tuple[Word, Word | None]:
    """The infinitive and its subject; the tree may take it for an attribute of the name: "Norway to leave"."""
    root = sentence.root
    attributes = sentence.children(root, "acl", "advcl") if root.upos == "PROPN" else ()
    if attributes:
        return attributes[0], root
    return root, next(iter(sentence.children(root, "nsubj")), None)


def _draft(
    article: ParsedArticle,
    sentence: Sentence,
    source: Sequence[Word],
    cue: Word,
    words: Sequence[Word],
    *,
    act: str,
    rule: str,
) -> Draft | None:
    content = build_content(article, sentence, words)
    if not content.spans:
        return None
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(source),
        cue=word_spans([cue]),
        content=content.spans,
        kind=content.kind,
        act=act,
        rule=rule,
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, cue.id), takes_quotations=False)
