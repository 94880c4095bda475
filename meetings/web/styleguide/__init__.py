"""The styleguide: one example a part of the pages, in each of its states, of things that do not exist.

`chapters()` gives them in the order of the page. A new part of `templates/components/` needs a function here.
"""

from .example import Chapter, Example, State
from .parts import chapters

__all__ = ["Chapter", "Example", "State", "chapters"]
