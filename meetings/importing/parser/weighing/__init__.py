"""How turns open in this document, and what each of its lines is, weighed over the whole of it."""
