"""Stanza's inference, rewritten to parse many sentences at once."""
