"""The layout of a text: which of its lines are statements, told by their form before anything is parsed.

`blocks.split_blocks` is the way of a text through the modules:

1. `paragraphs` finds the paragraphs, or the lines where no blank line parts them.
2. `furniture` tells lines that are no statement by the forms in `rules`; `bylines` those that name who wrote a text,
   `unended_lines` captions and headings by what stands around them.
3. `titles` reads the top of a text, `speeches` who speaks a speech, or a document in a report, from its head, the
   forms of which are in `head_forms`; `turns`
   finds the labels of a transcript's turns, `letters` who signs, `reaction_heads` who is quoted below a line or posts,
   `authors` whose own words a column is.
4. `datelines` and `labels` part what opens a paragraph or a title from the sentence behind it.

A new kind of line is one more rule in `rules.RULES`; its kind is its reason in the report. Only the kinds in
`schema.CODED_KINDS` are coded.
"""

from rejoinder.articles.layout.blocks import GENRES, Layout, read_layout, split_blocks
from rejoinder.articles.layout.paragraphs import compose_text, split_paragraphs

__all__ = ["GENRES", "Layout", "compose_text", "read_layout", "split_blocks", "split_paragraphs"]
