"""Stage `encodings`: what the tuned encoder's heads read from each subword; frames and stances follow from it."""

from rejoinder.encodings.stage import TunedEncodings, main

__all__ = ["TunedEncodings", "main"]
