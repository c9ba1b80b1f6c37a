"""Source phrases taken apart: a pronoun, a name, several names, or a description with its head noun."""

import re
from dataclasses import dataclass

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.coordination import find_joined_names, joins_descriptions
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVES, is_plural
from rejoinder.statements.speakers.phrase_cores import RELATIVE, STOP, find_core
from rejoinder.statements.speakers.phrase_names import find_phrase_name, is_actor
from rejoinder.syntax import Word

_ANONYMOUS = re.compile(
    r"condition of anonymity|condition (?:that )?(?:he|she|they) not be (?:named|identified)|anonymous"
    r"|(?:declin|ask|request|refus|want)(?:ed|ing|s)? (?:not )?to be (?:named|identified|quoted)"
    r"|not authori[sz]ed to|without being (?:named|identified)|(?:un|not )(?:named|identified)\b"
    r"|not be (?:named|identified)",
    re.IGNORECASE,
)
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"])
_DANGLING = frozenset(["ADP", "DET", "ADV", "CCONJ", "PART"])
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ARTICLES = frozenset({"the", "a", "an"})
_PLACE_ADVERBS = frozenset({"there", "here"})  # these may end a description: "officials there"


@dataclass(frozen=True, kw_only=True)
class SourcePhrase:
    """One source phrase.

    Attributes:
        sentence: the sentence it stands in.
        first, end: its words, half-open indices.
        kind: "pronoun", "relative", "name", "names" (several), "several" (names and descriptions) or "description".
        head: the word that decides number and kind.
        names: the name it is, or the names it joins.
        core: half-open indices of the noun phrase around the head, without determiner and what follows the head.
        text: the description as a name for an unnamed speaker: no article, no clauses.
        definite: "the", a demonstrative or a possessive stands before it.
        article: the word before the core where it is a determiner, in lower case.
        anonymous: the sentence says that the speaker did not want to be named.
    """

    sentence: NamedSentence
    first: int
    end: int
    kind: str
    head: Word
    names: tuple[NameMention, ...] = ()
    core: tuple[int, int] = (0, 0)
    text: str = ""
    definite: bool = False
    article: str = ""
    anonymous: bool = False

    @property
    def plural(self) -> bool:
        return is_plural(self.head)


def read_source(sentence: NamedSentence, span: Span) -> SourcePhrase | None:
    """Take apart the part of a source span that lies in a sentence.

    Args:
        sentence: the sentence.
        span: half-open offsets into the article.

    Returns:
        The phrase, None where the span holds none.
    """
    inside = [k for k, w in enumerate(sentence.words) if w.end > span[0] and w.start < span[1]]
    return read_phrase(sentence, inside[0], inside[-1] + 1) if inside else None


def read_phrase(sentence: NamedSentence, first: int, end: int) -> SourcePhrase | None:
    """Take apart some words.

    Args:
        sentence: the sentence.
        first: index of the first word.
        end: index after the last word.

    Returns:
        The phrase, None where no word is nominal.
    """
    names = [n for n in sentence.names if first <= n.last and n.first < end]
    return _PhraseReader(sentence, first, end, names).read()


@dataclass(frozen=True)
class _PhraseReader:
    """Reads the words from `first` to before `end`; `names` are the names among them."""

    sentence: NamedSentence
    first: int
    end: int
    names: list[NameMention]

    def read(self) -> SourcePhrase | None:
        pronoun = self._read_pronoun()
        if pronoun is not None:
            return pronoun
        words = self.sentence.words
        core = find_core(words, self.names, (self.first, self.end))
        joined = find_joined_names(words, self.names, self.end, *core)
        if joined:
            return self._build("names", words[joined[0].last], core, names=joined)
        if joins_descriptions(self.sentence, self.names, *core):
            return self._build("several", words[core[1] - 1], core, text=self._describe(*core, core[1]))
        name = find_phrase_name(self.sentence, self.names, (self.first, self.end), core)
        if name is not None:
            return self._build("name", words[name.last], core, names=(name,))
        return self._read_description(*core)

    def _build(
        self, kind: str, head: Word, core: tuple[int, int], names: tuple[NameMention, ...] = (), text: str = ""
    ) -> SourcePhrase:
        return SourcePhrase(
            sentence=self.sentence, first=self.first, end=self.end,
            kind=kind, head=head, names=names, core=core, text=text,
        )  # fmt: skip

    def _read_pronoun(self) -> SourcePhrase | None:
        words = self.sentence.words[self.first : self.end]
        content = [word for word in words if word.upos != "PUNCT" and word.form not in POSSESSIVES]
        if self.names or len(content) != 1 or content[0].upos not in ("PRON", "DET"):
            return None
        word = content[0]
        relative = word.form.lower() in RELATIVE and word.feat("PronType") != "Dem"
        return self._build("relative" if relative else "pronoun", word, (0, 0))

    def _read_description(self, begin: int, stop: int) -> SourcePhrase | None:
        sentence, words = self.sentence, self.sentence.words
        head = self._find_head(begin, stop)
        if head is None:
            return None
        determiner = words[begin - 1] if begin and words[begin - 1].upos in ("DET", "PRON") else None
        article = determiner.form.lower() if determiner else ""
        return SourcePhrase(
            sentence=sentence,
            first=self.first,
            end=self.end,
            kind="description",
            head=head,
            core=(begin, stop),
            text=self._describe(begin, stop, self.end) or sentence.phrase(self.first, self.end),
            definite=article in _DEFINITE or (determiner is not None and determiner.feat("Poss") == "Yes"),
            article=article,
            anonymous=bool(_ANONYMOUS.search(sentence.text, sentence.tree.start, sentence.tree.end)),
        )

    def _find_head(self, begin: int, stop: int) -> Word | None:
        """The last noun; the last nominal word where that is for persons or bodies, or where there is no noun."""
        backwards = [word for word in reversed(self.sentence.words[begin:stop]) if word.upos in _NOMINAL]
        if not backwards or is_actor(self.sentence.gazetteer, backwards[0]):
            return next(iter(backwards), None)
        return next((word for word in backwards if word.upos in ("NOUN", "PROPN")), backwards[0])

    def _describe(self, begin: int, stop: int, limit: int) -> str:
        """The noun phrase with its prepositional phrases, up to the first clause, comma or quotation mark."""
        words = self.sentence.words
        end = stop
        while end < limit and not self._ends_description(end):
            end += 1
        while end > stop and words[end - 1].upos in _DANGLING and words[end - 1].form.lower() not in _PLACE_ADVERBS:
            end -= 1
        if begin and words[begin - 1].upos == "DET" and words[begin - 1].form.lower() not in _ARTICLES:
            begin -= 1
        return self.sentence.phrase(begin, end) if end > begin else ""

    def _ends_description(self, index: int) -> bool:
        words = self.sentence.words
        word = words[index]
        if word.form == "-" and index and words[index - 1].end == word.start:
            return False
        return word.upos in ("VERB", "AUX", "SCONJ", "PUNCT") or word.form.lower() in RELATIVE or word.form in STOP


def is_one_of_several(phrase: SourcePhrase) -> bool:
    """Whether a description means one person of several: "one of the four", "one of the men", not "of the banks"."""
    sentence, begin = phrase.sentence, phrase.core[0]
    if [form.lower() for form in sentence.forms(begin, begin + 2)] != ["one", "of"]:
        return False
    head = phrase.head
    return head.upos != "NOUN" or sentence.gazetteer.find_person_noun(head.lemma, head.form) is not None


def read_antecedent(sentence: NamedSentence, relative: Word) -> SourcePhrase | None:
    """Find the noun phrase that a relative pronoun stands for.

    Args:
        sentence: the sentence.
        relative: the pronoun.

    Returns:
        The phrase, None where the tree shows none.
    """
    noun = _find_antecedent(sentence, relative)
    return read_noun_phrase(sentence, noun.id - 1, relative.id - 1) if noun is not None else None


def _find_antecedent(sentence: NamedSentence, relative: Word) -> Word | None:
    tree = sentence.tree
    clauses = (word for word in (relative, *tree.ancestors(relative)) if word.relation == "acl")
    clause = next(clauses, None)
    noun = tree.head(clause) if clause is not None else None
    if noun is not None and noun.id < relative.id and noun.upos in ("NOUN", "PROPN", "PRON"):
        return noun
    before = [word for word in tree.words[: relative.id - 1] if word.upos in ("NOUN", "PROPN")]
    return before[-1] if before else None


def read_noun_phrase(sentence: NamedSentence, index: int, limit: int) -> SourcePhrase | None:
    """Take apart the noun phrase around a word.

    Args:
        sentence: the sentence.
        index: of the word.
        limit: index after the last word that may follow and belong to it.
    """
    words = sentence.words
    first = index
    while first and (words[first - 1].upos in _NOMINAL or words[first - 1].form in (*POSSESSIVES, "-")):
        first -= 1
    name = next((n for n in sentence.names if n.first <= index <= n.last), None)
    last = max(index, name.last if name else index)
    return read_phrase(sentence, min(first, name.first if name else first), max(limit, last + 1))
