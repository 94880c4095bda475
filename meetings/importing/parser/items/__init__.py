"""The agenda, and which item the text has come to."""
