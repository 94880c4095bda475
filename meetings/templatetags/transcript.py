"""One turn of a meeting as HTML.

In Python and not as a template: a meeting's page has up to 1,500 turns, and a template takes four times as
long over each. Whatever comes from the record passes through `escape`, `format_html` or `paragraphs`.
"""

from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Turn, TurnKind
from meetings.web.paper import columns
from meetings.web.transcript import Passage

from .minutes import badge, day, paragraphs

register = template.Library()


@register.simple_tag
def turn(passage: Passage, choice: str = "") -> SafeString:
    """The turn under its anchor `t12`: who speaks, its number, which leads to its own page, and its text.

    `choice` is the identifier of the meeting where turns are being chosen: each has a box to tick.
    """
    it = passage.turn
    if it.withdrawn_on is not None:
        return _tombstone(it)
    called = f"{_KINDS[it.kind]}{it.number}"
    called = called if passage.label else _marked(passage, called)
    look, tag = (passage.level.key, "article") if it.kind == TurnKind.SPEECH else (it.kind, "div")
    head = f"h{passage.heading_level}" if it.kind == TurnKind.SPEECH else "p"
    return mark_safe(  # noqa: S308 (numbers and words of our own; the rest is escaped where it is made)
        f'<{tag} class="turn turn-{look}" id="t{it.number}"><{head} class="turn-head">{_speaker(passage)}'
        f'<a class="turn-number" href="{passage.base}{it.number}/">{called}</a>{_tick(it, choice)}</{head}>'
        f'{_way_down(passage)}<div class="turn-text{_columns(it)}">{_text(passage)}</div>'
        f"{_ways_on(passage)}</{tag}>\n"
    )


def _columns(it: Turn) -> str:
    """The lists of those present that open an assembly's minutes fill pages where a name has a line."""
    count = columns(it.text) if it.kind == TurnKind.PROCEDURE else 1
    return f" paper-columns-{count}" if count > 1 else ""


def _text(passage: Passage) -> str:
    """The text, whole or with its rest folded away."""
    fold = passage.fold
    if fold is None:
        return paragraphs(passage.content, passage.anchor)
    look = " gap" if fold.is_in_gap else " in-line" if fold.is_in_line else ""
    return (
        f'{paragraphs(fold.begun)}<details class="turn-rest{look}">'
        f'<summary><span class="to-unfold">全文を開く（あと{fold.hidden:,}字）</span>'
        f'<span class="to-fold">たたむ</span></summary>{paragraphs(fold.rest)}</details>'
    )


def _tick(it: Turn, choice: str) -> str:
    if not choice:
        return ""
    return (
        f'<label class="tick"><input type="checkbox" form="choice" name="id" value="{choice}-{it.number}">'
        f'<span>選ぶ</span><span class="visually-hidden">：{_KINDS[it.kind]}{it.number}</span></label>'
    )


_KINDS = {kind.value: str(kind.label) for kind in TurnKind}


def _tombstone(it: Turn) -> SafeString:
    return format_html(
        '<div class="turn turn-withdrawn" id="t{number}"><p><span class="turn-number">{kind}{number}</span>'
        "この発言は取り消されました（{reason}・{day}）</p></div>\n",
        number=it.number,
        kind=_KINDS[it.kind],
        reason=it.withdrawn_reason,
        day=day(it.withdrawn_on),
    )


def _speaker(passage: Passage) -> str:
    """The label as printed, how much it tells of who speaks, and what else the record says of him."""
    it, made = passage.turn, ""
    label = _marked(passage, escape(passage.label))
    if passage.label and passage.speaker_path:
        made = f'<a class="turn-label" href="{escape(passage.speaker_path)}">{label}</a>'
    elif passage.label:
        made = f'<b class="turn-label">{label}</b>'
    if it.kind != TurnKind.SPEECH:
        return made
    if passage.level.is_marked:
        made += badge(passage.level)
    if passage.meant:
        made += f'<span class="turn-note">{escape(passage.meant)}のこと</span>'
    if passage.affiliation:
        made += f'<span class="turn-note">{escape(passage.affiliation)}</span>'
    if it.municipality:
        spoken_for = f"{escape(str(it.municipality))}としての発言"
        made += (
            f'<a class="turn-note" href="{escape(passage.municipality_path)}">{spoken_for}</a>'
            if passage.municipality_path
            else f'<span class="turn-note">{spoken_for}</span>'
        )
    return made


def _marked(passage: Passage, head: str) -> str:
    """The head of a turn, marked where the turn is hit for that and not for its words."""
    return f'<mark id="{passage.anchor}">{head}</mark>' if passage.is_hit_without_words else head


def _way_down(passage: Passage) -> str:
    """To the hit of a search in a long turn."""
    if not passage.is_hit_far_down:
        return ""
    return f'<p class="hop"><a href="#{passage.anchor}">この発言の中の一致へ</a></p>'


def _ways_on(passage: Passage) -> str:
    """To the hits before and behind, and from a question to its answer and back."""
    made = ""
    if passage.hit_before:
        made += f'<a href="#m{passage.hit_before}">前の一致</a>'
    if passage.hit_behind:
        made += f'<a href="#m{passage.hit_behind}">次の一致</a>'
    if passage.exchange.question:
        question = f"{passage.base}#t{passage.exchange.question.number}"
        made += f'<a href="{question}">質問へ{_in_brackets(passage.asked_by)}</a>'
    if passage.exchange.answer:
        answer = f"{passage.base}#t{passage.exchange.answer.number}"
        made += f'<a href="{answer}">答弁へ{_in_brackets(passage.answered_by)}</a>'
    return f'<p class="hop">{made}</p>' if made else ""


def _in_brackets(label: str) -> str:
    return f"（{escape(label)}）" if label else ""
