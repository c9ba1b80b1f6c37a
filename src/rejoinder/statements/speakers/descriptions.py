"""Which phrases describe a name (title, apposition, "from the ...", "is a ..."), and what they say together."""

from collections.abc import Sequence
from dataclasses import replace

from rejoinder.statements.speakers.affiliations import read_affiliation
from rejoinder.statements.speakers.left_appositions import NOUN_PHRASE, find_left_apposition
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.roles import (
    BODIES_THAT_ACT,
    Description,
    find_noun,
    has_noun,
    read_office,
)
from rejoinder.syntax import Word

_NAME_OF = frozenset({"of", "from"})  # "Tarn of Karsia" is of Karsia, "Tarn in Karsia" need not be
_US_PARTIES, _POSTAL_CODE = frozenset("RDI"), 2  # letters of a state behind them: "R-ND"
_PARTY_AND_STATE = 6  # words of ", R - New York" and the name before
_LONGEST_APPOSITION, _LONGEST_ASIDE = 25, 7  # words


def describe_names(article: NamedArticle) -> dict[int, Description]:
    """Read what stands around each name that is or may be a person's.

    Returns:
        The descriptions that say something, by the names' start offsets, in order.
    """
    descriptions = {
        name.start: describe_name(sentence, name)
        for sentence in article.sentences
        for name in sentence.names
        if name.kind in ("person", "name", "organisation")
    }
    nothing = Description()
    return {start: description for start, description in descriptions.items() if description != nothing}


def describe_name(sentence: NamedSentence, name: NameMention) -> Description:
    """Read all that stands around a name.

    Args:
        sentence: the name's.
        name: one of its names.

    Returns:
        What the phrases around the name say together; what stands before it goes before what follows it.
    """
    if name.kind == "organisation":
        return Description(body_nouns=_find_body_nouns(sentence, name))
    description = Description(country=name.country, gender=name.gender)
    if name.kind == "name":
        description = replace(description, body_nouns=_find_body_nouns(sentence, name))
    first, end = name.modifiers
    if end > first:
        description = description.complete(read_office(sentence, first, end))
    before = _find_description_before(sentence, name)
    if before:
        description = _add_phrase(description, sentence, *before)
    if not description.organisation:
        description = description.complete(read_affiliation(sentence, name.last + 1, _NAME_OF))
    description = description.complete(Description(country=_read_constituency(sentence, name)))
    after = _find_right_apposition(sentence, name)
    if after:
        description = _add_phrase(description, sentence, *after)
    nouns = _read_copula(sentence, name)
    return description.complete(Description(nouns=nouns)) if nouns else description


def describe_phrase(sentence: NamedSentence, first: int, end: int) -> Description:
    """Read what a description without a name says, with what it belongs to.

    Args:
        sentence: the description's.
        first: index of its first word.
        end: index after its last word.
    """
    return _add_phrase(Description(), sentence, first, end)


def _read_constituency(sentence: NamedSentence, name: NameMention) -> str:
    """The country of "R-Ohio", "D-N.J.", "R-ND" after a name, in parentheses or commas."""
    mark, party, *rest = (sentence.form_at(name.last + k) for k in range(1, _PARTY_AND_STATE))
    if mark not in ("(", ",") or not party.isupper():
        return ""
    state = party.partition("-")[2] or (rest[1] if rest[0] == "-" and len(party) == 1 else "")
    if party[0] in _US_PARTIES and len(state) == _POSTAL_CODE and state.isupper():
        return "United States"
    place = sentence.gazetteer.find_place([state, *rest[2:]]) or sentence.gazetteer.find_place([state])
    return place[0].country if place else ""


def _add_phrase(description: Description, sentence: NamedSentence, first: int, end: int) -> Description:
    description = description.complete(read_office(sentence, first, end))
    return description if description.organisation else description.complete(read_affiliation(sentence, end))


def _find_right_apposition(sentence: NamedSentence, name: NameMention) -> tuple[int, int] | None:
    """ ", deputy commander of the PLA's Nanjing Military District," """
    words = sentence.words
    mark = _skip_aside(words, name.last + 1)
    if sentence.form_at(mark) not in (",", "(", "-", "--", "–", "—"):
        return None
    begin = _skip_age(words, mark + 1)
    if begin < len(words) and words[begin].feat("Poss") == "Yes" and words[begin].feat("PronType") != "Rel":
        begin += 1  # "her predecessor", and not "whose predecessor"
    end = begin
    while end < len(words) and end - begin < _LONGEST_APPOSITION and _is_nominal(words[end]):
        end += 1
    if end == begin or not has_noun(sentence.gazetteer, words[end - 1 : end]):
        return None
    is_name = any(n.first == begin and n.last == end - 1 for n in sentence.names)
    is_none = is_name or _is_subject(sentence, end - 1) or _is_addressed(sentence, name, end)
    return None if is_none else (begin, end)


def _is_addressed(sentence: NamedSentence, name: NameMention, end: int) -> bool:
    """Whether a sentence turns to somebody and goes on with another: "Mr. Lind, the Norwegian minister left"."""
    words = sentence.words
    opens = name.titled and all(word.upos == "PUNCT" for word in words[: name.modifiers[0]])
    return opens and end < len(words) and words[end].upos in ("VERB", "AUX")


def _is_subject(sentence: NamedSentence, index: int) -> bool:
    """Whether a noun is the subject of a verb further on in the same breath: "off Larak, the head of the navy said"."""
    noun = sentence.words[index]
    verb = sentence.tree.head(noun) if noun.relation == "nsubj" else None
    return verb is not None and all(word.upos != "PUNCT" for word in sentence.words[index + 1 : verb.id])


def _skip_age(words: Sequence[Word], index: int) -> int:
    """Past "57," after a name."""
    is_age = index + 1 < len(words) and words[index].upos == "NUM" and words[index + 1].form == ","
    return index + 2 if is_age else index


def _find_body_nouns(sentence: NamedSentence, name: NameMention) -> frozenset[str]:
    """Nouns for bodies beside a name: "the ferry operator Laine Line", "Harmony, the party for which most vote"."""
    words = sentence.words
    nouns = words[name.first - 1 : name.first]
    if sentence.form_at(name.last + 1) == ",":
        begin = name.last + 2
        end = begin
        while end < len(words) and words[end].upos in NOUN_PHRASE and words[end].upos != "PROPN":
            end += 1
        nouns = (*nouns, *words[max(begin, end - 1) : end]) if begin < end and words[begin].upos == "DET" else nouns
    classify = sentence.gazetteer.classify_body
    common = (word for word in nouns if word.upos == "NOUN" and word.form.islower())
    return frozenset(word.lemma for word in common if classify(word.lemma, word.form) in BODIES_THAT_ACT)


def _is_nominal(word: Word) -> bool:
    return word.upos in NOUN_PHRASE or word.form == "-"


def _skip_aside(words: Sequence[Word], index: int) -> int:
    """Past a short parenthesis such as "(R-Ohio)"."""
    if index < len(words) and words[index].form == "(":
        for end in range(index + 1, min(index + 1 + _LONGEST_ASIDE, len(words))):
            if words[end].form == ")":
                return end + 1
    return index


def _find_description_before(sentence: NamedSentence, name: NameMention) -> tuple[int, int] | None:
    """The noun phrase that opens the left apposition, if it has a noun for persons."""
    for begin in (find_left_apposition(sentence, name), _find_start_of_head(sentence, name)):
        if begin is None:
            continue
        end = begin = begin + (sentence.words[begin].upos == "PRON")
        while end < name.first and _is_nominal(sentence.words[end]):  # "secretary-general"
            end += 1
        if has_noun(sentence.gazetteer, sentence.words[begin:end]):
            return begin, end
    return None


def _find_start_of_head(sentence: NamedSentence, name: NameMention) -> int | None:
    """Index of the first word of what the tree puts a name to: "the chief of trade and security, Tarn"."""
    word = sentence.words[name.first]
    noun = sentence.tree.head(word) if word.relation == "appos" else None
    if noun is None or noun.id > name.first or sentence.form_at(name.first - 1) != ",":
        return None
    return min(word.id for word in sentence.tree.subtree(noun)) - 1


def _read_copula(sentence: NamedSentence, name: NameMention) -> frozenset[str]:
    """Nouns in "Tarn is a senator", which describe, but give no role."""
    nouns = set()
    for word in sentence.words[name.first : name.last + 1]:
        head = sentence.tree.head(word)
        if word.deprel == "nsubj" and head is not None and head.upos == "NOUN" and sentence.tree.children(head, "cop"):
            noun = find_noun(sentence.gazetteer, head)
            nouns |= {noun.lemma} if noun and noun.lemma else set()
    return frozenset(nouns)
