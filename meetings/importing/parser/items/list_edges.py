"""Lines at the edges of printed lists: entries of the agenda taken for headings, outcomes in a list of their
own, the first heading of the text taken for an entry, and the name of a list of people for a heading."""

from collections.abc import Sequence

from ...folding import squeeze
from ..notation.decided import is_whole_decision, outcome_at
from ..notation.fields import PEOPLE
from ..notation.item_titles import core_of, is_container, kind_of
from ..notation.list_entries import entries_on, goes_on, names_nothing
from ..notation.notes import is_time_stamp
from ..notation.numbering import Numbered, follows, numbered
from ..page.wrapping import continues, wrap_width
from ..weighing.evidence import Evidence
from ..weighing.states import CAME, HOLDS

_LIST = ("agenda field", "entry")
_BELOW_HEAD = ("heading", "prose", "opening", "speech")
_PERHAPS_ENTRY = ("heading", "remark", "fact", "prose")
_LAST = 100
_SHORT = 4
_PERHAPS_OUTCOME = ("heading", "prose", "speech", "entry", "agenda field", "outcome")


class _Edges:
    """Goes through the lines of one meeting and keeps what the list has had so far."""

    def __init__(self, found: Sequence[Evidence], path: Sequence[str]) -> None:
        self.found = found
        self.path = list(path)
        below = (one.line for one, state in zip(found, path, strict=True) if state in _BELOW_HEAD)
        self.wrap = wrap_width([*below])
        self.listed: list[str] = []
        """The last lines of the list."""
        self.first = ""
        self.titles: set[str] = set()
        self.numbers: set[str] = set()
        self.own: Numbered | None = None
        """The number that the name of the list bears among the fields."""
        self.begun = False
        self.over = False
        """Whether the first entry came again: there the text begins."""

    def mend(self) -> list[str]:
        for at, one in enumerate(self.found):
            self._take_roster(at, one)
            self._mend(at, one)
            if self.path[at] == "agenda field" and self._lists_nothing(at, one):
                self.path[at] = "heading"
                if self._state(at + 1) == "entry":
                    self.path[at + 1] = "heading"
            elif self.path[at] == "agenda field":
                self.own, self.over, self.listed = numbered(one.line.text), False, []
                self._list(one.named.value if one.named else "")
            elif self.path[at] == "entry":
                self._list(one.line.text)
            self.begun = self.begun or self.path[at] == "opening"
        return self.path

    def _take_roster(self, at: int, one: Evidence) -> None:
        """「出席者名簿」 over 「会長　古賀　義雄　　出席」 lists people down to its last line."""
        below = self.found[at + 1].line.text if at + 1 < len(self.found) else ""
        listed = self._state(at - 1) in ("people", "people field")
        named = one.named is not None and one.named.key in PEOPLE and not one.named.value
        staff = one.named is not None and one.named.key == "staff" and bool(one.named.value)
        over = self.path[at] == "heading" and named and below.endswith(CAME)
        if over or (listed and staff and self.path[at] == "prose" and not one.line.text.endswith("。")):
            self.path[at] = "people field"
        elif listed and one.line.text.endswith(CAME):
            self.path[at] = "people"

    def _list(self, text: str) -> None:
        if not text:
            return
        self.first = self.first if self.listed else text
        if self.listed and numbered(text) is None:
            self.titles.add(core_of(entries_on(self.listed[-1])[-1][1] + text))  # its title goes on
        self.listed = [*self.listed[1 - _LAST :], text]
        for item, title in entries_on(text):
            self.titles.add(core_of(title))
            numbers = (squeeze(one.number) for one in (item, numbered(title)) if one)
            self.numbers |= {number.removeprefix("議題") for number in numbers if number}

    def _mend(self, at: int, one: Evidence) -> None:
        named = outcome_at(one.line.text)
        marked = {"speech": one.line.blank_before, "entry": one.item is not None}
        apart = marked.get(self.path[at], self.path[at] in ("heading", "frame", "prose"))
        if named and not named.value and apart:
            self._outcomes_below(at)
        elif self.path[at] == "entry":
            self.over = self.over or self._begins_text(one)
            self.path[at] = "entry" if not self.over else "heading" if _number_of(one) else "remark"
        elif self._state(at + 1) in _BELOW_HEAD and self.path[at] in _BELOW_HEAD and self._is_broken(at):
            self._mend_broken(at, one)
        elif self.path[at] == "fact" and self._state(at - 1) == "heading" and is_time_stamp(one.line.text):
            over = self.found[at - 1].named
            self.path[at] = "remark" if over and over.key in ("start", "end") else "fact"  # 開会 over 14時
        elif not self.begun and self._state(at - 1) in _LIST and self._belongs(at, one):
            self.path[at] = "entry"

    def _is_broken(self, at: int) -> bool:
        """Whether the page broke a line, so that the next goes on with it."""
        line, below = self.found[at].line, self.found[at + 1].line
        return self.wrap > 0 and not line.in_cell and continues(line, below, self.wrap)

    def _mend_broken(self, at: int, one: Evidence) -> None:
        """A title of the list on two lines is a heading, the beginning of a sentence is none."""
        whole = entries_on(one.line.text + self.found[at + 1].line.text)[0]
        if whole[0] and core_of(whole[1]) in self.titles:
            self.path[at : at + 2] = ["heading", "heading"]
        elif (self.path[at], self.path[at + 1]) == ("heading", "prose") and not _number_of(one):
            self.path[at] = "prose"

    def _lists_nothing(self, at: int, one: Evidence) -> bool:
        """Whether 「２　協議事項」 stands right over what was said, headings or an item with its prose, and
        names no list."""
        empty = one.named is not None and not one.named.value and not one.line.table
        over_item = _number_of(one) and (self._state(at + 1), self._state(at + 2)) == ("entry", "prose")
        return empty and (bool(over_item) or self._state(at + 1) in ("heading", "opening", "prose"))

    def _state(self, at: int) -> str:
        return self.path[at] if 0 <= at < len(self.path) else ""

    def _belongs(self, at: int, one: Evidence) -> bool:
        """The next number of the list, what was decided below an entry, a number that more of the head
        follows, or words that point elsewhere (別紙のとおり)."""
        named = outcome_at(one.line.text)
        decided = is_whole_decision(one.line.text) or (named and named.value and not named.number)
        if decided:
            return self.path[at] != "entry" and self.path[at - 1] == "entry"
        if names_nothing(one.line.text):
            return self.path[at - 1] == "agenda field"
        if self.path[at] not in _PERHAPS_ENTRY or one.item is None or not one.item.number:
            return False
        if self.own and follows(one.item, self.own.number):
            return False
        return goes_on(self.listed, one.item) or self._state(at + 1) in HOLDS

    def _begins_text(self, one: Evidence) -> bool:
        """Whether the list has this entry already: the first, or one with a title of its own, since the text
        may pass over 開会; or 「１　開会」 stands apart below a list that counts otherwise."""
        item, title = entries_on(one.line.text)[0]
        if item is None or not item.number or not self.listed:
            return False
        own = len(title) > _SHORT and not is_container(title)
        listed = [self.first, *(self.listed if own else [])]
        again = any((item, title) == entries_on(text)[0] for text in listed)
        first = entries_on(self.first)[0][0]
        otherwise = one.line.blank_before and first is not None and item.kind != first.kind
        return again or (otherwise and kind_of(title) == "opening")

    def _said_before(self, one: Evidence) -> bool:
        """Whether the list has this very entry."""
        return core_of(one.item.rest if one.item else one.line.text) in self.titles

    def _outcomes_below(self, at: int) -> None:
        """「審議結果」 over lines that bear the numbers of the list and other words than its titles, as close
        together as it stands over the first."""
        stop = at + 1
        apart = stop < len(self.path) and self.found[stop].line.blank_before
        while self._state(stop) in _PERHAPS_OUTCOME and self._tells(self.found[stop], apart=apart):
            stop += 1
        if stop > at + 1:
            states = ("outcome", "outcome") if self.begun else ("list field", "list")
            self.path[at:stop] = [states[0], *[states[1]] * (stop - at - 1)]

    def _tells(self, one: Evidence, *, apart: bool) -> bool:
        number = squeeze(_number_of(one)).removeprefix("議題")  # 議題(1)については、…
        close = apart or not one.line.blank_before
        return close and number in self.numbers and not self._said_before(one)


def _number_of(one: Evidence) -> str:
    return one.item.number if one.item else ""


def mend_list(found: Sequence[Evidence], path: Sequence[str]) -> list[str]:
    """The state of every line, those at the edges of the list mended by what the list says."""
    return _Edges(found, path).mend()
