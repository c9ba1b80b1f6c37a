"""Which column of a table holds what, guessed by the columns' names and by what is in them."""

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.articles import dates, languages
from rejoinder.articles.layout import GENRES
from rejoinder.articles.tabular import format_cell
from rejoinder.spreadsheets import Spreadsheet

_SAMPLE = 200  # rows of each table that are looked at
_MOST = 0.9  # share of a column's filled cells that have to be of a kind
_TEXT_WORDS = 20  # of an article's text, on average, at the least, and
_POST_WORDS = 5  # where the column's name says that it holds texts: they may be posts
_TITLE_WORDS = (3, 25)  # of a headline, on average
_NAME_WORDS = 8  # of an outlet's or a person's name, at the most, on average
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[\d\s]+")

Cells = Sequence[str]  # of a column, the filled ones


@dataclass(frozen=True)
class ColumnGuess:
    """What is taken for the column of a key.

    Attributes:
        column: its name.
        told_by: "name and content", or "content" alone.
        example: its first filled cell.
    """

    column: str
    told_by: str
    example: str


@dataclass(frozen=True)
class _Key:
    """How the column of one key of `columns` is told.

    Attributes:
        words: in small letters, that its name has, in the languages of archives' interfaces.
        fits: whether cells can be what the key stands for.
        alone: whether cells are nothing else, whatever the column is called; None where only the name tells.
        needs: a key without whose column this one has none.
    """

    words: frozenset[str]
    fits: Callable[[Cells], bool]
    alone: Callable[[Cells], bool] | None
    needs: str


def guess_columns(
    spreadsheets: Sequence[Spreadsheet], settled: Mapping[str, str | None] | None = None
) -> dict[str, ColumnGuess]:
    """Guess which column holds what.

    Args:
        spreadsheets: tables that are read with one setting: columns that one of them lacks are not considered.
        settled: keys that are not guessed, with their columns, which hold nothing else.

    Returns:
        The guesses by key of `columns` in conf/articles/table.yaml; without "text" where no column holds texts.
    """
    settled = settled or {}
    shared = [name for name in spreadsheets[0].columns if name and all(name in s.columns for s in spreadsheets)]
    cells = {name: _sample_cells(spreadsheets, name) for name in dict.fromkeys(shared)}
    free = {name: filled for name, filled in cells.items() if filled and name not in settled.values()}
    guesses: dict[str, ColumnGuess] = {}
    for by_name in (True, False):
        for key, rule in _KEYS.items():
            known = {**settled, **guesses}
            if key in known or (key != "text" and rule.needs not in known):
                continue
            column = _find_by_name(rule, free) if by_name else _find_by_content(rule, free)
            if column:
                told_by = "name and content" if by_name else "content"
                guesses[key] = ColumnGuess(column, told_by, free.pop(column)[0])
    return {key: guesses[key] for key in _KEYS if key in guesses}


def _sample_cells(spreadsheets: Sequence[Spreadsheet], name: str) -> list[str]:
    rows = [row for spreadsheet in spreadsheets for row in spreadsheet.rows[:_SAMPLE]]
    return [cell for row in rows if (cell := format_cell(row.cells.get(name)))]


def _find_by_name(rule: _Key, columns: Mapping[str, Cells]) -> str:
    """The fitting column whose name consists most of the key's words; of equals the one with the longest cells."""
    shares = {name: _share_words(name, rule.words) for name, cells in columns.items() if rule.fits(cells)}
    best = max(shares, key=lambda name: (shares[name], _average_words(columns[name])), default="")
    return best if best and shares[best] else ""


def _share_words(name: str, known: frozenset[str]) -> float:
    words = [word.casefold() for word in _WORD.findall(_CAMEL_CASE.sub(" ", name))]
    return sum(word in known for word in words) / len(words) if words else 0


def _find_by_content(rule: _Key, columns: Mapping[str, Cells]) -> str:
    """The only column that can be nothing else; of several, the one with the longest cells."""
    matches = [name for name, cells in columns.items() if rule.alone and rule.alone(cells)]
    return max(matches, key=lambda name: _average_words(columns[name]), default="")


def _average_words(cells: Cells) -> float:
    return statistics.mean(len(cell.split()) for cell in cells)


def _are_mostly(cells: Cells, is_one: Callable[[str], object]) -> bool:
    return sum(bool(is_one(cell)) for cell in cells) >= _MOST * len(cells)


def _are_texts(cells: Cells) -> bool:
    return _average_words(cells) >= _TEXT_WORDS


def _are_titles(cells: Cells) -> bool:
    least, most = _TITLE_WORDS
    return least <= _average_words(cells) <= most and len(set(cells)) >= _MOST * len(cells)


def _are_dates(cells: Cells) -> bool:
    return _are_mostly(cells, dates.is_date)


def _are_written_dates(cells: Cells) -> bool:
    """Dates with more than digits, which may be numbers of articles."""
    return _are_dates(cells) and not _are_mostly(cells, _DIGITS.fullmatch)


def _are_links(cells: Cells) -> bool:
    return _are_mostly(cells, re.compile(r"https?://\S+").fullmatch)


def _are_names(cells: Cells) -> bool:
    has_letters = _are_mostly(cells, _WORD.search)
    return has_letters and _average_words(cells) <= _NAME_WORDS and not _are_links(cells) and not _are_dates(cells)


def _are_keys(cells: Cells) -> bool:
    return len(set(cells)) == len(cells) and not any(" " in cell for cell in cells)


def _define(
    words: str, fits: Callable[[Cells], bool], alone: Callable[[Cells], bool] | None = None, needs: str = "text"
) -> _Key:
    return _Key(frozenset(words.split()), fits, alone, needs)


# Words of the interfaces and exports of archives in English, German, French, Spanish, Portuguese, Italian and Dutch.
_KEYS = {  # in the order in which columns are dealt out
    "text": _define("text body content full fulltext article transcript speech inhalt volltext artikeltext haupttext "
        "wortlaut texte contenu corps texto contenido cuerpo conteúdo corpo testo contenuto tekst inhoud",
        lambda cells: _average_words(cells) >= _POST_WORDS, _are_texts),
    "published": _define("date published publication pubdate datum day datetime time timestamp created "
        "erscheinungsdatum veröffentlichungsdatum veröffentlicht tag publié parution jour fecha publicado publicación "
        "día data publicação dia pubblicato pubblicazione giorno publicatiedatum gepubliceerd dag",
        _are_dates, _are_written_dates),
    "url": _define("url link uri web href permalink adresse lien enlace dirección ligação collegamento koppeling",
        _are_links, _are_links),
    "language": _define("language lang sprache langue idioma língua lingua taal",
        lambda cells: _are_mostly(cells, languages.parse_language)),
    "genre": _define("genre type kind", lambda cells: _are_mostly(cells, lambda cell: cell.lower() in GENRES)),
    "title": _define("title headline head heading titel überschrift schlagzeile titre título titular encabezado "
        "manchete titolo kop",
        lambda cells: _average_words(cells) <= _TITLE_WORDS[1] and _are_mostly(cells, _WORD.search), _are_titles),
    "outlet": _define("outlet medium media source newspaper paper publication publisher journal agency site domain "
        "zeitung zeitschrift blatt quelle presse média quotidien revue éditeur medio fuente periódico diario revista "
        "jornal veículo fonte giornale quotidiano testata rivista krant dagblad tijdschrift bron", _are_names),
    "speaker": _define("speaker orator spokesperson redner rednerin sprecher sprecherin orateur oratrice intervenant "
        "orador oradora interviniente oratore relatore spreker", _are_names),
    "credit": _define("byline by credit author authors reporter journalist autor autorin verfasser verfasserin auteur "
        "autrice autora periodista jornalista autore giornalista schrijver", _are_names),
    "id": _define("id identifier uid guid key doi accession nr nummer kennung numéro identifiant número identificador "
        "numero identificativo", _are_keys),
    "rights": _define("rights copyright license licence rechte urheberrecht lizenz droits derechos licencia direitos "
        "licença diritti licenza rechten licentie", lambda cells: _are_mostly(cells, _WORD.search)),
    "side": _define("side camp country nation delegation land seite staat pays país delegación delegação paese "
        "delegazione", _are_names, needs="speaker"),
}  # fmt: skip
