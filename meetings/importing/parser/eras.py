"""Japanese eras: which days they span and what 西暦 a year of theirs is."""

from dataclasses import dataclass
from datetime import date

MARCH = 3


@dataclass(frozen=True, slots=True)
class Era:
    """One era. `last` is None while it lasts; year y of it is `offset + y` of the common era."""

    name: str
    letter: str
    first: date
    last: date | None
    offset: int

    def holds(self, day: date) -> bool:
        """Whether the day lies in the era; both names were printed for the day an era changed."""
        last = self.last
        return self.first <= day and (last is None or day.toordinal() <= last.toordinal() + 1)


ERAS = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 29), 1867),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24), 1911),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7), 1925),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30), 1988),
    Era("令和", "R", date(2019, 5, 1), None, 2018),
)
BY_NAME = {era.name: era for era in ERAS} | {era.letter: era for era in ERAS}


def fiscal_year(day: date) -> int:
    """The 年度 of a day: 1 April to 31 March."""
    return day.year if day.month > MARCH else day.year - 1
