"""The table of identities: for what articles call their speakers, who that is in the corpus."""

from collections.abc import Iterator
from itertools import islice

import duckdb
import pyarrow as pa

from rejoinder.actors import Actors
from rejoinder.corpus.identities import Identity, identify_speakers
from rejoinder.corpus.persons import SpeakerForm
from rejoinder.corpus.speaker_names import ARTICLE

_BATCH_ROWS = 10_000
_ALIASES = pa.schema([pa.field("speaker", pa.string()), pa.field("alias_of", pa.string())])
_COLUMNS = pa.schema(
    [
        pa.field("speaker", pa.string()),
        pa.field("speaker_kind", pa.string()),
        pa.field("organisation", pa.string()),
        pa.field("role", pa.string()),
        pa.field("side", pa.string()),
        pa.field("is_guess", pa.bool_()),
        pa.field("identity", pa.string()),  # name in the corpus
        pa.field("identity_side", pa.string()),
        pa.field("may_be", pa.string()),  # persons that the name may mean as well
        pa.field("is_settled", pa.bool_()),  # by an alias of the actors
    ]
)
_SUFFIX = r",? (Jr|Sr|II|III|IV)\.?$"
_FORMS = rf"""
WITH named AS (
    SELECT *, ifnull(alias_of, speaker) AS named, alias_of IS NOT NULL AS is_settled
    FROM resolved LEFT JOIN aliases USING (speaker) WHERE speaker <> '' AND speaker_kind <> 'outlet'
)
SELECT CASE WHEN starts_with(named, '@') THEN '' ELSE regexp_replace(
        lower(strip_accents(regexp_extract(regexp_replace(named, '{_SUFFIX}', ''), '(\S+)\s*$', 1))), '{ARTICLE}', ''
    ) END AS block,
    speaker, named, is_settled, speaker_kind AS kind, organisation, role, side, is_guess, count(*) AS statements
FROM named GROUP BY ALL ORDER BY ALL"""


def compute_identities(connection: duckdb.DuckDBPyConnection, actors: Actors) -> pa.Table:
    """Compute who speakers are in the corpus.

    Args:
        connection: of a database with the view `resolved`.
        actors: their aliases and members come first.

    Returns:
        A row for each form of a speaker that has another name or side in the corpus, or may be somebody else.
    """
    identities = identify_speakers(_read_forms(connection, actors))
    rows = (_as_row(identity) for identity in identities if identity.tells_something)
    batches = []
    while batch := list(islice(rows, _BATCH_ROWS)):
        batches.append(pa.RecordBatch.from_pylist(batch, schema=_COLUMNS))
    return pa.Table.from_batches(batches, schema=_COLUMNS)


def _read_forms(connection: duckdb.DuckDBPyConnection, actors: Actors) -> Iterator[SpeakerForm]:
    """Read what the articles call their speakers, in the order that `identify_speakers` needs."""
    aliases = [(one, name) for name, others in actors.aliases.items() for one in (name, *others)]
    table = pa.Table.from_pylist([{"speaker": one, "alias_of": name} for one, name in aliases], schema=_ALIASES)
    members = {member: side for side, camp in actors.sides.items() for member in camp.members}
    connection.register("aliases", table)
    for batch in connection.sql(_FORMS).to_arrow_reader(_BATCH_ROWS):
        for row in batch.to_pylist():
            listed_side = members.get(row["named"]) or members.get(row["speaker"]) or ""
            yield SpeakerForm(**row, listed_side=listed_side)
    connection.unregister("aliases")


def _as_row(identity: Identity) -> dict[str, object]:
    form = identity.form
    return {
        "speaker": form.speaker,
        "speaker_kind": form.kind,
        "organisation": form.organisation,
        "role": form.role,
        "side": form.side,
        "is_guess": form.is_guess,
        "identity": identity.name,
        "identity_side": identity.side,
        "may_be": identity.may_be,
        "is_settled": form.is_settled,
    }
