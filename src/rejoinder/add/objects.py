"""What the speakers of a corpus talk about: things that are spoken of on several sides."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from rejoinder import paths, tables
from rejoinder.corpus import NARRATION, UNKNOWN_SIDE, Corpus
from rejoinder.statements.speakers import Gazetteer
from rejoinder.syntax import Sentence, Word, build_sentences

_MOST = 8
_SIDES = 2  # that speak of it, at the least
_TITLED = 0.1  # titles that name it, for each statement, from which it goes before all that are named in fewer
_OFTENER = 2  # times as often as in texts on other conflicts, at the least; so "time" and "work" are no objects
_EXAMPLES = paths.SEEDS / "examples" / "frames.jsonl"  # such texts: statements on conflicts all over the world
_FIXED = 0.5  # share of a noun's statements that have the same word before it, from which the two are one phrase
Statement = tuple[Sentence, str, bool]

Usual = Callable[[Iterable[str]], float]  # share of texts on other conflicts that have one of these forms

_ARGUMENTS = ("obj", "obl", "nsubj", "nmod", "conj")

_CODED = f"""
SELECT article_id, sent_id, unit = 'title' AS is_title,
    CASE WHEN side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}') THEN side ELSE '' END AS side
FROM coded
WHERE list_contains($articles, article_id)"""


@dataclass(frozen=True)
class ObjectOfTalk:
    """A thing that is spoken of.

    Attributes:
        phrase: its lemmas, in small letters.
        label: the same with the noun in its most frequent form.
        statements: that speak of it.
    """

    phrase: str
    label: str
    statements: int


@dataclass
class _Noun:
    """What is counted of a noun.

    Attributes:
        statements: that speak of it, by side.
        titles: that name it.
        forms: statements by its form.
        before: statements by the lemma of the word before it, where the two make a phrase.
    """

    statements: Counter[str] = field(default_factory=Counter)
    titles: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, word: Word, side: str, gazetteer: Gazetteer) -> None:
        """Count a statement in which the noun is `word`."""
        before = [other for other in sentence.children(word, "compound", "amod") if other.id == word.id - 1]
        self.statements[side] += 1
        self.forms[word.form.lower()] += 1
        self.before.update(other.lemma.lower() for other in before if not any(gazetteer.find_places([other.form])))

    @property
    def rank(self) -> tuple[bool, int]:
        """What orders nouns, the largest first: whether titles name it, too, and how many statements."""
        total = self.statements.total()
        return self.titles >= _TITLED * total, total

    def build(self, lemma: str) -> ObjectOfTalk:
        """The object that the noun stands for, with the word before it where it mostly has the same."""
        total, (form, _) = self.statements.total(), self.forms.most_common(1)[0]
        fixed = [f"{word} " for word, count in self.before.items() if count >= _FIXED * total]
        return ObjectOfTalk("".join([*fixed, lemma]), "".join([*fixed, form]), total)


def find_objects(corpus: Corpus, gazetteer: Gazetteer) -> list[ObjectOfTalk]:
    """Find what the statements of a corpus speak of, as `rank_objects` does; data/parses has their parses."""
    return rank_objects(_read_statements(corpus), gazetteer, _read_usual())


def _read_usual() -> Usual:
    """Count words of the training statements; without their file every word is unusual."""
    lines = _EXAMPLES.read_text(encoding="utf-8").splitlines() if _EXAMPLES.exists() else []
    texts = [frozenset(re.findall(r"\w+", json.loads(line)["text"].lower())) for line in lines]

    def share(forms: Iterable[str]) -> float:
        return sum(not words.isdisjoint(forms) for words in texts) / max(1, len(texts))

    return share


def _read_statements(corpus: Corpus) -> Iterator[Statement]:
    """Read the parses, a partition at a time."""
    for name in tables.list_partitions(paths.PARSES):
        sentences = build_sentences(tables.read_partition(paths.PARSES, name))
        rows = corpus.query_rows(_CODED, articles=sorted({sentence.article_id for sentence in sentences}))
        coded = {(row["article_id"], row["sent_id"]): row for row in rows}
        for sentence in sentences:
            row = coded.get((sentence.article_id, sentence.sent_id))
            if row:
                yield sentence, row["side"], row["is_title"]


def rank_objects(statements: Iterable[Statement], gazetteer: Gazetteer, usual: Usual) -> list[ObjectOfTalk]:
    """Find the nouns that most statements of at least two sides speak of, persons, bodies and measures aside.

    Args:
        statements: parse, side of the speaker ("" for none), and whether it is a title.
        gazetteer: the word lists.
        usual: share in [0, 1] of texts on other conflicts that have one of some forms, in small letters.

    Returns:
        Those that titles name, too, first; then by number of statements.
    """
    nouns: dict[str, _Noun] = defaultdict(_Noun)
    sided = 0
    for sentence, side, is_title in statements:
        sided += side != ""
        for lemma, word in {w.lemma.lower(): w for w in sentence.words if _is_thing(w, gazetteer)}.items():
            nouns[lemma].titles += is_title
            if side:
                nouns[lemma].add(sentence, word, side, gazetteer)
    shared = sorted((item for item in nouns.items() if len(item[1].statements) >= _SIDES), key=lambda item: item[0])
    shared.sort(key=lambda item: item[1].rank, reverse=True)
    own = (item for item in shared if item[1].statements.total() >= _OFTENER * usual(item[1].forms) * sided)
    return [noun.build(lemma) for lemma, noun in islice(own, _MOST)]


def _is_thing(word: Word, gazetteer: Gazetteer) -> bool:
    is_argument = word.upos == "NOUN" and word.relation in _ARGUMENTS
    is_actor = gazetteer.find_person_noun(word.lemma, word.form) or gazetteer.classify_body(word.lemma, word.form)
    return is_argument and not is_actor and word.lemma.lower() not in _list_measures()


@cache
def _list_measures() -> frozenset[str]:
    """Nouns of measure and time, as Unicode's CLDR names its units ("duration-year"), and their British spelling."""
    from babel import Locale

    names = [str(unit).rpartition("-")[2] for unit in Locale("en").unit_display_names]
    return frozenset([*names, *(f"{name[:-2]}re" for name in names if name.endswith(("meter", "liter")))])
