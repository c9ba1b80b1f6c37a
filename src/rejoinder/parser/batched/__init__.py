"""Stanza's inference, rewritten to run on many sentences at once: same models, same labels (`docs/parser.md`)."""
