"""Values are set where they stand in a YAML file."""

from pathlib import Path

import pytest

from rejoinder.add.settings import set_values

FILE = Path("own.yaml")


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("key: a", "long name", "key: long name"),
        ("key: a      # why", "abc", "key: abc    # why"),
        ("key: null   # why", "a very long name", "key: a very long name  # why"),
        ("key: 'a'  # why", None, "key: null  # why"),
        ("key: a  # why", "yes", "key: 'yes'  # why"),
        ("key: a", "# b: c", "key: '# b: c'"),
        ("key:  # why", "a", "key: a  # why"),
    ],
)
def test_a_value_takes_the_place_of_another_and_its_comment_stays(line: str, value: str | None, expected: str) -> None:
    FILE.write_text(f"# head\nother: {{key: 1}}\n{line}\nlast: 2  # end\n", encoding="utf-8")
    set_values(FILE, {("key",): value})
    assert FILE.read_text(encoding="utf-8") == f"# head\nother: {{key: 1}}\n{expected}\nlast: 2  # end\n"


def test_a_value_further_down_is_set_by_all_keys_above_it() -> None:
    FILE.write_text("key: a\ncolumns:\n  key: b\n", encoding="utf-8")
    set_values(FILE, {("columns", "key"): "c"})
    assert FILE.read_text(encoding="utf-8") == "key: a\ncolumns:\n  key: c\n"


def test_a_key_that_is_not_there_is_one_sentence() -> None:
    FILE.write_text("key: a\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own.yaml: expected a line for the key 'columns.text', found none"):
        set_values(FILE, {("columns", "text"): "c"})
