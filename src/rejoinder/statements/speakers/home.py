"""The country an article is at home in: there "the prime minister" and "police" speak without their country's name.

The first of these that tells it:

1. the outlet, where it is a body of a state or speaks for an international one ("Ministry of Defence of China");
2. the head of a transcript or speech ("State Department briefing", "Joint press conference in Tbilisi");
3. the place of the dateline or by-line, unless international bodies sit there ("GENEVA -"), or of those who sign;
4. the outlet's country, where the article speaks of it ("The Jakarta Reader"), or is a transcript or speech, or where
   the outlet is of a town or region ("The Haifa Reader") and no other country dominates as in 5;
5. where the outlet has no other country and nobody takes turns, the only country that is named, or the one named at
   least three times as often as any other, if it is in the headline or the first paragraph or is named often; the
   headline counts double.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rejoinder.schema import TURN_KINDS
from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.named_article import NamedArticle
from rejoinder.statements.speakers.names import UNIONS, is_international
from rejoinder.statements.speakers.place_names import PlaceName

_WORD = re.compile(r"(?:[A-Z]\.)+|'[sS]\b|\w+(?:'(?![sS]\b)\w+)*|[^\w\s]")  # "N'Djamena" is one
_OPENING_BLOCKS = 6  # among which a head, a dateline and by-lines are looked for
_SIGNATURE_BLOCKS = 2  # a signature, and the place below it
_HEADLINE_WEIGHT = 2
_FEWEST_NAMINGS, _MANY_NAMINGS, _DOMINANCE = 3, 5, 3
_FEWEST_REPORTS = 3  # of a letter, place and date may stand above and below
_WORLD_AGENCIES = frozenset(
    {"Reuters", "AFP", "AP", "Agence France-Presse", "Associated Press"}
)  # at home in no country, other than a country's own agency
HOST_CITIES = frozenset(
    {"Brussels", "Geneva", "Vienna", "The Hague", "Strasbourg", "Luxembourg"}
)  # of international bodies
_PUBLIC = frozenset({"government", "international"})
_SPOKEN_KINDS = frozenset({"head", *TURN_KINDS})
_LOCAL = frozenset({"city"})
_IN_LANGUAGES = frozenset({"edition", "service", "channel", "version", "section"})
_TO = frozenset({"to", "at", "before", "on", "about", "with"})  # after these stands who or what a speech is to
_ADDRESSEE = re.compile(  # of a letter, who is abroad as often as not
    r"(?:(?<=\bletter )|(?<=\bpetition ))to\b[^\n]*?(?=\b(?:from|by)\b|\Z)|\ATo: [^\n]*",
    re.IGNORECASE,
)
_HOLDING_BODIES = frozenset({"seat", "body", "demonym"})  # kinds of names: "State Department", "Iranian embassy"
_JOINT = r" ?(?:/|and) ?"  # between two places in a dateline
_BEFORE_PLACE = frozenset({"in", "from", "at", ",", "|", "/", "-", "–", "—"})  # in a by-line: "Ana Mora in Osaka"


def find_home(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """Find the country that an article is at home in.

    Args:
        article: with its names.
        blocks: of the article.

    Returns:
        The canonical name, "" where nothing tells.
    """
    of_outlet, is_local = _find_country_of_outlet(article)
    is_union = is_international(of_outlet, article.gazetteer)
    speaks = is_union and any(block["kind"] == "head" for block in blocks)
    of_body = of_outlet or _find_owner(article.outlet)
    if of_body and (speaks or is_public_body(article.outlet, article.gazetteer)):
        return of_body
    stated = _read_head(article, blocks) or _read_dateline(article, blocks) or _read_signatures(article, blocks)
    if stated or is_union:
        return stated
    counts = _count_countries(article, blocks)
    is_spoken = not _SPOKEN_KINDS.isdisjoint(block["kind"] for block in blocks)  # and who speaks names others
    dominant = _find_dominant(counts)
    is_at_home = of_outlet in counts or not counts or is_spoken or (is_local and not dominant)
    if of_outlet and article.outlet not in _WORLD_AGENCIES and is_at_home:
        return of_outlet
    if of_outlet not in ("", dominant):
        return ""  # of a town's "police" here and those in the country that it writes of, either may be meant
    if is_spoken and sum(block["kind"] in TURN_KINDS for block in blocks) > 1:
        return ""  # a committee or a guest speaks of a neighbour more often than of the own country
    is_alone = len(counts) == 1 and not is_spoken and dominant in _list_countries_outside_quotations(article)
    is_often = counts[dominant] >= _MANY_NAMINGS
    is_subject = is_alone or is_often or dominant in _list_opening_countries(article, blocks)
    return dominant if is_subject else ""


def _find_country_of_outlet(article: NamedArticle) -> tuple[str, bool]:
    """The country that the outlet's name holds, else that of its first place or body; and whether a town tells it."""
    named = [(place, name) for place, name, _ in _find_places(article.outlet, article.gazetteer)]
    places = [place for place, name in named if place.kind != "demonym" or not _is_language(name, article.outlet)]
    countries = (place for place in places if place.kind == "country")
    first = next(countries, places[0] if places else None)
    return (first.country, first.kind in _LOCAL) if first else (_find_town_of_outlet(article), False)


def _find_town_of_outlet(article: NamedArticle) -> str:
    """The only country that has a town of the outlet's name of several words: "The Port Lind Sentinel"."""
    words = article.outlet.split()
    spans = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1))
    countries = {country for span in spans for country in article.gazetteer.towns.get(span, ())}
    return countries.pop() if len(countries) == 1 else ""


def _is_language(adjective: str, outlet: str) -> bool:
    """ "Selt Courier English", "English Edition", "(English web edition)"; not "The Australian"."""
    before, _, after = outlet.removeprefix("The ").partition(adjective)
    return bool(before) and (not after or not _IN_LANGUAGES.isdisjoint(after.lower().strip(" )]").split()))


def is_public_body(outlet: str, gazetteer: Gazetteer) -> bool:
    """Whether an outlet is a body of a state or an international one: "Ministry of Defence of China"."""
    if any(gazetteer.classify_body("", word) in _PUBLIC for word in outlet.split()):
        return True
    return any(gazetteer.classify_body("", word) == "public" for word in outlet.split()) and bool(_find_owner(outlet))


def _find_owner(outlet: str) -> str:
    """The country that no list knows whose body the outlet is: "National Assembly of Karsia, press release"."""
    _, mark, owner = outlet.partition(",")[0].rpartition(" of ")
    owner = owner.removeprefix("the ")
    is_name = owner.isalpha() and (owner.istitle() or owner.isupper())  # no "Bureau of Investigative Journalism"
    return owner if mark and is_name else ""


def _find_places(text: str, gazetteer: Gazetteer) -> Iterator[tuple[PlaceName, str, str]]:
    """The places that a line names, with name and word before but for "the"; "KYIV" is read as "Kyiv", too."""
    forms = _WORD.findall(text.replace("’", "'"))
    k = 0
    while k < len(forms):
        titled = [form.title() if form.isupper() else form for form in forms[k:]]
        place, length = gazetteer.find_place(forms[k:]) or gazetteer.find_place(titled) or (None, 1)
        if place is not None:
            before = [form.lower() for form in forms[:k] if form != "the"]
            yield place, " ".join(titled[:length]), before[-1] if before else ""
        k += length


def _list_lines(article: NamedArticle, blocks: Sequence[BlockRow]) -> Iterator[tuple[str, str]]:
    """Kind and text of the blocks with which the article opens, and of its datelines, however long its head is."""
    for number, block in enumerate(blocks):
        if number < _OPENING_BLOCKS or block["kind"] == "dateline":
            yield block["kind"], article.text[block["start"] : block["end"]]


def _read_head(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """The country of the first body that the head of a transcript names, or of the place where it was held.

    Below a head a note may say so: "The following are remarks by the President of Karsia".
    """
    lines = list(_list_lines(article, blocks))
    kinds = ("head", "note") if any(kind == "head" for kind, _ in lines) else ()
    heads = [_ADDRESSEE.sub("", text) for kind, text in lines if kind in kinds]
    for place, _, before in (place for text in heads for place in _find_places(text, article.gazetteer)):
        if before in ("in", "of") or (place.kind in _HOLDING_BODIES and before not in _TO):
            return place.country
    return ""


def find_guests(article: NamedArticle, blocks: Sequence[BlockRow]) -> frozenset[int]:
    """Offsets of names in the head of a transcript after the host's: "by President Tarn and Minister Lind"."""
    heads = [number for number, block in enumerate(blocks) if block["kind"] == "head"]
    sentences = (sentence for sentence in article.sentences if sentence.block in heads)
    persons = [name for sentence in sentences for name in sentence.names if name.kind == "person"]
    return frozenset(name.start for name in persons if name.tokens[-1] != persons[0].tokens[-1])


def find_homes_of_reports(article: NamedArticle, blocks: Sequence[BlockRow]) -> list[tuple[int, str]]:
    """Find the homes of the reports of which a text consists, as news in brief does.

    Returns:
        Offset from which each goes on, in order, and the country of its dateline, "" where that is of no list; nothing
        for a text with fewer datelines than `_FEWEST_REPORTS`.
    """
    datelines = [
        block for block, below in pairwise(blocks) if block["kind"] == "dateline" and below["kind"] == "paragraph"
    ]
    homes = [
        (block["start"], _read_place("dateline", article.text[block["start"] : block["end"]], article.gazetteer))
        for block in datelines
    ]
    return homes if len(homes) >= _FEWEST_REPORTS and any(home for _, home in homes) else []


def _read_dateline(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """The country of the first dateline or by-line that tells it."""
    lines = (line for line in _list_lines(article, blocks) if line[0] in ("dateline", "credit"))
    return next(filter(None, (_read_place(kind, text, article.gazetteer) for kind, text in lines)), "")


def _read_place(kind: str, text: str, gazetteer: Gazetteer) -> str:
    """The country of the first place in a dateline or a by-line, of the last where the first is none of the lists.

    A dateline of two countries tells none: "LIMA/SANTIAGO -".
    """
    found = list(_find_places(text, gazetteer))
    countries = {place.country for place, name, _ in found if name not in HOST_CITIES}
    names = "|".join(re.escape(name) for _, name, _ in found)
    joint = rf"\b(?:{names})\b{_JOINT}(?:{names})\b"
    if kind == "dateline" and len(countries) > 1 and re.search(joint, text.partition("(")[0], re.IGNORECASE):
        return ""
    for place, name, before in found:
        opens = text.casefold().startswith(f"{name.casefold()},")  # "Oslo, 5 May 2021"
        placed = kind == "dateline" or before in _BEFORE_PLACE or opens
        if placed and name in HOST_CITIES and kind == "dateline":
            break  # "THE HAGUE, Netherlands" is no more at home there
        if placed and place.kind != "demonym" and name not in HOST_CITIES:
            return place.country
    return ""


def _read_signatures(article: NamedArticle, blocks: Sequence[BlockRow]) -> str:
    """The one country of the places in signatures and below them, as on a page of letters."""
    signed = [number for number, block in enumerate(blocks) if block["kind"] == "signature"]
    beside = {number + k for number in signed for k in range(_SIGNATURE_BLOCKS)}
    lines = [article.text[b["start"] : b["end"]] for n, b in enumerate(blocks) if n in beside]
    places = [place for line in lines for place, _, _ in _find_places(line, article.gazetteer)]
    countries = {place.country for place in places if place.kind != "demonym"}
    return countries.pop() if len(countries) == 1 else ""


def _count_countries(article: NamedArticle, blocks: Sequence[BlockRow]) -> Counter[str]:
    """How often the article names each country, twice in the headline.

    International and armed bodies are none, and neither are cities where such bodies sit, and surnames: "Denzel Paris".
    """
    places = article.gazetteer.places.meanings.values()
    countries = {place.country for place in places if place.kind == "country"} - UNIONS
    names = [name for sentence in article.sentences for name in sentence.names]
    surnames = {name.tokens[-1] for name in names if name.kind in ("person", "name") and len(name.tokens) > 1}
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        weight = _HEADLINE_WEIGHT if blocks[sentence.block]["kind"] == "title" else 1
        for name in sentence.names:
            if name.country in countries and name.text not in surnames | HOST_CITIES:
                counts[name.country] += weight
    return counts


def _list_opening_countries(article: NamedArticle, blocks: Sequence[BlockRow]) -> set[str]:
    """The countries that headline and first paragraph name, but for those in quotations of parts of sentences."""
    coded = [sentence for sentence in article.sentences if blocks[sentence.block]["kind"] == "paragraph"]
    first = coded[0].block if coded else -1
    opening = (s for s in article.sentences if s.block in article.headlines or s.block == first)
    return {
        name.country
        for sentence in opening
        for name in sentence.names
        if article.is_quoted(sentence.tree.end - 1) or not article.is_quoted(name.start)
    }


def _list_countries_outside_quotations(article: NamedArticle) -> set[str]:
    names = (name for sentence in article.sentences for name in sentence.names)
    return {name.country for name in names if not article.is_quoted(name.start)}


def _find_dominant(counts: Counter[str]) -> str:
    """The only country that is named, or the one named so much more often than others that these are abroad."""
    (first, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if not second or (most >= _FEWEST_NAMINGS and most >= _DOMINANCE * second) else ""
