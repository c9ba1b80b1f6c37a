"""Stage `exchange`: the run's data in the formats of other tools."""

from rejoinder.exchange.stage import Standard, main

__all__ = ["Standard", "main"]
