"""A codebook that the network did not learn is one clear error."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rejoinder.codebook import Codebook
from rejoinder.encoder.heads import Heads, hash_definition
from rejoinder.frame_coder import tuned
from tests.support.coders import CODEBOOK


@pytest.fixture(autouse=True)
def _heads(monkeypatch: pytest.MonkeyPatch) -> None:
    blank: Any = np.zeros(0)
    heads = Heads(blank, {"denial": hash_definition("Rejects a charge.")}, blank, blank)
    monkeypatch.setattr(tuned, "load_heads", lambda model: heads)


def define(definition: str, name: str = "denial") -> Codebook:
    frame = replace(CODEBOOK.frames["denial"], definition=definition)
    return replace(CODEBOOK, frames={name: frame})


def test_the_networks_own_codebook_is_coded() -> None:
    assert list(tuned.load_frame_heads("", define("Rejects a charge.\n")).frames) == ["denial"]


@pytest.mark.parametrize(
    ("definition", "name"),
    [
        pytest.param("Rejects a proposal.", "denial", id="other definition"),
        pytest.param("Rejects a charge.", "refusal", id="other name"),
    ],
)
def test_another_codebook_is_one_clear_error(definition: str, name: str) -> None:
    with pytest.raises(tuned.CodebookError, match=r"set `frames: hybrid` in params\.yaml"):
        tuned.load_frame_heads("", define(definition, name))
