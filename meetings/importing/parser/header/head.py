"""The head of the minutes: fields with their values, titles, and lines that say a fact without naming it."""

from dataclasses import dataclass, field

from ..lines import Line
from ..notation.fields import Field


@dataclass(slots=True)
class Head:
    """What is printed of the meeting outside its main text, in the order of the page."""

    fields: list[Field] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    """Lines before the first turn that are none of these: a day may stand in them where no field has one."""
    stamps: list[Line] = field(default_factory=list)
    """Lines outside the turns that tell nothing but a time: 午後3時30分閉会."""

    def first(self, *keys: str) -> Field | None:
        """The first field of one of these kinds that has a value."""
        return next((one for one in self.fields if one.key in keys and one.text), None)

    def every(self, *keys: str) -> list[Field]:
        """All fields of these kinds, in order."""
        return [one for one in self.fields if one.key in keys]
