"""Stage `frames`: which frames each statement carries, how surely, and what in it says so.

`tuned` reads what stage `parses` had the encoder read, `fitted` applies what stage `coder` fitted, `lexicon` matches cues.
"""

from rejoinder.frames.fitted import CoderFrames
from rejoinder.frames.lexicon import CueFrames
from rejoinder.frames.model import FrameError, FrameMethod
from rejoinder.frames.stage import main
from rejoinder.frames.tuned import TunedFrames

__all__ = ["CoderFrames", "CueFrames", "FrameError", "FrameMethod", "TunedFrames", "main"]
