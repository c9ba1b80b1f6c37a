"""Quotes, apostrophes and dashes of some paragraphs in another style, so that the parser learns every newspaper's."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.parser.conllu import FORM, ID, MISC, UPOS, XPOS, Row, Sentence

_OPEN, _CLOSE = "“", "”"
_DASHES = ("—", " — ", " – ", " -- ", "--", " - ")


@dataclass(frozen=True, kw_only=True)
class Restyle:
    """Chances, in [0, 1], that a paragraph that can be is changed.

    Attributes:
        curl: straight quotation marks become curly ones.
        straighten: the other way round.
        curl_apostrophes: straight apostrophes become curly ones.
        straighten_apostrophes: the other way round.
        dash: chance of each dash to become another.
    """

    curl: float
    straighten: float
    curl_apostrophes: float
    straighten_apostrophes: float
    dash: float

    def __call__(self, paragraph: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
        """Copy a paragraph in a style that is drawn; trees, tags and lemmas stay."""
        copies = [replace(sentence, rows=[list(row) for row in sentence.rows]) for sentence in paragraph]
        rows = [row for sentence in copies for row in sentence.rows]
        curled = self._change_quotes(copies, rows, rng)
        self._change_apostrophes(rows, curled, rng)
        for sentence in copies:
            self._change_dashes(sentence.rows, rng)
        return copies

    def _change_quotes(self, paragraph: Sequence[Sentence], rows: Sequence[Row], rng: random.Random) -> bool:
        straight = any(row[FORM] == '"' for row in rows)
        curly = any(row[FORM] in (_OPEN, _CLOSE) for row in rows)
        if straight and not curly and rng.random() < self.curl:
            for sentence in paragraph:
                _curl(sentence.rows)
            return True
        if curly and rng.random() < self.straighten:
            for row in rows:
                row[FORM] = '"' if row[FORM] in (_OPEN, _CLOSE) else row[FORM]
        return False

    def _change_apostrophes(self, rows: Sequence[Row], curled: bool, rng: random.Random) -> None:
        straight, curly = (any(mark in row[FORM] for row in rows) for mark in ("'", "’"))
        if straight and not curly and rng.random() < (0.75 if curled else self.curl_apostrophes):
            _curl_apostrophes(rows)
        elif curly and rng.random() < self.straighten_apostrophes:
            for row in rows:
                row[FORM] = row[FORM].replace("’", "'")

    def _change_dashes(self, rows: Sequence[Row], rng: random.Random) -> None:
        for row, before in zip(rows[1:-1], rows, strict=False):
            if not _is_dash(row) or "-" in before[ID] or rng.random() > self.dash:
                continue
            style = rng.choice(_DASHES)
            row[FORM] = style.strip()
            covering = [token for token in rows if token[ID].endswith(f"-{before[ID]}")]
            for neighbour in (before, row, *covering):
                neighbour[MISC] = "_" if style.startswith(" ") else "SpaceAfter=No"


def _curl(rows: Sequence[Row]) -> None:
    opened = False
    for row in rows:
        if row[FORM] == '"' and row[UPOS] == "PUNCT":
            opens = row[XPOS] == "``" or (row[XPOS] != "''" and not opened)
            row[FORM] = _OPEN if opens else _CLOSE
            opened = opens


def _curl_apostrophes(rows: Sequence[Row]) -> None:
    """Curl those in words; a mark that stands alone is a quotation mark."""
    for row in rows:
        if len(row[FORM]) > 1 and row[FORM] != "''":
            row[FORM] = row[FORM].replace("'", "’")


def _is_dash(row: Row) -> bool:
    if row[UPOS] != "PUNCT":
        return False
    return row[FORM] in ("--", "—", "–") or (row[FORM] == "-" and row[XPOS] in (",", ":"))
