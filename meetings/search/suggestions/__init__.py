"""What may have been meant by a word that was mistyped, and by a name.

`vocabulary.py` keeps the words of the archive with their sounds, `sounds.py` says how what was typed is said,
`writings.py` writes that with words of the archive, `suggesting.py` makes queries of it that find something.
Nothing is imported here: the index needs the vocabulary, and the rest needs the index.
"""
