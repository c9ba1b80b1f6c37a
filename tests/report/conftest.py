"""What the tests of the report share: reports of invented projects, and a browser that opens them."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from rejoinder import config, paths, report
from tests.support import report_project as project
from tests.support.browser import ARGUMENTS, NAMES, Visit
from tests.support.html_page import parse_page
from tests.support.report_project import render


@pytest.fixture(scope="package")
def html(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        return render(tmp_path_factory.mktemp("project"), monkeypatch)


@pytest.fixture(scope="package")
def page(html):
    return parse_page(html)


@pytest.fixture(scope="module")  # while it runs nobody else in the process can have an event loop
def browser():
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.fail(f"none of {', '.join(NAMES)} is installed; install one, e.g. `apt-get install chromium`.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def handmade(tmp_path_factory):
    """A report rendered from hand-made data."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = tmp_path_factory.mktemp("project")
        project.make(folder)
        monkeypatch.chdir(folder)
        report.main(config.compose_run())
    return folder / paths.REPORT


@pytest.fixture(scope="package")
def large(tmp_path_factory):
    """A report on 60 articles of several outlets and days, the hand-made two among them, that shows 12 of them."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = tmp_path_factory.mktemp("large")
        project.make(folder, articles=12)
        project.enlarge(folder, 58)
        monkeypatch.chdir(folder)
        report.main(config.compose_run())
    return folder / paths.REPORT


@pytest.fixture
def visit(browser, handmade):
    """Open the hand-made report, or another one; keywords go to the browser's context."""
    contexts = []

    def open_page(path=handmade, **options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 860}} | options))
        return Visit(contexts[-1], path)

    yield open_page
    for context in contexts:
        context.close()
