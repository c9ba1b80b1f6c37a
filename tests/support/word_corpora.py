"""Invented corpora of tagged sentences, for tests of words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rejoinder.corpus import Corpus, open_corpus
from tests.support.corpora import Rows, as_tables


@dataclass(frozen=True, kw_only=True)
class Said:
    """A statement.

    Attributes:
        words: as in "Ships/ship/NOUN left/leave/VERB", a form alone standing for lemma and a noun, too; " " between
            words.
        content: the words that are reported speech, as indices [first, last); None for a statement without attribution.
        frames: those that it carries.
        evidence: indices of the words that speak for all of them.
    """

    words: str
    speaker: str = "Ada Moor"
    side: str = "Norland"
    form: str = "direct"
    content: tuple[int, int] | None = None
    frames: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()

    def tag(self) -> list[tuple[str, str, str]]:
        """Form, lemma and part of speech of each word."""
        parts = [word.split("/") for word in self.words.split(" ")]
        return [(p[0], p[1] if len(p) > 1 else p[0].lower(), p[2] if len(p) > 2 else "NOUN") for p in parts]


@dataclass(frozen=True, kw_only=True)
class Told:
    """An article."""

    statements: Sequence[Said]
    outlet: str = "Wire"
    published: str = "2013-03-12"
    genre: str = "news"


@contextmanager
def open_told(*articles: Told) -> Iterator[Corpus]:
    """Open articles as a corpus; their ids are a1, a2 and so on, sentences follow one another with a space between."""
    rows: dict[str, Rows] = {
        name: [] for name in ("articles", "statements", "frames", "stances", "parses", "attributions")
    }
    for number, article in enumerate(articles, 1):
        key, start = f"a{number}", 0
        rows["articles"].append(
            {"article_id": key, "outlet": article.outlet, "published": article.published, "genre": article.genre}
        )
        for place, said in enumerate(article.statements, 1):
            _add_statement(rows, key, place, said, start)
            start += len(" ".join(form for form, _, _ in said.tag())) + 1
    with open_corpus(as_tables(rows)) as corpus:
        yield corpus


def _add_statement(rows: dict[str, Rows], article: str, place: int, said: Said, start: int) -> None:
    spans = []
    for token, (form, lemma, upos) in enumerate(said.tag(), 1):
        begin = spans[-1][1] + 1 if spans else start
        spans.append((begin, begin + len(form)))
        word = {"form": form, "lemma": lemma, "upos": upos, "start": begin, "end": begin + len(form)}
        rows["parses"].append({"article_id": article, "sent_id": place, "token_id": token} | word)
    text = " ".join(form for form, _, _ in said.tag())
    statement_id, attribution = f"{article}/{place:04d}", f"{article}/a{place}" if said.content else None
    rows["statements"].append(
        {
            "statement_id": statement_id, "article_id": article, "sent_id": place, "unit": "paragraph", "text": text,
            "start": start, "end": start + len(text), "speaker": said.speaker, "speaker_kind": "person",
            "side": said.side, "form": said.form, "attribution_id": attribution,
        }
    )  # fmt: skip
    if said.content:
        first, last = said.content
        content = [{"start": spans[first][0], "end": spans[last - 1][1]}]
        rows["attributions"].append(
            {"attribution_id": attribution, "article_id": article, "sent_id": place, "content": content,
             "speaker": said.speaker}
        )  # fmt: skip
    evidence = [{"start": spans[index][0], "end": spans[index][1]} for index in said.evidence]
    rows["frames"] += [
        {"statement_id": statement_id, "frame": frame, "decision": True, "uncertain": False, "evidence": evidence}
        for frame in said.frames
    ]
