"""Names that a query holds: who and what the archive knows by them.

`name_keys.py` says when two spellings are one name, `index.py` holds the archive's names in memory,
`mentions.py` finds them in a query, `offices.py` tells persons of one name apart, `dates_named.py` finds
dates, `public.py` fetches those that visitors may see, `widening.py` makes conditions of them: on who speaks,
where, and when.
"""

from .dates_named import DateNamed, dates_in
from .index import Bearer, NameIndex, Noun, current_names
from .mentions import Unit, may_hold_names, names_in
from .offices import with_offices
from .public import Named, public
from .widening import MOST_BEARERS, Widened, widened

__all__ = [
    "MOST_BEARERS",
    "Bearer",
    "DateNamed",
    "NameIndex",
    "Named",
    "Noun",
    "Unit",
    "Widened",
    "current_names",
    "dates_in",
    "may_hold_names",
    "names_in",
    "public",
    "widened",
    "with_offices",
]
