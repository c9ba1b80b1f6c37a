"""What stage `coder` fits and stage `frames` applies."""
