"""What schemas are made of: a key, columns, and spans, which are half-open `[start, end)` character offsets."""

import pyarrow as pa

SPAN = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
SPANS = pa.list_(SPAN)


def build_schema(*key: str, **columns: pa.DataType) -> pa.Schema:
    """Build a schema whose metadata names the key columns; rows are sorted by them."""
    fields = [pa.field(name, kind, nullable=name not in key) for name, kind in columns.items()]
    return pa.schema(fields, metadata={"key": " ".join(key)})


def key_columns(schema: pa.Schema) -> list[str]:
    """Read from a schema the columns that its table is sorted by, in order."""
    return str(schema.metadata[b"key"].decode()).split()
