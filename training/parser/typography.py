"""Quotes, apostrophes and dashes of some paragraphs in another style, so that every style of newspaper is known."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.parser.conllu import FORM, ID, MISC, UPOS, XPOS, Row, Sentence

_OPEN, _CLOSE = "“", "”"
_DASHES = ("—", " — ", " – ", " -- ", "--", " - ")


@dataclass(frozen=True, kw_only=True)
class Restyle:
    """Chances, in [0, 1], that a paragraph which can be is changed; a dash is changed on its own."""

    curl: float
    straighten: float
    curl_apostrophes: float
    straighten_apostrophes: float
    dash: float

    def __call__(self, run: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
        """A paragraph in its new style; trees, tags and lemmas stay."""
        made = [replace(sentence, rows=[list(row) for row in sentence.rows]) for sentence in run]
        rows = [row for sentence in made for row in sentence.rows]
        curled = self._quotes(made, rows, rng)
        self._apostrophes(rows, curled, rng)
        for sentence in made:
            self._redash(sentence.rows, rng)
        return made

    def _quotes(self, run: Sequence[Sentence], rows: Sequence[Row], rng: random.Random) -> bool:
        straight = any(row[FORM] == '"' for row in rows)
        curly = any(row[FORM] in (_OPEN, _CLOSE) for row in rows)
        if straight and not curly and rng.random() < self.curl:
            for sentence in run:
                _curl(sentence.rows)
            return True
        if curly and rng.random() < self.straighten:
            for row in rows:
                row[FORM] = '"' if row[FORM] in (_OPEN, _CLOSE) else row[FORM]
        return False

    def _apostrophes(self, rows: Sequence[Row], curled: bool, rng: random.Random) -> None:
        straight, curly = (any(mark in row[FORM] for row in rows) for mark in ("'", "’"))
        if straight and not curly and rng.random() < (0.75 if curled else self.curl_apostrophes):
            for row in rows:
                if len(row[FORM]) > 1 and row[FORM] != "''":
                    row[FORM] = row[FORM].replace("'", "’")
        elif curly and rng.random() < self.straighten_apostrophes:
            for row in rows:
                row[FORM] = row[FORM].replace("’", "'")

    def _redash(self, rows: Sequence[Row], rng: random.Random) -> None:
        for at in range(1, len(rows) - 1):
            row, before = rows[at], rows[at - 1]
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


def _is_dash(row: Row) -> bool:
    if row[UPOS] != "PUNCT":
        return False
    return row[FORM] in ("--", "—", "–") or (row[FORM] == "-" and row[XPOS] in (",", ":"))
