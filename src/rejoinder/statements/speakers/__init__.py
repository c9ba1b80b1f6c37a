"""Whom the source of an attribution resolves to: names, coreference, roles and sides."""
