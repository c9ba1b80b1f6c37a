"""Discourse networks (Leifeld 2017): who takes which positions, and how strongly actors are tied by them."""
