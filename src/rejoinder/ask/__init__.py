"""Commands `ask` and `estimate`: what the options of this run ask a language model, sent and recorded."""

from rejoinder.ask.command import ask, estimate

__all__ = ["ask", "estimate"]
