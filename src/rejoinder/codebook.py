"""A codebook: the frames statements are coded with (`conf/codebook/`)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Cue:
    """A word or phrase that signals a frame, with the conditions under which it counts.

    Attributes:
        lemmas: the lemmas of the phrase's words in order, separated by spaces, any case; "*" stands for any one word,
            and "a|b" for either lemma.
        upos: part of speech that the first word must have (Universal Dependencies), "" for any.
        weight: strength in (0, 1]; 1 decides alone.
        negated: what a negation over the cue does: "blocks" it, is "required", or is "ignored".
        own_side: grammatical role in which the speaker's own side must stand: "subject", "object", "any", or "" for
            no such condition.
    """

    lemmas: str
    upos: str = ""
    weight: float = 1.0
    negated: str = "blocks"
    own_side: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One frame of a codebook, as a coder reads it."""

    label: str
    definition: str
    include: list[str]
    exclude: list[str]
    examples: list[str]
    cues: list[Cue] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The frames in the order figures and tables show them.

    Attributes:
        unit: what is coded, in one sentence.
        source: where the codebook comes from, to cite.
        frames: by name, as in the training statements and the gold coding.
    """

    unit: str
    source: str
    frames: dict[str, Frame]
