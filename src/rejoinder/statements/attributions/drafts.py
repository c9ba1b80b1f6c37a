"""A draft: one attribution as a rule finds it, before quotations join it and nesting links it."""

from dataclasses import dataclass

from rejoinder.statements.model import Attribution

CueKey = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An attribution before it is linked with the others.

    Attributes:
        attribution: as far as it is known.
        key: (sent_id, word id) of its cue.
        takes_quotations: whether further quotations may join it.
        is_action: whether the cue is an infinitive or participle with a mere phrase as content. Inside another content
            it is an action that is spoken of ("refused to sign the contract"), and attributes nothing.
    """

    attribution: Attribution
    key: CueKey
    takes_quotations: bool = True
    is_action: bool = False

    @property
    def start(self) -> int:
        """Offset at which the first of source, cue and content begins."""
        return min(start for start, _ in self._spans)

    @property
    def end(self) -> int:
        """Offset at which the last of source, cue and content ends."""
        return max(end for _, end in self._spans)

    @property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        return (*self.attribution.source, *self.attribution.cue, *self.attribution.content)
