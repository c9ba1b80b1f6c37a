"""Training of the encoder of frames and stances; see `__main__`."""
