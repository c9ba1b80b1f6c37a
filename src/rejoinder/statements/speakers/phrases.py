"""Source phrases taken apart: a pronoun, a name, several names, or a description with its head noun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.clusters import Clusters
from rejoinder.statements.speakers.coordination import POSSESSIVE, joined, several
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.names import plain
from rejoinder.syntax import Sentence, Word

_ANONYMOUS = re.compile(
    r"condition of anonymity|condition (?:that )?(?:he|she|they) not be (?:named|identified)|anonymous"
    r"|(?:declin|ask|request|refus|want)(?:ed|ing|s)? (?:not )?to be (?:named|identified|quoted)"
    r"|not authori[sz]ed to|without being (?:named|identified)|(?:un|not )(?:named|identified)\b"
    r"|not be (?:named|identified)",
    re.IGNORECASE,
)
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_STOP = frozenset({",", "(", ")", ";", ":", "--", "—", "–", "[", "]"})
_LEADING = frozenset(["DET", "PUNCT", "CCONJ", "ADP", "ADV", "SCONJ", "PART", "SYM", "INTJ"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"])
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SHORTEST_CITY, _LONGEST_DATELINE = 3, 14  # letters and words
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """One source phrase.

    Attributes:
        sentence: index of its sentence.
        first, last: its words, half-open indices.
        kind: "pronoun", "relative", "name", "names" (several), "several" (names and descriptions), "description"
            or "empty".
        head: the word that decides number and kind; None if empty.
        mention: the name it is, for "name".
        mentions: the names it joins, for "names".
        core: half-open indices of the noun phrase around the head, without determiner and what follows the head.
        text: the description as a name for an unnamed speaker: no article, no clauses.
        definite: "the", a demonstrative or a possessive stands before it.
        article: the word before the core where it is a determiner, in lower case.
        anonymous: the sentence says that the speaker did not want to be named.
    """

    sentence: int
    first: int
    last: int
    kind: str
    head: Word | None = None
    mention: NameMention | None = None
    mentions: tuple[NameMention, ...] = ()
    core: tuple[int, int] = (0, 0)
    text: str = ""
    definite: bool = False
    article: str = ""
    anonymous: bool = False

    @property
    def plural(self) -> bool:
        return self.head is not None and (self.head.feat("Number") == "Plur" or self.head.xpos in ("NNS", "NNPS"))


@dataclass(frozen=True)
class PhraseReader:
    """Takes source spans apart, with the article's names at hand."""

    text: str
    sentences: Sequence[Sentence]
    clusters: Clusters

    def __call__(self, number: int, span: Span) -> Phrase:
        """The phrase at `span`, which lies in the `number`-th sentence."""
        words = self.sentences[number].words
        inside = [k for k, w in enumerate(words) if w.end > span[0] and w.start < span[1]]
        if not inside:
            return Phrase(sentence=number, first=0, last=0, kind="empty")
        return self.read(number, inside[0], inside[-1] + 1)

    def read(self, number: int, first: int, last: int) -> Phrase:
        words = self.sentences[number].words
        first = self._after_dateline(number, first, last)
        names = [n for n in self.clusters.names[number] if first <= n.last and n.first < last]
        kept = [k for k in range(first, last) if words[k].upos != "PUNCT" and words[k].form not in POSSESSIVE]
        if len(kept) == 1 and words[kept[0]].upos in ("PRON", "DET") and not names:
            word = words[kept[0]]
            kind = "relative" if word.form.lower() in _RELATIVE and word.feat("PronType") != "Dem" else "pronoun"
            return Phrase(sentence=number, first=first, last=last, kind=kind, head=word)
        begin, end = self._core(words, names, first, last)
        together = joined(words, names, first, last, begin, end)
        if together:
            return Phrase(
                sentence=number, first=first, last=last, kind="names", head=words[together[0].last],
                mentions=together, core=(begin, end), text=self._description(words, begin, end, last),
            )  # fmt: skip
        if several(words, names, begin, end, self.clusters.profilers[0]):
            return Phrase(
                sentence=number, first=first, last=last, kind="several", head=words[end - 1],
                core=(begin, end), text=self._description(words, begin, end, end),
            )  # fmt: skip
        mention = self._name(number, names, begin, end, first)
        if mention is not None:
            return Phrase(
                sentence=number, first=first, last=last, kind="name", head=words[mention.last],
                mention=mention, core=(begin, end),
            )  # fmt: skip
        return self._described(number, first, last, begin, end)

    def _after_dateline(self, number: int, first: int, last: int) -> int:
        """Past "WASHINGTON -- " where a source phrase begins with it."""
        words = self.sentences[number].words
        if first == 0 and words[0].form.isupper() and len(words[0].form) > _SHORTEST_CITY:
            dashes = [k for k in range(1, min(last - 1, _LONGEST_DATELINE)) if words[k].form in ("-", "--", "–", "—")]
            return dashes[-1] + 1 if dashes else first
        return first

    def _core(self, words: Sequence[Word], names: list[NameMention], first: int, last: int) -> tuple[int, int]:
        """The noun phrase up to what follows its head; names stay whole."""
        inside = {k for n in names for k in range(n.modifiers[0] if n.titled else n.first, n.last + 1)}
        begin = first
        while begin < last - 1 and words[begin].upos in _LEADING and begin not in inside:
            begin += 1
        end, nominal = begin, False
        while end < last:
            word = words[end]
            if end not in inside:
                if word.form in _STOP or (nominal and self._follows_head(word)):
                    break
                nominal = nominal or word.upos in ("NOUN", "PROPN", "PRON")
            else:
                nominal = True
            end += 1
        while end > begin + 1 and words[end - 1].upos in ("PUNCT", "PART", "ADV", "CCONJ"):
            end -= 1
        return begin, max(end, begin)

    def _follows_head(self, word: Word) -> bool:
        if word.upos in ("ADP", "SCONJ", "AUX") or word.form.lower() in _RELATIVE:
            return True
        return word.upos == "VERB" and word.relation not in ("amod", "compound")

    def _name(self, number: int, names: list[NameMention], begin: int, end: int, first: int) -> NameMention | None:
        words = self.sentences[number].words
        ending = next((n for n in names if n.last == end - 1 and begin <= n.last), None)
        if ending is not None:
            return ending
        profiler = self.clusters.profilers[number]
        for name in self.clusters.names[number]:
            start = profiler.left_apposition(name) if name.first >= end else -1
            if start >= 0 and first - 1 <= start < end and profiler.noun(words[end - 1]):
                return name
        nouns = any(words[k].upos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ") for k in range(begin, end))
        return None if nouns else next((n for n in names if n.kind != "demonym"), None)

    def _described(self, number: int, first: int, last: int, begin: int, end: int) -> Phrase:
        words = self.sentences[number].words
        last_first = [words[k] for k in range(end - 1, begin - 1, -1) if words[k].upos in _NOMINAL]
        head = next((w for w in last_first if w.upos in ("NOUN", "PROPN")), next(iter(last_first), None))
        if last_first and self.clusters.profilers[number].noun(last_first[0]):
            head = last_first[0]
        before = words[begin - 1].form.lower() if begin and words[begin - 1].upos in ("DET", "PRON") else ""
        owned = before and words[begin - 1].feat("Poss") == "Yes"
        return Phrase(
            sentence=number,
            first=first,
            last=last,
            kind="description" if head is not None else "empty",
            head=head,
            core=(begin, end),
            text=self._description(words, begin, end, last)
            or plain(self.text, words[first].start, words[last - 1].end),
            definite=before in _DEFINITE or bool(owned),
            article=before,
            anonymous=bool(_ANONYMOUS.search(self.text, self.sentences[number].start, self.sentences[number].end)),
        )

    def _description(self, words: Sequence[Word], begin: int, end: int, last: int) -> str:
        """The noun phrase with its prepositional phrases, up to the first clause, comma or quotation mark."""
        stop = end
        while stop < last and not self._ends_description(words, stop):
            stop += 1
        while stop > end and _dangles(words[stop - 1]):
            stop -= 1
        if begin and words[begin - 1].upos == "DET" and words[begin - 1].form.lower() not in _ARTICLES:
            begin -= 1
        return plain(self.text, words[begin].start, words[stop - 1].end) if stop > begin else ""

    def _ends_description(self, words: Sequence[Word], k: int) -> bool:
        word = words[k]
        if word.form == "-" and k and words[k - 1].end == word.start:
            return False
        return word.upos in ("VERB", "AUX", "SCONJ", "PUNCT") or word.form.lower() in _RELATIVE or word.form in _STOP

    def antecedent(self, phrase: Phrase) -> Phrase | None:
        """The noun phrase that a relative pronoun stands for, None where the tree shows none."""
        sentence = self.sentences[phrase.sentence]
        assert phrase.head is not None
        noun = None
        for word in [phrase.head, *sentence.ancestors(phrase.head)]:
            if word.deprel == "acl:relcl" or word.relation == "acl":
                noun = sentence.head(word)
                break
        if noun is None or noun.id >= phrase.head.id or noun.upos not in ("NOUN", "PROPN", "PRON"):
            before = [w for w in sentence.words[: phrase.head.id - 1] if w.upos in ("NOUN", "PROPN")]
            noun = before[-1] if before else None
        if noun is None:
            return None
        return self.around(phrase.sentence, noun.id - 1, phrase.head.id - 1)

    def around(self, number: int, index: int, limit: int) -> Phrase:
        """The noun phrase around the word at `index`, with what follows it up to the word at `limit`."""
        words = self.sentences[number].words
        first = index
        while first and (words[first - 1].upos in _NOMINAL or words[first - 1].form in (*POSSESSIVE, "-")):
            first -= 1
        name = next((n for n in self.clusters.names[number] if n.first <= index <= n.last), None)
        last = max(index, name.last if name else index) + 1
        return self.read(number, min(first, name.first if name else first), max(limit, last))


def _dangles(word: Word) -> bool:
    """Whether a word ends no description; "there" does: "officials there"."""
    return word.upos in ("ADP", "DET", "ADV", "CCONJ", "PART") and word.form.lower() not in ("there", "here")
