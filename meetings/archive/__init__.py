"""The archive's own exchange format: JSON Lines out, the same JSON Lines in (docs/archive_format.md).

`format` declares it, a table a noun; `declaration` is what follows from a table, `values` from a column.
Way in:  lines (bytes) → format (one JSON object → noun and row, no database) → loading (batches → COPY).
Way out: dumping (stored rows, in order) → format (one row → one JSON object).
"""
