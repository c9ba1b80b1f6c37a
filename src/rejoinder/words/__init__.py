"""Stage words."""
