"""Faults of a configuration: all of them, each with its line and the nearest right value."""

from pathlib import Path

import pytest

from rejoinder import config
from rejoinder.config import Fault
from rejoinder.config.faults import find_nearest
from tests.support.project import copy_settings

ACTORS, CODEBOOK = Path("conf/actors/us_china.yaml"), Path("conf/codebook/security_dialogue.yaml")
TUNED, CUE = Path("conf/frames/tuned.yaml"), "frames.victimhood.cues.1"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the settings to spoil."""
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(file: Path | str, old: str, new: str) -> int:
    """Replace the first such text of a file; returns its line."""
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def find_one() -> tuple[str, int, str, str]:
    (fault,) = config.find_faults()
    return str(fault.file), fault.find_line(), fault.key, fault.repair


def test_the_settings_that_are_shipped_have_no_fault() -> None:
    assert config.find_faults() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "repair"),
    [
        pytest.param(ACTORS, "[China]", "[Chna]", "sides.China.countries.1", "China", id="misspelt country"),
        pytest.param(ACTORS, "[China]", "[Persia]", "sides.China.countries.1", "", id="no country"),
        pytest.param(ACTORS, "[China]", "[PRC]", "sides.China.countries.1", "China", id="a country's other name"),
        pytest.param(ACTORS, "    sides: [China]", "    sides: [Chna]", "targets.china.sides.1", "China", id="no side"),
        pytest.param(ACTORS, "{}", "{A: [B], C: [B]}", "aliases", "", id="alias of two speakers"),
        pytest.param(CODEBOOK, "upos: NOUN", "upos: NOUNS", f"{CUE}.upos", "NOUN", id="part of speech"),
        pytest.param(CODEBOOK, "weight: 0.7", "weight: 3", f"{CUE}.weight", "1", id="weight above one"),
        pytest.param(CODEBOOK, "weight: 0.7", "weight: .nan", f"{CUE}.weight", "", id="no number"),
        pytest.param(
            CODEBOOK,
            "negated: ignored",
            "negated: maybe",
            "frames.denial.cues.9.negated",
            "blocks, required, ignored",
            id="none of few words",
        ),
        pytest.param(CODEBOOK, "label: Denial", "lable: Denial", "frames.denial.lable", "label", id="misspelt key"),
        pytest.param(CODEBOOK, "label: Denial", "label: ''", "frames.denial.label", "", id="empty label"),
        pytest.param(
            "conf/frames/tuned.yaml", "threshold: 0.3", "threshold: 5", "threshold", "1", id="above its range"
        ),
        pytest.param(TUNED, "margin: 0.15", "margin: -1", "margin", "0", id="below its range"),
        pytest.param("conf/report/html.yaml", "rows: 100", "rows: 0", "rows", "1", id="none of a number"),
        pytest.param("params.yaml", "frames: tuned", "frames: tunde", "frames", "tuned", id="unknown option"),
        pytest.param("params.yaml", "seed: 13", "seed: x", "seed", "13", id="seed that is no number"),
    ],
)
def test_a_fault_has_its_line_its_key_and_the_nearest_right_value(
    file: Path | str, old: str, new: str, key: str, repair: str
) -> None:
    line = spoil(file, old, new)
    assert find_one() == (str(file), line, key, repair)


def test_a_missing_value_has_the_line_of_what_it_belongs_to() -> None:
    line = spoil(CODEBOOK, "    label: Denial\n", "") - 1
    assert find_one() == (str(CODEBOOK), line, "frames.denial.label", "")


def test_a_missing_choice_lists_the_options() -> None:
    spoil("params.yaml", "coder: stacked\n", "")
    assert find_one() == ("params.yaml", 1, "coder", "stacked, zero_shot")


def test_a_file_that_is_not_yaml_has_the_line_where_it_breaks() -> None:
    Path("conf/encoder/mpnet.yaml").write_text("model: ''\nlayers: [1\n", encoding="utf-8")
    assert find_one() == ("conf/encoder/mpnet.yaml", 3, "", "")


def test_faults_of_several_files_and_of_one_are_all_found_by_file_and_line() -> None:
    expected = [("params.yaml", spoil("params.yaml", "report: html", "report: htlm"))]
    expected += [
        (str(ACTORS), spoil(ACTORS, "[China]", "[Persia]")),
        (str(ACTORS), spoil(ACTORS, "label: China", "label: 3")),
    ]
    expected += [(str(CODEBOOK), spoil(CODEBOOK, "upos: NOUN", "upos: NOUNS"))]
    assert [(str(fault.file), fault.find_line()) for fault in config.find_faults()] == expected


def test_a_stage_names_the_first_fault_and_how_many_there_are() -> None:
    spoil(CODEBOOK, "upos: NOUN", "upos: NOUNS")
    spoil(CODEBOOK, "weight: 0.7", "weight: 3")
    with pytest.raises(config.ConfigError, match=r"'NOUNS' is none .* \(1 more: `rejoinder check`"):
        config.compose_run().load("codebook")


def test_an_option_that_is_not_chosen_is_not_looked_at() -> None:
    spoil("conf/codebook/generic_news.yaml", "label:", "lable:")
    assert config.find_faults() == []


@pytest.mark.parametrize(
    ("name", "options", "nearest"),
    [
        ("NOUNS", ["NOUN", "PRON"], ("NOUN",)),
        ("noun", ["NOUN", "PRON"], ("NOUN",)),
        ("maybe", ["yes", "no"], ("yes", "no")),
        ("maybe", [str(number) for number in range(99)], ()),
    ],
    ids=["misspelt", "small letters", "nothing near, few", "nothing near, many"],
)
def test_what_is_nearest(name: str, options: list[str], nearest: tuple[str, ...]) -> None:
    assert find_nearest(name, options) == nearest


def test_a_fault_is_one_sentence() -> None:
    fault = Fault(file=Path("conf/a/b.yaml"), location=("cues", 0, "upos"), problem="'X' is no tag", nearest=("NOUN",))
    assert str(fault) == "conf/a/b.yaml: key 'cues.1.upos': 'X' is no tag; did you mean 'NOUN'?"


def test_without_the_list_of_countries_a_side_says_what_is_missing(project: Path) -> None:
    (project / "seeds").unlink()
    problems = [fault.problem for fault in config.find_faults() if fault.file == ACTORS]
    assert "nobody can tell without seeds/language/countries.csv; restore the file" in problems[0]
