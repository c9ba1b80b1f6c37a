"""Loading Stanza's networks to use them, not to train them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def without_optimizers() -> Iterator[None]:
    """Within it, Stanza gives no network that it loads an optimizer: torch's load its compiler, for a second."""
    from stanza.models.common import utils

    made: dict[str, Any] = {"get_optimizer": None, "get_split_optimizer": {}}
    kept = {name: getattr(utils, name) for name in made}
    try:
        for name, value in made.items():
            setattr(utils, name, lambda *_, _value=value, **__: _value)
        yield
    finally:
        for name, function in kept.items():
            setattr(utils, name, function)
