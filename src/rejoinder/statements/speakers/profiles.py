"""What the words around a name say of its bearer: office, body, country (title, apposition, "from the ...")."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.names import plain
from rejoinder.syntax import Sentence, Word

_BELONGS = frozenset({"of", "from", "at", "with", "for", "in"})
_NAME_OF = frozenset({"of", "from"})  # "Tarn of Karsia" is of Karsia, "Tarn in Karsia" need not be
_FINITE = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
_LONGEST_APPOSITION = 25
_MATTERS = frozenset({"secretary", "minister", "chief", "undersecretary"})
_LONGEST_MATTER = 5
_LINKS = 3  # phrases such as "of law at Lumen University" that a body may stand at the end of
_ACTING = frozenset({"government", "public", "company", "media", "party", "body", "international"})
_NOUN_PHRASE = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"])


@dataclass(slots=True)
class Profile:
    """What one mention tells: `nouns` are the lemmas that describe the person ("spokeswoman", "senator")."""

    role: str = ""
    organisation: str = ""
    country: str = ""
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    state: bool = False


@dataclass(frozen=True)
class Profiler:
    """Reads profiles in one sentence; `names` are its mentions in order."""

    text: str
    sentence: Sentence
    names: Sequence[NameMention]
    gazetteer: Gazetteer

    def profile(self, mention: NameMention) -> Profile:
        """All that stands around a name; what the words before it say goes before what follows it."""
        made = Profile(country=mention.country, gender=mention.gender)
        first, last = mention.modifiers
        if last > first:
            self._describe(made, first, last)
        self._left_apposition(made, mention)
        self._belonging(made, mention.last + 1, _NAME_OF)
        self._right_apposition(made, mention)
        self._copula(made, mention)
        return made

    def phrase(self, first: int, last: int) -> Profile:
        """What a description without a name says: `words[first:last]` and what it belongs to after that."""
        made = Profile()
        self._describe(made, first, last)
        self._belonging(made, last)
        return made

    def noun(self, word: Word) -> bool:
        """Whether the word is a noun for persons or bodies, whatever its tag."""
        return bool(self.gazetteer.person(word.lemma, word.form) or self._class(word))

    def person(self, word: Word) -> bool:
        """Whether the word is a noun for persons."""
        return self.gazetteer.person(word.lemma, word.form) is not None

    def _noun(self, word: Word) -> str:
        title = self.gazetteer.titles.get(word.form)
        noun = title or (self.gazetteer.person(word.lemma, word.form) if word.upos in ("NOUN", "PROPN") else None)
        return noun.lemma or "" if noun else ""

    def _describe(self, made: Profile, first: int, last: int) -> None:
        """Role, body and country in the noun phrase `words[first:last]`."""
        words = self.sentence.words
        for k in range(first, last):
            noun = self.gazetteer.titles.get(words[k].form) or (
                self.gazetteer.person(words[k].lemma, words[k].form) if words[k].upos in ("NOUN", "PROPN") else None
            )
            if noun:
                made.nouns.add(noun.lemma)
                made.gender = made.gender or noun.gender
                made.state = made.state or noun.kind == "state"
        skip = first
        while skip < last and words[skip].upos == "DET":
            skip += 1
        self._country(made, skip, last)
        found = self.gazetteer.place([w.form for w in words[skip:last]])
        if found and found[1] < last - skip:
            if found[0].kind == "seat" and not made.organisation:
                made.organisation = plain(self.text, words[skip].start, words[skip + found[1] - 1].end)
            skip += found[1]
        while skip < last and (words[skip].form in ("'s", "’s", "'", "’", "-", ",") or self._honorific(words[skip])):
            skip += 1
        if skip < last and not made.role and any(self._noun(w) for w in words[skip:last]):
            made.role = plain(self.text, words[skip].start, words[self._whole_office(last) - 1].end)
        self._body_in(made, first, last)

    def _whole_office(self, last: int) -> int:
        """Where the office ends: "secretary of state", "minister of the economy" are whole only with their matter."""
        words = self.sentence.words
        if words[last - 1].lemma.lower() not in _MATTERS or last >= len(words) or words[last].form not in ("of", "for"):
            return last
        end = last + 1
        while end < len(words) and words[end].upos in ("DET", "ADJ", "NOUN", "PROPN") and end - last < _LONGEST_MATTER:
            end += 1
        named = self.gazetteer.place([w.form for w in words[last + 1 : end] if w.upos != "DET"])
        return end if end > last + 1 and not named else last

    def _class(self, word: Word) -> str:
        return self.gazetteer.organisation(word.lemma, word.form)

    def _honorific(self, word: Word) -> bool:
        noun = self.gazetteer.titles.get(word.form)
        return noun is not None and noun.kind == "honorific"

    def _country(self, made: Profile, first: int, last: int) -> None:
        forms = [w.form for w in self.sentence.words[first:last]]
        for k in range(len(forms)):
            found = self.gazetteer.place(forms[k:]) if forms[k][:1].isupper() else None
            if found and not made.country:
                made.country = found[0].country

    def _body_in(self, made: Profile, first: int, last: int) -> None:
        """A body named before the office: "Foreign Ministry spokeswoman", "DNC chairwoman"."""
        if made.organisation:
            return
        words = self.sentence.words
        for name in self.names:
            if name.kind in ("organisation", "seat") and first <= name.first and name.last < last:
                made.organisation = name.text
                return
        caps = [k for k in range(first, last) if self._class(words[k]) in _ACTING]
        if not caps or words[caps[-1]].upos not in ("NOUN", "PROPN"):
            return
        start = next((k for k in range(first, caps[-1] + 1) if words[k].upos != "DET"), caps[-1])
        found = self.gazetteer.place([w.form for w in words[start : caps[-1]]])
        start += found[1] if found else 0
        while words[start].form in ("'s", "’s") or words[start].lemma.lower() in ("former", "interim", "senior"):
            start += 1
        if words[caps[-1]].form not in self.gazetteer.titles and caps[-1] < last - 1:
            made.organisation = plain(self.text, words[start].start, words[caps[-1]].end)

    def _belonging(self, made: Profile, k: int, lending: frozenset[str] = _BELONGS) -> None:
        """ "from the Guangzhou Military District", "president of Karsia", right after a name or an office."""
        words = self.sentence.words
        for _ in range(_LINKS):
            if k + 1 >= len(words) or words[k].form not in _BELONGS or made.organisation:
                return
            step = k + 1
            while step < len(words) and words[step].upos in ("DET", "ADJ") and words[step].form.islower():
                step += 1
            self._body_at(made, step, words[k].form, lending)
            k = step
            while k < len(words) and words[k].upos in ("ADJ", "NOUN"):
                k += 1

    def _body_at(self, made: Profile, step: int, preposition: str, lending: frozenset[str]) -> None:
        name = next((n for n in self.names if n.first <= step <= n.last), None)
        if name is None:
            if preposition != "in":
                self._common_body(made, step)
            return
        follower = next((n for n in self.names if n.first == name.last + 2), None)
        words = self.sentence.words
        owned = name.last + 1 < len(words) and words[name.last + 1].form in ("'s", "’s", "'", "’")
        if name.country and not made.country and preposition in lending:
            made.country = name.country
        if owned and follower is not None and name.kind != "country":
            made.organisation = made.organisation or plain(self.text, name.start, follower.end)
        elif owned:
            self._body_at(made, name.last + 2, preposition, lending)
            made.organisation = made.organisation or ("" if name.kind in ("country", "demonym") else name.text)
        elif not made.organisation and (
            name.kind in ("organisation", "seat") or (name.kind == "name" and preposition in ("at", "with", "for"))
        ):
            made.organisation = name.text
        elif name.kind in ("country", "demonym"):
            self._common_body(made, name.last + 1)

    def _common_body(self, made: Profile, step: int) -> None:
        """A body without a name: "spokesman for the interior ministry"."""
        words = self.sentence.words
        end = step
        while end < len(words) and words[end].upos in ("ADJ", "NOUN", "PROPN"):
            end += 1
        if end > step and self._class(words[end - 1]) in _ACTING:
            made.organisation = made.organisation or plain(self.text, words[step].start, words[end - 1].end)

    def _right_apposition(self, made: Profile, mention: NameMention) -> None:
        """ ", deputy commander of the PLA's Nanjing Military District," """
        words = self.sentence.words
        k = _skip_aside(words, mention.last + 1)
        if k >= len(words) or words[k].form not in (",", "(", "-", "--", "–", "—"):
            return
        k += 1
        if k + 1 < len(words) and words[k].upos == "NUM" and words[k + 1].form == ",":
            k += 2
        end = k
        while end < len(words) and end - k < _LONGEST_APPOSITION and self._in_noun_phrase(words[end]):
            end += 1
        if end > k and self._noun(words[end - 1]) and not any(n.first == k and n.last == end - 1 for n in self.names):
            self._describe(made, k, end)
            self._belonging(made, end)

    def _in_noun_phrase(self, word: Word) -> bool:
        return word.upos in _NOUN_PHRASE or word.form == "-"

    def _left_apposition(self, made: Profile, mention: NameMention) -> None:
        """ "The president of Karsia, Ivo Tarn, said": only for full names, and never in a list."""
        start = self.left_apposition(mention)
        if start < 0:
            return
        words = self.sentence.words
        head = start
        while head < mention.first and words[head].upos in _NOUN_PHRASE:
            head += 1
        if any(self._noun(word) for word in words[start:head]):
            self._describe(made, start, head)
            self._belonging(made, head)

    def left_apposition(self, mention: NameMention) -> int:
        """Where the description before "..., NAME" begins, -1 if there is none."""
        words = self.sentence.words
        begin = mention.modifiers[0] if mention.titled else mention.first
        begin -= begin > 0 and words[begin - 1].upos == "DET"
        if (len(mention.tokens) < 2 and not mention.titled) or begin < 2 or words[begin - 1].form != ",":
            return -1
        after = words[mention.last + 1].form if mention.last + 1 < len(words) else "."
        if after in ("and", "or"):
            return -1
        k = begin - 2
        while k >= 0 and words[k].upos not in _FINITE and words[k].upos not in ("PUNCT", "CCONJ"):
            k -= 1
        return k + 1 if k + 1 < begin - 1 and words[k + 1].upos in _NOUN_PHRASE else -1

    def _copula(self, made: Profile, mention: NameMention) -> None:
        """ "Tarn is a senator": describes, but gives no role."""
        for word in self.sentence.words[mention.first : mention.last + 1]:
            head = self.sentence.head(word)
            if word.deprel == "nsubj" and head is not None and head.upos == "NOUN":
                noun = self._noun(head)
                if noun and self.sentence.children(head, "cop"):
                    made.nouns.add(noun)


def _skip_aside(words: Sequence[Word], k: int) -> int:
    """Past a short parenthesis such as "(R-Ohio)"."""
    if k < len(words) and words[k].form == "(":
        for end in range(k + 1, min(k + 8, len(words))):
            if words[end].form == ")":
                return end + 1
    return k
