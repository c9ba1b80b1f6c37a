"""Prompts: Jinja files of seeds/prompts, with a block `system` and a block `statement`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from rejoinder.llm.server import Message

_BLOCKS = ("system", "statement")


class PromptError(ValueError):
    """A prompt that cannot be filled in: one sentence with the file and what to do."""


@dataclass(frozen=True, kw_only=True)
class StatementToAsk:
    """A statement as people see it in coding sheets.

    Attributes:
        text: the statement.
        context: the sentences before it, "" for none.
        speaker, side, form: who says it and how; "" for what is not known.
    """

    text: str
    context: str = ""
    speaker: str = ""
    side: str = ""
    form: str = ""


@dataclass(frozen=True)
class Prompt:
    """One way to ask.

    Attributes:
        file: of seeds/prompts.
        source: its text.
    """

    file: str
    source: str

    @classmethod
    def read(cls, file: str) -> "Prompt":
        """Read a prompt.

        Raises:
            PromptError: it is no Jinja, or lacks a block.
        """
        prompt = cls(file, Path(file).read_text(encoding="utf-8"))
        for block in _BLOCKS:
            if block not in prompt._template.blocks:
                raise PromptError(f"{file}: expected blocks named system and statement, got no {block}; add it.")
        return prompt

    def write_system(self, **words: Any) -> Message:
        """What the model is told once: the codebook, or the targets."""
        return {"role": "system", "content": self._render("system", words)}

    def write_statement(self, statement: StatementToAsk, **words: Any) -> Message:
        """What is asked of a statement."""
        return {"role": "user", "content": self._render("statement", words | {"statement": statement})}

    def _render(self, block: str, words: dict[str, Any]) -> str:
        try:
            return "".join(self._template.blocks[block](self._template.new_context(words))).strip()
        except TemplateError as error:
            raise PromptError(f"{self.file}: block {block} cannot be filled in: {error}; mend it.") from None

    @cached_property
    def _template(self) -> Template:
        environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
        try:
            return environment.from_string(self.source)
        except TemplateError as error:
            raise PromptError(f"{self.file}: not a Jinja template: {error}; mend it.") from None

    def __getstate__(self) -> dict[str, str]:  # to other processes goes the source
        return {"file": self.file, "source": self.source}


def hash_prompts(prompts: Iterable[Prompt]) -> str:
    """Hash what prompts say, as part of a method's fingerprint: only those that a method asks by are part of it."""
    return hashlib.sha256("\0".join(prompt.source for prompt in prompts).encode()).hexdigest()
