"""The query language: text in the search box → a tree, its echo in words, and repairs instead of errors.

No Django and no database: the engine turns the tree into SQL.
"""

from .lexer import NEAR, is_one_word
from .parser import MOST_CONDITIONS, parse
from .tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Query,
    Word,
    all_of,
    any_of,
    conditions,
    forbids,
    is_of_fields,
    leaves,
    positive_words,
    replaced,
    wanted,
    words_of,
)
from .wording import as_typed, in_words, without
