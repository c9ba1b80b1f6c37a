"""How the bundled stance networks are trained: see `python -m training.stance --help`."""
