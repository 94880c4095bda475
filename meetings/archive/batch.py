"""Some lines of one type, and what became of each."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .fields import BrokenLineError
from .registry import Registry

R = TypeVar("R")

DIFFERENT = "内容の異なる同じ{}がすでに登録されています。登録済みの内容は変えません。"


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Why line `number` (from one) was not taken: the path of the value and what was expected."""

    number: int
    where: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.number}行目 {self.where}" if self.where else f"{self.number}行目"
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Batch(Generic[R]):
    """Records with their line numbers, and the outcome; counts are by what a record is (meeting, turn …)."""

    lines: list[tuple[int, R]]
    registry: Registry
    as_draft: bool = False
    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    broken: list[BrokenLine] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    """Primary keys of new meetings."""
    renumbered: int = 0

    @contextmanager
    def line(self, number: int) -> Iterator[None]:
        """What is done within concerns that line alone: if it is broken, the others go on."""
        try:
            yield
        except BrokenLineError as broken:
            self.broken.append(BrokenLine(number, broken.where, broken.reason))

    def flush_registry(self) -> None:
        """Write new municipalities and bodies, and count them."""
        municipalities, bodies = self.registry.flush()
        self.added["municipality"] += municipalities
        self.added["body"] += bodies
