"""Any encoder of the library sentence-transformers (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from pydantic import PositiveInt

from rejoinder.config.ranges import OptionalFolder
from rejoinder.encoder.checkpoint import EncoderError
from rejoinder.encoder.model import Layers, TextStates


@dataclass(frozen=True, kw_only=True)
class SentenceTransformers:
    """A model of the library in full precision; each text is encoded alone, so that no other changes its states.

    Attributes:
        model: folder of the model.
        max_tokens: subwords after which a text is cut.
        layers: that vectors are pooled from, counted from 1 at the top.
    """

    model: OptionalFolder
    max_tokens: PositiveInt
    layers: Layers

    def compute_states(self, texts: Sequence[str], layers: Sequence[int]) -> Iterator[TextStates]:
        """Compute the hidden states of texts; see `Encoder.compute_states`.

        Raises:
            EncoderError: the library or the model is missing, or it has too few layers.
        """
        import torch

        model = _load_model(self.model)
        for index, text in enumerate(texts):
            subwords = model.tokenizer(
                text, truncation=True, max_length=self.max_tokens, return_offsets_mapping=True, return_tensors="pt"
            )
            offsets = subwords.pop("offset_mapping")[0].numpy()
            with torch.inference_mode():
                states = model[0].auto_model(**subwords, output_hidden_states=True).hidden_states
            if max(layers) > len(states):
                raise EncoderError(
                    f"{self.model}: expected {max(layers) - len(states)} layer(s) more than it has;"
                    " correct the key 'layers' in conf/encoder."
                )
            yield TextStates(index, np.stack([states[-layer][0].numpy() for layer in layers]), offsets)


@cache
def _load_model(folder: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise EncoderError(
            "conf/encoder: the library sentence-transformers is not installed;"
            " run `pip install 'rejoinder[sentence-transformers]'`."
        ) from None
    try:
        return SentenceTransformer(folder, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"conf/encoder: key 'model': expected the folder of a sentence-transformers model, got {folder!r}"
            f" ({' '.join(str(error).split())[:200]}); correct it."
        ) from None
