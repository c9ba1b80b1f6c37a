"""Statements as Discourse Network Analyzer has them: who takes which position on which concept."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE
from rejoinder.exchange.coding import Coding
from rejoinder.networks.incidence import ORGANISATIONS, ConceptKind

_AGREEMENTS = {"favours": True, "opposes": False}


class Event(NamedTuple):
    """A position that a statement takes on a concept.

    Attributes:
        person: who speaks; "" where a body does.
        organisation: the body that speaks, or that the person speaks for; "" where none is named.
        side: of the speaker; "" where it is not known.
        concept: name of the frame or target.
        agreement: of a target, whether the speaker favours it; of a frame always true, as the statement carries it.
        start, end: offsets of the statement into the article's text.
        text: the statement.
    """

    person: str
    organisation: str
    side: str
    concept: str
    agreement: bool
    start: int
    end: int
    text: str


def label_concepts(coding: Coding, kind: ConceptKind) -> dict[str, str]:
    """Label the frames or targets by name, in order; by the name itself where two have one label."""
    concepts = coding.codebook.frames if kind == "frames" else coding.actors.targets
    labels = {name: concept.label for name, concept in concepts.items()}
    return labels if len(set(labels.values())) == len(labels) else {name: name for name in labels}


def list_events(statement: Mapping[str, Any], concepts: Mapping[str, str], kind: ConceptKind) -> Iterator[Event]:
    """List the positions that a statement takes.

    A frame that it does not carry is no position, nor is a neutral stance.

    Args:
        statement: a row of the table of statements.
        concepts: labels of the frames or targets by name, in order.
        kind: which of the two.
    """
    is_body = statement["speaker_kind"] in ORGANISATIONS
    speaker, organisation = statement["speaker"] or "", statement["organisation"] or ""
    for concept in concepts:
        if kind == "frames":
            agreement = True if statement[f"frame_{concept}"] else None
        else:
            agreement = _AGREEMENTS.get(statement[f"stance_{concept}"] or "")
        if agreement is not None:
            yield Event(
                person="" if is_body else speaker,
                organisation=speaker if is_body else organisation,
                side="" if statement["side"] in (NARRATION, UNKNOWN_SIDE) else statement["side"],
                concept=concept,
                agreement=agreement,
                start=statement["start"],
                end=statement["end"],
                text=statement["text"],
            )
