"""Records of whom an article speaks of, and the table that holds them."""

from rejoinder.statements.speakers.entities import Entity, EntityTable, conflict
from rejoinder.statements.speakers.roles import Description


def test_entity_learns_only_what_is_open() -> None:
    entity = Entity("Ada Mora", "person", role="minister", nouns=frozenset({"minister"}))
    description = Description(role="chief", country="Norway", gender="feminine", nouns=frozenset({"chief"}))
    informed = entity.learn(description)
    assert (informed.role, informed.country, informed.gender) == ("minister", "Norway", "feminine")
    assert informed.nouns == {"minister", "chief"}


def test_table_replaces_records_and_leaves_those_read_before() -> None:
    table = EntityTable([Entity("Norway", "country")])
    entity_id = table.add(Entity("Mora", "name"))
    before = table[entity_id]
    table[entity_id] = Entity("Mora", "person")
    assert (before.kind, table[entity_id].kind) == ("name", "person")
    assert [record.name for record in table.records()] == ["Norway", "Mora"]


def test_only_two_known_values_conflict() -> None:
    assert conflict("masculine", "feminine")
    assert not conflict("masculine", "")
    assert not conflict("feminine", "feminine")
