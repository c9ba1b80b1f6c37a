"""Sides as figures show them: those that the researcher named, then third parties, unknown sides and narration."""

from collections.abc import Collection, Iterable, Mapping

from rejoinder.corpus import NARRATION, UNKNOWN_SIDE

NAMED = "named side"
THIRD_PARTY = "third party"  # a country or body that is no side of conf/actors
GROUPS = (NAMED, THIRD_PARTY, UNKNOWN_SIDE, NARRATION)  # in the order of figures' rows

_POOLS = {NAMED: "other sides", THIRD_PARTY: "third parties"}


def group_sides(sides: Iterable[str], named: Collection[str]) -> dict[str, str]:
    """Tell apart the sides of a run.

    Args:
        sides: in their order.
        named: those of `conf/actors`.

    Returns:
        The group of each side, one of `GROUPS`.
    """
    return {side: NAMED if side in named else side if side in GROUPS else THIRD_PARTY for side in sides}


def pool_sides(groups: Mapping[str, str], most: int) -> dict[str, str]:
    """Name the rows of a figure after sides, and pool those that there is no room for with their like.

    Args:
        groups: of the sides, in the order of rows.
        most: rows of named sides and third parties together, a row of pooled third parties aside.

    Returns:
        The row of each side: its name, "other sides (k)" or "third parties (k)". Named sides take rows first.
    """
    rows = {}
    room = most
    for group in GROUPS:
        sides = [side for side in groups if groups[side] == group]
        listed = sides if len(sides) <= max(room, 1) else sides[: max(room - 1, 0)]
        room -= len(listed)
        pool = f"{_POOLS.get(group, group)} ({len(sides) - len(listed)})"
        rows.update({side: side if side in listed else pool for side in sides})
    return rows
