"""Words that a file holds though its page does not say them: struck out, or hidden."""

from dataclasses import dataclass, field
from typing import Literal

from ..parsed import Problem

Concealed = Literal["struck", "hidden"]
"""How words are kept from the reader of the page."""

_PROBLEMS: dict[Concealed, tuple[str, str]] = {
    "struck": ("struck-text", "取消線で消された文字が{count}か所あり、読み込んでいません"),
    "hidden": ("hidden-text", "表示も印刷もされない文字が{count}か所あり、読み込んでいません"),
}


@dataclass(slots=True)
class Tally:
    """The stretches of a document that were left out, by the lines they were on."""

    places: dict[Concealed, list[int]] = field(default_factory=dict)

    def add(self, kind: Concealed, line: int) -> None:
        """One stretch more, on the line of this number."""
        self.places.setdefault(kind, []).append(line)

    def count(self, kind: Concealed) -> int:
        """How many stretches of this kind there are so far."""
        return len(self.places.get(kind, ()))

    def problems(self, last: int) -> list[Problem]:
        """A problem for each kind, at its first stretch. `last` is the document's last line."""
        return [
            Problem(code, min(found[0], last) or None, message.format(count=self.count(kind)))
            for kind, (code, message) in _PROBLEMS.items()
            if (found := self.places.get(kind))
        ]
