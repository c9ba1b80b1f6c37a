"""The statements as the page that searches them reads them: short rows, and lists of what they name."""

from typing import Any

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus.profiles import ListedStatement
from rejoinder.report.links import Links
from rejoinder.report.pages import spell_date
from rejoinder.report.reading import assign_signs, explain_unknown_frame

_PERIODS = (4, 7)  # letters of an ISO date: years and months


class StatementIndex:
    """Statements as short rows, which name articles, speakers and the like by their place in lists."""

    def __init__(self, codebook: Codebook, actors: Actors, links: Links) -> None:
        self._codebook, self._actors, self._links = codebook, actors, links
        self._places: dict[str, dict[str, int]] = {kind: {} for kind in ("article", "speaker", "side", "form")}
        self._articles: list[dict[str, str]] = []
        self._frames = {name: place for place, name in enumerate(codebook.frames)}
        self._targets = {name: place for place, name in enumerate(actors.targets)}
        self._periods: set[str] = set()
        self.n = 0

    def encode(self, row: ListedStatement) -> list[Any]:
        """The row as statements.js reads it."""
        self.n += 1
        if row.article_id not in self._places["article"]:
            self._articles.append(self._describe(row))
            self._periods.update(row.published[:letters] for letters in _PERIODS if row.published)
        places = [
            places.setdefault(value, len(places))
            for places, value in zip(
                self._places.values(), (row.article_id, row.speaker, row.side, row.form), strict=True
            )
        ]
        if unknown := row.frames and set(row.frames) - set(self._frames):
            raise explain_unknown_frame(row.statement_id, min(unknown), self._frames)
        frames = sorted(row.frames, key=self._frames.__getitem__)
        return [
            places[0], row.sent_id, *places[1:], row.text, [self._frames[name] for name in frames],
            [int(name in row.uncertain) for name in frames],
            [[self._targets.setdefault(target, len(self._targets)), stance] for target, stance in row.stances],
        ]  # fmt: skip

    def _describe(self, row: ListedStatement) -> dict[str, str]:
        address = self._links.statements.get(row.statement_id, "")
        return {
            "id": row.article_id,
            "title": row.title,
            "outlet": row.outlet,
            "published": row.published,
            "date": spell_date(row.published),
            "href": address.removesuffix(str(row.sent_id)),
        }

    def names(self) -> dict[str, Any]:
        """The lists that rows name things by their place in."""
        links, labels, known = self._links, assign_signs(self._codebook), self._actors.targets
        return {
            "articles": self._articles,
            "speakers": [{"name": name, "href": links.find("speaker", name)} for name in self._places["speaker"]],
            "sides": [{"name": name, "href": links.find("side", name)} for name in self._places["side"]],
            "forms": list(self._places["form"]),
            "frames": [
                {"name": name, "number": sign.number, "label": sign.label, "sign": sign.sign}
                for name, sign in labels.items()
            ],
            "targets": [
                {"name": name, "label": known[name].label if name in known else name} for name in self._targets
            ],
            "periods": sorted(self._periods),
        }  # fmt: skip
