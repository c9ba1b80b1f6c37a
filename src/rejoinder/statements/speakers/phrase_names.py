"""The name that a source phrase means: at its end, in apposition to it, or after an office and its matter."""

import re
from collections.abc import Sequence

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.left_appositions import find_left_apposition
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.span_joints import QUOTATION_MARKS
from rejoinder.syntax import Word

_NAMING = re.compile(
    r"(?:of .+?)?(?:, )?(?:who )?(?:is |was |were )?(?:(?:also |better )?(?:named|called|nicknamed|dubbed)"
    r"|(?:also |better |only )?(?:known|identified)(?: only)?(?: as| by)?|call(?:ing|s) (?:it|him|her|them)sel(?:f|ves)"
    r"|(?:(?:gave|gives|giving|us(?:ed|es|ing)|under)|go(?:es|ing)? by) (?:(?:his|her|its|their|the|a) )?(?:\w+ )?"
    r"(?:name|pseudonym|alias)(?: as| of)?)"
)

_OF_MATTER = frozenset({"for", "of", "to", "on", "in"})  # and not "near"


def find_phrase_name(
    sentence: NamedSentence, names: Sequence[NameMention], phrase: Span, core: Span
) -> NameMention | None:
    """Find the name that a phrase ends with, which a nickname may cut, that it describes, or that stands alone in it.

    Args:
        sentence: the sentence.
        names: those in the phrase, in order.
        phrase: its words, half-open indices.
        core: those of the noun phrase around its head.
    """
    end, (begin, stop) = phrase[1], core
    last = {stop - 1} if sentence.form_at(stop) not in QUOTATION_MARKS else range(stop - 1, len(sentence.words))
    ending = next((n for n in names if n.first < stop and n.last in last and begin <= n.last), None)
    if ending is not None:
        return ending
    described = _find_described_name(sentence, phrase, stop)
    if described is not None:
        return described
    introduced = _find_introduced_name(sentence, names, stop)
    if introduced is not None:
        return introduced
    if any(word.upos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ") for word in sentence.words[begin:stop]):
        return _find_name_after_matter(sentence, names, stop, end)
    return next((n for n in names if n.kind != "demonym"), None)


def _find_described_name(sentence: NamedSentence, phrase: Span, stop: int) -> NameMention | None:
    """The name after `stop` to which the phrase is an apposition: "the president, Ivo Tarn"."""
    first, end = phrase
    for name in sentence.names:
        is_short_form = name.kind == "organisation" and sentence.form_at(name.first - 1) == "("
        nouns = _find_appositions(sentence, name) if name.first >= stop and not is_short_form else []
        if any(first - 1 <= noun < stop for noun in nouns) and _is_named_by(
            sentence, name, sentence.words[stop - 1], end
        ):
            return name
    return None


def _find_appositions(sentence: NamedSentence, name: NameMention) -> list[int]:
    """Index of the noun to which the tree puts a name in apposition, and of the first word of the phrase before it."""
    start = find_left_apposition(sentence, name)
    word = sentence.words[name.first]
    noun = sentence.tree.head(word) if word.relation == "appos" else None
    return [*([] if start is None else [start]), *([] if noun is None else [noun.id - 1])]


def _find_introduced_name(sentence: NamedSentence, names: Sequence[NameMention], stop: int) -> NameMention | None:
    """The name that the words behind a description introduce: "a student named Tarn", "who gave her name as Ada"."""
    for name in names:
        between = " ".join(word.form for word in sentence.words[stop : name.first])
        if name.first > stop and _NAMING.fullmatch(between):
            return name
    return None


def _find_name_after_matter(
    sentence: NamedSentence, names: Sequence[NameMention], stop: int, end: int
) -> NameMention | None:
    """The person after an office and its matter: "special representative for Karsia Ivo Tarn"."""
    last = names[-1] if names else None
    if last is None or last.last != end - 1 or last.kind != "person" or len(last.tokens) == 1:
        return None
    is_minister = sentence.words[stop - 1].lemma.lower() == "minister" and sentence.form_at(stop) == "for"
    if last.titled and not is_minister:  # whose matter may be a title, too: "Minister for Seniors Ivo Tarn"
        return None
    matter = sentence.words[stop : last.first]
    plain = sentence.form_at(stop) in _OF_MATTER
    plain = plain and all(word.upos in ("ADP", "DET", "NOUN", "PROPN", "ADJ") for word in matter)
    return last if plain and len(matter) > 1 and matter[-1].upos in ("NOUN", "PROPN") else None


def _is_named_by(sentence: NamedSentence, name: NameMention, noun: Word, end: int) -> bool:
    """Whether a noun with an apposition means the name: it is for persons or bodies, or the name is set off.

    "The skipper, Ivo Tarn, said", but not "According to the report, Ivo Tarn said".
    """
    return is_actor(sentence.gazetteer, noun) or name.last < end or sentence.form_at(name.last + 1) == ","


def is_actor(gazetteer: Gazetteer, word: Word) -> bool:
    """Whether the word is a noun for persons or bodies, whatever its tag."""
    return bool(gazetteer.find_person_noun(word.lemma, word.form) or gazetteer.classify_body(word.lemma, word.form))
