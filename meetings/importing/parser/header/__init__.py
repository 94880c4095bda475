"""The head of the minutes and the facts of the meeting that it tells."""
