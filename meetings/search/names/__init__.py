"""Names that a query holds: who and what the archive knows by them.

`name_keys.py` says when two spellings are one name, `index.py` holds the archive's names in memory,
`mentions.py` finds them in a query, `public.py` fetches those that visitors may see, `widening.py` makes of a
person's name a condition on who speaks.
"""

from .index import Bearer, NameIndex, Noun, current_names
from .mentions import Unit, may_hold_names, names_in
from .public import Named, public
from .widening import Widened, widened

__all__ = [
    "Bearer",
    "NameIndex",
    "Named",
    "Noun",
    "Unit",
    "Widened",
    "current_names",
    "may_hold_names",
    "names_in",
    "public",
    "widened",
]
