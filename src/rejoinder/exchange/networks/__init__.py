"""Discourse networks (Leifeld 2017): who is linked to which concepts, and to whom by positions on them."""

from rejoinder.exchange.networks.option import Networks

__all__ = ["Networks"]
