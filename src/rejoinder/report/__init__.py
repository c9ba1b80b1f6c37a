"""Stage `report`: all of a run on one HTML page that needs nothing else, to read, to check and to cite.

`stage` collects what the page shows and has the method `Html`, which renders the templates (`*.html.j2`).

- `reading` lays articles out to read; `records` are the rows it reads, `views` what it makes of them.
- `pages` fills the templates, those of other pages in the report's look, too.
- `concordance` selects lines of the concordance.
- `exhibits` shows the figures and tables of reports/, with `captions`.
- `key_figures`, `confusion` and `left_out` are lists and numbers about the run.
- `provenance` and `references` say how to repeat and to cite it.
"""

from rejoinder.report.stage import Html, main

__all__ = ["Html", "main"]
