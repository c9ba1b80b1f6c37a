"""Which choices there are in a study, and what each run is told."""

from typing import Any

import pytest

from rejoinder import config
from rejoinder.multiverse import Multiverse
from rejoinder.multiverse.choices import (
    list_run_choices,
    list_settings,
    list_specifications,
    read_counting,
    spell_for_dvc,
)

RUN = config.compose_run(["articles=table"])


def load_method(**values: Any) -> Multiverse:
    base = config.compose_run().load("multiverse")
    return Multiverse(**{**vars(base), **values})


RUNS = {
    "attribution": {"quotes": ["statements=quotes"]},
    "frames": {"cues": ["frames=lexicon", "examples=codebook"]},
    "margin": {"wide": ["frames.margin=0.2"]},
}


def test_a_key_that_the_option_lacks_is_no_choice_and_the_reason_is_told() -> None:
    choices, left_out = list_run_choices(load_method(), config.compose_run())
    assert [choice.name for choice in choices] == ["attribution", "frames"]
    assert left_out == {"near copies": "conf/articles/text_files.yaml has no key 'duplicates.near'"}


def test_the_runs_own_value_is_no_alternative() -> None:
    choices, left_out = list_run_choices(load_method(), config.compose_run(["articles=table", "statements=quotes"]))
    assert [(choice.name, list(choice.settings)) for choice in choices] == [
        ("frames", ["tuned", "cues"]),
        ("near copies", ["0.8", "kept"]),
    ]
    assert left_out == {"attribution": "the run has the only value that is named"}


def test_a_setting_that_there_cannot_be_is_refused_before_anything_runs() -> None:
    method = load_method(runs={"attribution": {"quotes": ["statements=quotse"]}})
    with pytest.raises(config.ConfigError, match="'quotse' is not a file of conf/statements/"):
        list_run_choices(method, RUN)


def test_a_key_is_set_only_in_the_option_that_is_the_runs_own() -> None:
    choices, _ = list_run_choices(load_method(runs=RUNS), RUN)
    values = {"attribution": "syntactic", "frames": "tuned", "margin": "wide"}
    assert list_settings(choices, values, RUN) == ("frames.margin=0.2",)
    assert list_settings(choices, values | {"frames": "cues"}, RUN) == ("examples=codebook", "frames=lexicon")
    assert list_settings(choices, values | {"margin": "0.15"}, RUN) == ()


def test_dvc_is_told_the_file_that_holds_a_key() -> None:
    assert spell_for_dvc("frames.margin=0.2", RUN) == "conf/frames/tuned.yaml:margin=0.2"
    assert spell_for_dvc("articles.duplicates.near=null", RUN) == "conf/articles/table.yaml:duplicates.near=null"
    assert spell_for_dvc("statements=quotes", RUN) == "statements=quotes"


def test_specifications_are_all_combinations_the_preferred_one_first() -> None:
    choices, _ = list_run_choices(load_method(), config.compose_run())
    table = list_specifications(choices, load_method(), of_side=False)
    assert (len(table), table.duplicated().any()) == (2 * 2 * 3 * 2 * 2 * 2, False)
    assert table.iloc[0].to_dict() == {
        "attribution": "syntactic", "frames": "tuned", "threshold": "0", "narrated": "in", "uncertain": "in",
        "unit": "statement",
    }  # fmt: skip


def test_what_is_narrated_is_no_choice_of_sides_and_a_guessed_side_none_of_all_statements() -> None:
    names = [list(list_specifications([], load_method(), of_side=of_side)) for of_side in (False, True)]
    assert [name for name in names[0] if name not in names[1]] == ["narrated"]
    assert [name for name in names[1] if name not in names[0]] == ["guessed sides"]
    counting = read_counting({"threshold": "-0.1", "uncertain": "out", "unit": "article"}, 0.2)
    assert (counting.shift, counting.narrated, counting.guessed, counting.uncertain) == (-0.1, True, True, False)


def test_a_value_that_is_named_twice_is_refused() -> None:
    with pytest.raises(config.ConfigError, match="names a value twice"):
        config.compose_run(["multiverse.unit=[article,article]"]).load("multiverse")


@pytest.mark.parametrize(
    ("runs", "problem"),
    [
        ({"frames": {"tuned": ["frames=lexicon"]}}, "'runs.frames.tuned': has the name of the run's own value"),
        ({"book": {"news": ["codebook=generic_news"]}}, "'runs.book.news': sets 'codebook', but frames and sides"),
        ({"sides": {"few": ["actors.sides=null"]}}, "'runs.sides.few': sets 'actors.sides', but frames and sides"),
    ],
)
def test_an_alternative_that_would_mix_up_runs_is_refused(runs: dict[str, Any], problem: str) -> None:
    with pytest.raises(config.ConfigError, match=problem):
        list_run_choices(load_method(runs=runs), RUN)
