"""全国地方公共団体コード: prefectures and municipalities by name. The data file's source is in README.md."""

import csv
from dataclasses import dataclass
from functools import cache

from ..folding import squeeze
from . import HERE


@dataclass(frozen=True, slots=True)
class ListedMunicipality:
    """One row of the official list: a prefecture (name equals prefecture) or a 市区町村."""

    code: str
    prefecture: str
    name: str
    kana: str


@cache
def listed() -> tuple[ListedMunicipality, ...]:
    """Every row of the list, in the order of the codes."""
    with (HERE / "municipalities.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(ListedMunicipality(**row) for row in csv.DictReader(rows))


@cache
def _by_name() -> dict[str, tuple[ListedMunicipality, ...]]:
    found: dict[str, tuple[ListedMunicipality, ...]] = {}
    for row in listed():
        found[row.name] = (*found.get(row.name, ()), row)
    return found


@cache
def _by_code() -> dict[str, ListedMunicipality]:
    return {row.code: row for row in listed()}


def named(name: str) -> tuple[ListedMunicipality, ...]:
    """All municipalities of that name, none where it is unknown; 美里町 gives three."""
    return _by_name().get(squeeze(name), ())


def by_code(code: str) -> ListedMunicipality | None:
    """The municipality of a 6-digit code, or None."""
    return _by_code().get(code)


@cache
def _longest() -> int:
    return max(len(name) for name in _by_name())


def named_at(text: str, at: int) -> str:
    """The longest name of the list that stands at that place of a text; empty where none does."""
    ends = range(at + _longest(), at + 1, -1)
    return next((text[at:end] for end in ends if text[at:end] in _by_name()), "")
