"""Stage `articles`: input files as one table, title, paragraphs and credit lines told apart, nothing lost.

The rule for what cannot be read: a file, or an article in it, that is malformed among others is left out and listed
with its reason. A configuration that does not fit the files, a broken sidecar, or nothing to code at all stops the run
with one sentence.

The way of a file through the modules, in order:

1. `stage`: gives each file of the input folder that can be read (`input_files`) to the option that `conf/articles/`
   chooses.
2. The option, an `ArticleReader`, turns it into articles: `text_files` and `folder` (one article per file), `table`
   (one per row), `nexis` and `factiva` (many in an archive's file; `archives` is their base). `errors.read_content`
   makes one sentence of whatever a torn file makes a library raise.
3. Bytes become text: `documents` has a reader for each kind of text file (`word` reads Word's, `columns` a PDF's pages,
   whose lines `pdf` joins), `tabular` for each kind of table, by the file's ending; `text_repair` finds the encoding
   and repairs the signs.
4. `sidecars`, `dates`, `languages` and `ids` give the article its outlet, date, language and id.
5. `selection`: leaves out other languages and copies (`duplicates`), and makes ids unique, with the articles on disk
   (`article_store`).
6. `layout`: splits each text into title, paragraphs and credit lines; `outlets` tells a commentary of the outlet's own.
7. `stage`: writes the rows (`model.ArticleRow`) to data/articles, and the rest with its reasons to data/left_out.

A new file format is a function in `documents.READERS` or `tabular.READERS`. A new archive is a subclass of
`archives.ArchiveFiles` with a file in `conf/articles/`, as `nexis` shows. A new part of a text's layout is a rule in
`layout`.
"""

from rejoinder.articles.errors import ArticleError
from rejoinder.articles.factiva import Factiva
from rejoinder.articles.folder import FolderFiles
from rejoinder.articles.layout import split_blocks
from rejoinder.articles.model import LeftOutItem, Metadata
from rejoinder.articles.nexis import Nexis
from rejoinder.articles.selection import select_articles
from rejoinder.articles.sidecars import read_sidecar
from rejoinder.articles.stage import ArticleReader, count_partitions, main
from rejoinder.articles.table import TableFiles
from rejoinder.articles.text_files import TextFiles

__all__ = [
    "ArticleError",
    "ArticleReader",
    "Factiva",
    "FolderFiles",
    "LeftOutItem",
    "Metadata",
    "Nexis",
    "TableFiles",
    "TextFiles",
    "count_partitions",
    "main",
    "read_sidecar",
    "select_articles",
    "split_blocks",
]
