"""The archive's own exchange format: JSON Lines out, the same JSON Lines in (docs/archive_format.md).

Way in:  lines (bytes) → reading (one JSON object → one record, no database) → loading (records → rows).
Way out: dumping (rows, in order) → writing (one row → one JSON object).
"""
