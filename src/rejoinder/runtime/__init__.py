"""What every process of a run shares: determinism and checksums of model files."""
