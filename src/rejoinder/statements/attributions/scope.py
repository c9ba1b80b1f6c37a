"""What stands within a reported clause and is not reported: cues that go on with the speaker, and asides."""

from collections.abc import Iterator

from rejoinder.statements.attributions.cue_lexicon import CueLexicon
from rejoinder.syntax import Sentence, Word


def beyond(sentence: Sentence, head: Word, lexicon: CueLexicon) -> Iterator[Word]:
    """Heads of what the content that hangs on `head` leaves out.

    An apposition or a relative clause that a comma sets off at the end is an aside: it stands by whoever speaks the
    whole sentence, not by its subject (Potts 2005, The Logic of Conventional Implicatures).
    """
    yield from second_cues(sentence, head, lexicon)
    words = sentence.subtree(head)
    last = max((w.id for w in words if w.upos != "PUNCT"), default=0)
    for word in words:
        aside = word.deprel == "acl:relcl" or word.relation == "appos"
        if aside and word.id > head.id and after_comma(sentence, word) and sentence.subtree(word)[-1].id >= last:
            yield word


def second_cues(sentence: Sentence, clause: Word, lexicon: CueLexicon) -> list[Word]:
    """Participles after a reported clause that go on with its speaker: "said it rained, adding that all had fled"."""
    found = []
    for word in sentence.children(clause, "advcl"):
        cue, _ = lexicon.match(sentence, word)
        speaks = cue is not None and cue.act == "speech" and "that" in cue.frames
        bare = word.xpos == "VBG" and not sentence.children(word, "mark", "case")
        if speaks and bare and word.id > clause.id and after_comma(sentence, word):
            found.append(word)
    return found


def after_comma(sentence: Sentence, clause: Word) -> bool:
    """Whether a comma stands before a clause."""
    first = sentence.subtree(clause)[0]
    return first.form == "," or (first.id > 1 and sentence.word(first.id - 1).form == ",")
