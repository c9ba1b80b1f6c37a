"""What the tests of the report share: the report of the hand-made project, as text and as a tree."""

import pytest

from tests.support.html_page import parse_page
from tests.support.report_project import render


@pytest.fixture(scope="package")
def html(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        return render(tmp_path_factory.mktemp("project"), monkeypatch)


@pytest.fixture(scope="package")
def page(html):
    return parse_page(html)
