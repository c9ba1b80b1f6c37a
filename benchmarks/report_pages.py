"""How the report grows with the study: `python -m benchmarks.report_pages 1000 [--repeats 5]`.

Writes an invented corpus of so many articles of 30 statements, without any model, runs `agreement`, `words`, `figures`
and `report` on it, and opens the pages from their files in headless Chromium, offline: the first, the largest of each
kind, and the one that searches statements, with a choice in its address. Prints their sizes, the time until the page
has loaded, the processor's time in its main thread (the middle ones of the repeats, in a fresh context each), and its
width on a screen of 360 pixels.
"""

import argparse
import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.aggregates import ROOT, make_project, run_stage
from rejoinder import paths

STAGES = ("agreement", "words", "figures", "report")
KINDS = ("article", "speaker", "side")
NARROW = {"width": 360, "height": 760}
LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


def list_pages() -> Iterator[tuple[str, Path, str]]:
    """Name, file and hash of the pages that are opened."""
    yield "the first page", paths.REPORT, ""
    for kind in KINDS:
        largest = max(paths.PAGES.glob(f"{kind}-*.html"), key=lambda page: (page.stat().st_size, page.name))
        yield f"the largest page of a{'n' if kind == 'article' else ''} {kind}", largest, ""
    yield "all speakers", paths.PAGES / "speakers.html", ""
    yield "all texts", paths.PAGES / "texts.html", ""
    yield "statements of one side with one frame", paths.PAGES / "statements.html", "side=China&frame=denial"


def open_page(browser: Browser, file: Path, state: str) -> tuple[float, float, int]:
    """Milliseconds until a page has loaded, those of the processor in its main thread, its width on a narrow screen."""
    context = browser.new_context(viewport=NARROW, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.resolve().as_uri() + (f"#{state}" if state else ""))
    tasks = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
    loaded, width = page.evaluate(LOADED), page.evaluate("document.documentElement.scrollWidth")
    context.close()
    return float(loaded), 1000 * float(tasks), int(width)


def measure_size(file: Path) -> float:
    """Megabytes of a page; of that which searches statements with those that it loads."""
    files = [file, *(paths.PAGES.glob("statements-*.js") if file.name == "statements.html" else ())]
    return sum(float(one.stat().st_size) for one in files) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, help="articles of the corpus")
    parser.add_argument("--repeats", type=int, default=5)
    args = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        make_project(Path(folder) / "study", args.size)
        paths.EXCHANGE.mkdir(parents=True)  # the files for other tools are not looked at
        runs = {stage: run_stage(stage) for stage in STAGES}
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        print("| page | MB | loaded, ms | processor, ms | wide at 360, px |\n|---|---|---|---|---|")
        for name, file, state in list_pages():
            visits = [open_page(browser, file, state) for _ in range(args.repeats)]
            loaded, processor, width = (statistics.median(column) for column in zip(*visits, strict=True))
            print(f"| {name} | {measure_size(file):.1f} | {loaded:.0f} | {processor:.0f} | {width} |")
        browser.close()
        pages = list(paths.PAGES.iterdir())
        memory, seconds, _ = runs["report"]
        print(f"\n{len(pages):,} files of {sum(page.stat().st_size for page in pages) / 1e6:.0f} MB;", end=" ")
        print(f"`report` took {seconds:.0f} s of processor and {memory:.0f} MB")
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
