"""The country that the words around an attribution tell, where they name just one: source, place, paragraph."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from rejoinder.statements.model import Attribution, Span
from rejoinder.statements.speakers.home import HOST_CITIES
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.place_names import WHERE
from rejoinder.syntax import Word

_SETTING = frozenset({"In", "From", "Near"})
_ON = "On"  # an island or a border; "On Ukraine, ..." is what somebody speaks of
_BEFORE_TOPIC = frozenset({"about", "in", "on", "to", "with"})
_LONGEST_SETTING = 10  # words
_PARTS_OF_COUNTRIES = frozenset({"of", "island", "province", "region", "city", "town", "village", "district", "port"})
_PARTS_OF_COUNTRIES |= {"state", "capital", "north", "south", "east", "west", "border", "coast"}
_PLACES = frozenset({"country", "place", "seat"})
_HEAD_ABOVE = 2  # paragraphs at most between a line that heads an entry and its words


def find_in_source(article: NamedArticle, attribution: Attribution, starts: AbstractSet[int]) -> str:
    """The one country that the source phrase names: "residents on the Karsian side"; not "a bloc in Brussels".

    Args:
        article: with its names.
        attribution: with the source.
        starts: offsets of the speaker's own names, which may be a town's, too: "Paris said".
    """
    names = (
        name
        for start, end in attribution.source
        for name in _list_names(article, start, _find_aside(article, start, end))
    )
    return _find_only(name for name in names if name.start not in starts and name.text not in HOST_CITIES)


def _find_aside(article: NamedArticle, start: int, end: int) -> int:
    """Offset in a source phrase from where it tells what somebody did: ", who met Lind", ", now living in Selt"."""
    tree = article.sentence_at(start).tree
    words = [word for word in tree.words if start <= word.start < end]
    for before, word in pairwise(words):
        verb = next((verb for verb in tree.ancestors(word) if verb.upos == "VERB"), word)
        if word.feat("PronType") == "Rel" and verb.feat("Tense") == "Past":
            return word.start
        is_adjective = word.upos == "ADJ" and word.head < word.id  # ", close to Selt", not "a small, Peruvian firm"
        if before.form == "," and (word.upos == "VERB" or is_adjective or (word.upos == "ADV" and verb is not word)):
            return word.start
    return end


def find_place_of_speech(article: NamedArticle, attribution: Attribution, kinds: AbstractSet[str]) -> str:
    """The one country of the places that the reporting clause names with "in", "at", "from" or "near".

    Args:
        article: with its names.
        attribution: with the cue, to which the places must belong.
        kinds: of names that can tell.
    """
    sentence = article.sentence_at((attribution.cue or attribution.source or attribution.content)[0][0])
    names = (
        name
        for name in _list_names(article, sentence.tree.start, sentence.tree.end)
        if not _is_within((*attribution.source, *attribution.content), name)
    )
    places = (name for name in names if name.kind in kinds and _is_place_of_speech(sentence, name))
    return _find_only(place for place in places if _hangs_on_cue(sentence, place, attribution))


def find_in_introduction(article: NamedArticle, starts: AbstractSet[int], before: int) -> str:
    """The one country that the sentence names which introduces somebody before they speak: "Ana Lind runs Selt's bank".

    It is none that they are asked about or go to: "Let me ask Ana Lind about Selt."

    Args:
        article: with its names.
        starts: offsets of the names that mean them.
        before: offset where they first speak.
    """
    for sentence in article.sentences:
        is_told = sentence.tree.start < before and any(word.upos in ("VERB", "AUX") for word in sentence.words)
        own = [name.last for name in sentence.names if name.start in starts]
        if is_told and own:
            of_countries = [name for name in sentence.names if _is_of_a_country(article, name)]
            told = (name for name in of_countries if not name.subject and not _is_topic(sentence, name))
            return _find_only(_list_in_apposition(sentence, own[0], of_countries)) or _find_only(told)
    return ""


def _is_topic(sentence: NamedSentence, name: NameMention) -> bool:
    return sentence.form_at(name.first - 1).lower() in _BEFORE_TOPIC


def _list_in_apposition(sentence: NamedSentence, last: int, names: Iterable[NameMention]) -> Iterator[NameMention]:
    """Those names that stand between two commas behind a person's without a verb: "Lind, head of a bank in Selt,"."""
    words = sentence.words
    end = next((k for k in range(last + 2, len(words)) if words[k].form == ","), len(words))
    has_verb = any(word.upos in ("VERB", "AUX") for word in words[last + 1 : end])
    if sentence.form_at(last + 1) == "," and not has_verb:
        yield from (name for name in names if last < name.first < end)


def find_setting(article: NamedArticle, attribution: Attribution) -> str:
    """The country of the place with which the paragraph opens: "In northern Peru, police searched ... A colonel said".

    It stands between "In" or the like and a comma, alone or with what part of a country it is: "On the Karsian island
    of Selt,"; not "From Lima's side", "In US markets", "In a letter to Peru,", "On Peru,".
    """
    first = _find_opening(article, attribution)
    end = next((k for k, word in enumerate(first.words[:_LONGEST_SETTING]) if word.form == ","), 0)
    names = [name for name in first.names if name.last < end]
    ends_with_place = bool(names) and names[-1].last == end - 1 and names[-1].kind in (*_PLACES, "name")
    if first.form_at(0) not in {*_SETTING, _ON} or not ends_with_place:
        return ""
    others = [
        word for k, word in enumerate(first.words[1:end], start=1) if not any(n.first <= k <= n.last for n in names)
    ]
    is_place = all(word.upos in ("DET", "ADJ") or word.lemma in _PARTS_OF_COUNTRIES for word in others)
    is_part = any(word.lemma in _PARTS_OF_COUNTRIES and word.upos == "NOUN" for word in others)
    is_telling = any(name.country and name.text not in HOST_CITIES for name in names)
    is_setting = is_place and is_telling and (is_part or first.form_at(0) != _ON)
    return _find_only(first.names) if is_setting else ""  # nowhere in "In Lima, Chilean troops ..."


def find_in_head(article: NamedArticle, attribution: Attribution) -> str:
    """The country that a line above the paragraph is all about: "France" in a round-up of what governments say."""
    block = article.sentence_at(attribution.start).block
    for sentence in reversed(article.sentences[: article.sentence_at(attribution.start).number]):
        if sentence.block < block - _HEAD_ABOVE:
            return ""
        words = [word for word in sentence.words if word.upos != "PUNCT"]
        if len(sentence.names) == 1 and words and sentence.block < block:
            name = sentence.names[0]
            if name.start == words[0].start and name.end == words[-1].end and name.kind in ("country", "organisation"):
                return name.country
    return ""


def _find_opening(article: NamedArticle, attribution: Attribution) -> NamedSentence:
    """The first sentence of the paragraph."""
    block = article.sentence_at(attribution.start).block
    return next(sentence for sentence in article.sentences if sentence.block == block)


def find_in_paragraph(article: NamedArticle, attribution: Attribution, home: str) -> str:
    """The one country that the paragraph has named before the source, outside quotations and what is reported.

    In an article with a home it must be who acts or where something happens.
    """
    start = (attribution.source or attribution.cue or attribution.content)[0][0]
    block = article.sentence_at(start).block
    first = attribution.content[0][0]  # a content that stands first may begin and end further out than the tree shows
    before_cue = (article.sentence_at(first).tree.start if first < start else start, start)
    sentences = [sentence for sentence in article.sentences if sentence.block == block]
    names = [
        (sentence, name)
        for sentence in sentences
        for name in _list_names(article, sentence.tree.start, start)
        if _is_of_a_country(article, name) and not _is_within([*attribution.content, before_cue], name)
    ]
    acts = not home or any(name.subject or _is_scene(sentence, name) for sentence, name in names)
    return _find_only(name for _, name in names) if acts else ""


def find_opening_country(article: NamedArticle) -> str:
    """The country that the headline and the first sentence after it both name first."""
    body = [sentence for sentence in article.sentences if sentence.block not in article.headlines]
    headline = [sentence for sentence in article.sentences if sentence.block in article.headlines]
    first, of_lead = _find_first(article, headline), _find_first(article, body[:1])
    return first if first == of_lead else ""


def _find_first(article: NamedArticle, sentences: Iterable[NamedSentence]) -> str:
    names = (name for sentence in sentences for name in sentence.names)
    return next((name.country for name in names if _is_of_a_country(article, name)), "")


def _is_of_a_country(article: NamedArticle, name: NameMention) -> bool:
    """Whether a name tells a country: international bodies and the cities where they sit do not."""
    return name.country in article.gazetteer.countries and name.text not in HOST_CITIES


def find_country_there(article: NamedArticle, attribution: Attribution) -> str:
    """The country of the place named last before a source with "there", outside quotations: "officials there"."""
    for start, end in attribution.source:
        sentence = article.sentence_at(start)
        there = next(
            (w.start for w in sentence.words if start <= w.start < end and w.form == "there" and w.xpos != "EX"), None
        )
        if there is not None:
            return _find_last_place(article, there)
    return ""


def _find_last_place(article: NamedArticle, before: int) -> str:
    """The country of the last place, "" where it is of no list: "at Lumen Securities"."""
    for sentence in reversed(article.sentences[: article.sentence_at(before).number + 1]):
        for name in reversed(sentence.names):
            is_place = name.kind in ("country", "place") or sentence.form_at(name.first - 1).lower() in WHERE
            if is_place and name.end <= before and not article.is_quoted(name.start):
                return name.country
    return ""


def _list_names(article: NamedArticle, start: int, end: int) -> Iterator[NameMention]:
    """Names from one offset to another in the sentence at the former, outside quotations."""
    for name in article.sentence_at(start).names:
        if start <= name.start < end and not article.is_quoted(name.start):
            yield name


def _hangs_on_cue(sentence: NamedSentence, name: NameMention, attribution: Attribution) -> bool:
    """Whether a name belongs to the reporting verb, not to another clause: "held in Selt"."""
    cues = [word for word in sentence.words if _is_within(attribution.cue, word)]
    joined = {cue.id for cue in cues} | {cue.head for cue in cues if cue.relation == "conj"}
    verbs = (w for w in sentence.tree.ancestors(sentence.words[name.last]) if w.upos == "VERB" or w.id in joined)
    nearest = next((verb for verb in verbs if verb.xpos != "VBG" or verb.id in joined), None)
    return not cues or nearest is None or nearest.id in joined


def _is_within(spans: Sequence[Span], name: NameMention | Word) -> bool:
    return any(start <= name.start < end for start, end in spans)


def _is_place_of_speech(sentence: NamedSentence, name: NameMention) -> bool:
    """Whether "in" or the like stands before a place: "in Peru", "in northern Peru"."""
    telling = name.kind in ("country", "place") and name.text not in HOST_CITIES
    before = name.first - 1
    while before > 0 and sentence.words[before].upos == "ADJ":
        before -= 1
    return telling and sentence.form_at(before).lower() in WHERE


def _is_scene(sentence: NamedSentence, name: NameMention) -> bool:
    """Whether something happens at a place: "they met in Selt", not "the round in Selt"."""
    is_adverbial = any(word.relation == "obl" for word in sentence.words[name.first : name.last + 1])
    return is_adverbial and _is_place_of_speech(sentence, name)


def _find_only(names: Iterable[NameMention]) -> str:
    """The country if there is just one."""
    countries = {name.country for name in names if name.country}
    return countries.pop() if len(countries) == 1 else ""
