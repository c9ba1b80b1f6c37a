"""Addresses within the report: names of pages, and the statements behind a number."""

import pytest

from rejoinder.report.links import build_links, name_page

FIGURE = ("side", "group", "frame", "count", "n")


def link(*, is_inline=False):
    return build_links(
        ["a", "b"],
        {"a/0001": ("a", 1), "b/0002": ("b", 2)},
        ["Ada Lind", "Post"],
        ["Norvia", "narration"],
        ["Post"],
        is_inline=is_inline,
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        pytest.param("Ada Lind", "speaker-ada-lind-", id="letters"),
        pytest.param("José Ñandú (Jr.)", "speaker-jose-nandu-jr-", id="accents and signs"),
        pytest.param("../../etc", "speaker-etc-", id="no way out of the folder"),
        pytest.param("习近平", "speaker-", id="no Latin letter"),
        pytest.param("x" * 300, f"speaker-{'x' * 40}-", id="a long name"),
    ],
)
def test_names_of_pages_are_readable_and_safe(name, slug):
    file = name_page("speaker", name)
    assert file.startswith(slug)
    assert len(file) == len(slug) + len("0123456789.html")


def test_names_that_differ_by_signs_alone_have_pages_of_their_own():
    assert len({name_page("speaker", name) for name in ("A. B.", "A B", "a b")}) == 3


def test_statements_are_on_the_page_of_their_article_or_on_the_first():
    assert link().find("statement_id", "b/0002") == f"{name_page('article', 'b')}#a1-s2"
    assert link().from_first().find("statement_id", "b/0002") == f"pages/{name_page('article', 'b')}#a1-s2"
    assert link(is_inline=True).find("statement_id", "b/0002") == "../index.html#a2-s2"
    assert link(is_inline=True).from_first().find("statement_id", "b/0002") == "#a2-s2"


def test_only_columns_of_speakers_and_sides_name_them():
    links = link()
    assert links.find("speaker", "Ada Lind") == links.find("actor", "Ada Lind") == name_page("speaker", "Ada Lind")
    assert links.find("answered_side", "Norvia") == name_page("side", "Norvia")
    assert links.find("frame", "Norvia") == links.find("speaker", "Nobody") == ""


@pytest.mark.parametrize(
    ("exhibit", "column", "row", "address"),
    [
        pytest.param(
            "sides_frames", "count", {"side": "Norvia", "frame": "harm"}, "side=Norvia&frame=harm", id="side and frame"
        ),
        pytest.param("sides_frames", "n", {"side": "Norvia", "frame": "harm"}, "side=Norvia", id="all of a side"),
        pytest.param("speakers_frames", "n", {"speaker": "others, Norvia (3)"}, "", id="a pool"),
        pytest.param(
            "speakers_frames", "n", {"speaker": "Post", "side": "narration"}, "speaker=Post&side=narration",
            id="what an outlet narrates, not what it is quoted with",
        ),
        pytest.param("by_outlet", "count", {"outlet": "others (2)", "frame": "harm"}, "", id="pooled outlets"),
        pytest.param("agreement", "n", {"frame": "harm"}, "", id="a number of something else"),
    ],
)  # fmt: skip
def test_number_of_a_figure_leads_to_the_statements_that_it_counts(exhibit, column, row, address):
    assert link().count(exhibit, column, row) == (f"statements.html#{address}" if address else "")


def test_figure_names_what_it_shows_once_and_no_pool():
    rows = [
        ("Norvia", "named side", "harm", "1", "3"),
        ("Norvia", "named side", "none", "2", "3"),
        ("x", "", "", "", ""),
    ]
    sources = link().from_first().list_sources("sides_frames", FIGURE, rows)
    assert sources == {"Norvia": "pages/statements.html#side=Norvia"}


def test_figure_of_actors_that_are_sides_leads_to_the_sides_statements():
    columns = ("actor", "side", "column")
    assert link().list_sources("two_mode_network", columns, [("Norvia", "Norvia", "left")]) == {
        "Norvia": "statements.html#side=Norvia"
    }
    rows = [("Ada Lind", "Norvia", "left"), ("Post", "Norvia", "")]
    assert list(link().list_sources("two_mode_network", columns, rows)) == ["Ada Lind"]  # the other is not drawn
