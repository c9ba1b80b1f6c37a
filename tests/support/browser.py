"""Visits of the report in headless Chromium."""

from pathlib import Path

import pytest

from rejoinder import paths
from tests.support.project import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")


ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


COMMITTED = ROOT / paths.REPORT


WHICH = ("handmade", "large", "committed")


KINDS = ("article", "speaker", "side", "speakers", "texts", "statements")  # of pages beside the first


class Visit:
    """A page that remembers what it complained about and what it asked for."""

    def __init__(self, context, path):
        self.page = context.new_page()
        self.errors, self.requests = [], []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(Path(path).as_uri())


def find_report(request, which):
    return committed() if which == "committed" else request.getfixturevalue(which)


def find_page(report, kind):
    """A page beside a report's first: the only one of its kind, or the one with most to see."""
    folder = report.parent / "pages"
    pages = [folder / f"{kind}.html"] if (folder / f"{kind}.html").exists() else sorted(folder.glob(f"{kind}-*.html"))
    return max(pages, key=lambda page: page.stat().st_size)


def committed():
    if not COMMITTED.exists():
        pytest.fail(f"{COMMITTED.relative_to(ROOT)} is missing; run `dvc repro`.")
    return COMMITTED


def list_statements(page):
    """Ids of the statements that the filters leave."""
    return page.locator(".st:not(.off)").evaluate_all("all => all.map(s => s.id)")


def tab_to(page, element, most=200):
    """Move the focus with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"{element} is not reached with {most} times Tab")
