"""The parts of the pages that the style guide shows, each in its states, as parts.toml declares them.

A state gives the variables of a template that the pages use themselves. A table of the file is a thing with
these properties. `is` makes it an unsaved row of that model, or what MAKERS has by that word; `like` begins
it with one of the samples, `without` leaves properties of that sample out. The database is never asked.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meetings.models import Turn
from meetings.search.results import Excerpt, Hit, Piece
from meetings.web.chart import Chart, Column, draw
from meetings.web.citation import Citation
from meetings.web.citation_formats import Share
from meetings.web.coverage import Gap
from meetings.web.listing import Listing
from meetings.web.search.hit_rows import Beside, Counterpart, HitRow
from meetings.web.search.refinements import FacetLink
from meetings.web.terms import LEVELS, RECORD_TYPES, Term
from meetings.web.transcript import Passage, passage
from meetings.web.turn_fold import Fold

DECLARATION = Path(__file__).with_name("parts.toml")


@dataclass(frozen=True, slots=True)
class State:
    """One look that a part can have; without a label, its only one."""

    label: str
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the pages: what it is called, what it is for, where it is written, how it can look."""

    name: str
    purpose: str
    template: str
    styles: Sequence[str]
    """Its style sheets, below static/css/."""
    source: str
    """The file to read: the template, or what the template only calls."""
    tag: str
    """The element that the part needs around it (ul, ol …) and its classes; empty where it needs none."""
    classes: str
    states: Sequence[State]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that are used on the same sort of page."""

    name: str
    parts: Sequence[Part]


def chapters(request: HttpRequest) -> list[Chapter]:
    """Every part, drawn for this request."""
    return [
        Chapter(chapter["name"], [_part(request, each) for each in chapter["parts"]])
        for chapter in declared()["chapters"]
    ]


@cache
def declared() -> Mapping[str, Any]:
    """The declaration as it is written: `samples` and `chapters`."""
    return tomllib.loads(DECLARATION.read_text(encoding="utf-8"))


def variables(state: Mapping[str, Any]) -> dict[str, Any]:
    """What a state gives its template, made anew each time: drawing may change it."""
    return {name: _made(value) for name, value in state.items() if name != "look"}


def _part(request: HttpRequest, part: Mapping[str, Any]) -> Part:
    template = part["template"]
    tag, _, classes = part.get("within", "").partition(".")
    return Part(
        name=part["name"],
        purpose=part["purpose"],
        template=template,
        styles=part["styles"],
        source=part.get("source", f"templates/{template}"),
        tag=tag,
        classes=classes,
        states=[
            State(
                state.get("look", ""),
                SafeString(render_to_string(template, variables(state), request=request)),
            )
            for state in part.get("states", [{}])
        ],
    )


def _made(value: Any) -> Any:
    """A value of the file, with all that is in it, as the templates get it."""
    if isinstance(value, list):
        return [_made(each) for each in value]
    if not isinstance(value, dict):
        return value
    fields = dict(value)
    while sample := fields.pop("like", ""):
        fields = {**declared()["samples"][sample], **fields}
    for name in fields.pop("without", ()):
        del fields[name]
    kind = fields.pop("is", "")
    make = MAKERS.get(kind) or partial(_row, kind)
    return make(**{name: _made(each) for name, each in fields.items()})


def _row(model: str, **fields: Any) -> Model:
    """An unsaved row; what is no column of the model (counts that a list adds) is set on it."""
    kind = apps.get_model("meetings", model)
    columns = {field.name for field in kind._meta.fields}
    made: Model = kind(**{name: value for name, value in fields.items() if name in columns})
    for name in fields.keys() - columns:
        setattr(made, name, fields[name])
    return made


def _passage(turn: Turn, **marks: Any) -> Passage:
    return replace(passage(turn), **marks)


def _hit_row(
    turn: Turn,
    pieces: Sequence[Piece],
    record_type: Term | None = None,
    marked_path: str = "",
    *,
    cut_before: bool = False,
    cut_after: bool = False,
    **others: Any,
) -> HitRow:
    return HitRow(
        hit=Hit(turn, Excerpt(tuple(pieces), cut_before, cut_after)),
        passage=passage(turn),
        record_type=record_type,
        marked_path=marked_path,
        **others,
    )


def _listing(count: int, size: int, number: int, requested: str = "") -> Listing[int]:
    page = Paginator(range(count), size).get_page(number)
    return Listing(rows=list(page.object_list), page=page, requested=requested)


def _chart(name: str, first: int, counts: Sequence[int], selected: int) -> Chart | None:
    columns = [
        Column(year, count, "/search/" if count else "", selected=year == selected)
        for year, count in enumerate(counts, start=first)
    ]
    return draw(columns, name=name)


def _term(key: str) -> Term:
    return next(term for term in (*LEVELS, *RECORD_TYPES.values()) if term.key == key)


MAKERS: Mapping[str, Callable[..., Any]] = {
    "": dict,
    "beside": Beside,
    "chart": _chart,
    "citation": Citation,
    "counterpart": Counterpart,
    "facet_link": FacetLink,
    "fold": Fold,
    "gap": Gap,
    "hit_row": _hit_row,
    "listing": _listing,
    "passage": _passage,
    "piece": Piece,
    "share": Share,
    "term": _term,
}
"""What `is` may say, beside the name of a model."""
