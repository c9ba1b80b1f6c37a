"""All attributions of an article: the rules of this folder, in the order in which they have their say."""

from collections.abc import Sequence

from rejoinder.statements.attributions.adjuncts import attribute_by_adjuncts
from rejoinder.statements.attributions.continuations import attribute_quoted_words
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.statements.attributions.direct import attribute_quotations
from rejoinder.statements.attributions.drafts import CueKey, Draft
from rejoinder.statements.attributions.floating_quotations import attach_floating_quotations
from rejoinder.statements.attributions.free_indirect_speech import extend_to_free_indirect_speech
from rejoinder.statements.attributions.headlines import attribute_headline
from rejoinder.statements.attributions.indirect import attribute_complements
from rejoinder.statements.attributions.interviews import unquote_questions
from rejoinder.statements.attributions.nesting import link_nested
from rejoinder.statements.attributions.parsed_article import ParsedArticle, prepare_article
from rejoinder.statements.attributions.quotation_cues import ANNOUNCED
from rejoinder.statements.attributions.signatures import attribute_signed_words
from rejoinder.statements.attributions.speaker_labels import attribute_labelled_blocks
from rejoinder.statements.attributions.turns import attribute_turns
from rejoinder.statements.model import Attribution, TextBlock
from rejoinder.syntax import Sentence


def extract_attributions(
    text: str,
    blocks: Sequence[TextBlock],
    sentences: Sequence[Sentence],
    lexicon: CueLexicon,
    *,
    is_spoken: bool = False,
    issuer: str = "",
) -> list[Attribution]:
    """Extract who says, thinks, wants or feels what in an article, in order of the text.

    Args:
        text: the article.
        blocks: its blocks; lines that are no statement attribute nothing.
        sentences: its parse, in order, with `block` an index into `blocks`.
        lexicon: the cues.
        is_spoken: whether somebody whom the text need not name speaks it as a whole.
        issuer: the body whose own words a text without turns is, "" for a newsroom's.

    Returns:
        attributions sorted by where they begin; `parent` is an index into the same list. Nested ones are among them:
        "Smith said Jones fears a war" gives Smith's words, and in them Jones's fear. So does what a speaker says of
        his own mind ("they say they expect").
    """
    article = unquote_questions(prepare_article(text, blocks, sentences, lexicon))
    signed = list(attribute_signed_words(article))
    drafts, floating = attribute_quotations(article, {span for d in signed for span in d.attribution.content})
    drafts += signed
    quotation_keys = {d.key for d in drafts}
    used_cues = {d.key for d in drafts if d.attribution.rule != ANNOUNCED}
    drafts += [d for d in attribute_labelled_blocks(article) if d.key not in quotation_keys]
    labelled = {d.attribution.sent_id for d in drafts}
    for sentence in article.sentences:
        if article.blocks[sentence.block]["kind"] == "title" and sentence.sent_id not in labelled:
            drafts += attribute_headline(article, sentence)
        drafts += _attribute_unquoted(article, sentence, used_cues)
    drafts = extend_to_free_indirect_speech(article, attach_floating_quotations(article, drafts, floating))
    drafts = [*drafts, *attribute_quoted_words(article, drafts)]
    return link_nested([*drafts, *attribute_turns(article, drafts, is_spoken, issuer)])


def _attribute_unquoted(article: ParsedArticle, sentence: Sentence, used_cues: set[CueKey]) -> list[Draft]:
    """Attribute by a sentence's adjuncts, then by the complements of cues that no adjunct has used."""
    adjuncts = list(attribute_by_adjuncts(article, sentence, used_cues))
    complements = attribute_complements(article, sentence, used_cues | {d.key for d in adjuncts})
    return [*adjuncts, *complements]
