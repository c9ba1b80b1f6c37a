"""The country that an article is at home in."""

import pytest

from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.home import find_guests, find_home, find_homes_of_reports
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import NamedArticle, build_named_article
from tests.support.parses import parsed
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _find_home(outlet: str, headline: str, *paragraphs: str) -> str:
    return find_home(*_read(outlet, headline, *paragraphs))


def _read(outlet: str, headline: str, *paragraphs: str) -> tuple[NamedArticle, list[BlockRow]]:
    """An article whose words are all names in flat sentences, one a block; "dateline: KYIV" says its kind."""
    kinds = ["title", *(paragraph.partition(": ")[0] if ": " in paragraph else "paragraph" for paragraph in paragraphs)]
    paragraphs = tuple(paragraph.rpartition(": ")[2] for paragraph in paragraphs)
    text = "\n\n".join((headline, *paragraphs))
    parts = []
    for part in (headline, *paragraphs):
        words = part.split()
        rows = (
            f"{k} {w} {w} PROPN NNP _ {min(k - 1, 1)} {'dep' if k > 1 else 'root'} _ _" for k, w in enumerate(words, 1)
        )
        parts.append("\n".join(rows))
    sentences = parsed(text, "\n\n".join(parts))
    blocks: list[BlockRow] = [
        {"kind": kind, "start": s.start, "end": s.end} for kind, s in zip(kinds, sentences, strict=True)
    ]
    names = find_names(text, sentences, {0}, LISTS)
    return build_named_article(text, outlet, sentences, names, [], {0}, LISTS), blocks


@pytest.mark.parametrize(
    ("outlet", "paragraphs", "home"),
    [
        ("Ministry of Defence of Chile", ("LIMA - The minister spoke in Peru",), "Chile"),
        ("National Assembly of Karsia, press release", ("Members met Peru envoys",), "Karsia"),
        ("Ministry of Economic Affairs", ("Peru sent Peru a note",), "Peru"),
        ("Council of the EU, press release", ("Peru won", "Peru sang", "Peru slept"), "European Union"),
        ("House of Commons of Canada", ("Peru sent a note",), "Canada"),
        ("Ministry of Defence of the People’s Republic of China", ("Peru sent a note",), "China"),
        ("Minister Lind, Chile", ("turn: Lind", "Peru sent a note"), "Chile"),
        ("United Nations, daily briefing", ("head: Noon", "Peru sent a note"), "United Nations"),
        ("The Lantern", ("head: State Department briefing", "Peru sent Peru a note"), "United States"),
        ("The Lantern", ("head: Press conference in Lima", "Chile sent Chile a note"), "Peru"),
        ("The Lantern", ("head: Remarks at the White House", "Envoys spoke"), ""),
        ("Guild of Chile", ("head: Open letter to the President of Peru", "Peru shut the port"), "Chile"),
        ("Guild of Chile", ("head: Letter to Osaka from the Mayor of Lima", "Osaka shut the port"), "Peru"),
        ("The Lantern", ("head: Remarks", "note: Text of the President of Chile", "Envoys spoke"), "Chile"),
        ("The Lantern", ("dateline: LIMA, May 3 (Agency) -", "The minister spoke in Chile"), "Peru"),
        ("The Lantern", ("credit: By Ana Mora in Osaka", "The minister spoke"), "Japan"),
        ("The Lantern", ("credit: By Denzel Paris", "The minister spoke"), ""),
        ("The Lantern", (*["note: May 3"] * 7, "dateline: LIMA -", "The minister spoke in Chile"), "Peru"),
        ("Reuters", ("Peru met Chile", "Britain spoke"), ""),
        ("The Lantern", ("dateline: UTICA, N.Y. --", "The mayor spoke"), "United States"),
        ("The Lantern", ("dateline: GENEVA -", "The minister spoke"), ""),
        ("The Lantern", ("dateline: LIMA/SANTIAGO, May 3 (Agency) -", "The minister spoke"), ""),
        ("The Lantern", ("dateline: LIMA (TSN/Tehran Sheet) -", "The minister spoke"), "Peru"),
        ("Presidency communications office", ("dateline: LIMA, May 3 (Agency) -", "Envoys of Chile spoke"), "Peru"),
        ("United Nations meetings coverage", ("Peru won", "Peru sang", "Peru slept"), ""),
        ("The Lantern", ("dateline: BRUSSELS, Belgium -", "The minister spoke"), ""),
        ("The Jakarta Reader", ("The minister left Peru and Chile for Indonesia",), "Indonesia"),
        ("The Jakarta Reader", ("The minister left Peru for Chile",), ""),
        ("The Haifa Reader", ("The minister left Peru for Chile",), "Israel"),
        ("The Haifa Reader", ("Peru won", "Peru sang", "Peru slept", "Peru left"), ""),
        ("Selt Reader English", ("The minister spoke",), ""),
        ("Lantern English Edition", ("The minister spoke",), ""),
        ("Lantern (English web edition)", ("The minister spoke",), ""),
        ("The Cutler Bay Sentinel", ("The minister spoke",), "United States"),
        ("The Cutler Bay Sentinel", ("The minister left Peru for Chile",), ""),
        ("The Lantern", ("Peru won", "Peru sang", "Peru slept"), "Peru"),
        ("The Lantern", ("Peru won", "Peru sang", "Peru beat Chile", "Chile slept"), ""),
        ("The Lantern", ("Rain fell", *["Peru won"] * 3, "Chile won"), ""),
        ("The Lantern", ("Rain fell", *["Peru won"] * 5, "Chile won"), "Peru"),
        ("The Lantern", ("turn: Lind", *["Peru won"] * 5, "turn: Mora", "Chile won"), ""),
        ("The Lantern", ("Peru won", "Rain fell"), "Peru"),
        ("The Lantern", ("Rain fell", "Peru won"), "Peru"),
        ("The Lantern", ("head: Address", "turn: Lind", "Peru is small"), "Peru"),
        ("The Lantern", ("head: Briefing", "turn: Lind", "Peru is small", "turn: Mora", "Yes"), ""),
        ("The Lantern", ("dateline: N'DJAMENA, May 3 -", "The minister spoke"), "Chad"),
        ("The Lantern", ("credit: By Ana Mora in Geneva and Ada Lind in Osaka", "The minister spoke"), "Japan"),
    ],
    ids=[
        "body of a state", "body of a state that no list knows",
        "ministry with a matter of two words", "body of a union in capitals",
        "body whose name another state's has, too", "a state's long name", "outlet of a transcript",
        "international body that speaks", "body in a head",
        "place in a head", "guests of a body in a head", "whom a letter is to", "letter with its writer",
        "note below a head", "dateline", "by-line with its place",
        "by-line of a name alone", "dateline below a long head", "world agency",
        "second place of the dateline", "seat of international bodies", "dateline of two countries",
        "dateline of two agencies",
        "body of a state by its dateline", "body of a union on a state", "such a seat with its country",
        "outlet of a country spoken of",
        "outlet of a country not spoken of",
        "outlet of a town", "outlet of a town on another country", "language of an outlet", "edition in a language",
        "edition in brackets",
        "outlet of a small town", "outlet of a small town on other countries", "most named", "two countries",
        "named in passing", "named often", "named often in turns",
        "named alone", "named alone in passing",
        "named alone in a speech", "named alone in turns",
        "apostrophe in a town", "second by-line",
    ],
)  # fmt: skip
def test_home_of_an_article(outlet: str, paragraphs: tuple[str, ...], home: str) -> None:
    assert _find_home(outlet, "Late news", *paragraphs) == home


def test_headline_counts_double() -> None:
    others = ("Peru waits", "Peru slept", "Chile sang")
    assert _find_home("The Lantern", "Peru wins", *others) == "Peru"
    assert _find_home("The Lantern", "Late news", *others) == ""


def test_reports_in_one_text_are_at_home_where_each_is_dated() -> None:
    paragraphs = (
        "dateline: LIMA -",
        "Envoys spoke",
        "dateline: OSAKA -",
        "The minister spoke",
        "dateline: QUOLT -",
        "It",
    )
    homes = find_homes_of_reports(*_read("The Lantern", "In brief", *paragraphs))
    assert [home for _, home in homes] == ["Peru", "Japan", ""]
    assert find_homes_of_reports(*_read("The Lantern", "Late news", *paragraphs[:2])) == []


def test_labels_that_look_like_datelines_part_no_reports() -> None:
    paragraphs = [line for label in ("WHERE", "WHEN", "NEXT") for line in (f"dateline: {label}", "Envoys spoke")]
    assert find_homes_of_reports(*_read("The Lantern", "Factbox", *paragraphs)) == []


def test_datelines_in_a_head_are_no_reports() -> None:
    head = ("dateline: LIMA", "dateline: RELEASE", "dateline: OSAKA", "Envoys spoke")
    assert find_homes_of_reports(*_read("The Lantern", "Harbour opens", *head)) == []


def test_guests_are_named_in_a_head_after_the_host() -> None:
    article, blocks = _read("The Lantern", "Transcript", "head: President Tarn and Minister Lind", "Mr. Adler spoke")
    assert [article.text[start : start + 4] for start in find_guests(article, blocks)] == ["Lind"]
