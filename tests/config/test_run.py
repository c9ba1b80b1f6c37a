"""Configuration: a slip in params.yaml, conf/ or on the command line is one clear sentence naming file and key."""

import shutil
from pathlib import Path

import pytest

from rejoinder import config
from rejoinder.__main__ import main
from rejoinder.config import ConfigError
from rejoinder.encoder import Encoder
from tests.support.project import ROOT

METHODS = ["hybrid", "lexicon"]  # of conf/frames, those with a threshold


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of conf/ and params.yaml to spoil."""
    shutil.copytree("conf", tmp_path / "conf")
    shutil.copy("params.yaml", tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_option_file_becomes_the_object_its_target_names() -> None:
    assert isinstance(config.compose_run().load("encoder"), Encoder)


def test_params_choose_the_options() -> None:
    assert config.compose_run().choices["frames"] == "tuned"


def test_an_override_chooses_another_option_and_another_value() -> None:
    run = config.compose_run(["frames=lexicon", "frames.threshold=0.7", "seed=7"])
    assert (run.choices["frames"], run.load("frames").threshold, run.seed) == ("lexicon", 0.7, 7)


def test_a_run_has_the_groups_it_asks_for_and_those_that_are_overridden() -> None:
    run = config.compose_run(["stances.least_polar=0.7"], ["encoder"])
    assert set(run.options) == {"encoder", "stances"}


@pytest.mark.parametrize(
    ("file", "old", "new", "group", "message"),
    [
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "max_tokens:",
            "maxtokens:",
            "encoder",
            "conf/encoder/mpnet.yaml: key 'maxtokens': 'maxtokens' is not a known key; did you mean 'max_tokens'?",
            id="typo in a key",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "max_tokens: 256",
            "max_tokens: many",
            "encoder",
            "conf/encoder/mpnet.yaml: key 'max_tokens': should be a valid integer",
            id="wrong type",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "layers: [1, 3, 5]",
            "layers: []",
            "encoder",
            "key 'layers': Tuple should have at least 1 item after validation, not 0. Got [] instead; correct it.",
            id="no layer",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "max_tokens: 256",
            "",
            "encoder",
            "conf/encoder/mpnet.yaml: key 'max_tokens': has no value; correct it.",
            id="missing value",
        ),
        pytest.param(
            "conf/codebook/security_dialogue.yaml",
            "label: Denial",
            "lable: Denial",
            "codebook",
            "key 'frames.denial.lable': 'lable' is not a known key; did you mean 'label'?",
            id="typo deep inside a file",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "_target_: rejoinder.encoder.Encoder",
            "_target_: rejoinder.encoder.Encodr",
            "encoder",
            "names 'rejoinder.encoder.Encodr', which does not exist",
            id="unknown class",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "_target_: rejoinder.encoder.Encoder",
            "_target_: os.system",
            "encoder",
            "must name a class of rejoinder",
            id="foreign class",
        ),
        pytest.param(
            "conf/encoder/mpnet.yaml",
            "_target_: rejoinder.encoder.Encoder",
            "",
            "encoder",
            "key '_target_': must name a class of rejoinder or of the study's src/. Got None",
            id="no class",
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_slip_in_an_option_file(file: str, old: str, new: str, group: str, message: str) -> None:
    edit(file, old, new)
    with pytest.raises(ConfigError) as error:
        config.compose_run().load(group)
    assert str(error.value).startswith(file)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("option", "key", "value"),
    [
        *[(f"frames={method}", "frames.threshold", value) for method in METHODS for value in ("7", "-1", "nan")],
        *[("coder=stacked", f"coder.{key}", value) for key in ("gamma", "ridge", "strength") for value in ("0", "nan")],
        ("coder=stacked", "coder.gamma", "inf"),
        ("coder=stacked", "coder.folds", "1"),
        ("coder=stacked", "coder.least_examples", "0"),
        ("coder=stacked", "coder.resamples", "0"),
        *[("stances=tuned", "stances.least_polar", value) for value in ("0", "1", "nan")],
        *[("stances=lexicon", "stances.threshold", value) for value in ("0", "1", "nan")],
        *[("stances=lexicon", f"stances.{key}", value) for key in ("decay", "negated") for value in ("0", "1.1")],
        ("stances=lexicon", "stances.reach", "-1"),
        ("agreement=gold", "agreement.level", "nan"),
        ("agreement=gold", "agreement.level", "1.0"),
        *[("agreement=gold", f"agreement.{key}", "1") for key in ("minimum_articles", "minimum_coded", "bins")],
        ("agreement=gold", "agreement.resamples", "0"),
        ("agreement=gold", "agreement.examples", "-1"),
        ("articles=text_files", "articles.partition_size", "0"),
        ("examples=frames", "examples.partition_size", "0"),
        *[("exchange=standard", f"exchange.{name}.articles", "0") for name in ("conllu", "brat", "dna", "spreadsheet")],
        ("exchange=standard", "exchange.networks.minimum", "0"),
        ("figures=paper", "figures.font_pt", "nan"),
        ("figures=paper", "figures.rows", "1"),
        ("figures=paper", "figures.dpi", "10"),
        ("figures=paper", "figures.speakers", "11"),
        ("frames=tuned", "frames.threshold", "5"),
        ("frames=tuned", "frames.margin", "-1"),
        ("statements=syntactic", "statements.minor_share", "1.5"),
        ("report=html", "report.rows", "0"),
    ],
)
def test_a_number_out_of_its_range_is_refused_when_the_option_is_read(option: str, key: str, value: str) -> None:
    group, _, name = key.partition(".")
    with pytest.raises(
        ConfigError, match=rf"^conf/{option.replace('=', '/')}\.yaml: key '{name}'.*\. Got {value} instead"
    ):
        config.compose_run([option, f"{key}={value}"]).load(group)


@pytest.mark.parametrize(
    ("option", "setting", "message"),
    [
        ("articles=folder", "encoding=cp1225", "'cp1225' is no encoding of Python; did you mean"),
        (
            "articles=folder",
            "folder=seeds/article",
            "there is no folder 'seeds/article'; did you mean 'seeds/articles'?",
        ),
        ("articles=folder", "language=english", "String should match pattern"),
        ("engine=dask", "cluster=lsf", "'lsf' is none of the values that there are; there are local, slurm, pbs, sge."),
        ("examples=frames", "file=seeds/examples/frame.jsonl", "did you mean 'seeds/examples/frames.jsonl'?"),
        ("figures=paper", "frames=[]", "List should have at least 1 item"),
        ("figures=paper", "frames=[reddish]", "'reddish' is not a colour such as '#0072b2'"),
        ("figures=paper", "heatmap=Bleus", "'Bleus' is no colour map of matplotlib; did you mean 'Blues'?"),
        ("figures=paper", "opposes=bleu", "did you mean 'blue'?"),
        ("parses=compact", "models=elsewhere", "there is no folder 'elsewhere'"),
        ("stances=lexicon", "polarity=seeds/polarity.csv", "there is no file 'seeds/polarity.csv'"),
        ("statements=syntactic", "acts=[speech,thoughts]", "key 'acts.2': 'thoughts' is none"),
        ("statements=syntactic", "acts=[]", "List should have at least 1 item"),
    ],
)
def test_a_value_that_is_none_of_those_there_are_is_refused(option: str, setting: str, message: str) -> None:
    group = option.partition("=")[0]
    with pytest.raises(ConfigError) as error:
        config.compose_run([option, f"{group}.{setting}"]).load(group)
    assert str(error.value).startswith(f"conf/{option.replace('=', '/')}.yaml: key '{setting.partition('=')[0]}")
    assert message in str(error.value)


@pytest.mark.parametrize("value", ["0", "1", "null"])
@pytest.mark.parametrize("method", METHODS)
def test_the_ends_of_a_range_are_taken(method: str, value: str) -> None:
    config.compose_run([f"frames={method}", f"frames.threshold={value}"]).load("frames")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "frames: tuned",
            "frames: tunde",
            "params.yaml: key 'frames': 'tunde' is not a file of conf/frames/; did you mean 'tuned'?",
            id="unknown option",
        ),
        pytest.param(
            "frames: tuned",
            "framse: tuned",
            "params.yaml: key 'framse': 'framse' is not a folder of conf/; did you mean 'frames'?",
            id="unknown group",
        ),
        pytest.param("seed: 13", "seed: x", "params.yaml: key 'seed': must be a whole number. Got 'x'", id="bad seed"),
        pytest.param("seed: 13", "", "params.yaml: key 'seed': must be a whole number. Got None", id="no seed"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_slip_in_params(old: str, new: str, message: str) -> None:
    edit("params.yaml", old, new)
    with pytest.raises(ConfigError) as error:
        config.compose_run()
    assert message in str(error.value)


def test_a_file_that_is_not_yaml_is_named(project: Path) -> None:
    (project / "conf/encoder/mpnet.yaml").write_text("a: [")
    with pytest.raises(ConfigError, match=r"^conf/encoder/mpnet\.yaml: not valid YAML"):
        config.compose_run()


def test_outside_a_project_the_error_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="run the command in the study's folder"):
        config.compose_run()


def test_an_unknown_key_on_the_command_line_is_named() -> None:
    with pytest.raises(ConfigError, match=r"frames\.thresold"):
        config.compose_run(["frames.thresold=0.7"])


def test_a_failing_stage_says_one_sentence_and_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frames", "frames=hybird"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("rejoinder frames: params.yaml: key 'frames'")


def test_an_unknown_stage_lists_the_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics"]) == 2
    assert "articles, parses, statements" in capsys.readouterr().err
