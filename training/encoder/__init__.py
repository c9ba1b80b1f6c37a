"""How the bundled layers of the sentence encoder were pruned: see `python -m training.encoder --help`."""
