"""Stanza's models as this project runs them."""
