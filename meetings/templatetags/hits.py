"""One turn that a search found, and links to the values of a facet, as HTML.

In Python and not as templates, like the turns of a meeting: a page of results has twenty of the one and up to
160 of the others. Whatever comes from the record passes through `escape`.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting, Turn, TurnKind
from meetings.web.names import meeting_name
from meetings.web.search.hit_rows import Beside, HitRow
from meetings.web.search.refinements import FacetLink

from .minutes import badge, days, marked

register = template.Library()


@register.simple_tag
def hit(row: HitRow) -> SafeString:
    """The item of a list: who speaks, where and when, and what was said around the words that were found."""
    it, passage = row.turn, row.passage
    meeting = it.meeting
    called, kind = escape(meeting_name(meeting)), str(TurnKind(it.kind).label)
    name, office = passage.name, passage.office
    path, level = escape(row.meeting_path), f"h{row.level}"
    beside = f' <span class="hit-office">{escape(office)}</span>' if office else ""
    return mark_safe(  # noqa: S308 (numbers and words of our own; the rest is escaped where it is made)
        f'<li class="hit"><div class="hit-head"><{level} class="hit-name">'
        f'<a class="hit-label" href="{path}">{escape(name or kind)}</a>{beside}</{level}>'
        f"{_sort(row, kind, has_name=bool(name))}"
        f'<a class="hit-number" href="{escape(it.get_absolute_url())}">{kind}{it.number}</a>'
        f"{_tick(it, kind, called)}</div>"
        f'<p class="row-meta"><span><a href="{path}">{called}</a></span> <span>{days(meeting)}</span></p>'
        f"{_neighbour(row.before, '前')}"
        f'<p class="hit-text">{_text(row)}</p>'
        f"{_counterpart(row)}"
        f"{_neighbour(row.after, '次')}"
        f"{_paragraph('hit-lacking', escape(row.lacking))}"
        f"{_paragraph('row-meta', _place(it, meeting))}</li>\n"
    )


def _sort(row: HitRow, kind: str, *, has_name: bool) -> str:
    """How much the record tells of who speaks, or what it is instead of speech; and the sort of minutes."""
    if row.turn.kind == TurnKind.SPEECH:
        made = badge(row.passage.level) if row.passage.level.is_marked else ""
    else:
        made = f'<span class="turn-kind">{kind}</span>' if has_name else ""
    return made + (badge(row.record_type) if row.record_type else "")


def _tick(it: Turn, kind: str, called: str) -> str:
    """The box by which a hit is chosen for the page of chosen turns, which visitors may see all."""
    if not it.meeting.is_public:
        return f'<span class="row-not-public">{escape(it.meeting.get_visibility_display())}</span>'
    return (
        f'<label class="tick"><input type="checkbox" form="choice" name="id"'
        f' value="{escape(it.meeting.identifier)}-{it.number}"><span>選ぶ</span>'
        f'<span class="visually-hidden">：{called}の{kind}{it.number}</span></label>'
    )


def _text(row: HitRow) -> str:
    shown = row.hit.excerpt
    return f"{'…' if shown.cut_before else ''}{marked(shown.pieces)}{'…' if shown.cut_after else ''}"


def _neighbour(other: Beside | None, way: str) -> str:
    """The turn before or behind the hit."""
    if other is None:
        return ""
    return f'<p class="hit-beside"><span class="hit-beside-way">{way}</span>{_said(other)}</p>'


def _counterpart(row: HitRow) -> str:
    """The question that the hit answers, and the answer to it."""
    if row.counterpart is None:
        return ""
    made = ""
    for other, way in ((row.counterpart.question, "質問"), (row.counterpart.answer, "答弁")):
        if other is not None:
            path = f"{escape(row.marked_path)}#t{other.number}"
            made += (
                f'<p class="hit-beside"><a class="hit-beside-way" href="{path}">{way}へ</a>{_said(other)}</p>'
            )
    certainty = f"質問と答弁は自動で組にしています（確かさ：{row.counterpart.certainty}）"
    return f'{made}<p class="hop"><span class="hop-note">{certainty}</span></p>'


def _said(other: Beside) -> str:
    office = f" {escape(other.office)}" if other.office else ""
    who = f"<b>{escape(other.name)}</b>{office}　" if other.name else ""
    return f"{who}{escape(other.words)}"


def _place(it: Turn, meeting: Meeting) -> str:
    """Under which item, and of which town."""
    item, town = it.item, meeting.body.municipality
    made = [f"<span>議題：{escape(str(item))}</span>"] if item else []
    made += [f"<span>{escape(str(town))}</span>"] if town else []
    return " ".join(made)


def _paragraph(look: str, content: str) -> str:
    return f'<p class="{look}">{content}</p>' if content else ""


@register.simple_tag
def facet_links(links: Iterable[FacetLink]) -> SafeString:
    """Values of a facet as items of a list, each with its hits."""
    return mark_safe("".join(map(_facet_link, links)))  # noqa: S308 (each is escaped below)


def _facet_link(link: FacetLink) -> str:
    current = ' aria-current="true"' if link.selected else ""
    act = '<span class="facet-act">外す</span>' if link.selected else ""
    return (
        f'<li><a rel="nofollow" href="{escape(link.path)}"{current}>'
        f'<span class="facet-value">{escape(link.label)}{act}</span>'
        f'<span class="facet-count">{link.count}件</span></a></li>\n'
    )
