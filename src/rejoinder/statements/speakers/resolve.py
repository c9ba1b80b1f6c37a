"""Who stands behind each source phrase: the steps from an article's names to the speakers of its attributions."""

from collections.abc import Sequence
from dataclasses import replace

from rejoinder.actors import Actors
from rejoinder.schema import TURN_KINDS
from rejoinder.statements.model import Attribution, Speaker
from rejoinder.statements.rows import ArticleToCode, BlockRow
from rejoinder.statements.speakers.coreference.clusters import add_descriptions, cluster_names
from rejoinder.statements.speakers.coreference.opening import open_discourse
from rejoinder.statements.speakers.coreference.pronouns import infer_genders
from rejoinder.statements.speakers.coreference.turns import UNNAMED_SOURCE
from rejoinder.statements.speakers.descriptions import describe_names
from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.headline_quotations import find_repeated_quotations
from rejoinder.statements.speakers.home import find_guests, find_home, find_homes_of_reports
from rejoinder.statements.speakers.issuers import find_issuer
from rejoinder.statements.speakers.local_places import settle_names
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import build_named_article
from rejoinder.statements.speakers.names import write_name_small
from rejoinder.statements.speakers.side_index import SideIndex
from rejoinder.statements.speakers.sides import SideReader
from rejoinder.statements.speakers.sources import SourceResolver
from rejoinder.statements.speakers.stated import read_stated_speaker
from rejoinder.statements.speakers.unlisted_countries import add_unlisted_countries
from rejoinder.syntax import Sentence

_OUTPUT_KINDS = {"name": "person", "place": "organisation"}  # a city that speaks is its administration


def resolve_speakers(
    article: ArticleToCode,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    gazetteer: Gazetteer,
    actors: Actors,
) -> list[Speaker]:
    """Resolve the source of each attribution to its speaker.

    Args:
        article: its text, blocks and outlet.
        sentences: its parse, in order.
        attributions: its attributions; parents and children may stand in any order.
        gazetteer: countries, titles and nouns.
        actors: the sides of the debate.

    Returns:
        The speakers, in the order of the attributions.
    """
    if not attributions or not sentences:
        return [Speaker(name=UNNAMED_SOURCE, kind="anonymous", resolution="no-source") for _ in attributions]
    text, outlet = article["text"], article["outlet"] or "the outlet"
    headlines = {i for i, block in enumerate(article["blocks"]) if block["kind"] == "title"}

    datelines = {i for i, block in enumerate(article["blocks"]) if block["kind"] == "dateline"}
    by_lines = _find_by_lines(article["blocks"])
    gazetteer = settle_names(sentences, datelines, add_unlisted_countries(sentences, datelines, gazetteer))
    names = find_names(text, sentences, headlines, gazetteer)
    names = [() if s.block in by_lines else found for s, found in zip(sentences, names, strict=True)]
    named_article = build_named_article(text, outlet, sentences, names, attributions, headlines, gazetteer)

    clusters = cluster_names(named_article)
    clusters = add_descriptions(clusters, describe_names(named_article))
    clusters = infer_genders(clusters, named_article)

    discourse = open_discourse(named_article, clusters)
    side_index = SideIndex(actors, gazetteer)
    stated, side = article.get("speaker") or "", article.get("side") or ""
    stated = stated or (outlet if side else find_issuer(outlet, gazetteer))
    whole_text_speaker = read_stated_speaker(stated, side, gazetteer) if stated else None
    sources = SourceResolver(discourse, attributions, side_index, whole_text_speaker)
    home = find_home(named_article, article["blocks"])
    reports = find_homes_of_reports(named_article, article["blocks"])
    guests = find_guests(named_article, article["blocks"])
    side_reader = SideReader(discourse, side_index, home, reports, guests)
    in_order = sorted(range(len(attributions)), key=lambda i: attributions[i].start)
    for i in in_order:
        sources.resolve(i)
    sides: dict[int, tuple[str, str]] = {}
    body_first = sorted(in_order, key=lambda i: named_article.sentence_at(attributions[i].start).block in headlines)
    for i in (*body_first, *in_order):  # twice, since later words may tell it
        if i not in sides or not sides[i][0]:
            sides[i] = side_reader.read_side(sources.resolutions[i], attributions[i])
    for i, repeated in find_repeated_quotations(named_article, attributions).items():
        sources.resolutions[i] = sources.resolutions[repeated]._replace(rule="quoted-in-text")
        sides[i] = sides[repeated]

    resolutions = (sources.resolutions[i] for i in range(len(attributions)))
    return [_build_speaker(discourse.entities[r.entity_id], sides[i], r.rule) for i, r in enumerate(resolutions)]


def _find_by_lines(blocks: Sequence[BlockRow]) -> frozenset[int]:
    """The blocks that name who wrote a report, whom "the minister" and "she" never mean; an interviewer has a label."""
    if any(block["kind"] in TURN_KINDS for block in blocks):
        return frozenset()
    return frozenset(number for number, block in enumerate(blocks) if block["kind"] == "credit")


def resolve_name(name: str, gazetteer: Gazetteer, actors: Actors) -> Speaker:
    """Resolve a name that somebody states outside of a text: "Ana Lind", "Ana Lind, Foreign Minister of Norway".

    Args:
        name: with an office or country behind a comma or in brackets, if any.
        gazetteer: countries and nouns for bodies.
        actors: the sides of the debate.

    Returns:
        Whom it names, with the side that name, office or country tell.
    """
    entity = read_stated_speaker(name, "", gazetteer)
    if entity.country == entity.name:
        entity = replace(entity, kind="country")
    return _build_speaker(entity, (SideIndex(actors, gazetteer).read_side(entity), ""), "stated")


def _build_speaker(entity: Entity, lent: tuple[str, str], rule: str) -> Speaker:
    """The row of a speaker; a side that is a guess is marked in the resolution: "full-name+home"."""
    side, origin = lent
    return Speaker(
        name=write_name_small(entity.name) if entity.kind == "person" else entity.name,
        kind=_OUTPUT_KINDS.get(entity.kind, entity.kind),
        organisation=entity.organisation,
        role=entity.role,
        side=side,
        resolution=f"{rule}+{origin}" if origin else rule,
    )
