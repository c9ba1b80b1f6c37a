"""The heads that code frames with the network as it ships, where the codebook is the one they learned."""

from rejoinder.codebook import Codebook
from rejoinder.encoder.heads import Heads, hash_definition, load_heads


class CodebookError(ValueError):
    """A codebook that the network was not trained on: one sentence saying what to set."""


def load_frame_heads(model: str, codebook: Codebook) -> Heads:
    """Load the heads, which must know each frame of the codebook by this name and definition.

    Args:
        model: folder of the network, "" for the packaged one.
        codebook: whose frames are coded.

    Raises:
        CodebookError: a frame that the network was not trained on.
    """
    heads = load_heads(model)
    unlearned = [n for n, f in codebook.frames.items() if heads.frames.get(n) != hash_definition(f.definition)]
    if unlearned:
        raise CodebookError(
            f"conf/codebook: expected the frames {', '.join(heads.frames)} with the definitions that the network"
            f" learned, got {', '.join(map(repr, unlearned))}; set `frames: hybrid` in params.yaml, which learns from"
            " training statements of your own, or undo the edit of the definition."
        )
    return heads
