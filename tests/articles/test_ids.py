"""Ids are safe as file names; a stated language is a code."""

import pytest

from rejoinder.articles import ids, languages


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en", "en"), ("en-US", "en"), ("ENGLISH", "en"), ("French", "fr"), ("German ", "de"), ("?", "")],
)
def test_a_stated_language_is_an_iso_code(stated: str, code: str) -> None:
    assert languages.parse_language(stated) == code


def test_an_id_is_a_file_name_and_the_path_tells_it_apart() -> None:
    safe = [ids.make_safe_id(name) for name in ("a", "2013/a", "2013-a", "a b", "../a", "é.html", "x" * 300, "?")]
    assert len(set(safe)) == len(safe)
    assert (safe[0], safe[2], safe[5]) == ("a", "2013-a", "é.html")
    assert all(name and "/" not in name and not name.startswith(".") and len(name) < 100 for name in safe)
