"""Hand-written parses."""

from rejoinder.exchange.conllu import read_conllu as parsed
from rejoinder.syntax import Sentence

__all__ = ["parse_flat", "parsed"]


def parse_flat(text: str) -> list[Sentence]:
    """A sentence a line, whose words hang on the first; names where "/" tells no other part of speech."""
    rows = []
    for line in text.splitlines():
        words = [word.partition("/") for word in line.split()]
        rows.append(
            "\n".join(
                f"{k} {w} {w} {upos or 'PROPN'} _ _ {min(k - 1, 1)} {'dep' if k > 1 else 'root'} _ _"
                for k, (w, _, upos) in enumerate(words, 1)
            )
        )
    plain = "\n".join(" ".join(word.partition("/")[0] for word in line.split()) for line in text.splitlines())
    return list(parsed(plain, "\n\n".join(rows)))
