"""CoNLL-U, the exchange format of dependency trees (https://universaldependencies.org/format.html)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import PositiveInt

from rejoinder.exchange.coding import Coding
from rejoinder.syntax import Sentence, Word, build_sentences_from_rows


@dataclass(frozen=True, kw_only=True)
class Conllu:
    """Parses in one CoNLL-U file.

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        coded = coding.read_articles(self.articles, "parse")
        parts = (format_conllu(one.article, build_sentences_from_rows(one.parse)) for one in coded)
        yield "parses.conllu", "".join(parts).encode()


def format_conllu(article: Mapping[str, Any], parse: Sequence[Sentence]) -> str:
    """An article's sentences in CoNLL-U, each ended by a blank line; line breaks within a sentence become spaces."""
    lines = []
    for number, sentence in enumerate(parse):
        if number == 0:
            lines.append(f"# newdoc id = {article['article_id']}")
        lines.append(f"# sent_id = {article['article_id']}-{sentence.sent_id}")
        lines.append(f"# text = {_flat(article['text'][sentence.start : sentence.end])}")
        following = [*sentence.words[1:], None]
        for word, after in zip(sentence.words, following, strict=True):
            if word.mwt > 1:
                last = sentence.word(word.id + word.mwt - 1)
                form = _flat(article["text"][word.start : last.end])
                behind = sentence.word(last.id + 1) if last.id < len(sentence.words) else None
                lines.append("\t".join([f"{word.id}-{last.id}", form, *"_" * 7, _space(last, behind)]))
            lines.append(_line(word, after, alone=word.mwt == 1))
        lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _space(word: Word, after: Word | None) -> str:
    return "SpaceAfter=No" if after is not None and word.end == after.start else "_"


def _line(word: Word, after: Word | None, *, alone: bool) -> str:
    misc = _space(word, after) if alone else "_"
    cells = [str(word.id), _flat(word.form), _flat(word.lemma), word.upos, word.xpos, word.feats]
    return "\t".join([*cells, str(word.head), word.deprel, "_", misc])


def read_conllu(text: str, source: str, article_id: str = "a") -> list[Sentence]:
    """Sentences of a hand-written parse in CoNLL-U (columns separated by any white space), spans found in `text`."""
    import conllu

    rows: list[dict[str, Any]] = []
    position = 0
    lines = "\n".join("\t".join(line.split()) for line in source.strip().splitlines())
    for sent_id, sentence in enumerate(conllu.parse(lines + "\n\n"), 1):
        for token in sentence:
            start = text.index(token["form"], position)
            position = start + len(token["form"])
            feats = "|".join(f"{k}={v}" for k, v in (token["feats"] or {}).items()) or "_"
            rows.append(
                {
                    "article_id": article_id,
                    "sent_id": sent_id,
                    "token_id": token["id"],
                    "block": text.count("\n\n", 0, start),
                    "form": token["form"],
                    "lemma": token["lemma"],
                    "upos": token["upos"],
                    "xpos": token["xpos"] or "_",
                    "feats": feats,
                    "head": token["head"],
                    "deprel": token["deprel"],
                    "start": start,
                    "end": position,
                    "mwt": 1,
                }
            )
    return build_sentences_from_rows(rows)
