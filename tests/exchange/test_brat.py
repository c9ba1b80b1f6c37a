"""brat standoff: annotations, and the types that its configuration names (brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterator

import pytest

from rejoinder.exchange.brat import Brat, format_standoff
from tests.support.exchange import export, invent_awkward_corpus, write_positions

METHOD = Brat(articles=1000)
TEXT = "Ruritania\nwon't yield."


@pytest.fixture(scope="module")
def awkward() -> dict[str, bytes]:
    return export(METHOD, invent_awkward_corpus(300))


def read_annotations(files: dict[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """The text and the lines of each article."""
    for name, content in files.items():
        if name.endswith(".ann"):
            yield files[name.replace(".ann", ".txt")].decode(), content.decode().split("\n")[:-1]


def read_section(files: dict[str, bytes], file: str, section: str) -> list[str]:
    """The first words of a section's lines."""
    parts = re.split(r"^\[(\w+)\]$", files[f"brat/{file}"].decode(), flags=re.MULTILINE)
    return [line.split()[0] for line in parts[parts.index(section) + 1].splitlines() if line]


def test_brat_gives_spans_roles_and_an_event() -> None:
    attribution = {
        "source": [{"start": 0, "end": 9}],
        "cue": [{"start": 10, "end": 15}],
        "content": [{"start": 16, "end": 21}],
    }
    assert format_standoff(TEXT, [attribution]).splitlines() == [
        "T1\tSource 0 9\tRuritania",
        "T2\tCue 10 15\twon't",
        "T3\tContent 16 21\tyield",
        "T4\tAttribution 10 15\twon't",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
    ]


def test_brat_cuts_spans_at_line_breaks() -> None:
    attribution = {"source": [], "cue": [], "content": [{"start": 0, "end": 15}]}
    assert format_standoff(TEXT, [attribution]).splitlines()[0] == "T1\tContent 0 9;10 15\tRuritania won't"


def test_offsets_in_awkward_texts_are_code_points_and_hold_no_line_break(awkward: dict[str, bytes]) -> None:
    spans = 0
    for text, lines in read_annotations(awkward):
        for line in lines:
            if line.startswith("T"):
                _, bound, surface = line.split("\t", 2)
                fragments = [tuple(map(int, pair.split())) for pair in bound.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in fragments) == surface
                assert "\r" not in surface
                spans += 1
    assert spans == 300 * 3 * 6  # source, cue, content, their event, the statement and its frame


def test_every_type_is_one_that_the_configuration_names(awkward: dict[str, bytes]) -> None:
    types = {
        kind: set(read_section(awkward, "annotation.conf", section))
        for kind, section in {"T": "entities", "E": "events", "A": "attributes", "R": "relations"}.items()
    }
    for _, lines in read_annotations(awkward):
        for line in lines:
            if line[0] != "#":
                assert re.split("[ :]", line.split("\t")[1])[0] in types[line[0]] | types["E"]
    assert {"frame_denial", "Statement"} < types["T"]
    assert types["A"] == {"stance_norland", "stance_talks"}


def test_a_statement_has_its_frames_beside_it_its_stances_and_a_note_of_its_speaker() -> None:
    line = "Ada Moor | {} | {} | 2013-03-12 | person | Board | Norland"
    files = export(METHOD, write_positions(line.format("denial", ""), line.format("talks", "opposes")))
    assert files["brat/a2013-03-12.ann"].decode().splitlines() == [
        "T1\tStatement 0 8\tNo. 001.", "#1\tAnnotatorNotes T1\tAda Moor (Norland)", "T2\tframe_denial 0 8\tNo. 001.",
        "T3\tStatement 9 17\tNo. 002.", "A1\tstance_talks T3 opposes", "#2\tAnnotatorNotes T3\tAda Moor (Norland)",
    ]  # fmt: skip


def test_what_says_nothing_is_not_shown() -> None:
    files = export(METHOD, write_positions("Ada Moor | talks | neutral | 2013-03-12"))
    assert files["brat/a2013-03-12.ann"] == b""


def test_types_are_called_by_their_labels(awkward: dict[str, bytes]) -> None:
    shown = awkward["brat/visual.conf"].decode().splitlines()
    assert {"frame_denial | Denial", "stance_talks | stance toward Talks"} <= set(shown)
    assert set(read_section(awkward, "visual.conf", "labels")) <= {
        *read_section(awkward, "annotation.conf", "entities"), *read_section(awkward, "annotation.conf", "attributes")
    }  # fmt: skip
