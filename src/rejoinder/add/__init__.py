"""Command `add`: brings a researcher's texts into the study, and drafts who is in them.

Texts: `kinds` tells what a file is and which option of conf/articles reads it, `files` copies it, `columns` guesses
which column of a table holds what, `table` and `settings` write that down. `texts` calls them in this order.
"""

from rejoinder.add.texts import add_texts

__all__ = ["add_texts"]
