"""The scope of a report: what stands within a reported clause and is not reported."""

from collections.abc import Iterator

from rejoinder.statements.attributions.clauses import follows_comma
from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.syntax import Sentence, Word


def find_unreported(sentence: Sentence, head: Word, lexicon: CueLexicon) -> Iterator[Word]:
    """Find what a content leaves out: cues that go on with its speaker, and asides.

    An apposition or a relative clause that a comma sets off at the end is an aside. Whoever speaks the sentence says
    it, not the sentence's subject (Potts 2005, The Logic of Conventional Implicatures).

    Args:
        sentence: the tree.
        head: head of the content.
        lexicon: the cues.

    Yields:
        heads of the subtrees to leave out.
    """
    yield from find_continuing_cues(sentence, head, lexicon)
    yield from _find_told_behind(sentence, head)
    words = sentence.subtree(head)
    last_id = max((w.id for w in words if w.upos != "PUNCT"), default=0)
    for word in words:
        can_be_aside = word.deprel == "acl:relcl" or word.relation == "appos"
        is_last = sentence.subtree(word)[-1].id >= last_id
        if can_be_aside and word.id > head.id and is_last and follows_comma(sentence, word):
            yield word


def _find_told_behind(sentence: Sentence, clause: Word) -> Iterator[Word]:
    """Find what is told behind a report, which the tree hangs on it: "said it rained, before leaving the room".

    Such is also a clause without "that" behind two with it: "said that it rained and that all fled, and it did".
    """
    for word in sentence.children(clause, "advcl"):
        times = [c for c in sentence.children(word, "mark") if c.form.lower() in ("before", "after")]
        if word.xpos == "VBG" and times and times[0].id > clause.id and follows_comma(sentence, word):
            yield word
    for second in sentence.children(clause, "conj"):
        if _has_that(sentence, clause) and _has_that(sentence, second):
            later = (*sentence.children(second, "conj"), *sentence.children(clause, "conj"))
            apart = (w for w in later if w.id > second.id and follows_comma(sentence, w))
            yield from (w for w in apart if sentence.children(w, "nsubj") and not _has_that(sentence, w))


def _has_that(sentence: Sentence, clause: Word) -> bool:
    return any(c.form.lower() == "that" for c in sentence.children(clause, "mark"))


def find_continuing_cues(sentence: Sentence, clause: Word, lexicon: CueLexicon) -> Iterator[Word]:
    """Find participles that go on with a clause's speaker: "said it rained, adding that all fled".

    Args:
        sentence: the tree.
        clause: head of the reported clause.
        lexicon: the cues.

    Yields:
        the participles, which stand behind a comma after the clause.
    """
    for word in sentence.children(clause, "advcl"):
        is_bare_participle = word.xpos == "VBG" and not sentence.children(word, "mark", "case")
        if is_bare_participle and word.id > clause.id and follows_comma(sentence, word):
            match = lexicon.match(sentence, word)
            if match is not None and match.cue.act == "speech" and "that" in match.cue.patterns:
                yield word
