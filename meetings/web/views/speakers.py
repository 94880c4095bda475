"""Speakers (発言者): their list, and one with the names the record uses and all turns."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.keeping import current_mark, kept, kept_rows
from meetings.models import Body, Municipality, Speaker, SpeakerKind, SpeakerName, Turn
from meetings.web.address import Address
from meetings.web.chart import Chart, turns_by_year
from meetings.web.filters import SpeakerFilter
from meetings.web.listing import Listing, list_page, page_of_turns
from meetings.web.metadata import speaker_metadata
from meetings.web.names import meeting_name, title_name
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.terms import Term, level_of

SPEAKERS_ON_A_PAGE = 100
TURNS_ON_A_PAGE = 20
LABELS_SHOWN = 100
ROWS = {
    "ア": "ァオヴヴ",
    "カ": "カゴ",
    "サ": "サゾ",
    "タ": "タド",
    "ナ": "ナノ",
    "ハ": "ハポ",
    "マ": "マモ",
    "ヤ": "ャヨ",
    "ラ": "ラロ",
    "ワ": "ヮン",
}
"""五十音: a row's name, and the first and last letter that begin its readings; ヴ lies outside its row."""
WITHOUT_READING = "なし"
IN_ORDER_OF_LETTERS = "名前の文字の順"
"""What those without a reading are headed by."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker in the list."""

    speaker: Speaker
    """With `speech_count`."""
    level: Term
    body: Body | None
    """The body that the speaker belongs to, where visitors may see it."""
    row: str
    """The 五十音 row his reading falls in, for the headings; 名前の文字の順 without a reading."""


@dataclass(frozen=True, kw_only=True)
class SpeakersPage(Page):
    """Everybody whom the public record identifies, by reading."""

    filter: SpeakerFilter
    rows: list[tuple[str, bool]]
    """The 五十音 rows, and whether anybody is in them; the last is for those without a reading."""
    row: str
    """The one chosen; empty where all are shown."""
    read: int
    """How many have a reading, of those whom the form leaves; `unread`: how many have none."""
    unread: int
    speakers: Listing[SpeakerRow]


@dataclass(frozen=True, kw_only=True)
class SpeakerPage(Page):
    """One speaker: what the record says of him, and his turns."""

    speaker: Speaker
    level: Term
    municipality: Municipality | None
    """The speaker's municipality, or that of the body; where it has a page."""
    body: Body | None
    """The body that the speaker belongs to, where it has a page."""
    labels: list[dict[str, Any]]
    """Rows of `TurnQuerySet.labels_by_body`, the latest first."""
    other_names: list[SpeakerName]
    turns: Listing[Turn]
    chart: Chart | None
    """The turns by fiscal year, on the first page."""


@read_only
def speaker_list(request: HttpRequest) -> HttpResponse:
    public = Speaker.objects.published().listed()
    chosen = SpeakerFilter(request.GET, queryset=public, request=request)
    chosen.form.label_suffix = ""
    # one query finds who there is; the rest asks only about those on this page
    mark = current_mark()
    named = kept_rows(mark, chosen.qs.by_sort_name().values_list("pk", "sort_name"))
    everybody = [(pk, _row_of(name)) for pk, name in named]
    rows_with_somebody = {row for _, row in everybody}
    read = sum(its_row != WITHOUT_READING for _, its_row in everybody)
    row = request.GET.get("row", "")
    row = row if row in (*ROWS, WITHOUT_READING) else ""
    in_row = [pk for pk, its_row in everybody if row in ("", its_row)]
    found = list_page(request, in_row, SPEAKERS_ON_A_PAGE)
    speakers = kept_rows(mark, Speaker.objects.filter(pk__in=found.rows).by_sort_name().with_speech_count())
    bodies = (
        Body.objects.published()
        .select_related("municipality")
        .in_bulk([speaker.body_id for speaker in speakers if speaker.body_id])
    )
    rows = [
        SpeakerRow(speaker, level_of(speaker), bodies.get(speaker.body_id or 0), _heading_of(speaker))
        for speaker in speakers
    ]
    cleaned = chosen.form.cleaned_data if chosen.form.is_valid() else {}
    name, municipality, kind = (cleaned.get(field) for field in ("name", "municipality", "kind"))
    conditions = (
        name and f"「{name}」",
        municipality,
        kind and SpeakerKind(kind).label,
        row and (IN_ORDER_OF_LETTERS if row == WITHOUT_READING else f"よみ：{row}"),
    )
    narrowed = "・".join(str(part) for part in conditions if part)
    page = SpeakersPage(
        title=f"発言者の一覧{f'：{narrowed}' if narrowed else ''}{found.title_suffix}",
        description="会議録から分かる発言者（氏名、役職、団体）の一覧です。",
        path=found.path(
            reverse("web:speakers"),
            name=name or "",
            municipality=municipality.code if municipality else "",
            kind=kind or "",
            row=row,
        ),
        crumbs=(Crumb("発言者"),),
        section="speakers",
        chosen=municipality,
        filter=chosen,
        rows=[(each, each in rows_with_somebody) for each in (*ROWS, WITHOUT_READING)],
        row=row,
        read=read,
        unread=len(everybody) - read,
        speakers=found.showing(rows),
    )
    return show(request, "speakers/list.html", page)


@read_only
def speaker_detail(request: HttpRequest, pk: int) -> HttpResponse:
    speakers = Speaker.objects.published().select_related(
        "municipality", "body", "meeting__body__municipality"
    )
    speaker = get_object_or_404(speakers, pk=pk)
    spoken = Turn.objects.published().filter(speaker=speaker)
    mark = current_mark()
    count, changed = kept(mark, ("extent of speaker", pk), spoken.extent)
    turns = page_of_turns(request, spoken.newest_first(), TURNS_ON_A_PAGE, count, mark)
    years = ("years of speaker", pk)
    bodies = Body.objects.published().select_related("municipality")
    body = bodies.filter(pk=speaker.body_id).first() if speaker.body_id else None
    towns = Municipality.objects.published()
    municipality = towns.filter(pk=speaker.municipality_id).first() if speaker.municipality_id else None
    bound_to = body or (speaker.meeting.body if speaker.meeting else None)
    # where they speak distinguishes speakers of one name
    meeting = speaker.meeting
    place = meeting_name(meeting) if meeting else title_name(body) if body else municipality
    search = Address(reverse("web:search")).having(speaker=str(speaker.pk))
    crumbs = (Crumb("発言者", reverse("web:speakers")), Crumb(speaker.name))
    page = SpeakerPage(
        title=f"{speaker.name}（{place or speaker.pk}）の発言{turns.title_suffix}",
        description=f"{speaker.name}の発言{turns.count}件の一覧です。",
        path=turns.path(speaker.get_absolute_url()),
        crumbs=crumbs,
        metadata=speaker_metadata(request, speaker, crumbs),
        section="speakers",
        modified=changed,
        record=speaker,
        speaker=speaker,
        level=level_of(speaker),
        chosen=municipality or (bound_to.municipality if bound_to else None),
        municipality=municipality or (bound_to.municipality if bound_to else None),
        body=body,
        labels=kept_rows(mark, spoken.labels_by_body()[:LABELS_SHOWN]),
        other_names=list(
            SpeakerName.objects.published()
            .filter(speaker=speaker)
            .exclude(name=speaker.name)
            .select_related("body")
            .order_by("since", "body__name", "name")
        ),
        turns=turns,
        chart=turns_by_year(kept(mark, years, spoken.count_by_fiscal_year), search)
        if turns.page.number == 1
        else None,
    )
    return show(request, "speakers/detail.html", page)


def _row_of(reading: str) -> str:
    """The name of the row that a reading belongs to: ア for アベ; empty for what is no kana."""
    return _row_of_letter(reading[0]) if reading else WITHOUT_READING


@lru_cache
def _row_of_letter(letter: str) -> str:
    spans = ((row, ends[place : place + 2]) for row, ends in ROWS.items() for place in (0, 2))
    return next((row for row, span in spans if span and span[0] <= letter <= span[1]), "")


def _heading_of(speaker: Speaker) -> str:
    """Of a speaker with `sort_name`."""
    row = _row_of(vars(speaker)["sort_name"])
    return IN_ORDER_OF_LETTERS if row == WITHOUT_READING else f"{row}行" if row else "その他"
