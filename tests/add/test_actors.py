"""`rejoinder add --actors NAME`: a draft that can be run as it is, and what stops it."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from rejoinder import config
from rejoinder.actors import Actors
from rejoinder.add.actors_file import ActorsDraft, format_actors
from rejoinder.add.aliases import AliasHint
from rejoinder.add.objects import ObjectOfTalk
from rejoinder.add.sides import CountedName, DraftedSide
from rejoinder.command import app
from tests.support.project import ROOT

TEXTS = Path(__file__).parent / "texts" / "aegean.csv"
DRAFT = ActorsDraft(
    articles=4,
    sides=[
        DraftedSide("Greece", 12, True, (CountedName("Hellenic Coast Guard", 4),), (CountedName("Marta Vell", 2),)),
        DraftedSide("Houthis", 3, False, (), ()),
    ],
    unsided=[CountedName("Ivo Brand", 2)],
    aliases=[AliasHint("Marta Vell", "@vell", 3, "may be the same")],
    objects=[ObjectOfTalk("survey ship", "survey ships", 8), ObjectOfTalk("greece", "greece", 2)],
)


def call(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["add", *words])
    return result.exit_code, result.output


def test_a_draft_is_read_as_actors(study: Path) -> None:
    (study / "conf/actors/own.yaml").write_text(format_actors(DRAFT), encoding="utf-8")
    actors: Actors = config.compose_run(["actors=own"]).load("actors")
    assert {name: side.countries for name, side in actors.sides.items()} == {"Greece": ["Greece"], "Houthis": []}
    assert {name: side.members for name, side in actors.sides.items()} == {
        "Greece": ["Hellenic Coast Guard"],
        "Houthis": ["Houthis"],
    }
    assert {key: (target.label, target.mentions) for key, target in actors.targets.items()} == {
        "greece": ("Greece", []),
        "houthis": ("Houthis", []),
        "survey_ship": ("survey ships", ["survey ship"]),
    }


def test_counts_and_doubts_stand_beside_the_entries() -> None:
    lines = format_actors(DRAFT).splitlines()
    for line in (
        "  Greece:  # 12",
        "      - Hellenic Coast Guard  # 4",
        "      # of whom one article only hints at the side: Marta Vell (2)",
        "  # without a side, to be put under members: Ivo Brand (2)",
        "  # Marta Vell: ['@vell']  # 3, may be the same",
        "  survey_ship:  # 8",
    ):
        assert line in lines


@pytest.mark.parametrize("option", sorted(path.stem for path in (ROOT / "conf/actors").glob("*.yaml")))
def test_the_layout_is_that_of_the_projects_own_actors(option: str) -> None:
    own = yaml.safe_load((ROOT / f"conf/actors/{option}.yaml").read_text(encoding="utf-8"))
    assert list(yaml.safe_load(format_actors(DRAFT))) == list(own)


def test_a_draft_is_never_written_over_a_file_and_no_text_is_copied_then(study: Path) -> None:
    code, output = call(str(TEXTS), "--actors", "us_china")
    assert code == 1
    assert "conf/actors/us_china.yaml is there already and is not overwritten" in output
    assert not (study / "seeds/articles/aegean.csv").exists()


@pytest.mark.parametrize("name", ["../own", "my-own", ""])
def test_a_name_that_is_no_option_is_refused(name: str) -> None:
    code, output = call("--actors", name)
    assert code == 1
    assert "expected a name of letters, digits and _" in output


def test_neither_texts_nor_a_name_is_one_sentence() -> None:
    assert call() == (
        1,
        "rejoinder add: expected files or folders with texts, or --actors NAME, got neither; name some.\n",
    )


@pytest.mark.slow
def test_a_draft_made_from_a_table_passes_the_check_and_runs_without_parsing_again(study: Path) -> None:
    (study / "dvc.yaml").symlink_to(ROOT / "dvc.yaml")
    code, output = call(str(TEXTS), "--actors", "aegean")
    assert code == 0, output
    draft = yaml.safe_load(Path("conf/actors/aegean.yaml").read_text(encoding="utf-8"))
    assert list(draft["sides"])[:2] == ["Turkey", "Greece"]
    assert "Hellenic Coast Guard" in draft["sides"]["Greece"]["members"]
    assert draft["targets"]["survey_ship"]["mentions"] == ["survey ship"]
    assert sorted(path.name for path in Path("data").iterdir()) == ["articles", "encodings", "left_out", "parses"]
    assert CliRunner().invoke(app, ["check"]).exit_code == 0
    stages = ("articles", "parses", "statements")
    outputs = [
        subprocess.run([sys.executable, "-m", "rejoinder", stage], capture_output=True, text=True, check=True).stdout
        for stage in stages
    ]
    assert "0 of them brought up to date; 0 article(s) computed" in outputs[1]
    assert "4 article(s) computed, 0 left out" in outputs[2]
