"""Corpora in PolNeAR's layout are read as they are annotated."""

from pathlib import Path

from benchmarks.corpus import read_corpus, read_standoff

STANDOFF = """T1\tSource 0 8\tAda Moor
T2\tCue 9 13\tsaid
T3\tContent 14 20;25 31\tthe po is open
T4\tSource 40 43\tshe
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Source2:T4
a stray line
E2\tAttribution:T2 Cue:T2
"""


def test_roles_are_filled_several_times_or_not_at_all() -> None:
    first, second = read_standoff(STANDOFF)
    assert first == {"source": [(0, 8), (40, 43)], "cue": [(9, 13)], "content": [(14, 20), (25, 31)]}
    assert second == {"source": [], "cue": [(9, 13)], "content": []}


def test_first_annotator_of_an_article_is_the_truth(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text/harbour.txt").write_bytes(b"Ada Moor said\r\nso.")
    (tmp_path / "attributions/harbour_bo.ann").write_text("")
    (tmp_path / "attributions/harbour_ann.ann").write_text(STANDOFF)
    (article,) = read_corpus(tmp_path)
    assert (article.name, article.text, len(article.truth)) == ("harbour", "Ada Moor said\r\nso.", 2)
