"""Stage `frames`: which frames each statement carries, how surely, and what in it says so."""

from rejoinder.frames.methods import CoderFrames, CueFrames, FrameError, FrameMethod
from rejoinder.frames.stage import look_up_thresholds, main

__all__ = ["CoderFrames", "CueFrames", "FrameError", "FrameMethod", "look_up_thresholds", "main"]
