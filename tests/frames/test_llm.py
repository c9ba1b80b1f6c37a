"""What a language model is shown is part of what its codes hang on."""

from dataclasses import replace
from pathlib import Path

import pytest

from rejoinder import config, paths, schema, tables
from rejoinder.frames import AskedFrames


def test_other_examples_make_other_codes_of_the_same_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = config.compose_run(["frames=llm"])
    method: AskedFrames = run.load("frames")
    prints = []
    for number, text in enumerate(["Ships left.", "Ships came.", "Ships left."]):
        monkeypatch.setattr(paths, "EXAMPLES", tmp_path / str(number))
        row = {"example_id": "1", "text": text, "context": "", "side": "", "frames": ["denial"]}
        tables.write_partition(paths.EXAMPLES, tables.name_partition(), tables.build_table([row], schema.EXAMPLES))
        prints.append(replace(method, examples=1).prepare(run).fingerprint)
    assert prints[0] != prints[1]
    assert prints[0] == prints[2]
