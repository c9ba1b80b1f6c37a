"""Stage `report`: all of a run on HTML pages that need nothing from elsewhere, to read, to check and to cite.

`stage` collects what the pages show (`content`: the first page); `html` has the method `Html` and renders the templates
(`*.html.j2`). The first page is one file. Beside it, in reports/pages, are those of articles, speakers and sides, and
one on which all statements are searched.

- `links` says where everything is, and where the statements behind a number are.
- `texts` reads articles, `reading` lays them out; `records` are the rows they read, `views` what they make of them.
- `pages` fills the templates, those of other pages in the report's look, too.
- `concordance` selects lines of the concordance.
- `statement_index` writes statements for the page that searches them.
- `exhibits` shows the figures and tables of reports/, with `captions`.
- `key_figures`, `confusion` and `left_out` are lists and numbers about the run.
- `provenance` and `references` say how to repeat and to cite it.
"""

from rejoinder.report.html import Html
from rejoinder.report.stage import main

__all__ = ["Html", "main"]
