"""What people know better than the machine (`seeds/corrections.csv`): which statements it is about, and what it sets.

Each stage sets the values that it makes: `statements` speakers and sides, `frames` frames, `stances` stances. The
machine's own rows of the articles that a correction touches stay beside (`data/machine`), and `agreement` reads those.
"""
