"""Command `add`: brings a researcher's texts into the study, and drafts who is in them.

Texts: `kinds` tells what a file is and which option of conf/articles reads it, `files` copies it, `columns` guesses
which column of a table holds what, `table` and `settings` write that down. `texts` calls them in this order.

Actors: `statements` codes the texts with countries as sides, `sides`, `aliases` and `objects` count in them, and
`actors_file` writes the draft. `actors` calls them in this order.
"""
