"""Sidecars: what is wrong with one is one clear error."""

from pathlib import Path

import pytest

from rejoinder.articles import ArticleError, read_sidecar


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        pytest.param("outlett: Reuters", "unknown key 'outlett'; did you mean 'outlet'?", id="misspelt key"),
        pytest.param("zzz: 1", "unknown key 'zzz'; known are title, outlet", id="unknown key"),
        pytest.param("published: 12 March", "must be a date such as 2013-03-12. Got '12 March'", id="bad date"),
        pytest.param("published: 2013-02-30", "'published' must be a date", id="impossible date"),
        pytest.param("title: [a]", "key 'title' must be text. Got ['a'] instead", id="list for text"),
        pytest.param(
            "genre: novel", "'genre' must be one of news, transcript, speech. Got 'novel'", id="unknown genre"
        ),
        pytest.param("- a", "expected lines such as 'outlet: Reuters'", id="no mapping"),
        pytest.param("title: [", "not valid YAML", id="not YAML"),
    ],
)
def test_a_bad_sidecar_is_one_clear_error(tmp_path: Path, yaml: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(yaml)
    with pytest.raises(ArticleError) as error:
        read_sidecar(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)
