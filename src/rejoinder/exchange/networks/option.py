"""Networks as a format of stage `exchange`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PositiveInt

from rejoinder.exchange.coding import Coding
from rejoinder.exchange.events import label_concepts
from rejoinder.exchange.networks.graphs import build_one_mode, build_two_mode, format_graph
from rejoinder.networks.incidence import (
    ActorKind,
    ConceptKind,
    Incidence,
    Period,
    build_incidence,
    choose_actors,
    count_positions,
)
from rejoinder.networks.one_mode import Aggregation, Normalisation, weigh_ties

_CONCEPTS = {"frames": "frame", "targets": "target"}


@dataclass(frozen=True, kw_only=True)
class Networks:
    """Two-mode networks of actors and concepts, and one-mode networks of actors, as GraphML and CSV.

    Attributes:
        actors: who the nodes are; a network is made for each.
        concepts: frames, targets of stances, or both; a network is made for each.
        aggregations: which one-mode networks are made of stances toward targets; frames have no disagreement, so that
            of these only "ignore" and "congruence" are made.
        normalisation: what one-mode weights are divided by.
        per_article: whether an actor's same position in one article counts once.
        narrated: whether the outlet's own statements count.
        minimum: fewest positions that an actor must take to be a node.
        most: most actors, those with most positions.
        period: time slices, each a network of its own beside that of all time; "" for none.
        isolates: whether actors and concepts without a tie are nodes, in time slices too.
    """

    actors: Annotated[list[ActorKind], Field(min_length=1)]
    concepts: Annotated[list[ConceptKind], Field(min_length=1)]
    aggregations: list[Aggregation]
    normalisation: Normalisation
    per_article: bool
    narrated: bool
    minimum: PositiveInt
    most: PositiveInt
    period: Period
    isolates: bool

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        for actor in self.actors:
            for kind in self.concepts:
                positions = count_positions(
                    coding.corpus,
                    actor,
                    kind,
                    period=self.period,
                    per_article=self.per_article,
                    narrated=self.narrated,
                )
                labels = label_concepts(coding, kind)
                actors = choose_actors(positions, self.minimum, self.most)
                yield from self._write(build_incidence(positions, actors, list(labels)), "", actor, kind, labels)
                for period, part in positions[positions["period"] != ""].groupby("period"):
                    incidence = build_incidence(part, actors, list(labels))
                    yield from self._write(incidence, f"{period}/", actor, kind, labels)

    def _write(
        self, incidence: Incidence, folder: str, actor: ActorKind, kind: ConceptKind, labels: dict[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        concept = _CONCEPTS[kind]
        stem = f"networks/{folder}{actor}_{concept}"
        graph = build_two_mode(incidence, labels, (actor, concept), self.isolates)
        yield from format_graph(graph, stem, ([actor], [concept]))
        for aggregation in self.aggregations:
            if kind == "frames" and aggregation in ("conflict", "subtract"):
                continue
            weights = weigh_ties(incidence.counts, aggregation, self.normalisation)
            graph = build_one_mode(incidence, weights, actor, f"{aggregation} by {kind}", self.isolates)
            yield from format_graph(graph, f"{stem}_{aggregation}", ([actor], [actor]))
