"""Who speaks as "I" or "we", and to whom: as words of a parse in small letters, and as patterns in a text."""

I_WORDS = frozenset({"i", "me", "my", "myself"})  # no "mine", which is mostly a pit
WE_WORDS = frozenset({"we", "us", "our", "ours", "ourselves"})
FIRST_PERSON = I_WORDS | WE_WORDS | {"mine"}  # where a word is known to be a pronoun
I_OR_WE = I_WORDS | WE_WORDS
I_WE_OR_YOU = I_OR_WE | {"you", "your"}

I_PATTERN = "(?:I|[Mm]y|me)"
WE_PATTERN = "(?:[Ww]e|[Oo]ur|us|[Oo]urselves)"  # no "US"
YOU_PATTERN = "(?:[Yy]ou|[Yy]our)"
