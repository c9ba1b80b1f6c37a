"""Whom the figures of networks show; their sections in `conf/figures`."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PositiveInt

from rejoinder.config.ranges import Several
from rejoinder.networks.incidence import ActorKind, ConceptKind


@dataclass(frozen=True, kw_only=True)
class ShownNetwork:
    """Whom figure `two_mode_network` shows.

    Attributes:
        actors: who takes positions.
        concepts: what they take them on: frames, or targets of stances, with which they agree or disagree.
        minimum: fewest positions of an actor.
        most: most actors, in [2, 60]; fewer where the page has no room.
    """

    actors: ActorKind
    concepts: ConceptKind
    minimum: PositiveInt
    most: Annotated[int, Field(ge=2, le=60)]


@dataclass(frozen=True, kw_only=True)
class ShownClusters:
    """Whom figure `congruence_clusters` shows, and what time is cut into.

    Attributes:
        actors: who takes positions.
        concepts: what they take them on.
        minimum: fewest positions of an actor in a slice.
        most: most actors; fewer where the page has no room.
        slices: of time, in [2, 8], of as equal numbers of articles as their dates allow; fewer where articles are few.
    """

    actors: ActorKind
    concepts: ConceptKind
    minimum: PositiveInt
    most: Several
    slices: Annotated[int, Field(ge=2, le=8)]
