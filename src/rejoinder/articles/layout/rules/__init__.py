"""The forms of lines that are no statement, by kind, as news layout has them; the first rule that fits decides."""

from rejoinder.articles.layout.rules.contacts import CONTACTS
from rejoinder.articles.layout.rules.images import IMAGES
from rejoinder.articles.layout.rules.line_rule import HEAD, LINE, TAIL, LineRule
from rejoinder.articles.layout.rules.notes import NOTES
from rejoinder.articles.layout.rules.pages import PAGES
from rejoinder.articles.layout.rules.promotion import PROMOTION
from rejoinder.articles.layout.rules.sittings import SITTINGS, STAGE_DIRECTION
from rejoinder.articles.layout.rules.writers import WRITERS

__all__ = ["HEAD", "LINE", "RULES", "STAGE_DIRECTION", "TAIL", "LineRule"]

RULES: tuple[LineRule, ...] = (
    *SITTINGS,
    *WRITERS,
    *IMAGES,
    *PROMOTION,
    *CONTACTS,
    *NOTES,
    *PAGES,
)
