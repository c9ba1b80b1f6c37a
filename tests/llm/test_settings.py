"""Settings of a server are held against their ranges, and no key can stand in a file."""

import pytest

from rejoinder import config


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ("server.temperature=3", "less than or equal to 2"),
        ("server.in_flight=0", "greater than or equal to 1"),
        ("server.alternatives=30", "less than or equal to 20"),
        ("server.base_url=localhost:8080", "must be an address such as"),
        ("'server.base_url=http://me:secret@host/v1'", "without user, password or query"),
        ("server.price.prompt=-1", "greater than or equal to 0"),
        ("server.limit=-1", "greater than or equal to 0"),
        ("context=99", "less than or equal to 20"),
        ("examples=-1", "greater than or equal to 0"),
        ("prompts=[seeds/prompts/frame.jinja]", "did you mean 'seeds/prompts/frames.jinja'"),
        ("prompts=[]", "at least 1 item"),
    ],
)
def test_a_value_out_of_its_range_is_refused(setting: str, problem: str) -> None:
    override = setting.replace("'", "")
    with pytest.raises(config.ConfigError, match=problem):
        config.compose_run(["frames=llm", f"frames.{override}"]).load("frames")


def test_a_key_in_place_of_its_variable_is_refused_and_not_shown() -> None:
    with pytest.raises(config.ConfigError) as error:
        config.compose_run(["frames=llm", "frames.server.key_variable=sk-Abc123"]).load("frames")
    assert "must name an environment variable" in str(error.value)
    assert "sk-Abc123" not in str(error.value)


def test_both_options_say_the_same_of_a_server() -> None:
    keys = [config.compose_run([f"{stage}=llm"]).options[stage]["server"] for stage in ("frames", "stances")]
    assert keys[0] == keys[1]
