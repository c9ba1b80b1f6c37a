"""Who says what: quotations and reported speech, found by rules on the parses."""
