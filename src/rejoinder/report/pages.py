"""Pages in the report's look, out of its templates and its style sheet."""

import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def render_page(template: str, **values: object) -> str:
    """Fill a template of this folder, with the style sheet as `style`; the same values give the same text.

    Args:
        template: its file name.
        values: what it shows, by name.
    """
    return _load_environment().get_template(template).render(style=read_asset("style.css"), **values)


@cache
def _load_environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rejoinder", "report"),
        autoescape=lambda template: not str(template).endswith(".css.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(date=spell_date, zip=zip)
    return environment


@cache
def read_asset(name: str) -> str:
    """Read a file of this folder that pages hold as it is."""
    return (files("rejoinder.report") / name).read_text(encoding="utf-8").strip()


def spell_date(iso: str) -> str:
    """An ISO date in words, with no-break spaces: "12 March 2013"."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso)
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"
