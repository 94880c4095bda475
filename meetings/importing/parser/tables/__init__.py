"""Tables of the record, each understood over all its rows."""
