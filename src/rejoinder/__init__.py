"""Rejoinder: who says what in the news, how it is framed, and toward whom."""

__version__ = "0.1.0"
