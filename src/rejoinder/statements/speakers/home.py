"""The country an article is at home in: there "the prime minister" and "police" speak without their country's name.

The first of these that tells it:

1. the outlet, where it is a body of a state or an international body ("Ministry of Defence of China");
2. the place of the dateline, unless international bodies sit there ("GENEVA -");
3. the outlet's country, where the article speaks of it ("The Jakarta Reader");
4. the country that is named at least three times as often as any other; the headline counts double.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.named_article import NamedArticle
from rejoinder.statements.speakers.place_names import PlaceName

_WORD = re.compile(r"(?:[A-Z]\.)+|\w+|[^\w\s]")
_DATELINE = re.compile(
    r"\s*(?:(?:[^\W\d_a-z]\S*|\d\S*|[,./()|]|de|da|la|al|el)\s*(?:\([^)]*\)\s*)?){1,12}?(?:—|–|--?|:|\))\s"
)
_OPENING_BLOCKS = 4  # among which a dateline is looked for
_LONGEST_LINE = 60  # characters of a dateline or by-line that is a paragraph of its own
_HEADLINE_WEIGHT = 2
_FEWEST_NAMINGS, _DOMINANCE = 3, 3
_SMALL_WORDS = frozenset(
    {"by", "in", "at", "and", "of", "the", "for", "from", "our", "de", "da", "la", "correspondent"}
)
_UNIONS = frozenset({"European Union", "United Nations"})
HOST_CITIES = frozenset(
    {"Brussels", "Geneva", "Vienna", "The Hague", "Strasbourg", "Luxembourg"}
)  # of international bodies
_PUBLIC = frozenset({"government", "international"})


def find_home(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """Find the country that an article is at home in.

    Args:
        article: with its names.
        blocks: of the article.

    Returns:
        The canonical name, "" where nothing tells.
    """
    of_outlet = next((place.country for place, _ in _find_places(article.outlet, article.gazetteer)), "")
    if _is_public_body(article.outlet, article.gazetteer):
        return of_outlet or _find_owner(article.outlet)
    dateline = _read_dateline(article, blocks)
    if dateline:
        return dateline
    counts = _count_countries(article, blocks)
    if of_outlet and (of_outlet in counts or not counts):
        return of_outlet
    return _find_dominant(counts)


def _is_public_body(outlet: str, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.classify_body("", word) in _PUBLIC for word in outlet.split())


def _find_owner(outlet: str) -> str:
    """The country that no list knows whose body the outlet is: "National Assembly of Karsia, press release"."""
    _, mark, owner = outlet.partition(",")[0].rpartition(" of ")
    return owner.removeprefix("the ") if mark and owner.istitle() else ""


def _find_places(text: str, gazetteer: Gazetteer) -> Iterator[tuple[PlaceName, str]]:
    """The places that a line names, with their names; capitals are read as "KYIV" and as "Kyiv"."""
    forms = _WORD.findall(text)
    k = 0
    while k < len(forms):
        titled = [form.title() if form.isupper() else form for form in forms[k:]]
        place, length = gazetteer.find_place(forms[k:]) or gazetteer.find_place(titled) or (None, 1)
        if place is not None:
            yield place, " ".join(titled[:length])
        k += length


def _read_dateline(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """The country of the first place in a dateline, of the last where the first is none of the lists."""
    for block in [block for block in blocks if block["kind"] != "title"][:_OPENING_BLOCKS]:
        text = article.text[block["start"] : block["end"]]
        match = _DATELINE.match(text)
        alone = len(text) <= _LONGEST_LINE and _is_title_case(text)
        line = match.group() if match else text if alone or block["kind"] == "dateline" else ""
        for place, name in _find_places(line, article.gazetteer):
            if name not in HOST_CITIES and place.kind != "demonym":
                return place.country
    return ""


def _is_title_case(line: str) -> bool:
    """Whether the line is no sentence: "By Ana Mora in Osaka"."""
    return not any(form.islower() and form not in _SMALL_WORDS for form in _WORD.findall(line))


def _count_countries(article: NamedArticle, blocks: Sequence[BlockRow]) -> Counter[str]:
    """How often the article names each country, twice in the headline; international and armed bodies are none."""
    places = article.gazetteer.places.meanings.values()
    countries = {place.country for place in places if place.kind == "country"} - _UNIONS
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        weight = _HEADLINE_WEIGHT if blocks[sentence.block]["kind"] == "title" else 1
        for name in sentence.names:
            if name.country in countries:
                counts[name.country] += weight
    return counts


def _find_dominant(counts: Counter[str]) -> str:
    (first, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= _FEWEST_NAMINGS and most >= _DOMINANCE * second else ""
