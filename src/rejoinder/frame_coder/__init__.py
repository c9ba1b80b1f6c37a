"""What stage `coder` fits and stage `frames` applies: features of statements and the model that weighs them."""
